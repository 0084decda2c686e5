import type { Foundation } from "../../src/foundation.js";
import type { Hall } from "./hall.js";
import type { SecretVotes } from "./play.js";

/**
 * The procedure as a plain state machine over the log. What happened in parallel was told in one order; each event must be
 * allowed where the ones before it have led, and at the end the rows must say what the events said. Shares no code with
 * the services: formulas and machines are written anew from the tables of the procedure.
 */
export interface Told {
  readonly seq: number;
  readonly kind: string;
  readonly body: Record<string, any>;
}

interface BallotFacts {
  readonly id: string;
  readonly mode: string;
  readonly majority: string;
  readonly recommendation_id: string;
  readonly amendment_id: string | null;
  readonly members: number;
  readonly quorum_base: number;
  readonly tally_visibility: string;
  readonly roll: string[];
}

class BallotModel {
  state = "OPEN";
  readonly votes = new Map<string, string>();
  readonly roll: Set<string>;
  readonly calls: string[] = [];
  objections = 0;
  outcome: string | null = null;
  annulling = false;
  constructor(readonly facts: BallotFacts) {
    this.roll = new Set(facts.roll);
  }
  get takesVotes(): boolean {
    return this.state === "OPEN" || this.state === "LOCKING";
  }
  tally() {
    const of = (choice: string) => [...this.votes.values()].filter((one) => one === choice).length;
    return { for: of("FOR"), against: of("AGAINST"), abstain: of("ABSTAIN") };
  }
}

/** Majorities as fractions of what they are measured on, compared without division. */
function adopts({ mode, majority, members }: BallotFacts, model: BallotModel): boolean {
  const { for: y, against: n } = model.tally();
  if (mode === "CONSENSUS") return model.objections === 0;
  if (y === 0) return false;
  if (majority === "UNANIMITY") return n === 0;
  const share = {
    SIMPLE: [1, 2, y + n, true],
    TWO_THIRDS: [2, 3, y + n, false],
    ABSOLUTE_OF_MEMBERS: [1, 2, members, true],
    TWO_THIRDS_OF_MEMBERS: [2, 3, members, false],
  }[majority] as [number, number, number, boolean];
  const [numerator, denominator, whole, strict] = share;
  return strict ? y * denominator > whole * numerator : y * denominator >= whole * numerator;
}

const AMENDMENT_MOVES: Record<string, readonly string[]> = {
  AMENDMENT_ACCEPTED: ["IN_ORDER"],
  AMENDMENT_ADOPTED: ["PUT_TO_VOTE"],
  AMENDMENT_REJECTED: ["PUT_TO_VOTE"],
  AMENDMENT_WITHDRAWN: ["PROPOSED", "IN_ORDER"],
  AMENDMENT_LAPSED: ["PROPOSED", "IN_ORDER"],
};

/** Replays the log of a room; throws at the first event that may not be. Answers what the rows must say. */
export class Reference {
  readonly ballots = new Map<string, BallotModel>();
  readonly amendments = new Map<string, string>();
  readonly texts = new Map<string, string>();
  private pendingClose: string | null = null;

  constructor(
    private readonly facts: ReadonlyMap<string, BallotFacts>,
    private readonly rules: Record<string, any>,
    private readonly secret: SecretVotes,
  ) {}

  replay(events: readonly Told[]): void {
    events.forEach((event, index) => {
      try {
        if (event.seq !== index + 1) throw new Error("the numbers have a hole");
        this.step(event);
      } catch (error) {
        const about = `event ${event.seq} ${event.kind} ${JSON.stringify(event.body)}`;
        throw new Error(`${about}: ${(error as Error).message}`, { cause: error });
      }
    });
    if (this.pendingClose) throw new Error("an objection did not end its ballot");
  }

  private step({ kind, body }: Told): void {
    if (this.pendingClose && kind !== "BALLOT_CLOSED") throw new Error("an objection is followed by the close");
    if (kind === "BALLOT_OPENED") return this.opened(body);
    if ("ballotId" in body)
      return this.onBallot(kind, body, must(this.ballots.get(body["ballotId"]), "a ballot that was opened"));
    if (kind === "RECOMMENDATION_PROPOSED") this.texts.set(body["recommendationId"], "PROPOSED");
    if (kind.startsWith("AMENDMENT_")) this.onAmendment(kind, body);
  }

