import type { Keys } from "../../platform/auth/keys.js";
import { HeadSigner } from "../../trail/heads.js";
import type { TrailTerms } from "../../trail/terms.js";
import { existingRows } from "./existing.service.js";
import { FREE_TEXTS, OMITTED_KINDS, SIGNED_KINDS } from "./trail.words.js";

/** What the trail of a conference is told by the domain. `software`: the version that writes it. */
export function trailTerms(keys: Keys, software: string): TrailTerms {
  return {
    omitted: OMITTED_KINDS,
    signedAt: SIGNED_KINDS,
    texts: FREE_TEXTS,
    before: existingRows,
    software,
    signer: new HeadSigner(keys),
  };
}
