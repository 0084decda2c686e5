import { describe, expect, it } from "@jest/globals";
import { AmendmentKind } from "../../src/domain/amendment/amendment.words.js";
import { apply, type Change, placeBehind, rebase } from "../../src/domain/amendment/amending.rules.js";
import { type Adoption, consequences } from "../../src/domain/amendment/falling.rules.js";
import { votingOrder } from "../../src/domain/amendment/voting-order.rules.js";
import { differencesBetween } from "../../src/domain/recommendation/differing.rules.js";
import { ParagraphKind } from "../../src/domain/recommendation/paragraph.words.js";
import {
  matchParagraphs,
  numbersOf,
  type Paragraph,
  splitText,
} from "../../src/domain/recommendation/paragraphs.rules.js";
import { piecesOf, wordsOf } from "../../src/domain/recommendation/words.rules.js";

const { PREAMBULAR, OPERATIVE } = ParagraphKind;
const paragraph = (id: string, place: number, text = `Text of ${id}.`, kind = OPERATIVE): Paragraph => ({
  ...{ id, kind, text, place: [place] },
});
/** Recalling (preambular), then a, b, c (operative 1 to 3). */
const TEXT = [paragraph("r", 1, "Recalling,", PREAMBULAR), paragraph("a", 2), paragraph("b", 3), paragraph("c", 4)];

function change(number: number, kind: AmendmentKind, more: Partial<Change> & { after?: string | null } = {}): Change {
  const { after, ...rest } = more;
  const base = { id: `A.${number}`, number, kind, paragraphId: null, place: null, text: null, parentId: null };
  const paragraphKind = kind === AmendmentKind.ADD ? OPERATIVE : null;
  const made = { ...base, paragraphKind, ...rest };
  return after === undefined ? made : { ...made, place: placeBehind(TEXT, OPERATIVE, after, made) };
}
const add = (number: number, after: string | null, text: string) => change(number, AmendmentKind.ADD, { after, text });
const remove = (number: number, paragraphId: string) => change(number, AmendmentKind.DELETE, { paragraphId });
const replace = (number: number, paragraphId: string, text: string) =>
  change(number, AmendmentKind.REPLACE, { paragraphId, text });
const move = (number: number, paragraphId: string, after: string | null) =>
  change(number, AmendmentKind.MOVE, { paragraphId, after });
const sub = (number: number, parentId: string, text: string) =>
  change(number, AmendmentKind.REPLACE, { parentId, text });
const ids = (paragraphs: readonly Paragraph[]) => paragraphs.map(({ id }) => id).join(" ");

describe("an amendment", () => {
  it.each<[string, Change[], string]>([
    ["adds behind a paragraph", [add(1, "a", "x")], "r a A.1 b c"],
    ["adds first of its kind, behind what is preambular", [add(1, null, "x")], "r A.1 a b c"],
    ["adds last", [add(1, "c", "x")], "r a b c A.1"],
    [
      "adds beside another in the same place: the lower number stands first",
      [add(2, "a", "y"), add(1, "a", "x")],
      "r a A.1 A.2 b c",
    ],
    ["adds where a paragraph was that is gone", [remove(1, "a"), add(2, "a", "x")], "r A.2 b c"],
    ["deletes", [remove(1, "b")], "r a c"],
    ["moves down", [move(1, "a", "b")], "r b a c"],
    ["moves to the front", [move(1, "c", null)], "r c a b"],
    ["moves away from what was added behind it", [add(1, "a", "x"), move(2, "a", "c")], "r A.1 b c a"],
    ["moves two behind one: the lower number stands first", [move(2, "a", "c"), move(1, "b", "c")], "r c b a"],
  ])("%s", (_, changes, expected) => {
    for (const order of [changes, changes.toReversed()])
      expect(ids(order.reduce<readonly Paragraph[]>(apply, TEXT))).toBe(expected);
  });
});

