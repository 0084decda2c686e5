import { type ClaimedPlace, parseCursor, readCursor } from "../../live/cursor.js";
import type { Asked } from "../../live/hub.js";
import { HEAD, type HeadRow, toHead } from "../../live/journal.js";
import type { TopicHead } from "../../live/live-event.js";
import { type Attributes, LiveSource } from "../../live/watching.js";
import type { Database } from "../../platform/database/database.js";
import { RequestError } from "../../platform/graphql/errors.js";
import { isUuid } from "../../platform/kernel/ids.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { type AdmissionRow, ADMISSIONS, admissionsOf, classIn, toAdmission } from "../round-table/admission.policy.js";

const NOT_FOUND = "There is nothing with this id that you can watch. Check the id and whom you are signed in as.";

interface Admitted extends AdmissionRow, HeadRow {
  /** The mark of the event that a cursor names, as the next one knows it; that event itself may no longer be kept. */
  kept: number | null;
}

interface Standing {
  readonly topic: TopicHead;
  readonly kept: number | null;
  readonly attributes: Attributes;
}

/** Watching: who may is asked together with where the log stands, in one statement, so that no revocation slips between. */
export class FeedService {
  constructor(private readonly database: Database) {}

  /** Events of a room behind `after`, or from the next one on. NOT_FOUND for whoever is not admitted. */
  async roundTable(viewer: Viewer, roundTableId: string, after: string | null): Promise<LiveSource> {
    const claimed = after === null ? null : parseCursor(after);
    const { topic, attributes, kept } = await this.admitted(viewer, roundTableId, "t.id = $2", claimed);
    const from =
      after === null
        ? { after: topic.head, mark: topic.mark }
        : { after: readCursor(claimed, topic, kept), mark: claimed!.mark! };
    return new LiveSource({ topic, ...from, principalId: viewer.accountId, attributes, states: false });
  }

  /** Where a ballot stands now, then every change of it; slow readers skip to the newest. */
  async ballot(viewer: Viewer, ballotId: string): Promise<LiveSource> {
    const where = "t.id = (SELECT round_table_id FROM ballot WHERE id = $2)";
    const { topic, attributes } = await this.admitted(viewer, ballotId, where);
    const from = { after: topic.head, mark: topic.mark };
    return new LiveSource({ topic, ...from, principalId: viewer.accountId, attributes, states: true });
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
  private async admitted(
    viewer: Viewer,
    topicId: string,
    condition: string,
    claimed: ClaimedPlace | null = null,
  ): Promise<Standing> {
    if (!isUuid(topicId)) throw new RequestError("NOT_FOUND", NOT_FOUND);
    const asOf = performance.now();
    const [row]: Admitted[] = await this.database.read((tx) =>
      tx.query(
        `SELECT a.*, ${HEAD}, (SELECT prior FROM live_event WHERE topic_id = l.topic_id AND seq = $3::bigint + 1) AS kept
         FROM (${ADMISSIONS} AND ${condition}) a JOIN live_topic l ON l.topic_id = $2`,
        [viewer.accountId, topicId, claimed?.seq ?? null],
      ),
    );
    if (!row) throw new RequestError("NOT_FOUND", NOT_FOUND);
    return { topic: toHead(row, asOf), kept: row.kept, attributes: classIn(toAdmission(row)) };
  }
}
