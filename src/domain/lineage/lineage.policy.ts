import type { StepRow } from "./lineage.loaders.js";
import { LineageRelation } from "./lineage.words.js";

type Step = Pick<StepRow, "roundTableId" | "viaTableId" | "relation">;
type Admitted = (roundTableId: string) => boolean;

/**
 * Whoever forwards a text tells the plenary its symbol, its title and the body, and nothing else: so a step back is seen
 * by those admitted to the body where it ends, and over a forwarding by those admitted to where it began.
 */
export function maySeeOrigin(step: Step, isAdmitted: Admitted): boolean {
  if (isAdmitted(step.roundTableId)) return true;
  return step.relation === LineageRelation.FORWARDED && isAdmitted(step.viaTableId);
}

/** What became of a text elsewhere is seen by those admitted there. */
export function maySeeDerived(step: Step, isAdmitted: Admitted): boolean {
  return isAdmitted(step.roundTableId);
}
