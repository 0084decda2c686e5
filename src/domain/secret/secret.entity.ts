import { Check, Column, Entity, ForeignKey, PrimaryColumn } from "typeorm";
import { Ballot } from "../ballot/ballot.entity.js";
import type { SealFault } from "../ballot/ballot.words.js";

/** What a secret ballot was opened with. The private key is not here, nor anywhere in the database. */
@Entity()
@Check("ballot_seal_fault", "fault IN ('KEY_MISSING', 'PAPERS_DIFFER', 'PAPER_DAMAGED')")
export class BallotSeal {
  @ForeignKey(() => Ballot)
  @PrimaryColumn({ type: "uuid" })
  ballotId!: string;

  /** The key directory that has the private key. */
  @Column({ type: "uuid" })
  directoryId!: string;

  /** X25519, 32 bytes. */
  @Column({ type: "bytea" })
  publicKey!: Buffer;

  /** Why it cannot be counted; null as far as is known. */
  @Column({ type: "text", nullable: true })
  fault!: SealFault | null;
}

/** A paper in the box. Nothing else is known of it: no delegation, no time, no number. */
@Entity()
@Check("sealed_paper_size", "octet_length(sealed) = 64")
export class SealedPaper {
  @ForeignKey(() => BallotSeal)
  @PrimaryColumn({ type: "uuid" })
  ballotId!: string;

  @PrimaryColumn({ type: "bytea" })
  sealed!: Buffer;
}

/** The key directory that the servers of this database use; the newest counts. */
@Entity()
export class KeyDirectory {
  @PrimaryColumn({ type: "integer" })
  number!: number;

  @Column({ type: "uuid" })
  id!: string;

  @Column({ type: "timestamptz", default: () => "clock_timestamp()" })
  adoptedAt!: Date;
}