describe("when one is adopted", () => {
  const stays = "STANDS";
  it.each<[string, Change, Change, Adoption, string]>([
    ["a deletion takes a replacement's paragraph", remove(1, "a"), replace(2, "a", "x"), "VOTE", "LAPSES"],
    ["a deletion makes another moot", remove(1, "a"), remove(2, "a"), "VOTE", "LAPSES"],
    ["a deletion takes a move's paragraph", remove(1, "a"), move(2, "a", "c"), "VOTE", "LAPSES"],
    ["a deletion leaves an addition behind it its place", remove(1, "a"), add(2, "a", "x"), "VOTE", "REBASED"],
    [
      "a replacement makes another for the paragraph fall",
      replace(1, "a", "x"),
      replace(2, "a", "y"),
      "VOTE",
      "LAPSES",
    ],
    ["accepted by sponsors, it does not", replace(1, "a", "x"), replace(2, "a", "y"), "ACCEPTANCE", "REBASED"],
    [
      "accepted by sponsors, it takes up one that reads the same",
      replace(1, "a", "x"),
      replace(2, "a", "x"),
      "ACCEPTANCE",
      "LAPSES",
    ],
    ["a replacement leaves a deletion to be voted on", replace(1, "a", "x"), remove(2, "a"), "VOTE", "REBASED"],
    ["a replacement and a move go together", replace(1, "a", "x"), move(2, "a", "c"), "VOTE", "REBASED"],
    ["another paragraph is untouched", replace(1, "a", "x"), replace(2, "b", "y"), "VOTE", stays],
    ["two moves of one paragraph exclude each other", move(1, "a", "b"), move(2, "a", "c"), "VOTE", "LAPSES"],
    ["a move takes a replacement along", move(1, "a", "b"), replace(2, "a", "x"), "VOTE", "REBASED"],
    ["the same words are not added twice", add(1, "a", "x"), add(2, "c", "x"), "VOTE", "LAPSES"],
    ["other words in the same place come behind", add(1, "a", "x"), add(2, "a", "y"), "VOTE", "REBASED"],
    ["or before, and then nothing changes for them", add(2, "a", "x"), add(1, "a", "y"), "VOTE", stays],
    ["what amends an amendment ends with it", add(1, "a", "x"), sub(2, "A.1", "y"), "VOTE", "LAPSES"],
    ["and gives it its text", sub(2, "A.1", "y"), add(1, "a", "x"), "VOTE", "REBASED"],
    ["two texts for an amendment exclude each other", sub(2, "A.1", "y"), sub(3, "A.1", "z"), "VOTE", "LAPSES"],
    ["unless its mover only took up one of them", sub(2, "A.1", "y"), sub(3, "A.1", "z"), "ACCEPTANCE", "REBASED"],
  ])("%s", (_, adopted, other, adoption, effect) => {
    const fate = consequences(TEXT, [adopted, other], adopted, adoption).get(other.id);
    expect(fate?.effect ?? stays).toBe(effect);
    if (fate) expect(fate.reason).toMatch(/^[A-Z].*\.$/);
  });

  it("what amends an amendment that lapses lapses, too", () => {
    const fates = consequences(
      TEXT,
      [sub(3, "A.2", "y"), replace(2, "a", "x"), remove(1, "a")],
      remove(1, "a"),
      "VOTE",
    );
    expect([...fates.values()].map(({ effect }) => effect)).toEqual(["LAPSES", "LAPSES"]);
  });

  it("the last paragraph stays: voting down the whole is another question", () => {
    const two = TEXT.slice(0, 2);
    expect(consequences(two, [remove(2, "r")], remove(1, "a"), "VOTE").get("A.2")).toEqual({
      effect: "LAPSES",
      reason: "It would leave no text.",
    });
  });
});

describe("the voting order", () => {
  it("goes from the furthest to the nearest and says why", () => {
    const changes = [
      move(1, "a", "c"),
      replace(2, "b", "Text of what?"),
      sub(5, "A.3", "one two four five"),
      add(3, "a", "one two three four five six"),
      remove(4, "b"),
    ];
    expect(votingOrder(TEXT, changes)).toEqual([
      { id: "A.5", rank: 1, distance: 2 / 10, reason: "Changes 2 of the 6 words of A.3, so it comes before that one." },
      { id: "A.3", rank: 2, distance: 6 / 10, reason: "Adds a paragraph of 6 words: furthest from the text." },
      { id: "A.4", rank: 3, distance: 3 / 10, reason: "Removes operative paragraph 2 whole, 3 words." },
      { id: "A.2", rank: 4, distance: 1 / 10, reason: "Changes 1 of the 3 words of operative paragraph 2." },
      { id: "A.1", rank: 5, distance: 0, reason: "Moves operative paragraph 1 and leaves its words." },
    ]);
  });

  it("puts a deletion before another text for the paragraph, however long that is", () => {
    const long = replace(1, "a", Array(50).fill("word").join(" "));
    expect(votingOrder(TEXT, [long, remove(2, "a")]).map(({ id }) => id)).toEqual(["A.2", "A.1"]);
  });

  it("of two that are equally far puts the lower number first", () => {
    expect(votingOrder(TEXT, [remove(2, "a"), remove(1, "b")]).map(({ id }) => id)).toEqual(["A.1", "A.2"]);
  });
});

