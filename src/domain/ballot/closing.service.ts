import type { Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { requireText } from "../../platform/graphql/input.js";
import { InvalidInput, InvalidState } from "../../platform/graphql/refusals.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { RuleSet } from "../conference/rule-set.entity.js";
import type { Viewer } from "../identity/viewer.policy.js";
import type { Ballot } from "./ballot.entity.js";
import * as events from "./ballot.events.js";
import { isLive } from "./ballot.policy.js";
import { BallotMode, BallotState } from "./ballot.words.js";
import { asChair, entriesOn, holdBallot, requireNotDue, requireTakingVotes } from "./ballot-floor.service.js";
import { closeIn } from "./deciding.service.js";
import { Decision } from "./decision.entity.js";
import type { Secrecy } from "./secrecy.types.js";
import { releaseSubject, settleSubject } from "./subject.service.js";

/** Seconds of a countdown, whoever asks for it. */
const COUNTDOWN = { least: 3, most: 600 };

/** Ending a ballot: the countdown, the close that counts and decides in the same transaction, the declaration. */
export class ClosingService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly secrecy: Secrecy,
  ) {}

  /** Announces the close: the ballot takes votes for so many seconds more, by the database clock, and then closes by itself. */
  async lock(viewer: Viewer, ballotId: string, seconds?: number | null): Promise<Ballot> {
    return asChair(this.database, viewer, ballotId, "Locking a ballot", async (tx, { ballot }) => {
      requireTakingVotes(ballot);
      await requireNotDue(tx, ballot);
      if (ballot.state === BallotState.LOCKING)
        refuse(new InvalidState(ballot.state, "The countdown of this ballot runs already."));
      if (ballot.mode === BallotMode.CONSENSUS)
        refuse(new InvalidState(ballot.mode, "A consensus has no countdown: close it when nobody objects."));
      const { rules } = await tx.findOneByOrFail(RuleSet, { id: ballot.ruleSetId });
      const length = seconds ?? rules.lockSeconds;
      if (length < COUNTDOWN.least || length > COUNTDOWN.most)
        refuse(new InvalidInput("seconds", `seconds must lie between ${COUNTDOWN.least} and ${COUNTDOWN.most}.`));
      const [row]: { closes_at: Date }[] = await tx
        .query(
          `UPDATE ballot SET state = 'LOCKING', locking_at = clock_timestamp(),
                closes_at = least(coalesce(closes_at, 'infinity'), clock_timestamp() + make_interval(secs => $2))
         WHERE id = $1 AND coalesce(closes_at, 'infinity') > clock_timestamp() + make_interval(secs => $2) RETURNING closes_at`,
          [ballot.id, length],
        )
        .then((answer: [{ closes_at: Date }[], number]) => answer[0]);
      if (!row)
        refuse(new InvalidState(ballot.state, "The ballot closes by its schedule before such a countdown ends."));
      const facts = { seconds: length, closesAt: row!.closes_at.toISOString() };
      await this.journal.append(tx, entriesOn(ballot, events.BALLOT_LOCKING, facts));
    });
  }

  /** Closes, counts and decides. Votes that were acknowledged are in; later ones are refused. */
  async close(viewer: Viewer, ballotId: string): Promise<Ballot> {
    try {
      return await asChair(this.database, viewer, ballotId, "Closing a ballot", async (tx, { ballot, admission }) => {
        requireTakingVotes(ballot);
        await this.journal.append(tx, await closeIn(tx, ballot, admission.participationId, this.secrecy));
      });
    } catch (error) {
      await this.secrecy.note(ballotId, error);
      throw error;
    }
  }

  /** Ends a ballot without counting; its rows are kept. A new ballot on the text may follow. */
  async cancel(viewer: Viewer, ballotId: string, reason: string): Promise<Ballot> {
    const why = requireText("reason", reason, 500);
    return asChair(this.database, viewer, ballotId, "Cancelling a ballot", async (tx, { ballot, admission }) => {
      requireTakingVotes(ballot);
      // What cannot be counted is cancelled even when its schedule has passed: nothing else can become of it.
      if (!(await this.secrecy.isFaulty(tx, ballot.id))) await requireNotDue(tx, ballot);
      await tx.query(
        "UPDATE ballot SET state = 'CANCELLED', closed_at = clock_timestamp(), closed_by_id = $2, cancel_reason = $3 WHERE id = $1",
        [ballot.id, admission.participationId, why],
      );
      if (ballot.mode === BallotMode.SECRET) await this.secrecy.empty(tx, ballot);
      await releaseSubject(tx, ballot);
      await this.journal.append(tx, entriesOn(ballot, events.BALLOT_CANCELLED, { reason: why }));
    });
  }

  /** The chair reads the decision out: from now on everybody admitted sees it, with the votes of a recorded ballot. */
  async declare(viewer: Viewer, ballotId: string): Promise<Ballot> {
    return asChair(this.database, viewer, ballotId, "Declaring a decision", async (tx, { ballot }) => {
      if (ballot.state !== BallotState.CLOSED)
        refuse(
          new InvalidState(ballot.state, `The ballot is ${ballot.state}; a decision is declared once it is CLOSED.`),
        );
      await tx.query("UPDATE ballot SET state = 'DECLARED', declared_at = clock_timestamp() WHERE id = $1", [
        ballot.id,
      ]);
      const decision = await tx.findOneByOrFail(Decision, { ballotId: ballot.id });
      const settled = isLive(ballot) ? [] : await settleSubject(tx, ballot, decision.outcome);
      await this.journal.append(tx, [...entriesOn(ballot, events.DECISION_DECLARED), ...settled]);
    });
  }

  /** Closes what is due by its schedule; answers how many. Any number of processes may do this at once. */
  async closeDue(): Promise<number> {
    const due: { id: string }[] = await this.database.read((tx) =>
      tx.query(
        `SELECT id FROM ballot b WHERE closed_at IS NULL AND closes_at <= clock_timestamp()
           AND NOT EXISTS (SELECT FROM ballot_seal s WHERE s.ballot_id = b.id AND s.fault IS NOT NULL)
         ORDER BY closes_at LIMIT 200`,
      ),
    );
    let closed = 0;
    const failures: unknown[] = [];
    for (const { id } of due) {
      const closing = this.database.transaction(null, async (tx) => {
        const ballot = await holdBallot(tx, id);
        if (!ballot || ballot.closedAt) return;
        await this.journal.append(tx, await closeIn(tx, ballot, null, this.secrecy));
        closed += 1;
      });
      // One that fails must not keep the others open.
      await closing.catch(async (error: unknown) => {
        if (!(await this.secrecy.note(id, error))) failures.push(error);
      });
    }
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} ballots could not be closed`);
    return closed;
  }
}
