import { Field, ID, ObjectType } from "type-graphql";
import { guard, inherited } from "../../platform/graphql/policy.js";
import type { Viewer } from "./viewer.policy.js";

@ObjectType("Viewer", { description: "The signed-in person." })
@guard(inherited)
export class ViewerObject {
  @Field(() => ID, { description: "Identifier of the person's account." })
  id: string;

  @Field(() => String, { description: "Name." })
  displayName: string;

  @Field(() => Boolean, {
    description: "Whether the person administers the server. Administrators enter no round table by that.",
  })
  isAdmin: boolean;

  constructor(viewer: Viewer) {
    this.id = viewer.accountId;
    this.displayName = viewer.displayName;
    this.isAdmin = viewer.isAdmin;
  }
}
