import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startApp, type TestApp } from "../support/app.js";
import type { Client } from "../support/client.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { delegationsOf, kindsIn, participationOf, type Seated } from "../support/delegations.js";
import { openBallot, openRoom, type Room } from "../support/room.js";
import { sql } from "../support/sql.js";

const ROLL =
  "rollCall { id number members present calledBy { displayName } answers { isPresent note delegation { id } } }";

describe("a roll call of presence", () => {
  let app: TestApp;
  let conference: TestConference;
  let room: Room;
  let delegations: Map<string, Seated>;
  beforeAll(async () => {
    app = await startApp();
    conference = await buildConference(app, { colleagues: ["ALTERNATE"] });
    room = await openRoom(conference, "africa", ["head-zm", "head-ke"]);
    delegations = await delegationsOf(await conference.as("secretariat"), conference);
  });
  afterAll(() => app.close());

  const idOf = (country: string): string => delegations.get(country)!.id;
  const heard = (words: Record<string, boolean>) =>
    Object.entries(words).map(([country, isPresent]) => ({ delegationId: idOf(country), isPresent }));
  const call = (client: Client, words: Record<string, boolean>, more: object = {}) =>
    client.deed("callTheRoll", { roundTableId: room.tableId, entries: heard(words), ...more }, ROLL);
  const presence = async (): Promise<Record<string, boolean>> => {
    const { data } = await room.chair.send(
      "query Q($id: ID!) { roundTable(id: $id) { seats { isPresent delegation { country { code } } } } }",
      { id: room.tableId },
    );
    return Object.fromEntries(
      data.roundTable.seats.map((one: any) => [one.delegation.country.code.toLowerCase(), one.isPresent]),
    );
  };

  it("does not exist for outsiders and is for the chair and the secretariat", async () => {
    for (const ref of ["head-ca", "facilitator-americas"])
      expect(await call(await conference.as(ref), { zm: true })).toMatchObject({ code: "NOT_FOUND" });
    for (const ref of ["head-zm", "rapporteur-africa", "observer-africa"])
      expect(await call(await conference.as(ref), { zm: true })).toMatchObject({ code: "NOT_ENTITLED" });
    expect(await presence()).toMatchObject({ zm: true, ke: true, ng: false });
  });

  it("checks those present in by their heads, the absent out, leaves the others, and tells the numbers once", async () => {
    const watch = room.chair.subscribe(
      "subscription W($id: ID!) { roundTableEvents(roundTableId: $id) { __typename ... on RollCalledEvent { quorum { present required isMet } rollCall { number } } ... on QuorumReachedEvent { quorum { message } } } }",
      { id: room.tableId },
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    const entries = [
      ...heard({ zm: true, ng: true, gh: true, tz: true }),
      { delegationId: idOf("ke"), isPresent: false, note: "Excused" },
    ];
    const answer = await room.chair.deed("callTheRoll", { roundTableId: room.tableId, entries }, ROLL);
    expect(answer.rollCall).toMatchObject({
      number: 1,
      members: 6,
      present: 4,
      calledBy: { displayName: "Facilitator africa" },
    });
    expect(answer.rollCall.answers).toHaveLength(5);
    expect(await presence()).toEqual({ zm: true, ke: false, ng: true, gh: true, tz: true, ug: false });
    await watch.until(2);
    expect(watch.messages.map((one) => one.data.roundTableEvents)).toEqual([
      {
        __typename: "RollCalledEvent",
        quorum: { present: 4, required: 4, isMet: true },
        rollCall: { number: 1 },
      },
      {
        __typename: "QuorumReachedEvent",
        quorum: {
          message: "Quorum: 4 of 6 present, 4 required. One more departure and this table cannot decide.",
        },
      },
    ]);
    watch.stop();
    const records = await sql(
      app,
      `SELECT g.function, p.number, p.source, p.note FROM presence_record p JOIN delegate g ON g.id = p.delegate_id
       WHERE p.delegation_id = ANY($1) ORDER BY p.delegation_id = $2, p.number`,
      [[idOf("ng"), idOf("ke")], idOf("ke")],
    );
    expect(records).toEqual([
      { function: "HEAD", number: 1, source: "ROLL_CALL", note: null },
      { function: "HEAD", number: 1, source: "SELF", note: null },
      { function: "HEAD", number: 2, source: "ROLL_CALL", note: "Excused" },
    ]);
  });

  it("sent twice with one key is one, and refused with another input", async () => {
    const more = { clientMutationId: "r-1" };
    const answers = await Promise.all([1, 2, 3].map(() => call(room.chair, { ug: true }, more)));
    expect(new Set(answers.map((one) => one.rollCall.id)).size).toBe(1);
    expect(await call(room.chair, { ug: false }, more)).toMatchObject({ code: "IDEMPOTENCY_CONFLICT" });
    const { data } = await room.chair.send(
      "query Q($id: ID!) { roundTable(id: $id) { rollCalls { number present } } }",
      { id: room.tableId },
    );
    expect(data.roundTable.rollCalls).toEqual([
      { number: 2, present: 5 },
      { number: 1, present: 4 },
    ]);
  });

  it("names seated delegations, each once, that have people, and 1 to 400 of them", async () => {
    expect(await call(room.chair, { ca: true })).toMatchObject({ code: "NOT_FOUND" });
    expect(await call(room.chair, {})).toMatchObject({ code: "INVALID_INPUT" });
    const twice = { roundTableId: room.tableId, entries: [...heard({ zm: true }), ...heard({ zm: false })] };
    expect(await room.chair.deed("callTheRoll", twice)).toMatchObject({ code: "INVALID_INPUT" });
    const secretariat = await conference.as("secretariat");
    for (const one of delegations.get("ug")!.people.values())
      await secretariat.deed("withdrawDelegate", { delegateId: one.delegateId });
    expect(await call(room.chair, { ug: true })).toMatchObject({ code: "INVALID_INPUT" });
    expect(await call(room.chair, { ug: false })).toMatchObject({ __typename: "CallTheRollSuccess" });
  });

  it("beside delegates who check in and out leaves a presence that every record leads to", async () => {
    const clients = await Promise.all(["head-zm", "alternate-zm", "head-ng", "alternate-ng"].map(conference.as));
    const walk = async (client: Client) => {
      for (let turn = 0; turn < 4; turn += 1) {
        await client.deed("checkOut", { roundTableId: room.tableId });
        await client.does("CheckIn", { roundTableId: room.tableId });
      }
    };
    const rolls = async () => {
      for (const isPresent of [false, true, false]) await call(room.chair, { zm: isPresent, ng: isPresent });
    };
    await Promise.all([...clients.map(walk), rolls()]);
    const gaps = await sql(
      app,
      "SELECT delegate_id FROM presence_record GROUP BY seat_id, delegate_id HAVING count(*) <> max(number)",
    );
    expect(gaps).toEqual([]);
    const [told] = await sql<{ present: number }>(
      app,
      "SELECT (body->'quorum'->>'present')::int AS present FROM live_event WHERE topic_id = $1 AND body ? 'quorum' ORDER BY seq DESC LIMIT 1",
      [room.tableId],
    );
    expect(Object.values(await presence()).filter(Boolean)).toHaveLength(told!.present);
  });

  it("is history: nobody changes it, and closing the table checks nobody out", async () => {
    for (const query of ["UPDATE roll_call SET present = 0", "DELETE FROM roll_call_answer"])
      await expect(app.foundation.database.transaction(null, (tx) => tx.query(query))).rejects.toMatchObject({
        driverError: { code: "23000" },
      });
    const before = await presence();
    await room.chair.deed("closeRoundTable", { roundTableId: room.tableId });
    expect(await presence()).toEqual(before);
    expect(await call(room.chair, { zm: false })).toMatchObject({ code: "INVALID_STATE" });
  });
});

describe("the chair", () => {
  let app: TestApp;
  let conference: TestConference;
  let room: Room;
  let secretariat: Client;
  let vice: Client;
  let viceAppointment: string;
  beforeAll(async () => {
    app = await startApp();
    conference = await buildConference(app, { colleagues: ["ALTERNATE"] });
    room = await openRoom(conference);
    secretariat = await conference.as("secretariat");
    vice = room.heads.get("head-zm")!;
    const { data } = await vice.send("{ viewer { participations { id } } }");
    const input = { roundTableId: room.tableId, participationId: data.viewer.participations[0].id, role: "VICE_CHAIR" };
    viceAppointment = (await secretariat.deed("appoint", input, "appointment { id }")).appointment.id;
  });
  afterAll(() => app.close());

  const CHAIR = "roundTable { presidingOfficer { displayName } myAdmission { isPresiding mayPreside } }";
  const take = (client: Client) => client.deed("takeChair", { roundTableId: room.tableId }, CHAIR);
  const give = (client: Client, appointmentId: string) =>
    client.deed("handOverChair", { roundTableId: room.tableId, appointmentId }, CHAIR);
  const appointments = async (): Promise<any[]> => {
    const query = "query Q($id: ID!) { roundTable(id: $id) { appointments { id role } } }";
    return (await room.chair.send(query, { id: room.tableId })).data.roundTable.appointments;
  };
  const ballot = async (title: string): Promise<string> => {
    const propose = { agendaItemId: room.itemId, title, text: "Text." };
    const { recommendation } = await room.heads.get("head-ke")!.does("ProposeRecommendation", propose);
    return openBallot({ ...room, recommendationId: recommendation.id });
  };

  it("does not exist for outsiders, and is for those who preside and the secretariat", async () => {
    expect(await take(await conference.as("head-ca"))).toMatchObject({ code: "NOT_FOUND" });
    expect(await give(await conference.as("head-ca"), viceAppointment)).toMatchObject({ code: "NOT_FOUND" });
    for (const client of [room.heads.get("head-ke")!, await conference.as("rapporteur-africa"), secretariat])
      expect(await take(client)).toMatchObject({ code: "NOT_ENTITLED" });
    expect(await give(room.heads.get("head-ke")!, viceAppointment)).toMatchObject({ code: "NOT_ENTITLED" });
    const rapporteur = (await appointments()).find((one) => one.role === "RAPPORTEUR");
    expect(await give(secretariat, rapporteur.id)).toMatchObject({ code: "INVALID_STATE" });
  });

  it("a vice-chair votes for its delegation while it does not preside, and not while it does", async () => {
    const first = await ballot("While the facilitator presides");
    expect(await vice.does("CastVote", { ballotId: first, choice: "FOR" })).toMatchObject({
      __typename: "CastVoteSuccess",
    });
    expect(await take(vice)).toMatchObject({ code: "INVALID_STATE", message: expect.stringContaining("ballot") });
    await room.chair.does("CloseBallot", { ballotId: first });
    for (const _ of [1, 2])
      expect((await take(vice)).roundTable).toMatchObject({
        presidingOfficer: { displayName: "Head of ZM" },
        myAdmission: { isPresiding: true, mayPreside: true },
      });
    const second = await ballot("While the vice-chair presides");
    expect(await vice.does("CastVote", { ballotId: second, choice: "FOR" })).toMatchObject({ code: "NOT_ENTITLED" });
    const alternate = await conference.as("alternate-zm");
    await alternate.does("CheckIn", { roundTableId: room.tableId });
    expect(await alternate.does("CastVote", { ballotId: second, choice: "FOR" })).toMatchObject({
      __typename: "CastVoteSuccess",
    });
    await room.chair.does("CloseBallot", { ballotId: second });
  });

  it("is handed back, every change is kept and told once", async () => {
    const facilitator = (await appointments()).find((one) => one.role === "FACILITATOR");
    for (const _ of [1, 2])
      expect((await give(vice, facilitator.id)).roundTable).toMatchObject({
        presidingOfficer: { displayName: "Facilitator africa" },
        myAdmission: { isPresiding: false, mayPreside: true },
      });
    const told = await sql(app, "SELECT kind FROM live_event WHERE topic_id = $1 AND kind LIKE 'CHAIR%' ORDER BY seq", [
      room.tableId,
    ]);
    expect(told).toEqual([{ kind: "CHAIR_TAKEN" }, { kind: "CHAIR_HANDED_OVER" }]);
    expect(await sql(app, "SELECT number FROM chair_record ORDER BY number")).toEqual([{ number: 1 }, { number: 2 }]);
  });

  it("goes back to the facilitator when the vice-chair who presides is appointed no longer", async () => {
    await give(secretariat, viceAppointment);
    const watch = room.chair.subscribe(
      "subscription W($id: ID!) { roundTableEvents(roundTableId: $id) { __typename ... on ChairHandedOverEvent { presidingOfficer { displayName } previousOfficer { displayName } } } }",
      { id: room.tableId },
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    await secretariat.deed("endAppointment", { appointmentId: viceAppointment });
    await watch.until(2);
    expect(kindsIn(watch.messages)).toEqual(["ChairHandedOverEvent", "AdmissionEndedEvent"]);
    expect(watch.messages[0].data.roundTableEvents).toMatchObject({
      presidingOfficer: { displayName: "Facilitator africa" },
      previousOfficer: { displayName: "Head of ZM" },
    });
    expect(await take(vice)).toMatchObject({ code: "NOT_ENTITLED" });
    expect(await give(secretariat, viceAppointment)).toMatchObject({ code: "NOT_FOUND" });
  });

  it("follows the office of facilitator: its end under an open ballot is told, and nobody comes to preside under one", async () => {
    const facilitator = (await appointments()).find((one) => one.role === "FACILITATOR");
    const ballotId = await openBallot(room);
    const participationId = await participationOf(room.chair);
    const appoint = () =>
      secretariat.deed("appoint", { roundTableId: room.tableId, participationId, role: "FACILITATOR" });
    const watch = secretariat.subscribe(
      "subscription W($id: ID!) { roundTableEvents(roundTableId: $id) { __typename ... on ChairHandedOverEvent { presidingOfficer { displayName } previousOfficer { displayName } } } }",
      { id: room.tableId },
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    await secretariat.deed("endAppointment", { appointmentId: facilitator.id });
    expect(await appoint()).toMatchObject({ code: "INVALID_STATE" });
    await secretariat.does("CloseBallot", { ballotId });
    expect(await appoint()).toMatchObject({ __typename: "AppointSuccess" });
    await watch.until(5);
    const [ended, , , , begun] = watch.messages.map((one: any) => one.data.roundTableEvents);
    const name = { displayName: "Facilitator africa" };
    expect([ended, begun]).toEqual([
      { __typename: "ChairHandedOverEvent", presidingOfficer: null, previousOfficer: name },
      { __typename: "ChairHandedOverEvent", presidingOfficer: name, previousOfficer: null },
    ]);
    watch.stop();
    const records = await sql(app, "SELECT participation_id FROM chair_record ORDER BY number DESC LIMIT 2");
    expect(records).toEqual([{ participation_id: participationId }, { participation_id: null }]);
  });

  it("is held by one person whoever takes it at the same moment", async () => {
    const input = { roundTableId: room.tableId, participationId: "", role: "VICE_CHAIR" };
    const { data } = await room.heads.get("head-ke")!.send("{ viewer { participations { id } } }");
    await secretariat.deed("appoint", { ...input, participationId: data.viewer.participations[0].id });
    await Promise.all([1, 2, 3].flatMap(() => [take(room.heads.get("head-ke")!), take(room.chair)]));
    const shown = await Promise.all(
      [room.heads.get("head-ke")!, room.chair].map(async (client) => {
        const query = "query Q($id: ID!) { roundTable(id: $id) { myAdmission { isPresiding } } }";
        return (await client.send(query, { id: room.tableId })).data.roundTable.myAdmission.isPresiding as boolean;
      }),
    );
    expect(shown.filter(Boolean)).toHaveLength(1);
  });
});
