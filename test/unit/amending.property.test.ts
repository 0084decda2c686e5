import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { AmendmentKind } from "../../src/domain/amendment/amendment.words.js";
import {
  amendedBy,
  apply,
  type Change,
  lapseIn,
  placeBehind,
  rebase,
} from "../../src/domain/amendment/amending.rules.js";
import { consequences } from "../../src/domain/amendment/falling.rules.js";
import { votingOrder } from "../../src/domain/amendment/voting-order.rules.js";
import { ParagraphKind } from "../../src/domain/recommendation/paragraph.words.js";
import { inPlace, matchParagraphs, type Paragraph } from "../../src/domain/recommendation/paragraphs.rules.js";
import { comparePlaces, placeBetween } from "../../src/domain/recommendation/place.rules.js";
import { piecesOf } from "../../src/domain/recommendation/words.rules.js";

const word = fc.constantFrom("officers", "databases", "access", "border", "invites", "urges", "the", "وصول", "été");
const text = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(" "));
const kind = fc.constantFrom(ParagraphKind.PREAMBULAR, ParagraphKind.OPERATIVE);
const base = fc
  .array(fc.record({ kind, text }), { minLength: 1, maxLength: 6 })
  .map((wordings) => inPlace(wordings.map((one, index) => ({ ...one, id: `p${index}`, place: [index + 1] }))));

/** An amendment before it meets a text: `at` and `after` choose among the paragraphs that are there. */
const wish = fc.record({
  kind: fc.constantFrom(...Object.values(AmendmentKind)),
  at: fc.nat(20),
  after: fc.nat(20),
  text,
  isSub: fc.boolean(),
  paragraphKind: kind,
});
type Wish = typeof wish extends fc.Arbitrary<infer W> ? W : never;

/** A text and what is pending on it. */
interface Table {
  readonly paragraphs: readonly Paragraph[];
  readonly pending: readonly Change[];
}

/** Proposes as the service does: what would change nothing is refused, and nothing is pending then. */
function propose(table: Table, wishes: readonly Wish[], from: number): Table {
  return wishes.reduce<Table>((now, one, index) => {
    const change = toChange(now, one, from + index);
    return change ? { ...now, pending: [...now.pending, change] } : now;
  }, table);
}

function toChange({ paragraphs, pending }: Table, one: Wish, number: number): Change | null {
  const common = { id: `a${number}`, number, paragraphId: null, place: null, paragraphKind: null, parentId: null };
  const parents = pending.filter((change) => change.parentId === null && change.text !== null);
  if (one.isSub && parents.length > 0) {
    const parent = parents[one.at % parents.length]!;
    if (parent.text === one.text) return null;
    return { ...common, kind: AmendmentKind.REPLACE, text: one.text, parentId: parent.id };
  }
  const own = paragraphs[one.at % paragraphs.length]!;
  const paragraphId = one.kind === AmendmentKind.ADD ? null : own.id;
  const paragraphKind = one.kind === AmendmentKind.ADD ? one.paragraphKind : own.kind;
  const anchors = [
    null,
    ...paragraphs.filter((p) => p.kind === paragraphKind && p.id !== paragraphId).map((p) => p.id),
  ];
  const isPlaced = one.kind === AmendmentKind.ADD || one.kind === AmendmentKind.MOVE;
  const change = {
    ...common,
    ...{ kind: one.kind, paragraphId, paragraphKind: one.kind === AmendmentKind.ADD ? one.paragraphKind : null },
    text: one.kind === AmendmentKind.ADD || one.kind === AmendmentKind.REPLACE ? one.text : null,
    place: isPlaced
      ? placeBehind(paragraphs, paragraphKind, anchors[one.after % anchors.length]!, { number, paragraphId })
      : null,
  };
  return lapseIn(paragraphs, change, paragraphs) === null ? change : null;
}

/** Adopts one by vote and lets fall what falls. */
function adopt({ paragraphs, pending }: Table, id: string): Table {
  const change = pending.find((one) => one.id === id)!;
  const fates = consequences(paragraphs, pending, change, "VOTE");
  const left = pending.filter((one) => one.id !== id && fates.get(one.id)?.effect !== "LAPSES");
  if (change.parentId === null) return { paragraphs: apply(paragraphs, change), pending: left };
  return { paragraphs, pending: left.map((one) => (one.id === change.parentId ? amendedBy(one, change) : one)) };
}

/** Adopts in this order whatever has not lapsed when its turn comes; answers the text and what was adopted. */
function run(table: Table, order: readonly string[]): { table: Table; adopted: string[] } {
  const adopted: string[] = [];
  let now = table;
  for (const id of order) {
    if (!now.pending.some((one) => one.id === id)) continue;
    now = adopt(now, id);
    adopted.push(id);
  }
  return { table: now, adopted };
}

