import type { Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { readKey, requireId, requireText } from "../../platform/graphql/input.js";
import { NotEntitled, NotFound } from "../../platform/graphql/refusals.js";
import { uuidv7 } from "../../platform/kernel/ids.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { earlierResult } from "../identity/client-mutation.service.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { Recommendation } from "../recommendation/recommendation.entity.js";
import { mayPreside, standingOf } from "../round-table/admission.policy.js";
import { enter, requireNotOver } from "../round-table/floor.service.js";
import { Comment, CommentAudience } from "./comment.entity.js";
import * as events from "./comment.events.js";
import { mayComment, mayReadComment, mayWithdrawComment } from "./comment.policy.js";
import { noteComment } from "./recorded.service.js";

export const BODY_LENGTH = 5_000;

export interface NewComment {
  readonly recommendationId: string;
  readonly body: string;
  readonly parentId?: string | null;
  readonly audience?: CommentAudience | null;
  readonly clientMutationId?: string | null;
}

/** Remarks on texts, in threads. */
export class CommentService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  /** Posts a comment, or an answer to one, while the body has not ended. */
  async post(viewer: Viewer, input: NewComment): Promise<Comment> {
    const recommendationId = requireId(input.recommendationId);
    const parentId = input.parentId ? requireId(input.parentId) : null;
    const key = readKey(input.clientMutationId);
    const body = requireText("body", input.body, BODY_LENGTH);
    const audience = input.audience ?? CommentAudience.BODY;
    return this.database.transaction(viewer, async (tx) => {
      const recommendation = await tx.findOneBy(Recommendation, { id: recommendationId });
      if (!recommendation) return refuse(new NotFound());
      const { table, admission } = await enter(tx, viewer, recommendation.roundTableId);
      const id = uuidv7();
      const earlier = await earlierResult(
        tx,
        viewer,
        "postComment",
        key,
        { recommendationId, parentId, body, audience },
        id,
      );
      if (earlier) return tx.findOneByOrFail(Comment, { id: earlier });
      if (!mayComment(admission)) refuse(new NotEntitled("Observers follow the discussion without commenting."));
      requireNotOver(table);
      if (parentId) {
        const parent = await tx.findOneBy(Comment, { id: parentId, recommendationId });
        if (!parent || !mayReadComment(standingOf(admission), parent)) return refuse(new NotFound());
      }
      await tx.insert(Comment, {
        id,
        roundTableId: table.id,
        recommendationId,
        parentId,
        authorId: admission.participationId,
        body,
        audience,
        withdrawnAt: null,
      });
      await noteComment(tx, id);
      await this.journal.append(tx, [
        { topicId: table.id, kind: events.COMMENT_POSTED, body: { commentId: id, recommendationId, audience } },
      ]);
      return tx.findOneByOrFail(Comment, { id });
    });
  }

  /** Leaves a tombstone: the thread holds, the text is withheld everywhere, also from replays. Safe to repeat. */
  async withdraw(viewer: Viewer, commentId: string): Promise<Comment> {
    const id = requireId(commentId);
    return this.database.transaction(viewer, async (tx) => {
      const seen = await tx.findOneBy(Comment, { id });
      if (!seen) return refuse(new NotFound());
      const { table, admission } = await enter(tx, viewer, seen.roundTableId);
      const comment = await tx.findOneOrFail(Comment, { where: { id }, lock: { mode: "pessimistic_write" } });
      if (!mayReadComment(standingOf(admission), comment)) return refuse(new NotFound());
      if (!mayWithdrawComment(admission, comment, mayPreside(admission)))
        refuse(new NotEntitled("Only its author, the facilitator or the secretariat may withdraw a comment."));
      if (comment.withdrawnAt) return comment;
      await tx.query("UPDATE comment SET withdrawn_at = clock_timestamp() WHERE id = $1", [id]);
      await this.journal.append(tx, [
        {
          topicId: table.id,
          kind: events.COMMENT_WITHDRAWN,
          body: { commentId: id, recommendationId: comment.recommendationId, audience: comment.audience },
        },
      ]);
      return tx.findOneByOrFail(Comment, { id });
    });
  }
}
