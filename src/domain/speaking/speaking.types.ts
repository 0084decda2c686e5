import { Field, Int, ObjectType } from "type-graphql";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import type { AgendaItem } from "../round-table/agenda-item.entity.js";
import type { ListTerms } from "./queue.service.js";
import { SpeakingPolicy } from "./speaking.words.js";

@ObjectType("SpeakersList", { description: "Who asks for the floor on an agenda item, and who is next." })
@guard(inherited)
@shareable
export class SpeakersListObject {
  readonly item: AgendaItem;

  @Field(() => Boolean, { description: "Whether it takes requests for statements and questions." })
  isOpen: boolean;

  @Field(() => Int, { nullable: true, description: "Seconds for a statement or question; null: no limit." })
  seconds: number | null;

  @Field(() => SpeakingPolicy, { description: "Who of those on the list is next." })
  policy: SpeakingPolicy;

  @Field(() => Boolean, { description: "Whether observers are called after members." })
  observersLast: boolean;

  constructor(item: AgendaItem, terms: ListTerms) {
    this.item = item;
    this.isOpen = terms.isOpen;
    this.seconds = terms.seconds;
    this.policy = terms.policy;
    this.observersLast = terms.observersLast;
  }
}
