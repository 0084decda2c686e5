import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from "typeorm";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { Account } from "../identity/account.entity.js";
import { Conference } from "./conference.entity.js";

@ObjectType({ description: "A person at one conference." })
@guard(inherited)
@shareable
@Entity()
@Unique(["accountId", "conferenceId"])
@Unique(["id", "conferenceId"])
export class Participation {
  @Field(() => ID, { description: "Identifier." })
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @ForeignKey(() => Account)
  @Column({ type: "uuid" })
  accountId!: string;

  @Index()
  @ForeignKey(() => Conference)
  @Column({ type: "uuid" })
  conferenceId!: string;

  @Field(() => String, { description: "Name to show at this conference." })
  @Column({ type: "text" })
  displayName!: string;

  @Field(() => Boolean, { description: "Whether the person belongs to the conference's secretariat." })
  @Column({ type: "boolean", default: false })
  isSecretariat!: boolean;

  @Field(() => Boolean, { description: "Whether the person decides on the credentials of delegations." })
  @Column({ type: "boolean", default: false })
  isCredentialsOfficer!: boolean;
}
