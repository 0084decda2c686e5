import { describe, expect, it } from "@jest/globals";
import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { canonical, type Members, sha256 } from "../../src/audit/canonical.js";
import { Chain } from "../../src/audit/chain.js";
import { Findings } from "../../src/audit/findings.js";
import type { KeptHead } from "../../src/audit/heads.js";

const SCOPE = "018f0000-0000-7000-8000-000000000001";
const TOPIC = "018f0000-0000-7000-8000-000000000002";
const { publicKey } = generateKeyPairSync("ed25519");
const AT = "2026-01-01T00:00:00.000000Z";

const first = (body: Members = {}): Members => ({
  ...{
    scope: SCOPE,
    number: 0,
    topic: null,
    topicNumber: null,
    omitted: 0,
    kind: "TRAIL_BEGUN",
    at: AT,
    by: null,
    record: null,
  },
  body: { format: "rotunda-trail/1", key: publicKey.export({ format: "jwk" }) as Members, omitted: [], ...body },
});
const deed = (number: number, topicNumber: number, change: Members = {}): Members => ({
  ...{
    scope: SCOPE,
    number,
    topic: TOPIC,
    topicNumber,
    omitted: 0,
    kind: "DEED",
    at: AT,
    by: null,
    body: {},
    record: null,
  },
  ...change,
});

/** What is found in a chain whose hashes are right, whatever its entries say. */
function found(
  contents: readonly Members[],
  { key = publicKey, since = [], jws }: { key?: KeyObject | null; since?: KeptHead[]; jws?: string } = {},
): string {
  const findings = new Findings();
  const chain = new Chain(SCOPE, key, since, findings);
  for (const content of contents) {
    const text = canonical(content);
    chain.entry({ text, hash: sha256(Buffer.from(chain.hash, "hex"), text) });
  }
  if (jws) chain.head(jws, chain.number);
  chain.end();
  return findings.findings.join("\n");
}

describe("a chain whose hashes are right", () => {
  it("has no findings where its entries are in order", () => {
    expect(found([first(), deed(1, 1), deed(2, 2)])).toBe("");
    expect(found([first({ omitted: ["X"] }), deed(1, 1), deed(2, 5, { omitted: 3 })])).toBe("");
    for (const omitted of [0, 2, 4])
      expect(found([first({ omitted: ["X"] }), deed(1, 1), deed(2, 5, { omitted })])).toMatch(/are missing, or not as/);
    expect(found([first(), deed(1, 1), deed(2, 5, { omitted: 3 })])).toMatch(/no kind of event is/);
    expect(found([first({ beginnings: [{ topic: TOPIC, from: 7 }] }), deed(1, 7)])).toBe("");
  });

  it.each<[string, readonly Members[], RegExp]>([
    ["no entry at all", [], /has no first entry/],
    [
      "no head, though heads are signed each minute",
      [first(), deed(1, 1, { at: AT.replace(/T\d\d/, "T23") })],
      /No signed head covers the end of the chain: 2 entries behind no head at all/,
    ],
    ["members that do not belong", [first(), deed(1, 1, { more: 1 })], /not that of an entry/],
    ["another conference", [first(), deed(1, 1, { scope: TOPIC })], /belongs to another conference/],
    ["another number inside", [first(), deed(2, 1)], /bears the number 2/],
    ["a second first entry", [first(), { ...first(), number: 1 }], /first entry stands in the middle/],
    ["no first entry", [deed(0, 1)], /does not begin with/],
    ["no key in the first entry", [first({ key: null })], /names no key/],
    ["a topic's number twice", [first(), deed(1, 1), deed(2, 1)], /event 1 of its topic comes behind event 1/],
    ["a topic's number left out", [first(), deed(1, 1), deed(2, 3)], /events 2 to 2 of its topic are missing/],
    ["a topic that does not begin with 1", [first(), deed(1, 2)], /events 1 to 1 of its topic are missing/],
    ["a time without microseconds", [first(), deed(1, 1, { at: "2026-01-01T00:00:00Z" })], /not a time in UTC/],
    ["half an event", [first(), deed(1, 1, { topic: null })], /names no event/],
  ])("is found with %s", (_what, contents, sentence) => {
    expect(found(contents)).toMatch(sentence);
  });

  it("is found where it names another key than the one that is known", () => {
    const { publicKey: other } = generateKeyPairSync("ed25519");
    expect(found([first()], { key: other })).toMatch(/names another key/);
    expect(found([first()], { key: null })).toBe("");
  });

  it("is found where a head cannot be checked, or is of another conference", () => {
    expect(found([first({ key: null })], { key: null, jws: "a.b.c" })).toMatch(/there is no key/);
    const hash = sha256(Buffer.alloc(32), canonical(first()));
    expect(found([first()], { since: [{ scope: TOPIC, number: 0, hash }] })).toMatch(/head is of another conference/);
    expect(found([first()], { since: [{ scope: SCOPE, number: 0, hash }] })).toBe("");
  });

  it("notes a clock that was set back, without calling it a finding", () => {
    expect(found([first(), deed(1, 1), deed(2, 2, { at: "2025-01-01T00:00:00.000000Z" })])).toBe("");
  });
});
