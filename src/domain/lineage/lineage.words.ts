import { registerEnumType } from "type-graphql";

export enum LineageRelation {
  FORWARDED = "FORWARDED",
  MERGED = "MERGED",
}
registerEnumType(LineageRelation, {
  name: "LineageRelation",
  description: "How one text came from another.",
  valuesConfig: {
    FORWARDED: { description: "A body adopted the text and forwarded it to the plenary, where the copy stands." },
    MERGED: { description: "The plenary made one text of several." },
  },
});
