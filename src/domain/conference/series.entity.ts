import { Field, ID, ObjectType } from "type-graphql";
import { Check, Column, Entity, PrimaryColumn, Unique } from "typeorm";
import { guard, inherited } from "../../platform/graphql/policy.js";

@ObjectType({ description: "What recurs: numbers of editions and symbols of texts are unique within it." })
@guard(inherited)
@Entity()
@Unique(["code"])
@Check("series_code_form", "code ~ '^[A-Z][A-Z0-9]{1,11}$'")
export class Series {
  @Field(() => ID, { description: "Identifier." })
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Field(() => String, { description: "Short code that starts every symbol, for example HNCB." })
  @Column({ type: "text" })
  code!: string;

  @Field(() => String, { description: "Title of the series." })
  @Column({ type: "text" })
  title!: string;
}
