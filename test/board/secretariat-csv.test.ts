import { describe, expect, it } from "@jest/globals";
import { guessDelimiter, parseCsv, writeCsv } from "../../board/src/rooms/secretariat/csv.js";
import { delegatesIn } from "../../board/src/rooms/secretariat/delegate-list.js";

describe("lists as CSV", () => {
  it.each([
    [
      "fields and lines",
      "a,b\nc,d",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    ["all line endings, and none at the end", "a\r\nb\rc\n", [["a"], ["b"], ["c"]]],
    ["quotes, doubled quotes, delimiters and lines in quotes", '"a,""b""\r\nc",d', [['a,"b"\r\nc', "d"]]],
    [
      "empty fields, and leaves out empty lines",
      "a,,\n\n,\n",
      [
        ["a", "", ""],
        ["", ""],
      ],
    ],
    ["a byte order mark away", "\ufeffa,b", [["a", "b"]]],
    ["a quote inside of a field as it is", 'a"b,c', [['a"b', "c"]]],
  ])("reads %s", (_, text, rows) => expect(parseCsv(text, ",")).toEqual(rows));

  it.each([
    ["a,b,c\n1;2", ","],
    ["a;b;c\n", ";"],
    ['"a,b";c', ";"],
    ["a\tb", "\t"],
    ["alone", ","],
  ])("guesses the delimiter of %j", (text, delimiter) => expect(guessDelimiter(text)).toBe(delimiter));

  it("writes what it reads, and no field as a formula", () => {
    const rows = [
      ["a", 'say "no"'],
      ["one\ntwo", "=1+1"],
    ];
    expect(parseCsv(writeCsv(rows), ",")).toEqual([rows[0], ["one\ntwo", "'=1+1"]]);
  });

  it("finds the columns by their names in four languages, else takes country, name, function", () => {
    const somebody = { country: "FJ", name: "Ana", function: "ADVISER" };
    expect(
      delegatesIn([
        ["Nom", "Fonction", "Pays"],
        ["Ana", "Conseillère", "fj"],
      ]),
    ).toEqual([somebody]);
    expect(
      delegatesIn([
        ["الدولة", "الاسم", "الصفة"],
        ["FJ", "Ana", "مستشار"],
      ]),
    ).toEqual([somebody]);
    expect(delegatesIn([["fj", " Ana ", "ADVISER"]])).toEqual([somebody]);
    expect(
      delegatesIn([
        ["fj", "Ana"],
        ["fj", "Tui", "Emperor"],
      ]),
    ).toEqual([
      { ...somebody, function: "DELEGATE" },
      { ...somebody, name: "Tui", function: "EMPEROR" },
    ]);
  });
});
