import type { EntityManager } from "typeorm";
import { MOMENT } from "../../live/facts.js";
import type { Entry, Journal } from "../../live/journal.js";
import { prepared } from "../../platform/database/prepared.js";
import { NotFound } from "../../platform/graphql/refusals.js";
import type { Outcome } from "../../platform/kernel/batches.js";
import { Refusal } from "../../platform/kernel/refusal.js";
import type { Ballot } from "./ballot.entity.js";
import * as events from "./ballot.events.js";
import { type BallotMode, type VoteChoice, VoteSource } from "./ballot.words.js";
import { type Booth, type Held, holdBooth, lookInto, type Recorded, type Voter } from "./booth.service.js";
import { entriesOn } from "./ballot-floor.service.js";
import { countBallot, type Counts } from "./counting.service.js";
import { voteFact, type VoteNumber } from "./recorded.service.js";

/** A vote that is committed, and the ballot it stands on. */
export interface Cast {
  readonly castAt: Date;
  readonly ballot: Ballot;
  /** The ballot's counts as of this vote; null for the receipt of one that was recorded before. */
  readonly counts: Counts | null;
}

/** A vote as it was handed in. */
export interface Paper extends Voter {
  readonly choice: VoteChoice;
  readonly expectedMode: BallotMode | null;
  /** Answers the receipt of a deed that was sent before; null: the vote may be recorded. Throws the refusal. */
  readonly judge: (booth: Booth, paper: Paper, held: Held) => Recorded | null;
}

/** A paper that was found good and is recorded with others of its round. */
interface Good {
  readonly place: number;
  readonly paper: Paper;
  readonly booth: Booth;
}

/**
 * Takes votes on one ballot that wait together: lock, look, write, tell, for all of them in one transaction. Each is
 * judged by itself and told in an event of its own, with the counts as of it; a refusal is its own outcome and leaves
 * nothing behind.
 */
export async function takePapers(
  tx: EntityManager,
  journal: Journal,
  ballotId: string,
  papers: readonly Paper[],
): Promise<Outcome<Cast>[]> {
  const held = await holdBooth(tx, ballotId, papers);
  if (!held) return papers.map(() => ({ error: new Refusal(new NotFound()) }));
  const { ballot } = held;
  const outcomes: Outcome<Cast>[] = [];
  let counts = await countBallot(tx, ballotId);
  const told: Entry[] = [];
  let left = papers.map((_, place) => place);
  while (left.length > 0) {
    const booths = await lookInto(
      tx,
      ballotId,
      left.map((place) => papers[place]!),
    );
    const { good, next } = judgeRound(left, booths, papers, held, outcomes);
    const recorded = await recordVotes(tx, ballotId, good.map(rowOf));
    for (const { place, paper, booth } of good) {
      const given = recorded.get(booth.admission.seat!.delegationId)!;
      counts = counted(counts, booth.vote?.choice ?? null, paper.choice);
      outcomes[place] = { value: { castAt: given.at, ballot, counts } };
      told.push(...voteEntries(ballot, rowOf({ place, paper, booth }), given, counts, paper.accountId));
    }
    left = next;
  }
  if (told.length > 0) await journal.append(tx, told);
  return outcomes;
}

/** A second paper of a delegation waits for the next round, which sees what the first one did. */
function judgeRound(
  places: readonly number[],
  booths: readonly (Booth | null)[],
  papers: readonly Paper[],
  held: Held,
  outcomes: Outcome<Cast>[],
): { good: Good[]; next: number[] } {
  const good: Good[] = [];
  const next: number[] = [];
  const served = new Set<string>();
  for (const [index, place] of places.entries()) {
    const [booth, paper] = [booths[index], papers[place]!];
    const delegationId = booth?.admission.seat?.delegationId;
    if (delegationId && served.has(delegationId)) next.push(place);
    else
      try {
        if (!booth) throw new Refusal(new NotFound());
        const receipt = paper.judge(booth, paper, held);
        if (receipt) outcomes[place] = { value: { castAt: receipt.at, ballot: held.ballot, counts: null } };
        else {
          good.push({ place, paper, booth });
          served.add(delegationId!);
        }
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        outcomes[place] = { error };
      }
  }
  return { good, next };
}

