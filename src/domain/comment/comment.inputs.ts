import { Field, ID, InputType } from "type-graphql";
import { CommentAudience } from "./comment.entity.js";

@InputType({ description: "Posting a comment." })
export class PostCommentInput {
  @Field(() => ID, { description: "The recommendation." })
  recommendationId!: string;

  @Field(() => String, { description: "The remark, up to 5,000 characters." })
  body!: string;

  @Field(() => ID, { nullable: true, description: "The comment that it answers, on the same recommendation." })
  parentId?: string | null;

  @Field(() => CommentAudience, { nullable: true, description: "Who may read it; BODY when omitted." })
  audience?: CommentAudience | null;

  @Field(() => String, {
    nullable: true,
    description: "Idempotency key: sent again with the same input, the answer is the same and nothing is doubled.",
  })
  clientMutationId?: string | null;
}

@InputType({ description: "Withdrawing a comment." })
export class WithdrawCommentInput {
  @Field(() => ID, { description: "The comment." })
  commentId!: string;
}
