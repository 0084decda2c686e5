import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from "typeorm";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { Participation } from "../conference/participation.entity.js";
import { Recommendation } from "../recommendation/recommendation.entity.js";

export enum CommentAudience {
  BODY = "BODY",
  PUBLIC = "PUBLIC",
}
registerEnumType(CommentAudience, {
  name: "CommentAudience",
  description: "Who may read a comment.",
  valuesConfig: {
    BODY: { description: "Delegates of the body, its chair, rapporteur and the secretariat." },
    PUBLIC: { description: "Everybody admitted to the body, observers too." },
  },
});

@ObjectType({
  description: "A remark on a recommendation. Withdrawn ones leave a tombstone, so that threads hold together.",
})
@guard(inherited)
@shareable
@Entity()
@Unique(["id", "recommendationId"])
@ForeignKey(() => Recommendation, ["recommendationId", "roundTableId"], ["id", "roundTableId"])
@ForeignKey(() => Comment, ["parentId", "recommendationId"], ["id", "recommendationId"])
@Index(["recommendationId", "id"])
@Check("comment_body_length", "length(body) BETWEEN 1 AND 5000")
@Check("comment_audience", "audience IN ('BODY', 'PUBLIC')")
export class Comment {
  @Field(() => ID, { description: "Identifier; sorts by age." })
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Column({ type: "uuid" })
  roundTableId!: string;

  @Column({ type: "uuid" })
  recommendationId!: string;

  @Column({ type: "uuid", nullable: true })
  parentId!: string | null;

  @ForeignKey(() => Participation)
  @Column({ type: "uuid" })
  authorId!: string;

  /** As written. What clients get is the field `body`, which withholds it once the comment is withdrawn. */
  @Column({ type: "text" })
  body!: string;

  @Field(() => CommentAudience, { description: "Who may read it." })
  @Column({ type: "text" })
  audience!: CommentAudience;

  @Field(() => Date, { description: "When it was posted." })
  @Column({ type: "timestamptz", default: () => "now()" })
  postedAt!: Date;

  @Field(() => Date, { nullable: true, description: "When it was withdrawn; null when it stands." })
  @Column({ type: "timestamptz", nullable: true })
  withdrawnAt!: Date | null;
}
