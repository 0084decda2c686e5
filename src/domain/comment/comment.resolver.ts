import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { type Page, PageArgs, pageOf, pageRequest } from "../../platform/graphql/connection.js";
import type { Context } from "../../platform/graphql/context.js";
import { refuseInput } from "../../platform/graphql/input.js";
import { guard, inherited, signedIn } from "../../platform/graphql/policy.js";
import { result } from "../../platform/graphql/refusals.js";
import { isUuid } from "../../platform/kernel/ids.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { participationById } from "../conference/conference.loaders.js";
import { Participation } from "../conference/participation.entity.js";
import { viewerOf } from "../identity/viewer.policy.js";
import { Recommendation } from "../recommendation/recommendation.entity.js";
import { recommendationById } from "../recommendation/recommendation.loaders.js";
import { standingIn } from "../round-table/admission.policy.js";
import { Comment } from "./comment.entity.js";
import * as inputs from "./comment.inputs.js";
import { commentById, commentPages } from "./comment.loaders.js";
import { mayReadComment } from "./comment.policy.js";
import * as results from "./comment.results.js";
import type { CommentService } from "./comment.service.js";

@Resolver(() => Comment)
export class CommentResolver {
  constructor(private readonly comments: CommentService) {}

  @guard(inherited)
  @shareable
  @FieldResolver(() => String, { nullable: true, description: "The remark; null once it is withdrawn." })
  body(@Root() comment: Comment): string | null {
    return comment.withdrawnAt ? null : comment.body;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Participation, { description: "Who posted it." })
  async author(@Root() comment: Comment, @Ctx() context: Context): Promise<Participation> {
    return (await context.load(participationById, comment.authorId))!;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Comment, {
    nullable: true,
    description:
      "The comment that it answers; null for the first of a thread, or when the viewer may not read that one.",
  })
  async parent(@Root() comment: Comment, @Ctx() context: Context): Promise<Comment | null> {
    const parent = comment.parentId ? await context.load(commentById, comment.parentId) : null;
    if (!parent) return null;
    return mayReadComment(await standingIn(context, parent.roundTableId), parent) ? parent : null;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Recommendation, { description: "What it is about." })
  async recommendation(@Root() comment: Comment, @Ctx() context: Context): Promise<Recommendation> {
    return (await context.load(recommendationById, comment.recommendationId))!;
  }

  @guard(signedIn)
  @Mutation(() => results.PostCommentResult, {
    description: "Posts a comment on a recommendation; for everybody admitted but observers.",
  })
  postComment(
    @Arg("input", () => inputs.PostCommentInput, { description: "What to post." }) input: inputs.PostCommentInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(async () => new results.PostCommentSuccess(await this.comments.post(viewerOf(context), input)));
  }

  @guard(signedIn)
  @Mutation(() => results.WithdrawCommentResult, {
    description: "Withdraws a comment and leaves a tombstone; for its author, the facilitator and the secretariat.",
  })
  withdrawComment(
    @Arg("input", () => inputs.WithdrawCommentInput, { description: "Which." }) input: inputs.WithdrawCommentInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () => new results.WithdrawCommentSuccess(await this.comments.withdraw(viewerOf(context), input.commentId)),
    );
  }
}

/** What this word adds to recommendations. */
@Resolver(() => Recommendation)
export class RecommendationCommentsResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => results.CommentConnection, {
    description: "Comments, oldest first; observers get the public ones.",
  })
  async comments(
    @Root() recommendation: Recommendation,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<Comment>> {
    const { limit, after } = pageRequest(args);
    if (after !== null && !isUuid(after)) refuseInput("after", "this is not a cursor of this list.");
    const standing = await standingIn(context, recommendation.roundTableId);
    const publicOnly = standing === null || standing === "OBSERVER";
    const rows = await context.load(commentPages, { recommendationId: recommendation.id, limit, after, publicOnly });
    return pageOf(rows, args, (row) => row.id);
  }
}
