import type { KeyObject } from "node:crypto";
import { canonical, isMembers, type Members, parse, said, sha256, type Value } from "./canonical.js";
import type { Findings } from "./findings.js";
import { type KeptHead, keyOf, readHead, sameKey } from "./heads.js";

const BEGUN = "TRAIL_BEGUN";
const TERMS_CHANGED = "TRAIL_TERMS_CHANGED";
const CLOSED = "TRAIL_CLOSED";
const FORMAT = "rotunda-trail/1";
const MEMBERS = "at,body,by,kind,number,omitted,record,scope,topic,topicNumber";
/** What a signed head need not cover yet: a server may have died just before it signed. */
const UNSIGNED_SECONDS = 180;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

/** An entry as it lies in a database or a file. */
export interface StoredEntry {
  readonly text: string;
  readonly hash: string;
  /** The hash before, where it is kept beside. */
  readonly previous?: string;
  /** What stands beside the text and must say the same. */
  readonly beside?: { readonly [member: string]: Value };
}

/** Walks along one chain. Remembers the head, and of each topic its newest number: memory does not grow with the chain. */
export class Chain {
  number = -1;
  hash = "0".repeat(64);
  heads = 0;
  closed = false;
  omitted = new Set<string>();
  /** What the first entry says that was there before. */
  existed: Members = {};
  /** Some entry cannot be read, so nothing is compared with its content. */
  unreadable = false;
  private readonly topics = new Map<string, { number: number; at: string }>();
  private beginnings = new Map<string, number>();
  private readonly waiting = new Map<number, string[]>();
  /** The newest entry that a good head covers, and its time. */
  private signed = { number: -1, at: "" };
  private at = "";
  private began = "";

  constructor(
    readonly scope: string,
    private key: KeyObject | null,
    since: readonly KeptHead[],
    private readonly findings: Findings,
  ) {
    for (const { number, hash } of since) this.waiting.set(number, [...(this.waiting.get(number) ?? []), hash]);
    for (const kept of since)
      if (kept.scope !== null && kept.scope !== scope)
        findings.add(`The earlier head is of another conference, ${kept.scope}.`);
  }

  entry({ text, hash, previous, beside }: StoredEntry): void {
    const place = this.number + 1;
    const content = parse(text);
    const kind = isMembers(content) ? said(content["kind"]) : "unreadable";
    const say = (what: string): void => this.findings.add(`Entry ${place} (${kind}): ${what}`);
    if (previous !== undefined && previous !== this.hash) say("it does not follow the entry before it.");
    if (sha256(Buffer.from(this.hash, "hex"), text) !== hash)
      say("its hash is not that of the entry before and its content.");
    this.number = place;
    this.hash = hash;
    for (const kept of this.waiting.get(place) ?? [])
      if (kept !== hash) say("the earlier head that was kept names another entry here: the chain was rewritten.");
    this.waiting.delete(place);
    if (this.closed) say("it stands behind the closing record.");
    if (!isMembers(content) || Object.keys(content).sort().join() !== MEMBERS) {
      this.unreadable = true;
      return say("its content is not that of an entry.");
    }
    if (canonical(content) !== text) say("its content is not in canonical form.");
    if (content["scope"] !== this.scope) say(`it belongs to another conference, ${said(content["scope"])}.`);
    if (content["number"] !== place) say(`it bears the number ${said(content["number"])}.`);
    for (const [member, value] of Object.entries(beside ?? {}))
      if (canonical(value) !== canonical(content[member] ?? null))
        say(`the column for ${member} says ${canonical(value)}, its content another thing.`);
    if (place === 0) this.begin(content, say);
    else if (kind === BEGUN) say("a first entry stands in the middle.");
    if (kind === TERMS_CHANGED) this.readTerms(content["body"]!);
    if (kind === CLOSED && content["topic"] === null) this.closed = true;
    this.follow(content, say);
  }

