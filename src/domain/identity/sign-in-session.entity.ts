import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from "typeorm";
import { AccessCode } from "./access-code.entity.js";
import { Account } from "./account.entity.js";

/** One sign-in on one device: tokens hang on it, and ending it ends them all at once. */
@Entity()
export class SignInSession {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Index()
  @ForeignKey(() => Account)
  @Column({ type: "uuid" })
  accountId!: string;

  @Index()
  @ForeignKey(() => AccessCode)
  @Column({ type: "uuid" })
  accessCodeId!: string;

  @Column({ type: "timestamptz", default: () => "now()" })
  createdAt!: Date;

  @Column({ type: "timestamptz" })
  expiresAt!: Date;

  @Column({ type: "timestamptz", nullable: true })
  endedAt!: Date | null;

  /** SIGNED_OUT, CODE_REVOKED or REFRESH_REUSED. */
  @Column({ type: "text", nullable: true })
  endReason!: string | null;
}

/** A refresh token of a session, as a keyed hash; it works once (and for 30 s more, for a second tab). */
@Entity()
@Unique(["tokenHash"])
export class RefreshToken {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Index()
  @ForeignKey(() => SignInSession)
  @Column({ type: "uuid" })
  sessionId!: string;

  @Column({ type: "bytea" })
  tokenHash!: Buffer;

  @Column({ type: "timestamptz", default: () => "now()" })
  issuedAt!: Date;

  @Column({ type: "timestamptz", nullable: true })
  usedAt!: Date | null;
}
