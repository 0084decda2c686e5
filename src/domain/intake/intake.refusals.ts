import { Field, Int, ObjectType } from "type-graphql";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { DomainError, refusalType } from "../../platform/graphql/refusals.js";
import type { Problem } from "./problem.rules.js";

@ObjectType({ description: "One thing that is wrong with a conference file, and where." })
@guard(inherited)
export class ConferenceFileProblem {
  @Field(() => String, {
    description:
      "A JSON pointer (RFC 6901) to the place, for example /delegations/3/country; empty for the whole file.",
  })
  path: string;

  @Field(() => String, { description: "What is wrong and what would be right, in a sentence (English)." })
  message: string;

  constructor({ pointer, message }: Problem) {
    this.path = pointer;
    this.message = message;
  }
}

@refusalType("The text is no conference file. All problems are told at once, at most 200.")
export class ConferenceFileRejected extends DomainError {
  override code = "CONFERENCE_FILE_REJECTED";
  override message: string;

  @Field(() => [ConferenceFileProblem], { description: "What is wrong, place by place." })
  problems: ConferenceFileProblem[];

  constructor(problems: readonly Problem[]) {
    super();
    this.problems = problems.map((one) => new ConferenceFileProblem(one));
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    this.message = `The conference file was refused for ${count}. Nothing was loaded.`;
  }
}

@refusalType("The series has a conference of this number already. An edition is loaded once and never replaced.")
export class EditionExists extends DomainError {
  override code = "EDITION_EXISTS";
  override message: string;

  @Field(() => String, { description: "Code of the series." })
  series: string;

  @Field(() => Int, { description: "Number of the edition." })
  number: number;

  constructor(series: string, number: number) {
    super();
    this.series = series;
    this.number = number;
    this.message = `The series ${series} already has a conference number ${number}. Nothing was loaded; give the file another conference.number if it is another edition.`;
  }
}