  /** A signed head; it must stand in the part of the chain that was walked. `beside`: what is kept beside it and must say the same. */
  head(jws: string, at: number, beside?: { readonly hash: string; readonly at: string }): void {
    this.heads += 1;
    const say = (what: string): void => this.findings.add(`The head at entry ${at} ${what}.`);
    if (!this.key) return say("cannot be checked: there is no key");
    const head = readHead(jws, this.key);
    if (typeof head === "string") return say(head);
    if (head.scope !== this.scope) say("is signed for another conference");
    if (head.number !== at || head.number > this.number) return say(`signs entry ${head.number}, which is not there`);
    if (head.hash !== this.hash)
      return say("signs another entry than the one that stands there: the chain was rewritten");
    if (beside && (beside.hash !== head.hash || beside.at !== head.at))
      say("is shown with another hash or time than it signs");
    this.signed = { number: at, at: this.at };
  }

  end(): void {
    if (this.number < 0) this.findings.add("The chain has no first entry.");
    this.requireHeads();
    for (const number of this.waiting.keys())
      this.findings.add(
        `The earlier head that was kept names entry ${number}; the chain ends at ${this.number}: its end is missing.`,
      );
  }

  /** Heads are signed each minute and at each decision: without them nothing in a chain is anybody's word. */
  private requireHeads(): void {
    const behind = this.number - this.signed.number;
    if (behind === 0 || this.number < 0) return;
    const seconds = (Date.parse(this.at) - Date.parse(this.signed.at || this.began)) / 1_000;
    const what = `${behind} ${behind === 1 ? "entry" : "entries"} behind ${this.signed.at ? `entry ${this.signed.number}` : "no head at all"}`;
    if (seconds > UNSIGNED_SECONDS)
      this.findings.add(`No signed head covers the end of the chain: ${what}, over ${Math.round(seconds)} seconds.`);
    else this.findings.note(`No signed head covers the end of the chain yet: ${what}.`);
  }

  private begin({ kind, body }: Members, say: (what: string) => void): void {
    if (kind !== BEGUN || !isMembers(body) || body["format"] !== FORMAT)
      return say(`the chain does not begin with ${BEGUN} in the format ${FORMAT}.`);
    const named = keyOf(body["key"]);
    if (!named) say("it names no key.");
    else if (!this.key) {
      this.findings.note(
        "Heads were checked with the key that the first entry names. Give --key with a key from elsewhere: whoever can replace the whole chain can replace this key.",
      );
      this.key = named;
    } else if (!sameKey(named, this.key)) say("it names another key than the one that heads are checked with.");
    this.readTerms(body);
    if (Array.isArray(body["beginnings"]))
      this.beginnings = new Map(
        body["beginnings"].filter(isMembers).map((one) => [said(one["topic"]), Number(one["from"])]),
      );
    if (isMembers(body["existed"])) this.existed = body["existed"];
  }

  private readTerms(body: Value): void {
    if (isMembers(body) && Array.isArray(body["omitted"])) this.omitted = new Set(body["omitted"].map(String));
  }

  /** A topic's numbers grow by one and by what was left out; its times grow, too, where the clock was not set back. */
  private follow({ topic, topicNumber, omitted, at }: Members, say: (what: string) => void): void {
    if (typeof at !== "string" || !MOMENT.test(at)) return say("its time is not a time in UTC with microseconds.");
    this.at = at;
    this.began ||= at;
    if (topic === null && topicNumber === null && omitted === 0) return;
    if (typeof topic !== "string" || typeof topicNumber !== "number" || typeof omitted !== "number")
      return say("it names no event.");
    if (omitted !== 0 && this.omitted.size === 0) say("it says that events were left out, and no kind of event is.");
    const before = this.topics.get(topic);
    const next = (before?.number ?? (this.beginnings.get(topic) ?? 1) - 1) + 1;
    if (topicNumber < next) say(`event ${topicNumber} of its topic comes behind event ${next - 1}.`);
    else if (topicNumber !== next + omitted)
      say(`events ${next} to ${topicNumber - 1} of its topic are missing, or not as many of them as it says.`);
    if (before && at < before.at)
      this.findings.note(
        `Entry ${this.number} is dated before the entry of its topic before it: the clock was set back.`,
      );
    this.topics.set(topic, { number: topicNumber, at });
  }
}
