import { CompactSign } from "jose";
import type { Keys } from "../../platform/auth/keys.js";
import { canonicalJson } from "../../platform/kernel/json.js";
import type { Ballot } from "../ballot/ballot.entity.js";

const TYPE = "rotunda-receipt+jws";

/**
 * What a delegation takes away from a secret ballot, signed by the server: that its paper was taken, and on what text.
 * Nothing in it depends on the choice or the time, so that it is the same however often it is asked for, and sells nothing.
 */
export function receiptFor(keys: Keys, { id, subjectHash, mode }: Ballot, delegationId: string): Promise<string> {
  const content = canonicalJson({ ballot: id, delegation: delegationId, mode, subjectHash });
  return new CompactSign(Buffer.from(content)).setProtectedHeader({ alg: "EdDSA", typ: TYPE }).sign(keys.signing);
}
