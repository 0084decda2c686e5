import { Field, ID, Int, ObjectType } from "type-graphql";
import { guard, inherited } from "../../platform/graphql/policy.js";

@ObjectType({
  description:
    "The end of the trail as the server has signed it. Whoever keeps it can find any later change of what was recorded before: npm run audit -- verify --since.",
})
@guard(inherited)
export class TrailHead {
  @Field(() => Int, { description: "Number of the entry, from 0." })
  number!: number;
  @Field(() => String, { description: "Its hash, hexadecimal: SHA-256 over everything up to it." })
  hash!: string;
  @Field(() => Date, { description: "When it was signed, by the database clock." })
  signedAt!: Date;
  @Field(() => String, { description: "The head as a compact JWS (EdDSA, typ rotunda-head+jws): what to keep." })
  jws!: string;
  @Field(() => String, {
    description: "The first 16 digits of the hash in groups of four, to be read aloud or printed in the minutes.",
  })
  short!: string;
}

@ObjectType({
  description: "An entry of the trail, without what it says: the content is exported by whoever runs the server.",
})
@guard(inherited)
export class TrailEntry {
  @Field(() => Int, { description: "Number, from 0, without a gap." })
  number!: number;
  @Field(() => String, { description: "What kind of deed it was, as events name it." })
  kind!: string;
  @Field(() => Date, { description: "When." })
  at!: Date;
  @Field(() => ID, { nullable: true, description: "The account that did it; null: the server itself." })
  by!: string | null;
  @Field(() => String, { description: "Its hash, hexadecimal." })
  hash!: string;
}

@ObjectType({ description: "The chain of all recorded deeds of a conference." })
@guard(inherited)
export class Trail {
  conferenceId!: string;
}

@ObjectType({ description: "The public key that heads are verified with (JWK, Ed25519)." })
@guard(inherited)
export class TrailKey {
  @Field(() => String, { description: "Key type: OKP." })
  kty!: string;
  @Field(() => String, { description: "Curve: Ed25519." })
  crv!: string;
  @Field(() => String, { description: "The public key, base64url." })
  x!: string;
  @Field(() => String, { description: "Its thumbprint (RFC 7638), which heads name." })
  kid!: string;
}
