import { Field, ID, InputType, Int } from "type-graphql";

@InputType({ description: "Starting a rehearsal." })
export class StartRehearsalInput {
  @Field(() => Int, { defaultValue: 50, description: "How many delegations are invited, 5 to 196." })
  delegations!: number;

  @Field(() => Int, { defaultValue: 10, description: "How many times faster than in life it is played, 1 to 50." })
  speed!: number;

  @Field(() => Int, { defaultValue: 1, description: "The seed, not negative: with the same seed the same is played." })
  seed!: number;

  @Field(() => Int, { defaultValue: 3, description: "Agenda items of each regional table, 1 to 8." })
  rounds!: number;
}

@InputType({ description: "Stopping a rehearsal." })
export class StopRehearsalInput {
  @Field(() => ID, { description: "The rehearsal, RUNNING." })
  rehearsalId!: string;
}
