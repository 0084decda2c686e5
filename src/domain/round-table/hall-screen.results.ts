import { Field } from "type-graphql";
import { InvalidState, NotEntitled, NotFound, successType } from "../../platform/graphql/refusals.js";
import { resultOf } from "../../platform/graphql/unions.js";
import type { OpenedScreen } from "./hall-screen.service.js";
import { RoundTable } from "./round-table.entity.js";

@successType("A screen may sign in. This is the only time the code can be read.")
export class OpenHallScreenSuccess {
  @Field(() => String, { description: "The code to sign in with on the screen; it opens what an observer sees." })
  accessCode: string;
  @Field(() => Date, { description: "When it expires, and the screen with it: it lasts for a day's sitting." })
  expiresAt: Date;
  @Field(() => RoundTable, { description: "The round table that it shows." })
  roundTable: RoundTable;
  constructor({ issued, table }: OpenedScreen) {
    this.accessCode = issued.code;
    this.expiresAt = issued.expiresAt;
    this.roundTable = table;
  }
}

export const OpenHallScreenResult = resultOf("openHallScreen", OpenHallScreenSuccess, [
  NotFound,
  NotEntitled,
  InvalidState,
]);
