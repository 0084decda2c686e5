import type { EntityManager } from "typeorm";
import type { Entry, Journal } from "../../live/journal.js";
import { prepared } from "../../platform/database/prepared.js";
import { NotFound } from "../../platform/graphql/refusals.js";
import type { Outcome } from "../../platform/kernel/batches.js";
import { Refusal } from "../../platform/kernel/refusal.js";
import type { Ballot } from "./ballot.entity.js";
import * as events from "./ballot.events.js";
import type { BallotMode, VoteChoice } from "./ballot.words.js";
import { type Booth, type Held, holdBooth, lookInto, type Recorded, type Voter } from "./booth.service.js";
import { countBallot, type Counts } from "./counting.service.js";

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
    const recorded = await record(tx, ballotId, good);
    for (const { place, paper, booth } of good) {
      const castAt = recorded.get(booth.admission.seat!.delegationId)!;
      counts = counted(counts, booth.vote?.choice ?? null, paper.choice);
      outcomes[place] = { value: { castAt, ballot, counts } };
      told.push(...entries(ballot, paper, booth, counts));
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
    SELECT * FROM unnest($2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::text[], $7::boolean[])
      AS p(delegation_id, choice, delegate_id, participation_id, key, replaces)
  ), cast_now AS (
    INSERT INTO vote (ballot_id, delegation_id, choice, delegate_id)
    SELECT $1, delegation_id, choice, delegate_id FROM paper WHERE NOT replaces
    RETURNING delegation_id, choice, cast_at
  ), changed AS (
    UPDATE vote v SET choice = p.choice, cast_at = clock_timestamp(), delegate_id = p.delegate_id
    FROM paper p WHERE p.replaces AND v.ballot_id = $1 AND v.delegation_id = p.delegation_id
    RETURNING v.delegation_id, v.choice, v.cast_at
  )
  INSERT INTO vote_record (ballot_id, delegation_id, number, choice, at, participation_id, client_mutation_id)
  SELECT $1, v.delegation_id,
         coalesce((SELECT max(number) FROM vote_record r WHERE r.ballot_id = $1 AND r.delegation_id = v.delegation_id), 0) + 1,
         v.choice, v.cast_at, p.participation_id, p.key
  FROM (SELECT * FROM cast_now UNION ALL SELECT * FROM changed) v JOIN paper p USING (delegation_id)
  RETURNING delegation_id, at`;

/** Records these votes; answers when, by delegation. */
async function record(tx: EntityManager, ballotId: string, good: readonly Good[]): Promise<Map<string, Date>> {
  if (good.length === 0) return new Map();
  const of = <T>(value: (one: Good) => T): T[] => good.map(value);
  const rows = await prepared<{ delegation_id: string; at: Date }>(tx, "record_votes", RECORD, [
    ballotId,
    of(({ booth }) => booth.admission.seat!.delegationId),
    of(({ paper }) => paper.choice),
    of(({ booth }) => booth.admission.seat!.delegateId),
    of(({ booth }) => booth.admission.participationId),
    of(({ paper }) => paper.key),
    of(({ booth }) => booth.vote !== null),
  ]);
  return new Map(rows.map((row) => [row.delegation_id, row.at]));
}

const FIELDS = { FOR: "for", AGAINST: "against", ABSTAIN: "abstain" } as const;

/** The counts behind one more vote. They were counted from the rows under the lock, so they stay what a recount would give. */
function counted({ tally, turnout }: Counts, before: VoteChoice | null, now: VoteChoice): Counts {
  const next = { ...tally };
  if (before) next[FIELDS[before]] -= 1;
  next[FIELDS[now]] += 1;
  return { tally: next, turnout: { ...turnout, voted: turnout.voted + (before ? 0 : 1) } };
}

function entries(ballot: Ballot, paper: Paper, booth: Booth, { tally, turnout }: Counts): Entry[] {
  const kind = booth.vote ? events.VOTE_CHANGED : events.VOTE_CAST;
  const body = {
    ballotId: ballot.id,
    delegationId: booth.admission.seat!.delegationId,
    choice: paper.choice,
    turnout: { ...turnout },
    tally: { ...tally },
  };
  return [ballot.roundTableId, ballot.id].map((topicId) => ({ topicId, kind, body }));
}
