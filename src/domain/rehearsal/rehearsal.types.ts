import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { RehearsalState } from "./rehearsal.words.js";

/** What a rehearsal plays. */
export interface Casting {
  readonly delegations: number;
  readonly speed: number;
  readonly seed: number;
  readonly rounds: number;
}

@ObjectType({ description: "Somebody of a rehearsal as whom a person may sign in, to watch or to take part." })
@guard(inherited)
export class RehearsalAccess {
  @Field(() => String, { description: "What the person does, in words (English)." })
  role!: string;

  @Field(() => String, { description: "The access code. It opens only what was made up for the rehearsal." })
  accessCode!: string;
}

@ObjectType({ description: "A synthetic conference that the server plays by itself, through its own API." })
@guard(inherited)
export class Rehearsal {
  @Field(() => ID, { description: "Identifier, as long as the server runs." })
  id!: string;

  @Field(() => RehearsalState, { description: "Where it stands." })
  state!: RehearsalState;

  @Field(() => Int, { description: "How many delegations are invited." })
  delegations!: number;

  @Field(() => Int, { description: "How many times faster than in life it is played." })
  speed!: number;

  @Field(() => Int, { description: "The seed: with the same seed the same is played." })
  seed!: number;

  @Field(() => Int, { description: "Agenda items of each regional table." })
  rounds!: number;

  @Field(() => Int, { description: "Deeds done so far." })
  deeds!: number;

  @Field(() => Float, { description: "About how much of it has been played, 0 to 1." })
  share!: number;

  @Field(() => String, { description: "What happened last, or why it ended, in words (English)." })
  words!: string;

  @Field(() => Int, {
    description: "What went wrong and should not have; refusals that a real conference meets do not count.",
  })
  errors!: number;

  @Field(() => Date, { description: "When it was started." })
  startedAt!: Date;

  @Field(() => Date, { nullable: true, description: "When it ended; null while it runs." })
  endedAt!: Date | null;

  @Field(() => [RehearsalAccess], {
    description: "Chairs, the secretariat, and in each region the head of one delegation that is left to people.",
  })
  access!: readonly RehearsalAccess[];

  conferenceId!: string | null;
}
