import DataLoader from "dataloader";
import type { EntityManager } from "typeorm";
import { FailedAttempts } from "../../platform/auth/attempts.js";
import type { Keys } from "../../platform/auth/keys.js";
import type { AccessTokens, TokenClaims } from "../../platform/auth/tokens.js";
import type { Database } from "../../platform/database/database.js";
import { uuidv4, uuidv7 } from "../../platform/kernel/ids.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { newRefreshToken, normalAccessCode } from "./access-codes.rules.js";
import { AccessCodeRejected, RefreshTokenRejected, TooManyAttempts } from "./identity.refusals.js";
import type { Viewer } from "./viewer.policy.js";

/** What a client gets for a code or a refresh token. Both tokens are secrets; neither is stored in clear. */
export interface SignedIn {
  readonly accessToken: string;
  readonly accessTokenExpiresAt: Date;
  readonly refreshToken: string;
  readonly viewer: Viewer;
}

type EndReason = "SIGNED_OUT" | "CODE_REVOKED" | "REFRESH_REUSED";

const SESSION_HOURS = 12;
const REFRESH_GRACE_SECONDS = 30;

// What a session needs to be alive; the same condition wherever a session is looked up.
const LIVE =
  "s.ended_at IS NULL AND s.expires_at > now() AND c.revoked_at IS NULL AND c.expires_at > now() AND a.suspended_at IS NULL";
const SESSION = "sign_in_session s JOIN account a ON a.id = s.account_id JOIN access_code c ON c.id = s.access_code_id";