  private opened(body: Told["body"]): void {
    const facts = must(this.facts.get(body["ballotId"]), "a row of the ballot");
    for (const other of this.ballots.values())
      if (other.facts.recommendation_id === facts.recommendation_id) allow(!other.takesVotes, "one open ballot a text");
    const state = this.texts.get(facts.recommendation_id)!;
    allow(state === "PROPOSED" || state === "UNDER_CONSIDERATION", `a ballot on a text that is ${state}`);
    allow(body["turnout"].eligible === facts.roll.length, "the roll of the opening");
    if (facts.amendment_id === null) {
      for (const [id, amendment] of this.amendments)
        if (id.startsWith(facts.recommendation_id))
          allow(!["PROPOSED", "IN_ORDER", "PUT_TO_VOTE"].includes(amendment), "amendments first");
    } else {
      const key = `${facts.recommendation_id} ${facts.amendment_id}`;
      allow(this.amendments.get(key) === "IN_ORDER", "an amendment in order");
      this.amendments.set(key, "PUT_TO_VOTE");
    }
    this.texts.set(facts.recommendation_id, "UNDER_CONSIDERATION");
    this.ballots.set(facts.id, new BallotModel(facts));
  }

  private onBallot(kind: string, body: Told["body"], ballot: BallotModel): void {
    const { facts } = ballot;
    const by = body["delegationId"] as string;
    switch (kind) {
      case "VOTE_CAST":
        allow(
          ballot.takesVotes &&
            !["CONSENSUS", "SECRET"].includes(facts.mode) &&
            ballot.roll.has(by) &&
            !ballot.votes.has(by),
          "a first vote of somebody on the roll",
        );
        if (facts.mode === "ROLL_CALL") allow(ballot.calls.at(-1) === by, "whoever is called votes");
        ballot.votes.set(by, body["choice"]);
        return this.counted(body, ballot);
      case "TURNOUT_CHANGED": {
        const { voted, eligible } = body["turnout"];
        allow(ballot.takesVotes && facts.mode === "SECRET" && eligible === ballot.roll.size, "an open secret ballot");
        allow(voted === eligible || voted % 5 === 0, "turnout in steps");
        return allow(Object.keys(body).sort().join() === "ballotId,turnout", "nothing but turnout");
      }
      case "VOTE_CHANGED": {
        const byRule =
          this.rules["allowVoteChange"] && !(ballot.state === "LOCKING" && this.rules["changeUntil"] === "LOCK");
        const byHead = this.rules["headMayOverride"] && ballot.state === "OPEN";
        allow(ballot.takesVotes && ballot.votes.has(by) && (byRule || byHead), "a change that the rules allow");
        ballot.votes.set(by, body["choice"]);
        return this.counted(body, ballot);
      }
      case "BALLOT_LOCKING":
        allow(ballot.state === "OPEN" && facts.mode !== "CONSENSUS", "one countdown");
        ballot.state = "LOCKING";
        return;
      case "DELEGATION_CALLED":
        ballot.calls.push(by);
        allow(
          facts.mode === "ROLL_CALL" && ballot.takesVotes && ballot.roll.has(by) && !ballot.votes.has(by),
          "a call of somebody who has not voted",
        );
        return allow(
          body["number"] === ballot.calls.length && ballot.calls.filter((one) => one === by).length <= 2,
          "two calls at most",
        );
      case "CONSENSUS_OBJECTED":
        allow(
          facts.mode === "CONSENSUS" && ballot.state === "OPEN" && ballot.roll.has(by),
          "an objection to an open consensus",
        );
        ballot.objections += 1;
        this.pendingClose = facts.id;
        return;
      case "ADMITTED_TO_BALLOT":
        allow(
          ballot.takesVotes && this.rules["lateAdmission"] && !ballot.roll.has(by),
          "an admission that the rules allow",
        );
        ballot.roll.add(by);
        return allow(body["turnout"].eligible === ballot.roll.size, "one more on the roll");
      case "BALLOT_CLOSED":
        return this.closed(body, ballot);
      case "BALLOT_CANCELLED":
        allow(ballot.takesVotes, "an open ballot");
        ballot.state = "CANCELLED";
        return this.release(facts);
      case "DECISION_DECLARED":
        allow(ballot.state === "CLOSED", "a closed ballot");
        ballot.state = "DECLARED";
        if (facts.tally_visibility !== "LIVE" || facts.mode === "SECRET") this.settle(ballot);
        return;
      case "ANNULMENT_PROPOSED":
        allow(
          ["CLOSED", "DECLARED"].includes(ballot.state) && !ballot.annulling,
          "one proposal for a ballot that is over",
        );
        ballot.annulling = true;
        return;
      case "BALLOT_ANNULLED":
        return this.annulled(ballot);
      case "VOTE_INTENTION_RECORDED":
        return allow(
          ["CLOSED", "DECLARED"].includes(ballot.state) && facts.mode !== "CONSENSUS",
          "an intention after the close",
        );
      case "READ_IN_PROPOSED":
        return allow(ballot.takesVotes && !ballot.votes.has(by), "a vote that is not cast yet");
      case "READ_IN_REJECTED":
        return;
      default:
        throw new Error("nobody knows this kind");
    }
  }

