import type { EntityManager } from "typeorm";
import type { Json } from "../platform/kernel/json.js";
import type { HeadSigner } from "./heads.js";

/** What the trail is told by whoever knows the domain. */
export interface TrailTerms {
  /** Kinds of events that are no deeds: they never enter. */
  readonly omitted: ReadonlySet<string>;
  /** Kinds behind which the head is signed at once. */
  readonly signedAt: ReadonlySet<string>;
  /** Members of bodies that hold free text: their salted hash enters in its place. */
  readonly texts: ReadonlySet<string>;
  /** What existed of a scope that no event tells of: stands in the first entry. */
  readonly before: (tx: EntityManager, scopeId: string) => Promise<Json>;
  /** The version of the software. */
  readonly software: string;
  readonly signer: HeadSigner;
}
