import type { EntityManager } from "typeorm";
import type { Ballot } from "./ballot.entity.js";
import type { Tally } from "./majority.rules.js";

export type { Tally } from "./majority.rules.js";

/** What the box of a secret ballot gave. Held in memory alone; of a count that is not disclosed nothing else is kept. */
export interface SecretCount {
  readonly tally: Tally;
  readonly papers: number;
  /** SHA-256 over the sealed papers in ascending order, hexadecimal: names the set without its order. */
  readonly papersHash: string;
  /** Whether the counts may be told, or the outcome alone. */
  readonly isDisclosed: boolean;
}

/** How secret ballots are kept. The deeds around a ballot know no more of it than this. */
export interface Secrecy {
  /** Why no secret ballot can be held here now, in a sentence; null: it can. */
  fault(tx: EntityManager): Promise<string | null>;
  /** Makes keys and options. The private key is on the disk when this returns. Answers what the chair should know. */
  seal(tx: EntityManager, ballot: Ballot): Promise<string[]>;
  /** Opens every paper. Refuses where a key is missing, or papers and marks on the roll differ. */
  count(tx: EntityManager, ballot: Ballot): Promise<SecretCount>;
  /** Whether it is known that this ballot cannot be counted. */
  isFaulty(tx: EntityManager, ballotId: string): Promise<boolean>;
  /** Notes why a ballot could not be counted, after the attempt was rolled back. Nothing happens for any other error. */
  note(ballotId: string, error: unknown): Promise<boolean>;
  /** Empties the box of a ballot that takes no more votes, and destroys the key once that is committed. */
  empty(tx: EntityManager, ballot: Ballot): Promise<void>;
}