  private counted(body: Told["body"], ballot: BallotModel): void {
    allow(
      same(body["tally"], ballot.tally()) && body["turnout"].voted === ballot.votes.size,
      `the tally ${JSON.stringify(ballot.tally())}`,
    );
  }

  private closed(body: Told["body"], ballot: BallotModel): void {
    const { facts } = ballot;
    allow(ballot.takesVotes, "an open ballot");
    // Nobody was told before. Fewer than ten papers: the counts are not told now either.
    if (facts.mode === "SECRET")
      for (const [delegation, choice] of this.secret.get(facts.id) ?? []) ballot.votes.set(delegation, choice);
    const isTold = facts.mode === "SECRET" ? body["tally"] === null : same(body["tally"], ballot.tally());
    allow(body["turnout"].voted === ballot.votes.size, `${ballot.votes.size} votes, as many as were acknowledged`);
    allow(isTold && body["turnout"].eligible === ballot.roll.size, "the tally of all votes");
    const { numerator, denominator, strict } = this.rules["quorum"];
    const present = body["turnout"].present * denominator;
    const met = strict ? present > facts.quorum_base * numerator : present >= facts.quorum_base * numerator;
    ballot.outcome = !met ? "NO_QUORUM" : adopts(facts, ballot) ? "ADOPTED" : "NOT_ADOPTED";
    allow(body["outcome"] === ballot.outcome, `the outcome ${ballot.outcome}`);
    ballot.state = "CLOSED";
    this.pendingClose = null;
    if (facts.tally_visibility === "LIVE" && facts.mode !== "SECRET") this.settle(ballot);
  }

  private settle({ facts, outcome }: BallotModel): void {
    if (outcome !== "ADOPTED" && (outcome === "NO_QUORUM" || facts.mode === "CONSENSUS")) return this.release(facts);
    // The amendment's own event, behind this one, moves it.
    if (facts.amendment_id === null)
      this.texts.set(facts.recommendation_id, outcome === "ADOPTED" ? "ADOPTED" : "NOT_ADOPTED");
  }

  private release({ recommendation_id, amendment_id }: BallotFacts): void {
    if (amendment_id !== null) this.amendments.set(`${recommendation_id} ${amendment_id}`, "IN_ORDER");
  }

  private annulled(ballot: BallotModel): void {
    const { facts } = ballot;
    allow(ballot.annulling && ["CLOSED", "DECLARED"].includes(ballot.state), "a proposal before it");
    const settled = ballot.outcome === "ADOPTED" || (ballot.outcome === "NOT_ADOPTED" && facts.mode !== "CONSENSUS");
    if (facts.amendment_id !== null) {
      const key = `${facts.recommendation_id} ${facts.amendment_id}`;
      allow(
        ["IN_ORDER", "PUT_TO_VOTE", "REJECTED"].includes(this.amendments.get(key)!),
        "an amendment that is not part of the text",
      );
      this.amendments.set(key, "IN_ORDER");
    } else if (settled) this.texts.set(facts.recommendation_id, "UNDER_CONSIDERATION");
    ballot.state = "ANNULLED";
  }

