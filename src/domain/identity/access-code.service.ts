import type { EntityManager } from "typeorm";
import type { Keys } from "../../platform/auth/keys.js";
import { uuidv7 } from "../../platform/kernel/ids.js";
import { newAccessCode, normalAccessCode } from "./access-codes.rules.js";
import type { SignInService } from "./sign-in.service.js";

/** A code at the only moment when it is known in clear. */
export interface IssuedCode {
  readonly id: string;
  readonly accountId: string;
  readonly code: string;
  readonly expiresAt: Date;
}

/** Issues and revokes access codes. Asks nobody: the deeds in front of it do. */
export class AccessCodeService {
  constructor(
    private readonly keys: Keys,
    private readonly signIns: SignInService,
  ) {}

  /** Makes a code; `code` is given only for demo data. */
  async issue(
    tx: EntityManager,
    accountId: string,
    expiresAt: Date,
    createdBy: string | null,
    code: string = newAccessCode(),
  ): Promise<IssuedCode> {
    const id = uuidv7();
    await tx.query(
      "INSERT INTO access_code (id, account_id, code_hash, expires_at, created_by) VALUES ($1, $2, $3, $4, $5)",
      [id, accountId, this.keys.hash("access-code", normalAccessCode(code)), expiresAt, createdBy],
    );
    return { id, accountId, code, expiresAt };
  }

  /** Revokes a code and ends the sessions it opened. Answers false when it was revoked before. */
  async revoke(tx: EntityManager, accessCodeId: string): Promise<boolean> {
    const [, count]: [unknown, number] = await tx.query(
      "UPDATE access_code SET revoked_at = clock_timestamp() WHERE id = $1 AND revoked_at IS NULL",
      [accessCodeId],
    );
    if (count === 0) return false;
    await this.signIns.endSessionsOfCode(tx, accessCodeId);
    return true;
  }

  /** The codes of an account that still work. */
  async standing(tx: EntityManager, accountId: string): Promise<string[]> {
    const rows: { id: string }[] = await tx.query(
      "SELECT id FROM access_code WHERE account_id = $1 AND revoked_at IS NULL AND expires_at > now() ORDER BY id",
      [accountId],
    );
    return rows.map((row) => row.id);
  }
}
