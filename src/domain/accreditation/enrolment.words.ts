import { registerEnumType } from "type-graphql";

export enum EnrolmentAction {
  ADD = "ADD",
  CHANGE_FUNCTION = "CHANGE_FUNCTION",
  UNCHANGED = "UNCHANGED",
  PROBLEM = "PROBLEM",
}
registerEnumType(EnrolmentAction, {
  name: "EnrolmentAction",
  description: "What a line of a list of delegates does.",
  valuesConfig: {
    ADD: { description: "Adds the person to the delegation." },
    CHANGE_FUNCTION: { description: "The person is in the delegation, and gets another function." },
    UNCHANGED: { description: "The person is in the delegation in this function already." },
    PROBLEM: { description: "It cannot be done; field and message say why." },
  },
});