  private onAmendment(kind: string, body: Told["body"]): void {
    const key = `${body["recommendationId"]} ${body["amendmentId"]}`;
    const state = this.amendments.get(key);
    if (kind === "AMENDMENT_PROPOSED") return void this.amendments.set(key, "PROPOSED");
    if (kind === "AMENDMENT_RULED") {
      allow(state === "PROPOSED", `a ruling on one that is ${state}`);
      return void this.amendments.set(key, body["inOrder"] ? "IN_ORDER" : "OUT_OF_ORDER");
    }
    allow(AMENDMENT_MOVES[kind]?.includes(state!) ?? false, `${kind} of one that is ${state}`);
    if (kind === "AMENDMENT_ACCEPTED")
      return void (body["complete"] && this.amendments.set(key, "ACCEPTED_BY_SPONSORS"));
    this.amendments.set(key, kind.replace("AMENDMENT_", ""));
  }
}

function allow(condition: boolean, expected: string): void {
  if (!condition) throw new Error(`expected ${expected}`);
}

function must<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`expected ${what}`);
  return value;
}

const same = (one: object, other: object): boolean =>
  Object.entries(other).every(([key, value]) => (one as any)[key] === value);

/** Replays a hall's log and holds the rows against it; answers what differs, in words. */
export async function heldAgainstReference(
  { database }: Foundation,
  hall: Hall,
  secret: SecretVotes,
): Promise<string[]> {
  const read = <T>(sql: string): Promise<T[]> => database.read((tx) => tx.query(sql, [hall.tableId]));
  const events = await read<Told>(
    "SELECT seq::int, kind, body FROM live_event WHERE topic_id = $1 ORDER BY live_event.seq",
  );
  const ballots = await read<
    BallotFacts & { state: string; outcome: string | null; votes: Record<string, string> | null; marks: string[] }
  >(
    `SELECT b.*, d.outcome, coalesce(d.quorum_base, b.quorum_base) AS quorum_base, (SELECT json_object_agg(delegation_id, choice) FROM vote v WHERE v.ballot_id = b.id) AS votes,
            ARRAY(SELECT delegation_id::text FROM ballot_eligibility e WHERE e.ballot_id = b.id AND admitted_at IS NULL) AS roll,
            ARRAY(SELECT delegation_id::text FROM ballot_eligibility e WHERE e.ballot_id = b.id AND has_voted) AS marks
     FROM ballot b LEFT JOIN decision d ON d.ballot_id = b.id WHERE b.round_table_id = $1`,
  );
  const reference = new Reference(new Map(ballots.map((one) => [one.id, one])), hall.rules, secret);
  try {
    reference.replay(events);
  } catch (error) {
    return [(error as Error).message];
  }
  const differences: string[] = [];
  const hold = (what: string, row: unknown, model: unknown): void => {
    if (JSON.stringify(row) !== JSON.stringify(model))
      differences.push(`${what} is ${JSON.stringify(row)}, told was ${JSON.stringify(model)}`);
  };
  for (const row of ballots) {
    const model = reference.ballots.get(row.id)!;
    hold(`the state of ballot ${row.id}`, row.state, model.state);
    hold(`the outcome of ballot ${row.id}`, row.outcome, model.outcome);
    if (row.mode === "SECRET" && row.outcome !== null)
      hold(`the marks of ballot ${row.id}`, row.marks.sort(), [...model.votes.keys()].sort());
    else if (row.mode !== "SECRET")
      hold(`the votes of ballot ${row.id}`, Object.entries(row.votes ?? {}).sort(), [...model.votes].sort());
  }
  for (const row of await read<{ id: string; recommendation_id: string; state: string }>(
    "SELECT id, recommendation_id, state FROM amendment WHERE round_table_id = $1",
  ))
    hold(`amendment ${row.id}`, row.state, reference.amendments.get(`${row.recommendation_id} ${row.id}`));
  for (const row of await read<{ id: string; state: string }>(
    "SELECT id, state FROM recommendation WHERE round_table_id = $1",
  ))
    hold(`text ${row.id}`, row.state, reference.texts.get(row.id));
  return differences;
}
