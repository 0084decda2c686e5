import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from "typeorm";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { Conference } from "../conference/conference.entity.js";
import { Country } from "../conference/country.entity.js";
import { Region } from "../conference/region.entity.js";

export enum DelegationKind {
  MEMBER = "MEMBER",
  OBSERVER = "OBSERVER",
}
registerEnumType(DelegationKind, {
  name: "DelegationKind",
  description: "What a delegation represents.",
  valuesConfig: {
    MEMBER: { description: "A member country: it may vote where it is seated." },
    OBSERVER: { description: "An observer: it never votes." },
  },
});

export enum Credentials {
  PENDING = "PENDING",
  ACCEPTED = "ACCEPTED",
  PROVISIONAL = "PROVISIONAL",
  REJECTED = "REJECTED",
}
registerEnumType(Credentials, {
  name: "Credentials",
  description: "What was decided on a delegation's credentials.",
  valuesConfig: {
    PENDING: { description: "Not examined yet: no vote." },
    ACCEPTED: { description: "Accepted." },
    PROVISIONAL: { description: "Provisionally seated: votes like an accepted one." },
    REJECTED: { description: "Rejected: no vote." },
  },
});

@ObjectType({
  description: "A country, or an observer organisation, at one conference. The vote belongs to it, not to a person.",
})
@guard(inherited)
@shareable
@Entity()
@Unique(["conferenceId", "countryCode"])
@Unique(["id", "conferenceId"])
@Check("delegation_represents_one", "(country_code IS NULL) <> (organisation IS NULL)")
@Check("delegation_member_is_country", "kind <> 'MEMBER' OR country_code IS NOT NULL")
@Check("delegation_kind", "kind IN ('MEMBER', 'OBSERVER')")
@Check("delegation_credentials", "credentials IN ('PENDING', 'ACCEPTED', 'PROVISIONAL', 'REJECTED')")
export class Delegation {
  @Field(() => ID, { description: "Identifier." })
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @ForeignKey(() => Conference)
  @Column({ type: "uuid" })
  conferenceId!: string;

  @ForeignKey(() => Country)
  @Column({ type: "text", nullable: true })
  countryCode!: string | null;

  @Field(() => String, { nullable: true, description: "Name of an observer organisation; null for a country." })
  @Column({ type: "text", nullable: true })
  organisation!: string | null;

  @Field(() => DelegationKind, { description: "Member or observer." })
  @Column({ type: "text" })
  kind!: DelegationKind;

  @Index()
  @ForeignKey(() => Region)
  @Column({ type: "uuid", nullable: true })
  regionId!: string | null;

  @Field(() => Credentials, { description: "Only accepted or provisional credentials vote." })
  @Column({ type: "text" })
  credentials!: Credentials;

  @Field(() => Boolean, {
    description: "Whether its voting rights are suspended. It keeps its seat, its voice and its place in the quorum.",
  })
  @Column({ type: "boolean", default: false })
  votingSuspended!: boolean;
}