// A vote that stands is replaced, which only a change was found good for; its record is one more. The primary key and
// the triggers are the last judges.
const RECORD = `
  WITH paper AS (
    SELECT * FROM unnest($2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::text[], $7::boolean[], $8::text[])
      AS p(delegation_id, choice, delegate_id, participation_id, key, replaces, source)
  ), cast_now AS (
    INSERT INTO vote (ballot_id, delegation_id, choice, delegate_id, source)
    SELECT $1, delegation_id, choice, delegate_id, source FROM paper WHERE NOT replaces
    RETURNING delegation_id, choice, cast_at
  ), changed AS (
    UPDATE vote v SET choice = p.choice, cast_at = clock_timestamp(), delegate_id = p.delegate_id, source = p.source
    FROM paper p WHERE p.replaces AND v.ballot_id = $1 AND v.delegation_id = p.delegation_id
    RETURNING v.delegation_id, v.choice, v.cast_at
  )
  INSERT INTO vote_record (ballot_id, delegation_id, number, choice, at, participation_id, client_mutation_id, source)
  SELECT $1, v.delegation_id,
         coalesce((SELECT max(number) FROM vote_record r WHERE r.ballot_id = $1 AND r.delegation_id = v.delegation_id), 0) + 1,
         v.choice, v.cast_at, p.participation_id, p.key, p.source
  FROM (SELECT * FROM cast_now UNION ALL SELECT * FROM changed) v JOIN paper p USING (delegation_id)
  RETURNING delegation_id, at, number, to_char(at AT TIME ZONE 'UTC', ${MOMENT}) AS moment`;

/** A vote to be recorded, judged before. */
export interface VoteRow {
  readonly delegationId: string;
  readonly choice: VoteChoice;
  readonly delegateId: string;
  readonly participationId: string;
  readonly key: string | null;
  readonly replaces: boolean;
  readonly source: VoteSource;
}

function rowOf({ paper, booth }: Good): VoteRow {
  const { seat, participationId } = booth.admission;
  const { delegationId, delegateId } = seat!;
  const { choice, key } = paper;
  return {
    delegationId,
    choice,
    delegateId,
    participationId,
    key,
    replaces: booth.vote !== null,
    source: VoteSource.DEVICE,
  };
}

/** A vote that was recorded: when, and which of its delegation's it is. */
export interface Given extends VoteNumber {
  readonly at: Date;
}

/** Records votes; answers what they became, by delegation. */
export async function recordVotes(
  tx: EntityManager,
  ballotId: string,
  votes: readonly VoteRow[],
): Promise<Map<string, Given>> {
  if (votes.length === 0) return new Map();
  const rows = await prepared<Given & { delegation_id: string }>(tx, "record_votes", RECORD, [
    ballotId,
    votes.map((vote) => vote.delegationId),
    votes.map((vote) => vote.choice),
    votes.map((vote) => vote.delegateId),
    votes.map((vote) => vote.participationId),
    votes.map((vote) => vote.key),
    votes.map((vote) => vote.replaces),
    votes.map((vote) => vote.source),
  ]);
  return new Map(rows.map((row) => [row.delegation_id, row]));
}

const FIELDS = { FOR: "for", AGAINST: "against", ABSTAIN: "abstain" } as const;

/** The counts behind one more vote. They were counted from the rows under the lock, so they stay what a recount would give. */
export function counted({ tally, turnout, objections }: Counts, before: VoteChoice | null, now: VoteChoice): Counts {
  const next = { ...tally };
  if (before) next[FIELDS[before]] -= 1;
  next[FIELDS[now]] += 1;
  return { objections, tally: next, turnout: { ...turnout, voted: turnout.voted + (before ? 0 : 1) } };
}

/** What a recorded vote tells, with the counts as of it. */
export function voteEntries(
  ballot: Ballot,
  vote: Omit<VoteRow, "key">,
  given: VoteNumber,
  { tally, turnout }: Counts,
  by?: string,
): Entry[] {
  const { delegationId, choice, source } = vote;
  const facts = { delegationId, choice, source, turnout: { ...turnout }, tally: { ...tally } };
  const record = { vote_record: [voteFact(ballot.id, vote, given)] };
  const entries = entriesOn(ballot, vote.replaces ? events.VOTE_CHANGED : events.VOTE_CAST, facts);
  return entries.map((entry) => ({ ...entry, record, ...(by ? { by } : {}) }));
}