describe("carrying to a revision", () => {
  const revised = [TEXT[0]!, paragraph("n", 1, "New."), paragraph("b", 2, "Text of b, revised."), paragraph("c", 3)];
  it.each<[string, Change, string | null]>([
    ["a replacement of a revised paragraph stands", replace(1, "b", "x"), "r n b c"],
    ["one whose paragraph is gone lapses", replace(1, "a", "x"), null],
    ["one that the revision took up lapses", replace(1, "b", "Text of b, revised."), null],
    ["an addition that the revision took up lapses", add(1, "b", "New."), null],
    ["an addition behind a paragraph that is gone goes behind the one before it", add(1, "a", "x"), "r A.1 n b c"],
    ["an addition stays behind its paragraph", add(1, "b", "x"), "r n b A.1 c"],
    ["a move goes where it would have gone", move(1, "b", "c"), "r n c b"],
  ])("%s", (_, given, expected) => {
    const { change: carried } = rebase(TEXT, revised, given);
    expect(carried && ids(apply(revised, carried))).toBe(expected);
  });
});

describe("paragraphs", () => {
  it.each([
    ["one", ["one"]],
    ["one\n\ntwo", ["one", "two"]],
    ["one\n \t\n\n two \n\n", ["one", "two"]],
    ["one\ntwo", ["one\ntwo"]],
    ["\n\n", []],
  ])("are parted by blank lines: %j", (text, parts) => expect(splitText(text)).toEqual(parts));

  it("are numbered when they are operative", () => {
    expect(numbersOf(TEXT)).toEqual([null, "1", "2", "3"]);
  });

  it("keep their ids in a revision: by equal text first, then by likeness, and only within their kind", () => {
    const wordings = [
      { kind: OPERATIVE, text: "Text of c." },
      { kind: OPERATIVE, text: "Text of a, amended." },
      { kind: OPERATIVE, text: "Recalling," },
      { kind: OPERATIVE, text: "Nothing alike here at all" },
    ];
    expect(ids(matchParagraphs(TEXT, wordings, () => "new"))).toBe("c a new new");
  });

  it("compare as moved, changed, added and removed, the fewest moves that explain the order", () => {
    const after = [TEXT[3]!, TEXT[1]!, paragraph("b", 4, "Text of b, changed."), paragraph("d", 5)];
    expect(
      differencesBetween(TEXT, after).map((one) => [one.paragraph.id, one.change, one.formerNumber, one.number]),
    ).toEqual([
      ["r", "REMOVED", null, null],
      ["c", "MOVED", "3", "1"],
      ["a", "UNCHANGED", "1", "2"],
      ["b", "CHANGED", "2", "3"],
      ["d", "ADDED", null, "4"],
    ]);
  });
});

describe("words", () => {
  const shown = (before: string, after: string): string[] =>
    piecesOf(before, after).map(({ op, text }) => `${op === "EQUAL" ? "=" : op === "INSERT" ? "+" : "-"}${text}`);
  it.each([
    ["the big dog", "the small dog", ["=the ", "-big", "+small", "= dog"]],
    ["the big dog ran", "the small cat ran", ["=the ", "-big dog", "+small cat", "= ran"]],
    ["L’accès est garanti.", "L’accès n’est pas garanti.", ["=L’accès ", "-est", "+n’est pas", "= garanti."]],
    ["منح الضباط حق", "منح جميع الضباط حق", ["=منح ", "+جميع ", "=الضباط حق"]],
    ["same", "same", ["=same"]],
    ["", "new", ["+new"]],
  ])("are compared in any language: %s", (before, after, pieces) => expect(shown(before, after)).toEqual(pieces));

  it("are what readers of each language call words", () => {
    expect(wordsOf("Recommends (again) 2 things.")).toEqual(["Recommends", "again", "2", "things"]);
    expect(wordsOf("منح حق الوصول")).toHaveLength(3);
  });

  it("of two long texts without anything in common are shown whole, soon", () => {
    const long = (letter: string) => Array.from({ length: 5_000 }, (_, index) => `${letter}${index}`).join(" ");
    const started = performance.now();
    expect(piecesOf(long("a"), long("b")).map(({ op }) => op)).toEqual(["DELETE", "INSERT"]);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it("of a long paragraph are not compared, and of a short one as far as they have something in common", () => {
    const words = (count: number, last: string) => Array.from({ length: count }, (_, n) => `w${n}`).join(" ") + last;
    expect(shown(words(900, " a"), words(900, " b"))).toHaveLength(3);
    expect(shown(words(1_100, " a"), words(1_100, " b"))).toHaveLength(2);
  });

  it("of whole texts with nothing in common cost little, however many paragraphs they have", () => {
    const text = (seed: number) =>
      Array.from({ length: 20 }, (_, n) => {
        const letters = Array.from({ length: 500 }, (_, at) => String.fromCharCode(97 + ((at * seed + at ** 2) % 23)));
        return paragraph(`p${n}`, n, letters.join(" "));
      });
    const [before, after] = [text(3), text(8)];
    const started = process.cpuUsage();
    for (let times = 0; times < 5; times += 1) differencesBetween(before, after);
    const { user } = process.cpuUsage(started);
    expect(user / 1_000 / 5).toBeLessThan(60);
  });
});
