import { Field, ObjectType } from "type-graphql";
import { Check, Column, Entity, PrimaryColumn } from "typeorm";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";

@ObjectType({ description: "A country, named in the working languages." })
@guard(inherited)
@shareable
@Entity()
@Check("country_code_form", "code ~ '^[A-Z]{2}$'")
@Check("country_alpha3_form", "alpha3 ~ '^[A-Z]{3}$'")
export class Country {
  @Field(() => String, { description: "ISO 3166-1 alpha-2 code, for example ZM." })
  @PrimaryColumn({ type: "text" })
  code!: string;

  @Field(() => String, { description: "ISO 3166-1 alpha-3 code, for example ZMB." })
  @Column({ type: "text" })
  alpha3!: string;

  @Field(() => String, {
    nullable: true,
    description: "Its National Central Bureau, for example NCB Lusaka; null when not recorded.",
  })
  @Column({ type: "text", nullable: true })
  bureau!: string | null;
}
