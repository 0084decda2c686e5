import { readCursor } from "../../live/cursor.js";
import type { Asked } from "../../live/hub.js";
import type { TopicHead } from "../../live/live-event.js";
import { type Attributes, LiveSource } from "../../live/watching.js";
import type { Database } from "../../platform/database/database.js";
import { RequestError } from "../../platform/graphql/errors.js";
import { isUuid } from "../../platform/kernel/ids.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { type AdmissionRow, ADMISSIONS, admissionsOf, classIn, toAdmission } from "../round-table/admission.policy.js";

const NOT_FOUND = "There is nothing with this id that you can watch. Check the id and whom you are signed in as.";

interface Admitted extends AdmissionRow {
  topic_id: string;
  epoch: number;
  last_seq: string;
  low_seq: string;
}

interface Standing {
  readonly topic: TopicHead;
  readonly attributes: Attributes;
}

/** Watching: who may is asked together with where the log stands, in one statement, so that no revocation slips between. */
export class FeedService {
  constructor(private readonly database: Database) {}

  /** Events of a room behind `after`, or from the next one on. NOT_FOUND for whoever is not admitted. */
  async roundTable(viewer: Viewer, roundTableId: string, after: string | null): Promise<LiveSource> {
    const { topic, attributes } = await this.admitted(viewer, roundTableId, "t.id = $2");
    const from = after === null ? topic.head : readCursor(after, topic);
    return new LiveSource({ topic, after: from, principalId: viewer.accountId, attributes, states: false });
  }

  /** Where a ballot stands now, then every change of it; slow readers skip to the newest. */
  async ballot(viewer: Viewer, ballotId: string): Promise<LiveSource> {
    const where = "t.id = (SELECT round_table_id FROM ballot WHERE id = $2)";
    const { topic, attributes } = await this.admitted(viewer, ballotId, where);
    return new LiveSource({ topic, after: topic.head, principalId: viewer.accountId, attributes, states: true });
  }

  /** As what each of these is admitted now to the body that it watches; null where it is not. One statement. */
  async renew(asked: readonly Asked[]): Promise<(Attributes | null)[]> {
    const pairs = asked.map(({ principalId, attributes }) => ({ principalId, body: attributes["body"]! }));
    const rows: (AdmissionRow & { account_id: string })[] = await this.database.read((tx) =>
      tx.query(admissionsOf("(p.account_id, t.id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))"), [
        pairs.map((pair) => pair.principalId),
        pairs.map((pair) => pair.body),
      ]),
    );
    const byPair = new Map(rows.map((row) => [`${row.account_id} ${row.round_table_id}`, classIn(toAdmission(row))]));
    return pairs.map(({ principalId, body }) => byPair.get(`${principalId} ${body}`) ?? null);
  }

  /** One statement: a revocation that it does not see has a later number and will be met while watching. */
  private async admitted(viewer: Viewer, topicId: string, condition: string): Promise<Standing> {
    if (!isUuid(topicId)) throw new RequestError("NOT_FOUND", NOT_FOUND);
    const [row]: Admitted[] = await this.database.read((tx) =>
      tx.query(
        `SELECT a.*, l.topic_id, l.epoch, l.last_seq, l.low_seq FROM (${ADMISSIONS} AND ${condition}) a JOIN live_topic l ON l.topic_id = $2`,
        [viewer.accountId, topicId],
      ),
    );
    if (!row) throw new RequestError("NOT_FOUND", NOT_FOUND);
    return {
      topic: { topicId: row.topic_id, epoch: row.epoch, head: Number(row.last_seq), low: Number(row.low_seq) },
      attributes: classIn(toAdmission(row)),
    };
  }
}
