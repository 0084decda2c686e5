import { Check, Column, Entity, ForeignKey, PrimaryColumn } from "typeorm";
import { Account } from "./account.entity.js";

/** An idempotency key that an account used, what for, and what came of it. */
@Entity()
@Check("client_mutation_key_length", "length(key) BETWEEN 1 AND 100")
export class ClientMutation {
  @ForeignKey(() => Account)
  @PrimaryColumn({ type: "uuid" })
  accountId!: string;

  @PrimaryColumn({ type: "text" })
  key!: string;

  @Column({ type: "text" })
  deed!: string;

  /** SHA-256 of the deed's input in canonical JSON. Never used for secret votes: three choices are brute-forced. */
  @Column({ type: "bytea" })
  inputHash!: Buffer;

  @Column({ type: "uuid" })
  resultId!: string;

  @Column({ type: "timestamptz", default: () => "now()" })
  createdAt!: Date;
}
