import { readCursor } from "../../live/cursor.js";
import type { Hub } from "../../live/hub.js";
import type { LiveEvent, TopicHead } from "../../live/live-event.js";
import type { Database } from "../../platform/database/database.js";
import { RequestError } from "../../platform/graphql/errors.js";
import { isUuid } from "../../platform/kernel/ids.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { ADMISSIONS } from "../round-table/admission.policy.js";

const NOT_FOUND = "There is nothing with this id that you can watch. Check the id and whom you are signed in as.";

/** What a state of a ballot is about; the state itself is read when it is shown. */
export type BallotMoment = Pick<LiveEvent, "topicId" | "epoch" | "seq" | "at">;

/** Watching: who may is asked together with where the log stands, in one statement, so that no revocation slips between. */
export class FeedService {
  constructor(
    private readonly database: Database,
    private readonly hub: Hub,
  ) {}

  /** Events of a room behind `after`, or from the next one on. NOT_FOUND for whoever is not admitted. */
  async roundTable(
    viewer: Viewer,
    roundTableId: string,
    after: string | null,
  ): Promise<AsyncIterableIterator<LiveEvent>> {
    const head = await this.admitted(viewer, roundTableId, "t.id = $2");
    const from = after === null ? head.head : readCursor(after, head);
    return this.hub.watch({ topicId: head.topicId, principalId: viewer.accountId, after: from, head: head.head });
  }

  /** Where a ballot stands now, then every change of it; slow readers skip to the newest. */
  async ballot(viewer: Viewer, ballotId: string): Promise<AsyncIterableIterator<BallotMoment>> {
    const head = await this.admitted(viewer, ballotId, "t.id = (SELECT round_table_id FROM ballot WHERE id = $2)");
    const changes = this.hub.watch({
      topicId: head.topicId,
      principalId: viewer.accountId,
      after: head.head,
      head: head.head,
      conflate: true,
    });
    return startingWith<BallotMoment>(
      { topicId: head.topicId, epoch: head.epoch, seq: head.head, at: new Date() },
      changes as AsyncIterableIterator<BallotMoment>,
    );
  }

  /** One statement: a revocation that it does not see has a later number and will be met while watching. */
  private async admitted(viewer: Viewer, topicId: string, condition: string): Promise<TopicHead> {
    if (!isUuid(topicId)) throw new RequestError("NOT_FOUND", NOT_FOUND);
    const [row]: { topic_id: string; epoch: number; last_seq: string; low_seq: string }[] = await this.database.read(
      (tx) =>
        tx.query(
          `SELECT l.topic_id, l.epoch, l.last_seq, l.low_seq FROM (${ADMISSIONS} AND ${condition}) a JOIN live_topic l ON l.topic_id = $2`,
          [viewer.accountId, topicId],
        ),
    );
    if (!row) throw new RequestError("NOT_FOUND", NOT_FOUND);
    return { topicId: row.topic_id, epoch: row.epoch, head: Number(row.last_seq), low: Number(row.low_seq) };
  }
}

/** One value first, then the others. Not a generator: that could only be ended between two values, not while waiting. */
function startingWith<T>(first: T, others: AsyncIterableIterator<T>): AsyncIterableIterator<T> {
  let started = false;
  return {
    next: async () => {
      if (started) return others.next();
      started = true;
      return { done: false, value: first };
    },
    return: async () => (await others.return?.()) ?? { done: true, value: undefined },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
