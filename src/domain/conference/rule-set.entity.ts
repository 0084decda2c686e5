import { Field, ID, Int, ObjectType } from "type-graphql";
import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from "typeorm";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { Series } from "./series.entity.js";
import { readRules, type Rules, type StoredRules } from "./rule-set.rules.js";

@ObjectType({
  description: "The rules of procedure of a conference, as data: immutable, versioned, cited in every decision.",
})
@guard(inherited)
@Entity()
@Unique(["seriesId", "code", "version"])
@Check("rule_set_version", "version > 0")
export class RuleSet {
  @Field(() => ID, { description: "Identifier." })
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @ForeignKey(() => Series)
  @Column({ type: "uuid" })
  seriesId!: string;

  @Field(() => String, { description: "Short name of the rule set." })
  @Column({ type: "text" })
  code!: string;

  @Field(() => Int, { description: "Version; a change of the rules is a new version." })
  @Column({ type: "integer" })
  version!: number;

  @Field(() => String, { description: "Title." })
  @Column({ type: "text" })
  title!: string;

  @Field(() => String, { description: "Where the rules come from." })
  @Column({ type: "text" })
  citation!: string;

  /** As it was given when written; complete when read. */
  @Column({
    type: "jsonb",
    transformer: { to: (rules: StoredRules) => rules, from: (stored: StoredRules) => readRules(stored) },
  })
  rules!: Rules;
}
