import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { GENERIC_RULE_SET } from "../../src/domain/intake/conference-file.rules.js";
import { startApp, type TestApp } from "../support/app.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { delegationsOf, participationOf } from "../support/delegations.js";
import { openRoom, type Room } from "../support/room.js";
import { sql } from "../support/sql.js";

const QUORUM = "quorum { basis base required present margin isMet message }";
const FEED = `subscription W($id: ID!, $after: String) {
  roundTableEvents(roundTableId: $id, after: $after) {
    __typename
    ... on DelegateCheckedInEvent { quorum { present margin } }
    ... on DelegateCheckedOutEvent { quorum { present margin } }
    ... on QuorumReachedEvent { quorum { present margin } }
    ... on QuorumLostEvent { quorum { present margin } }
  }
}`;

describe("the quorum of a body", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  const quorumIn = async (room: Room) =>
    (await room.chair.send(`query Q($id: ID!) { roundTable(id: $id) { ${QUORUM} } }`, { id: room.tableId })).data
      .roundTable.quorum;

  it("is shown with what is missing, and each arrival and departure tells it as it made it", async () => {
    const conference = await buildConference(app, { series: "LIVE" });
    const room = await openRoom(conference, "africa", ["head-zm", "head-ke"]);
    expect(await quorumIn(room)).toEqual({
      basis: "MEMBERS",
      ...{ base: 6, required: 4, present: 2, margin: -2, isMet: false },
      message: "Quorum: 2 of 6 present, 4 required. Two more delegations must check in.",
    });
    const watch = room.chair.subscribe(FEED, { id: room.tableId });
    await new Promise((resolve) => setTimeout(resolve, 200));
    const [ng, gh] = [await conference.as("head-ng"), await conference.as("head-gh")];
    await ng.does("CheckIn", { roundTableId: room.tableId });
    await gh.does("CheckIn", { roundTableId: room.tableId });
    expect((await quorumIn(room)).message).toBe(
      "Quorum: 4 of 6 present, 4 required. One more departure and this table cannot decide.",
    );
    await ng.deed("checkOut", { roundTableId: room.tableId });
    await watch.until(5);
    expect(watch.messages.map((one) => one.data.roundTableEvents)).toEqual([
      { __typename: "DelegateCheckedInEvent", quorum: { present: 3, margin: -1 } },
      { __typename: "DelegateCheckedInEvent", quorum: { present: 4, margin: 0 } },
      { __typename: "QuorumReachedEvent", quorum: { present: 4, margin: 0 } },
      { __typename: "DelegateCheckedOutEvent", quorum: { present: 3, margin: -1 } },
      { __typename: "QuorumLostEvent", quorum: { present: 3, margin: -1 } },
    ]);
  });

  it("counted on the accredited turns with a decision on credentials, and refuses a ballot as it says", async () => {
    const rules = { ...GENERIC_RULE_SET, quorum: { ...GENERIC_RULE_SET.quorum, basis: "ACCREDITED" } };
    const conference: TestConference = await buildConference(app, { series: "ACCR", rules });
    const secretariat = await conference.as("secretariat");
    const officer = await conference.as("rapporteur-plenary");
    await secretariat.deed("appointCredentialsOfficer", { participationId: await participationOf(officer) });
    const delegations = await delegationsOf(secretariat, conference);
    const room = await openRoom(conference, "africa", ["head-zm", "head-ke", "head-ng", "head-gh"]);
    expect(await quorumIn(room)).toMatchObject({ basis: "ACCREDITED", base: 6, present: 4, required: 4 });
    const reject = (country: string) =>
      officer.deed("decideCredentials", {
        delegationId: delegations.get(country)!.id,
        decision: "REJECTED",
        reason: "Expired.",
      });
    await reject("zm");
    // Five are accredited now: three of four that are needed in the room are still enough.
    expect(await quorumIn(room)).toMatchObject({ base: 5, present: 3, required: 3, isMet: true });
    await reject("ke");
    expect(await quorumIn(room)).toMatchObject({ base: 4, present: 2, required: 3, isMet: false });
    const told = await sql(
      app,
      "SELECT kind FROM live_event WHERE topic_id = $1 AND seq > 0 ORDER BY seq DESC LIMIT 2",
      [room.tableId],
    );
    expect(told).toEqual([{ kind: "QUORUM_LOST" }, { kind: "CREDENTIALS_DECIDED" }]);
    const [plenary] = await sql<{ n: number }>(
      app,
      "SELECT count(*)::int AS n FROM live_event WHERE topic_id = $1 AND kind = 'CREDENTIALS_DECIDED'",
      [conference.tables.get("plenary")],
    );
    expect(plenary!.n).toBe(2);
  });

  it("is lost in every body at once when a delegation's only person is withdrawn", async () => {
    const conference = await buildConference(app, { series: "LEAVE", africans: 1 });
    const room = await openRoom(conference, "africa", ["head-zm"]);
    const secretariat = await conference.as("secretariat");
    const delegations = await delegationsOf(secretariat, conference);
    const { delegateId } = delegations.get("zm")!.people.get("head")!;
    await secretariat.deed("withdrawDelegate", { delegateId });
    const told = await sql(app, "SELECT kind FROM live_event WHERE topic_id = $1 ORDER BY seq DESC LIMIT 3", [
      room.tableId,
    ]);
    expect(told).toEqual([{ kind: "ADMISSION_ENDED" }, { kind: "QUORUM_LOST" }, { kind: "DELEGATE_CHECKED_OUT" }]);
    const [record] = await sql(app, "SELECT source FROM presence_record WHERE delegate_id = $1 AND number = 2", [
      delegateId,
    ]);
    expect(record).toEqual({ source: "WITHDRAWN" });
  });

  it("events recorded before they carried it are shown without it", async () => {
    const conference = await buildConference(app, { series: "OLD" });
    const room = await openRoom(conference, "africa", []);
    const { data } = await room.chair.send("query Q($id: ID!) { roundTable(id: $id) { liveCursor } }", {
      id: room.tableId,
    });
    const [seat] = await sql<{ id: string }>(app, "SELECT id FROM seat WHERE round_table_id = $1 LIMIT 1", [
      room.tableId,
    ]);
    const body = { seatId: seat!.id, isPresent: true, present: 1 };
    const { database, journal } = app.foundation;
    await database.transaction(null, (tx) =>
      journal.append(tx, [{ topicId: room.tableId, kind: "DELEGATE_CHECKED_IN", body }]),
    );
    const watch = room.chair.subscribe(FEED, { id: room.tableId, after: data.roundTable.liveCursor });
    await watch.until(1);
    expect(watch.messages[0].data.roundTableEvents).toEqual({ __typename: "DelegateCheckedInEvent", quorum: null });
  });
});
