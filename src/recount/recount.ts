import { checkBallot } from "./checks.js";
import type { Finding, Note } from "./findings.js";
import { type BallotRow, ballotRows, decidedBallots, type Query, seatRows, type SeatRow } from "./rows.js";

/** What came of one ballot: the numbers of its decision, and whether its rows agree with them. */
export interface BallotRecount {
  readonly ballotId: string;
  readonly conferenceId: string;
  readonly symbol: string;
  readonly question: string;
  readonly agrees: boolean;
  /** Null where a decision is missing. */
  readonly outcome: string | null;
  /** Null where the counts of a secret ballot were withheld. */
  readonly for: number | null;
  readonly against: number | null;
  readonly abstain: number | null;
  readonly objections: number;
  readonly present: number;
  readonly quorum: number;
  readonly findings: readonly Finding[];
  readonly notes: readonly Note[];
}

export interface Recount {
  readonly conferenceId: string;
  readonly ballots: number;
  readonly decisions: number;
  readonly findings: readonly Finding[];
  readonly notes: readonly Note[];
  readonly perBallot: readonly BallotRecount[];
}

/** Ballots of one statement: 190 delegations each, well below the second in which it must answer. */
const TOGETHER = 5;

/**
 * Counts every ballot of a conference that was closed anew, from the rows alone, and compares. It shares no code with
 * what opens, counts and decides ballots, so that an error there cannot hide itself here.
 */
export async function recountConference(query: Query, conferenceId: string): Promise<Recount> {
  const ids = await decidedBallots(query, conferenceId);
  const found = await recountBallots(query, ids);
  const perBallot = ids.flatMap((id) => found.get(id) ?? []);
  return {
    conferenceId,
    ballots: ids.length,
    decisions: perBallot.filter((ballot) => ballot.outcome !== null).length,
    findings: perBallot.flatMap((ballot) => ballot.findings),
    notes: perBallot.flatMap((ballot) => ballot.notes),
    perBallot,
  };
}

/** The same for some ballots, by id. */
export async function recountBallots(query: Query, ids: readonly string[]): Promise<Map<string, BallotRecount>> {
  const found = new Map<string, BallotRecount>();
  const seats = new Map<string, SeatRow[]>();
  for (let from = 0; from < ids.length; from += TOGETHER) {
    const rows = await ballotRows(query, ids.slice(from, from + TOGETHER));
    await readSeats(query, rows, seats);
    for (const row of rows) {
      await aTurn();
      found.set(row.id, recountOf(row, seats.get(row.roundTableId) ?? []));
    }
  }
  return found;
}

/** A ballot of 190 delegations takes 20 ms: others of a server have their turn between two. */
function aTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Presence is append-only: what is read after the ballots were closed holds all that was there at the close. */
async function readSeats(query: Query, ballots: readonly BallotRow[], seats: Map<string, SeatRow[]>): Promise<void> {
  const bodies = new Set(ballots.map((ballot) => ballot.roundTableId).filter((id) => !seats.has(id)));
  if (bodies.size === 0) return;
  for (const id of bodies) seats.set(id, []);
  for (const seat of await seatRows(query, [...bodies])) seats.get(seat.roundTableId)?.push(seat);
}

function recountOf(ballot: BallotRow, seats: readonly SeatRow[]): BallotRecount {
  const { findings, notes } = checkBallot(ballot, seats);
  const { decision } = ballot;
  return {
    ...{ ballotId: ballot.id, conferenceId: ballot.conferenceId, symbol: ballot.symbol, question: ballot.question },
    agrees: findings.length === 0,
    outcome: decision?.outcome ?? null,
    for: decision ? decision.for : 0,
    against: decision ? decision.against : 0,
    abstain: decision ? decision.abstain : 0,
    objections: decision?.objections ?? 0,
    present: decision?.presentAtClose ?? 0,
    quorum: decision?.quorum ?? 0,
    findings,
    notes,
  };
}