const shown = (paragraphs: readonly Paragraph[]): string[] =>
  paragraphs.map((one) => `${one.id} ${one.kind} ${one.text}`);

describe("adopting amendments", () => {
  const scene = fc.record({
    base,
    first: fc.array(wish, { maxLength: 5 }),
    early: fc.array(fc.nat(9), { maxLength: 2 }),
    second: fc.array(wish, { minLength: 1, maxLength: 5 }),
    one: fc.array(fc.nat(99), { minLength: 10, maxLength: 10 }),
    other: fc.array(fc.nat(99), { minLength: 10, maxLength: 10 }),
  });
  type Scene = typeof scene extends fc.Arbitrary<infer S> ? S : never;

  /** Some are adopted before others are proposed, so that places are made between places that amendments made. */
  function prepared({ base: paragraphs, first, early, second }: Scene): Table {
    let table = propose({ paragraphs, pending: [] }, first, 1);
    for (const pick of early) {
      const ids = table.pending.map(({ id }) => id);
      if (ids.length > 0) table = adopt(table, ids[pick % ids.length]!);
    }
    return propose(table, second, first.length + 1);
  }
  const shuffled = (ids: readonly string[], keys: readonly number[]): string[] =>
    ids
      .map((id, index) => [keys[index % keys.length]! * 31 + index, id] as const)
      .sort((a, b) => a[0] - b[0])
      .map(([, id]) => id);

  it("gives a text that depends on which were adopted, and not on the order", () => {
    fc.assert(
      fc.property(scene, (given) => {
        const table = prepared(given);
        const one = run(
          table,
          shuffled(
            table.pending.map(({ id }) => id),
            given.one,
          ),
        );
        const other = run(table, shuffled(one.adopted, given.other));
        if (other.adopted.length < one.adopted.length) return;
        expect(shown(other.table.paragraphs)).toEqual(shown(one.table.paragraphs));
      }),
      { numRuns: 2_000 },
    );
  });

  it("gives the text that applying the adopted ones by their numbers gives, each with its last wording", () => {
    fc.assert(
      fc.property(scene, (given) => {
        const table = prepared(given);
        const { table: end, adopted } = run(
          table,
          shuffled(
            table.pending.map(({ id }) => id),
            given.one,
          ),
        );
        const done = table.pending.filter(({ id }) => adopted.includes(id));
        const tops = done.filter((change) => change.parentId === null);
        const worded = tops.map((top) => done.filter((sub) => sub.parentId === top.id).reduce(amendedBy, top));
        // A deletion comes last: it also takes away what another amendment has reworded or moved.
        const sorted = worded.toSorted(
          (a, b) => Number(a.kind === "DELETE") - Number(b.kind === "DELETE") || a.number - b.number,
        );
        expect(shown(end.paragraphs)).toEqual(shown(sorted.reduce<readonly Paragraph[]>(apply, table.paragraphs)));
      }),
      { numRuns: 2_000 },
    );
  });

  it("lets two fall apart only when either makes the other fall, or one came too late", () => {
    fc.assert(
      fc.property(scene, (given) => {
        const table = prepared(given);
        const tops = table.pending.filter((change) => change.parentId === null);
        for (const one of tops) {
          const fates = consequences(table.paragraphs, table.pending, one, "VOTE");
          for (const other of tops.filter(({ id }) => fates.get(id)?.effect === "LAPSES")) {
            const back = consequences(table.paragraphs, table.pending, other, "VOTE").get(one.id)?.effect;
            // Only a deletion makes fall what would not make it fall.
            expect(back === "LAPSES" || one.kind === AmendmentKind.DELETE).toBe(true);
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("leaves nothing pending that would change nothing", () => {
    fc.assert(
      fc.property(scene, (given) => {
        const table = prepared(given);
        const order = shuffled(
          table.pending.map(({ id }) => id),
          given.one,
        );
        for (const last of order.keys()) {
          const { paragraphs, pending } = run(table, order.slice(0, last + 1)).table;
          const rewording = pending.filter((one) => one.parentId === null && one.kind === AmendmentKind.REPLACE);
          for (const one of rewording) expect(lapseIn(paragraphs, one, table.paragraphs)).toBeNull();
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("never leaves a text without a paragraph, nor two paragraphs in one place", () => {
    fc.assert(
      fc.property(scene, (given) => {
        const table = prepared(given);
        const { paragraphs } = run(
          table,
          shuffled(
            table.pending.map(({ id }) => id),
            given.one,
          ),
        ).table;
        expect(paragraphs.length).toBeGreaterThan(0);
        expect(new Set(paragraphs.map((one) => one.id)).size).toBe(paragraphs.length);
        expect(new Set(paragraphs.map((one) => `${one.kind} ${one.place.join(".")}`)).size).toBe(paragraphs.length);
        const isOrdered = paragraphs.every((one, index) => {
          const last = paragraphs[index - 1];
          return !last || last.kind !== one.kind || comparePlaces(last.place, one.place) < 0;
        });
        expect(isOrdered).toBe(true);
      }),
    );
  });

  it("lets acceptance by the sponsors take nothing from others as long as the paragraph is there", () => {
    fc.assert(
      fc.property(scene, (given) => {
        const table = prepared(given);
        for (const accepted of table.pending.filter((change) => change.parentId === null)) {
          const after = apply(table.paragraphs, accepted);
          for (const [id, fate] of consequences(table.paragraphs, table.pending, accepted, "ACCEPTANCE")) {
            const other = table.pending.find((one) => one.id === id)!;
            if (fate.effect !== "LAPSES" || other.parentId !== null) continue;
            expect(lapseIn(after, other, table.paragraphs)).not.toBeNull();
          }
        }
      }),
    );
  });

  it("is proposed in an order that puts every amendment once, deletions before other texts, and what amends before what it amends", () => {
    fc.assert(
      fc.property(scene, (given) => {
        const { paragraphs, pending } = prepared(given);
        const order = votingOrder(paragraphs, pending);
        expect(order.map(({ rank }) => rank)).toEqual(pending.map((_, index) => index + 1));
        expect(order.map(({ id }) => id).sort()).toEqual(pending.map(({ id }) => id).sort());
        const rankOf = new Map(order.map(({ id, rank }) => [id, rank]));
        for (const one of pending)
          for (const other of pending) {
            if (one.parentId === other.id) expect(rankOf.get(one.id)!).toBeLessThan(rankOf.get(other.id)!);
            const isSame = one.paragraphId !== null && one.paragraphId === other.paragraphId;
            if (isSame && one.kind === "DELETE" && other.kind === "REPLACE")
              expect(rankOf.get(one.id)!).toBeLessThan(rankOf.get(other.id)!);
          }
      }),
    );
  });
});

describe("carrying to a revised text", () => {
  it("keeps every amendment whose paragraph stands, and lets it make sense there", () => {
    fc.assert(
      fc.property(
        base,
        fc.array(wish, { maxLength: 6 }),
        fc.array(fc.record({ kind, text }), { minLength: 1 }),
        (before, wishes, wordings) => {
          const { pending } = propose({ paragraphs: before, pending: [] }, wishes, 1);
          let next = 0;
          const sorted = wordings.toSorted((a, b) => (a.kind === b.kind ? 0 : a.kind === "PREAMBULAR" ? -1 : 1));
          const after = matchParagraphs(before, sorted, () => `n${(next += 1)}`);
          expect(new Set(after.map(({ id }) => id)).size).toBe(after.length);
          expect(inPlace(after)).toEqual(after);
          for (const one of pending) {
            const { change, reason } = rebase(before, after, one);
            expect(change === null).toBe(reason !== null);
            if (!change || change.parentId !== null) continue;
            expect(lapseIn(after, change, before)).toBeNull();
            const places = apply(after, change).map((p) => `${p.kind} ${p.place.join(".")}`);
            expect(new Set(places).size).toBe(places.length);
          }
        },
      ),
    );
  });

  it("changes nothing when the text did not change", () => {
    fc.assert(
      fc.property(base, fc.array(wish, { maxLength: 6 }), (before, wishes) => {
        const { pending } = propose({ paragraphs: before, pending: [] }, wishes, 1);
        for (const one of pending) {
          const { change } = rebase(before, before, one);
          expect(shown(apply(before, change!))).toEqual(shown(apply(before, one)));
        }
      }),
    );
  });
});

describe("places and words", () => {
  it("a place between two lies between them, and no two numbers make the same", () => {
    const path = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        fc.option(path),
        fc.option(path),
        fc.integer({ min: 10, max: 200 }),
        fc.integer({ min: 201, max: 400 }),
        (a, b, one, other) => {
          const [left, right] = a && b && comparePlaces(a, b) > 0 ? [b, a] : [a, b];
          if (left && right && comparePlaces(left, right) === 0) return;
          for (const number of [one, other]) {
            const place = placeBetween(left, right, number);
            if (left) expect(comparePlaces(left, place)).toBeLessThan(0);
            if (right) expect(comparePlaces(place, right)).toBeLessThan(0);
          }
          expect(comparePlaces(placeBetween(left, right, one), placeBetween(left, right, other))).toBeLessThan(0);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("the pieces of a comparison give both texts again, to the letter", () => {
    const letters = fc.string({ unit: "grapheme", maxLength: 40 });
    fc.assert(
      fc.property(fc.oneof(text, letters), fc.oneof(text, letters), (before, after) => {
        const without = (op: string): string =>
          piecesOf(before, after)
            .filter((piece) => piece.op !== op)
            .map((piece) => piece.text)
            .join("");
        expect(without("INSERT")).toBe(before);
        expect(without("DELETE")).toBe(after);
      }),
    );
  });
});
