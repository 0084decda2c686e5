import { type EntityManager, In } from "typeorm";
import type { Entry, Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { requireId } from "../../platform/graphql/input.js";
import { InvalidInput, NotEntitled, NotFound } from "../../platform/graphql/refusals.js";
import { refuse } from "../../platform/kernel/refusal.js";
import type { AccessCodeService, IssuedCode } from "../identity/access-code.service.js";
import type { Viewer } from "../identity/viewer.policy.js";
import * as events from "./conference.events.js";
import { mayIssueCode } from "./conference.policy.js";
import { Participation } from "./participation.entity.js";

const DAY = 86_400_000;
const DEFAULT_DAYS = 14;
const MAXIMUM_DAYS = 366;

/** As many as one reply shows at once. */
const MOST_CODES = 200;

export interface CodesForMany {
  readonly participationIds: readonly string[];
  readonly replace: boolean;
  readonly expiresAt?: Date | null;
}

/** A code and whose badge it belongs on. */
export interface BadgeCode extends IssuedCode {
  readonly participation: Participation;
}

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

  /**
   * A code for each of many, for badges: all in one transaction, or none. `replace`: in place of those that they have, as
   * `reissue` does.
   */
  async issueMany(viewer: Viewer, asked: CodesForMany): Promise<BadgeCode[]> {
    const ids = asked.participationIds.map(requireId);
    if (ids.length === 0) refuse(new NotFound());
    if (ids.length > MOST_CODES || new Set(ids).size < ids.length)
      refuse(new InvalidInput("participationIds", `Name 1 to ${MOST_CODES} people, each once.`));
    const expiresAt = expiry(asked.expiresAt);
    return this.database.transaction(viewer, async (tx) => {
      const owners = await ownersOf(tx, viewer, ids);
      if (new Set(owners.map((owner) => owner.accountId)).size < owners.length)
        refuse(new InvalidInput("participationIds", "Two of these are the same person at two conferences."));
      const issued: BadgeCode[] = [];
      const told: Entry[] = [];
      for (const { participation, accountId, conferences } of owners) {
        const before = asked.replace ? await this.codes.standing(tx, accountId) : [];
        for (const id of before) await this.codes.revoke(tx, id);
        issued.push({ participation, ...(await this.codes.issue(tx, accountId, expiresAt, viewer.accountId)) });
        const kind = asked.replace ? events.ACCESS_CODES_REISSUED : events.ACCESS_CODE_ISSUED;
        told.push(...events.toldAt(conferences, kind, accountId));
      }
      await this.journal.append(tx, told);
      return issued;
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
      const [owner] = await ownersOf(tx, viewer, [id]);
      const value = await work(tx, owner!.accountId);
      await this.journal.append(tx, events.toldAt(owner!.conferences, kind, owner!.accountId));
      return value;
    });
  }
}

/** Whose code it is, held until the end of the transaction. */
interface Owner {
  readonly participation: Participation;
  readonly accountId: string;
  /** All at which the person takes part: a code opens each of them. */
  readonly conferences: readonly string[];
}

interface OwnerRow {
  id: string;
  account_id: string;
  is_admin: boolean;
  conferences: string[];
  managed: string[];
  shared: boolean;
}

// Accounts are held in ascending order, so that two who issue codes to the same people never wait in a circle.
const OWNERS = `
  SELECT p.id, p.account_id, a.is_admin,
         (SELECT array_agg(o.conference_id) FROM participation o WHERE o.account_id = p.account_id) AS conferences,
         (SELECT coalesce(array_agg(m.conference_id), '{}') FROM participation m WHERE m.account_id = $2 AND m.is_secretariat) AS managed,
         EXISTS (SELECT FROM participation m WHERE m.account_id = $2 AND m.conference_id = p.conference_id) AS shared
  FROM participation p JOIN account a ON a.id = p.account_id WHERE p.id = ANY($1) ORDER BY a.id FOR UPDATE OF a`;

/** The owners of participations in the order asked for, for whoever may issue codes to each of them. */
async function ownersOf(tx: EntityManager, viewer: Viewer, ids: readonly string[]): Promise<Owner[]> {
  const rows: OwnerRow[] = await tx.query(OWNERS, [ids, viewer.accountId]);
  const known = new Map(rows.filter((row) => row.shared || viewer.isAdmin).map((row) => [row.id, row]));
  if (ids.some((id) => !known.has(id))) return refuse(new NotFound());
  for (const { is_admin: isAdmin, conferences, managed } of rows)
    if (!mayIssueCode(viewer, { isAdmin, conferences }, new Set(managed)))
      return refuse(
        new NotEntitled(
          "Access codes are issued by the secretariat of every conference at which the person takes part.",
        ),
      );
  const people = new Map((await tx.findBy(Participation, { id: In([...ids]) })).map((one) => [one.id, one]));
  return ids.map((id) => {
    const { account_id: accountId, conferences } = known.get(id)!;
    return { participation: people.get(id)!, accountId, conferences };
  });
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
