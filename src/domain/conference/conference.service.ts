import type { EntityManager } from "typeorm";
import type { Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import type { Context } from "../../platform/graphql/context.js";
import { type Page, type PageArgs, pageOf, pageRequest } from "../../platform/graphql/connection.js";
import { refuseInput, requireId } from "../../platform/graphql/input.js";
import { InvalidState, NotEntitled, NotFound } from "../../platform/graphql/refusals.js";
import { isUuid } from "../../platform/kernel/ids.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { type Viewer, viewerOf } from "../identity/viewer.policy.js";
import { Conference, ConferenceState } from "./conference.entity.js";
import * as events from "./conference.events.js";
import { mayManage } from "./conference.policy.js";
import { Participation } from "./participation.entity.js";

/** Editions: reading them, opening and closing them. */
export class ConferenceService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  /** The conferences at which the viewer takes part, newest first. */
  async page(context: Context, args: PageArgs): Promise<Page<Conference>> {
    const { accountId } = viewerOf(context);
    const { limit, after } = pageRequest(args);
    if (after !== null && !isUuid(after)) refuseInput("after", "this is not a cursor of this list.");
    const rows = await context.reader.read((tx) =>
      tx
        .createQueryBuilder(Conference, "c")
        .where("EXISTS (SELECT FROM participation p WHERE p.conference_id = c.id AND p.account_id = :accountId)", {
          accountId,
        })
        .andWhere(
          after === null
            ? "true"
            : `(c.starts_on, c.id) < (SELECT a.starts_on, a.id FROM conference a
               JOIN participation p ON p.conference_id = a.id AND p.account_id = :accountId WHERE a.id = CAST(:after AS uuid))`,
          { after },
        )
        .orderBy({ "c.starts_on": "DESC", "c.id": "DESC" })
        .limit(limit)
        .getMany(),
    );
    return pageOf(rows, args, (row) => row.id);
  }

  /** From here on its round tables may be opened. */
  open(viewer: Viewer, conferenceId: string): Promise<Conference> {
    return this.move(viewer, conferenceId, ConferenceState.PLANNED, ConferenceState.IN_SESSION);
  }

  /** Ends the edition and publishes its conclusions. Refused while one of its round tables still meets. */
  close(viewer: Viewer, conferenceId: string): Promise<Conference> {
    return this.move(
      viewer,
      conferenceId,
      ConferenceState.IN_SESSION,
      ConferenceState.CLOSED,
      async (tx, conference) => {
        const [open]: unknown[] = await tx.query(
          "SELECT FROM round_table WHERE conference_id = $1 AND state IN ('OPEN', 'SUSPENDED') LIMIT 1",
          [conference.id],
        );
        if (open)
          refuse(new InvalidState(conference.state, "A round table of this conference still meets. Close it first."));
      },
    );
  }

  private async move(
    viewer: Viewer,
    conferenceId: string,
    from: ConferenceState,
    to: ConferenceState,
    can: (tx: EntityManager, conference: Conference) => Promise<void> = async () => undefined,
  ): Promise<Conference> {
    const id = requireId(conferenceId);
    return this.database.transaction(viewer, async (tx) => {
      const participation = await tx.findOneBy(Participation, { accountId: viewer.accountId, conferenceId: id });
      const conference =
        participation && (await tx.findOne(Conference, { where: { id }, lock: { mode: "pessimistic_write" } }));
      if (!conference) return refuse(new NotFound());
      if (!mayManage(participation)) return refuse(new NotEntitled("The secretariat opens and closes a conference."));
      if (conference.state !== from)
        refuse(new InvalidState(conference.state, `The conference is ${conference.state}; it must be ${from}.`));
      await can(tx, conference);
      await tx.update(Conference, { id }, { state: to });
      const kind = to === ConferenceState.CLOSED ? events.CONFERENCE_CLOSED : events.CONFERENCE_OPENED;
      await this.journal.append(tx, [{ topicId: id, kind, body: {} }]);
      return { ...conference, state: to };
    });
  }
}
