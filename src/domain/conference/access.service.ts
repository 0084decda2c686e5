import type { EntityManager } from "typeorm";
import type { Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { requireId } from "../../platform/graphql/input.js";
import { InvalidInput, NotEntitled, NotFound } from "../../platform/graphql/refusals.js";
import { refuse } from "../../platform/kernel/refusal.js";
import type { AccessCodeService, IssuedCode } from "../identity/access-code.service.js";
import type { Viewer } from "../identity/viewer.policy.js";
import * as events from "./conference.events.js";
import { mayIssueCode } from "./conference.policy.js";

const DAY = 86_400_000;
const DEFAULT_DAYS = 14;
const MAXIMUM_DAYS = 366;

/** Who gets in: access codes of the people at a conference, issued, replaced and revoked by its secretariat. */
export class AccessService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly codes: AccessCodeService,
  ) {}

  /** A further code for a participant; those it has go on working. */
  async issue(viewer: Viewer, participationId: string, expiresAt?: Date | null): Promise<IssuedCode> {
    return this.forOwner(viewer, participationId, events.ACCESS_CODE_ISSUED, (tx, accountId) =>
      this.codes.issue(tx, accountId, expiry(expiresAt), viewer.accountId),
    );
  }

  /** A new code in place of all that the participant has: a lost badge. Sessions of the old ones end. */
  async reissue(viewer: Viewer, participationId: string, expiresAt?: Date | null): Promise<IssuedCode> {
    return this.forOwner(viewer, participationId, events.ACCESS_CODES_REISSUED, async (tx, accountId) => {
      for (const id of await this.codes.standing(tx, accountId)) await this.codes.revoke(tx, id);
      return this.codes.issue(tx, accountId, expiry(expiresAt), viewer.accountId);
    });
  }

  /** Revokes all codes of a participant and ends the sessions they opened; answers how many codes. Safe to repeat. */
  async revokeAll(viewer: Viewer, participationId: string): Promise<number> {
    return this.forOwner(viewer, participationId, events.ACCESS_CODES_REVOKED, async (tx, accountId) => {
      const standing = await this.codes.standing(tx, accountId);
      for (const id of standing) await this.codes.revoke(tx, id);
      return standing.length;
    });
  }

  private async forOwner<T>(
    viewer: Viewer,
    participationId: string,
    kind: string,
    work: (tx: EntityManager, accountId: string) => Promise<T>,
  ): Promise<T> {
    const id = requireId(participationId);
    return this.database.transaction(viewer, async (tx) => {
      const [owner]: {
        account_id: string;
        is_admin: boolean;
        conferences: string[];
        managed: string[];
        shared: boolean;
      }[] = await tx.query(
        `SELECT p.account_id, a.is_admin,
                (SELECT array_agg(o.conference_id) FROM participation o WHERE o.account_id = p.account_id) AS conferences,
                (SELECT coalesce(array_agg(m.conference_id), '{}') FROM participation m WHERE m.account_id = $2 AND m.is_secretariat) AS managed,
                EXISTS (SELECT FROM participation m WHERE m.account_id = $2 AND m.conference_id = p.conference_id) AS shared
         FROM participation p JOIN account a ON a.id = p.account_id WHERE p.id = $1 FOR UPDATE OF a`,
        [id, viewer.accountId],
      );
      if (!owner || !(owner.shared || viewer.isAdmin)) return refuse(new NotFound());
      if (!mayIssueCode(viewer, { isAdmin: owner.is_admin, conferences: owner.conferences }, new Set(owner.managed))) {
        return refuse(
          new NotEntitled(
            "Access codes are issued by the secretariat of every conference at which the person takes part.",
          ),
        );
      }
      const value = await work(tx, owner.account_id);
      await this.journal.append(tx, events.toldAt(owner.conferences, kind, owner.account_id));
      return value;
    });
  }
}

function expiry(asked: Date | null | undefined): Date {
  const now = Date.now();
  if (!asked) return new Date(now + DEFAULT_DAYS * DAY);
  if (asked.getTime() <= now || asked.getTime() > now + MAXIMUM_DAYS * DAY) {
    return refuse(
      new InvalidInput("expiresAt", `expiresAt must lie in the future, at most ${MAXIMUM_DAYS} days ahead.`),
    );
  }
  return asked;
}
