import type { Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { requireId } from "../../platform/graphql/input.js";
import { NotEntitled, NotFound } from "../../platform/graphql/refusals.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { mayManage } from "../conference/conference.policy.js";
import { Participation } from "../conference/participation.entity.js";
import * as events from "../delegation/delegation.events.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { requirePerson } from "../round-table/hall-screen.service.js";
import { toldIn } from "./delegation-floor.service.js";

/** Who decides on credentials: named and dismissed by the secretariat, which does not decide itself. */
export class OfficerService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  appoint(viewer: Viewer, participationId: string): Promise<Participation> {
    return this.set(viewer, participationId, true);
  }

  dismiss(viewer: Viewer, participationId: string): Promise<Participation> {
    return this.set(viewer, participationId, false);
  }

  /** Doing it again changes nothing. Told in every body of the conference: each may have delegations that wait. */
  private async set(viewer: Viewer, participationId: string, isCredentialsOfficer: boolean): Promise<Participation> {
    const id = requireId(participationId);
    return this.database.transaction(viewer, async (tx) => {
      const seen = await tx.findOneBy(Participation, { id });
      const acting =
        seen && (await tx.findOneBy(Participation, { accountId: viewer.accountId, conferenceId: seen.conferenceId }));
      if (!acting) return refuse(new NotFound());
      if (!mayManage(acting)) return refuse(new NotEntitled("Credentials officers are named by the secretariat."));
      if (isCredentialsOfficer) await requirePerson(tx, id);
      const person = await tx.findOneOrFail(Participation, { where: { id }, lock: { mode: "pessimistic_write" } });
      if (person.isCredentialsOfficer === isCredentialsOfficer) return person;
      await tx.update(Participation, { id }, { isCredentialsOfficer });
      const tables: { id: string }[] = await tx.query("SELECT id FROM round_table WHERE conference_id = $1", [
        person.conferenceId,
      ]);
      const kind = isCredentialsOfficer ? events.CREDENTIALS_OFFICER_APPOINTED : events.CREDENTIALS_OFFICER_DISMISSED;
      const topicIds = [person.conferenceId, ...tables.map((table) => table.id)];
      await this.journal.append(tx, toldIn(topicIds, { kind, body: { participationId: id } }));
      return { ...person, isCredentialsOfficer };
    });
  }
}
