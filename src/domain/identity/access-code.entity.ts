import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from "typeorm";
import { Account } from "./account.entity.js";

/** A personal access code, known to us only as a keyed hash. One owner; works on several devices until it ends. */
@Entity()
@Unique(["codeHash"])
export class AccessCode {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Index()
  @ForeignKey(() => Account)
  @Column({ type: "uuid" })
  accountId!: string;

  @Column({ type: "bytea" })
  codeHash!: Buffer;

  @Column({ type: "timestamptz", default: () => "now()" })
  createdAt!: Date;

  /** Account that issued it; null: a command on the server. */
  @ForeignKey(() => Account)
  @Column({ type: "uuid", nullable: true })
  createdBy!: string | null;

  @Column({ type: "timestamptz" })
  expiresAt!: Date;

  @Column({ type: "timestamptz", nullable: true })
  revokedAt!: Date | null;
}
