import type { EntityManager } from "typeorm";
import type { Entry, Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { requireId, requireText } from "../../platform/graphql/input.js";
import { InvalidState } from "../../platform/graphql/refusals.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { Conference, ConferenceState } from "../conference/conference.entity.js";
import { isMet } from "../conference/quorum.rules.js";
import { RuleSet } from "../conference/rule-set.entity.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { AgendaItem, AgendaItemState } from "./agenda-item.entity.js";
import { enter, requireChair, requireNoOpenBallot } from "./floor.service.js";
import { RoundTable, RoundTableState } from "./round-table.entity.js";
import { standingOfTable } from "./quorum.service.js";
import { QuorumNotMet } from "./round-table.refusals.js";
import * as events from "./round-table.events.js";

interface Move {
  readonly from: readonly RoundTableState[];
  readonly to: RoundTableState;
  readonly kind: string;
  readonly ends?: boolean;
  readonly facts?: { readonly [key: string]: string };
  readonly can?: (tx: EntityManager, table: RoundTable) => Promise<void>;
}

/** What else happens in the body when its sitting pauses or is over, and what is told of it: the floor comes to rest. */
export type Rest = (tx: EntityManager, roundTableId: string, isOver: boolean) => Promise<Entry[]>;

const { SCHEDULED, OPEN, SUSPENDED, CLOSED, CANCELLED } = RoundTableState;

/** The sittings of a body: SCHEDULED → OPEN ⇄ SUSPENDED; OPEN → CLOSED; SCHEDULED → CANCELLED. */
export class SessionService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly rest: Rest = async () => [],
  ) {}

  open(viewer: Viewer, id: string): Promise<RoundTable> {
    return this.move(viewer, id, {
      from: [SCHEDULED],
      to: OPEN,
      kind: events.ROUND_TABLE_OPENED,
      can: async (tx, table) => requireQuorum(tx, table, await requireConferenceInSession(tx, table)),
    });
  }

  suspend(viewer: Viewer, id: string): Promise<RoundTable> {
    return this.move(viewer, id, {
      from: [OPEN],
      to: SUSPENDED,
      kind: events.ROUND_TABLE_SUSPENDED,
      can: (tx, table) => requireNoOpenBallot(tx, table.id, table.state),
    });
  }

  resume(viewer: Viewer, id: string): Promise<RoundTable> {
    return this.move(viewer, id, {
      from: [SUSPENDED],
      to: OPEN,
      kind: events.ROUND_TABLE_RESUMED,
      can: async (tx, table) => void (await requireConferenceInSession(tx, table)),
    });
  }

  /** Ends the sitting; the item under discussion goes back to PENDING. Refused while a ballot is open. */
  close(viewer: Viewer, id: string): Promise<RoundTable> {
    return this.move(viewer, id, {
      from: [OPEN],
      to: CLOSED,
      kind: events.ROUND_TABLE_CLOSED,
      can: async (tx, table) => {
        await requireNoOpenBallot(tx, table.id, table.state);
        await tx.update(
          AgendaItem,
          { roundTableId: table.id, state: AgendaItemState.UNDER_DISCUSSION },
          { state: AgendaItemState.PENDING },
        );
      },
    });
  }

  /** Calls off a sitting that has not begun. Its live feed ends with this event. */
  cancel(viewer: Viewer, id: string, reason: string): Promise<RoundTable> {
    const why = requireText("reason", reason, 500);
    return this.move(viewer, id, {
      from: [SCHEDULED],
      to: CANCELLED,
      kind: events.ROUND_TABLE_CANCELLED,
      ends: true,
      facts: { reason: why },
    });
  }

  private async move(viewer: Viewer, roundTableId: string, move: Move): Promise<RoundTable> {
    const id = requireId(roundTableId);
    return this.database.transaction(viewer, async (tx) => {
      const { table, admission } = await enter(tx, viewer, id, "write");
      requireChair(admission, "Running the sitting");
      if (!move.from.includes(table.state))
        refuse(
          new InvalidState(
            table.state,
            `The round table is ${table.state}; for this it must be ${move.from.join(" or ")}.`,
          ),
        );
      await move.can?.(tx, table);
      const { to } = move;
      const rested = to === SUSPENDED || to === CLOSED ? await this.rest(tx, id, to === CLOSED) : [];
      await tx.update(RoundTable, { id }, { state: to });
      await this.journal.append(tx, [
        ...rested,
        { topicId: id, kind: move.kind, body: { ...move.facts }, ends: move.ends ?? false },
      ]);
      return { ...table, state: to };
    });
  }
}

/** Where the rules want a quorum for it, a sitting is opened only with one. */
async function requireQuorum(tx: EntityManager, table: RoundTable, { ruleSetId }: Conference): Promise<void> {
  const { rules } = await tx.findOneByOrFail(RuleSet, { id: ruleSetId });
  if (!rules.quorum.at.includes("OPEN_SITTING")) return;
  const { quorum } = await standingOfTable(tx, table.id);
  if (!isMet(quorum)) refuse(new QuorumNotMet(quorum.present, quorum.required, quorum.base));
}

async function requireConferenceInSession(tx: EntityManager, table: RoundTable): Promise<Conference> {
  const conference = await tx.findOneOrFail(Conference, {
    where: { id: table.conferenceId },
    lock: { mode: "pessimistic_read" },
  });
  if (conference.state !== ConferenceState.IN_SESSION)
    refuse(
      new InvalidState(
        conference.state,
        `The conference is ${conference.state}; its round tables meet while it is IN_SESSION.`,
      ),
    );
  return conference;
}
