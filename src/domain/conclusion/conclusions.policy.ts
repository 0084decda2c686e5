import { mayManage } from "../conference/conference.policy.js";
import type { Participation } from "../conference/participation.entity.js";
import type { Conclusions } from "./conclusions.entity.js";

/** A draft is the secretariat's; what is published is for everybody who takes part. */
export function maySeeConclusions(
  participation: Participation | null,
  { publishedAt }: Pick<Conclusions, "publishedAt">,
): boolean {
  return participation !== null && (publishedAt !== null || mayManage(participation));
}
