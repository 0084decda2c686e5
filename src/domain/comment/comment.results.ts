import { Field } from "type-graphql";
import { connectionOf } from "../../platform/graphql/connection.js";
import {
  IdempotencyConflict,
  InvalidInput,
  InvalidState,
  NotEntitled,
  NotFound,
  successType,
} from "../../platform/graphql/refusals.js";
import { resultOf } from "../../platform/graphql/unions.js";
import { Comment } from "./comment.entity.js";

export const CommentConnection = connectionOf(Comment, "Comment");

@successType("The comment is posted.")
export class PostCommentSuccess {
  @Field(() => Comment, { description: "The comment." })
  comment: Comment;
  constructor(comment: Comment) {
    this.comment = comment;
  }
}

@successType("The comment is withdrawn; a tombstone stays.")
export class WithdrawCommentSuccess {
  @Field(() => Comment, { description: "The comment." })
  comment: Comment;
  constructor(comment: Comment) {
    this.comment = comment;
  }
}

export const PostCommentResult = resultOf("postComment", PostCommentSuccess, [
  NotFound,
  NotEntitled,
  InvalidInput,
  InvalidState,
  IdempotencyConflict,
]);
export const WithdrawCommentResult = resultOf("withdrawComment", WithdrawCommentSuccess, [NotFound, NotEntitled]);