/** Signing in, staying signed in, signing out. */
export class SignInService {
  private readonly failures = new FailedAttempts();
  private readonly endedListeners: ((sessionIds: readonly string[]) => void)[] = [];
  /** Looks up, in one query, the sessions of all requests that come in one turn of the event loop; remembers nothing. */
  private readonly standing = new DataLoader((claims: readonly TokenClaims[]) => this.standingOf(claims), {
    cache: false,
    maxBatchSize: 500,
    batchScheduleFn: (look) => void setImmediate(look),
  });

  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly tokens: AccessTokens,
  ) {}

  /** Exchanges an access code. The same answer, after the same work, for every code that does not work. */
  async signIn(accessCode: string, source: string): Promise<SignedIn> {
    const hash = this.keys.hash("access-code", normalAccessCode(accessCode));
    const [code]: { id: string; account_id: string }[] = await this.database.read((tx) =>
      tx.query(
        `SELECT c.id, c.account_id FROM access_code c JOIN account a ON a.id = c.account_id
         WHERE c.code_hash = $1 AND c.revoked_at IS NULL AND c.expires_at > now() AND a.suspended_at IS NULL`,
        [hash],
      ),
    );
    if (!code) {
      const wait = this.failures.fail(source);
      return refuse(wait > 0 ? new TooManyAttempts(wait) : new AccessCodeRejected());
    }
    return this.database.transaction({ accountId: code.account_id }, async (tx) => {
      const sessionId = uuidv4();
      await tx.query(
        "INSERT INTO sign_in_session (id, account_id, access_code_id, expires_at) VALUES ($1, $2, $3, now() + make_interval(hours => $4))",
        [sessionId, code.account_id, code.id, SESSION_HOURS],
      );
      return this.issue(tx, code.account_id, sessionId);
    });
  }

  /** Rotates a refresh token. One that was used more than 30 s ago was stolen or lost: its session ends. */
  async refresh(refreshToken: string): Promise<SignedIn> {
    const hash = this.keys.hash("refresh-token", refreshToken);
    const rotated = await this.database.transaction(null, async (tx) => {
      const [row]: { id: string; session_id: string; account_id: string; reused: boolean }[] = await tx.query(
        `SELECT r.id, r.session_id, s.account_id,
                coalesce(r.used_at < clock_timestamp() - make_interval(secs => $2), false) AS reused
         FROM refresh_token r JOIN sign_in_session s ON s.id = r.session_id
         JOIN account a ON a.id = s.account_id JOIN access_code c ON c.id = s.access_code_id
         WHERE r.token_hash = $1 AND ${LIVE} FOR UPDATE OF r`,
        [hash, REFRESH_GRACE_SECONDS],
      );
      if (!row) return null;
      if (row.reused) {
        await this.end(tx, "REFRESH_REUSED", "id = $1", row.session_id);
        return null;
      }
      await tx.query("UPDATE refresh_token SET used_at = coalesce(used_at, clock_timestamp()) WHERE id = $1", [row.id]);
      return this.issue(tx, row.account_id, row.session_id);
    });
    // Refused only after the transaction, so that the end of a reused session is kept.
    return rotated ?? refuse(new RefreshTokenRejected());
  }

  /** Ends the viewer's own session on this device. */
  async signOut(viewer: Viewer): Promise<void> {
    await this.database.transaction(viewer, (tx) => this.end(tx, "SIGNED_OUT", "id = $1", viewer.sessionId));
  }

  /** Ends every session that a code opened; for the transaction that revokes it. */
  async endSessionsOfCode(tx: EntityManager, accessCodeId: string): Promise<void> {
    await this.end(tx, "CODE_REVOKED", "access_code_id = $1", accessCodeId);
  }

  /** The viewer behind an access token; null when the token or its session does not stand. */
  async authenticate(token: string): Promise<Viewer | null> {
    const claims = await this.tokens.verify(token);
    return claims && this.standing.load(claims);
  }

  /** Which of these sessions no longer stand, for whatever reason and whichever process ended them. */
  async ended(sessionIds: readonly string[]): Promise<string[]> {
    const rows: { id: string }[] = await this.database.read((tx) =>
      tx.query(`SELECT s.id FROM ${SESSION} WHERE s.id = ANY($1) AND ${LIVE}`, [sessionIds]),
    );
    const live = new Set(rows.map((row) => row.id));
    return sessionIds.filter((id) => !live.has(id));
  }

  /** Hears of sessions that this process ended, right after the commit. */
  onSessionsEnded(listener: (sessionIds: readonly string[]) => void): void {
    this.endedListeners.push(listener);
  }

  private async standingOf(claims: readonly TokenClaims[]): Promise<(Viewer | null)[]> {
    const rows: { id: string; account_id: string; display_name: string; is_admin: boolean }[] =
      await this.database.read((tx) =>
        tx.query(
          `SELECT s.id, s.account_id, a.display_name, a.is_admin FROM ${SESSION} WHERE s.id = ANY($1::uuid[]) AND ${LIVE}`,
          [claims.map(({ sessionId }) => sessionId)],
        ),
      );
    const bySession = new Map(rows.map((row) => [row.id, row]));
    return claims.map(({ accountId, sessionId }) => {
      const row = bySession.get(sessionId);
      if (row?.account_id !== accountId) return null;
      return { accountId, sessionId, displayName: row.display_name, isAdmin: row.is_admin };
    });
  }

  private async end(tx: EntityManager, reason: EndReason, where: string, value: string): Promise<void> {
    const [rows]: [{ id: string }[], number] = await tx.query(
      `UPDATE sign_in_session SET ended_at = clock_timestamp(), end_reason = $2 WHERE ${where} AND ended_at IS NULL RETURNING id`,
      [value, reason],
    );
    const ids = rows.map((row) => row.id);
    this.database.afterCommit(tx, () => this.endedListeners.forEach((listener) => listener(ids)));
  }

  private async issue(tx: EntityManager, accountId: string, sessionId: string): Promise<SignedIn> {
    const refreshToken = newRefreshToken();
    await tx.query("INSERT INTO refresh_token (id, session_id, token_hash) VALUES ($1, $2, $3)", [
      uuidv7(),
      sessionId,
      this.keys.hash("refresh-token", refreshToken),
    ]);
    const [row]: { display_name: string; is_admin: boolean }[] = await tx.query(
      "SELECT display_name, is_admin FROM account WHERE id = $1",
      [accountId],
    );
    const { token, expiresAt } = await this.tokens.issue(accountId, sessionId);
    const viewer = { accountId, sessionId, displayName: row!.display_name, isAdmin: row!.is_admin };
    return { accessToken: token, accessTokenExpiresAt: expiresAt, refreshToken, viewer };
  }
}
