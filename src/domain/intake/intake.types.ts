import { Field, Int, ObjectType } from "type-graphql";
import { Locale } from "../../platform/graphql/locale.js";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { ConferenceState } from "../conference/conference.entity.js";
import type { ConferenceFile } from "./conference-file.rules.js";
import { agendaOf, textsOf, warningsOn } from "./survey.rules.js";

@ObjectType({ description: "What a conference file would become." })
@guard(inherited)
export class ConferencePreview {
  @Field(() => String, { description: "Code of the series, for example HNCB." })
  seriesCode: string;
  @Field(() => String, { description: "Title of the series, as the file has it." })
  seriesTitle: string;
  @Field(() => Boolean, { description: "Whether the series exists already; otherwise the import makes it." })
  seriesExists: boolean;
  @Field(() => Boolean, {
    description: "Whether the series has this edition already: then the import would be refused with EditionExists.",
  })
  editionExists: boolean;
  @Field(() => Int, { description: "Number of the edition." })
  number: number;
  @Field(() => String, { description: "Title of the edition." })
  title: string;
  @Field(() => String, { description: "City where it meets." })
  city: string;
  @Field(() => String, { description: "First day, ISO 8601." })
  startsOn: string;
  @Field(() => String, { description: "Last day, ISO 8601." })
  endsOn: string;
  @Field(() => [Locale], { description: "Languages in which its texts are distributed." })
  workingLanguages: Locale[];
  @Field(() => ConferenceState, { description: "The state it would be in." })
  state: ConferenceState;
  @Field(() => Int, { description: "Delegations." })
  delegations: number;
  @Field(() => Int, { description: "People, each of whom would get an access code: delegates and staff." })
  people: number;
  @Field(() => Int, { description: "Bodies: round tables, the plenary, panels, drafting groups." })
  roundTables: number;
  @Field(() => Int, { description: "Agenda items of all bodies." })
  agendaItems: number;
  @Field(() => Int, { description: "Recommendations under them." })
  recommendations: number;
  @Field(() => [String], {
    description: "What is allowed and yet is likely to be missed later, in sentences (English).",
  })
  warnings: string[];

  constructor(file: ConferenceFile, known: { readonly series: boolean; readonly edition: boolean }) {
    this.seriesCode = file.series.code;
    this.seriesTitle = file.series.title;
    this.seriesExists = known.series;
    this.editionExists = known.edition;
    const { number, title, city, startsOn, endsOn, workingLanguages } = file.conference;
    this.number = number;
    this.title = title;
    this.city = city;
    this.startsOn = startsOn;
    this.endsOn = endsOn;
    this.workingLanguages = workingLanguages.map((tag) => Locale[tag.toUpperCase() as Uppercase<typeof tag>]);
    this.state = ConferenceState[file.state];
    this.delegations = file.delegations.length;
    this.people = file.delegations.reduce((sum, { delegates }) => sum + delegates.length, file.staff.length);
    this.roundTables = file.roundTables.length;
    this.agendaItems = agendaOf(file).length;
    this.recommendations = textsOf(file).length;
    this.warnings = warningsOn(file);
  }
}
