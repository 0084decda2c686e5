import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startApp, type TestApp } from "../support/app.js";
import { admitted, assembleCast, type Cast, endOf, outsiders } from "../support/cast.js";
import type { Client } from "../support/client.js";
import { openSocket } from "../support/raw.js";
import { openBallot, openRoom, type Room } from "../support/room.js";
import { columnsHolding, sql } from "../support/sql.js";

const FIELDS = "accessCode expiresAt roundTable { id title }";

describe("the screen in the hall", () => {
  let app: TestApp;
  let cast: Cast;
  let room: Room;
  beforeAll(async () => {
    app = await startApp();
    cast = await assembleCast(app);
    room = await openRoom(cast.conference);
  });
  afterAll(() => app.close());

  const open = (by: Client, input: object = {}): Promise<any> =>
    by.deed("openHallScreen", { roundTableId: room.tableId, ...input }, FIELDS);
  /** A screen that has signed in. */
  const screen = async (by: Client = cast.as.facilitator, input: object = {}): Promise<Client> => {
    const { accessCode } = await open(by, input);
    return app.signIn(accessCode as string);
  };
  const participationOf = async (client: Client): Promise<string> =>
    (await client.send("{ viewer { participations { id } } }")).data.viewer.participations[0].id;
  const signsIn = async (accessCode: string): Promise<string> =>
    (await app.client().does("SignIn", { accessCode })).__typename;

  it.each(outsiders)("is not opened by the %s, for whom the round table does not exist", async (person) => {
    expect(await open(cast.as[person])).toMatchObject({ code: "NOT_FOUND" });
  });

  it.each(admitted)("is opened by the %s where that person may preside, and by nobody else", async (person) => {
    const may = ["facilitator", "vice-chair", "secretariat"].includes(person);
    const answer = await open(cast.as[person]);
    expect(answer).toMatchObject(may ? { __typename: "OpenHallScreenSuccess" } : { code: "NOT_ENTITLED" });
  });

  it("signs in with a code that is told once, kept in clear nowhere, and over before the next morning", async () => {
    const answer = await open(cast.as.facilitator);
    expect(answer.roundTable).toEqual({ id: room.tableId, title: "Africa" });
    const hours = (Date.parse(answer.expiresAt as string) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(12); // as long as a sign-in lasts
    expect(hours).toBeLessThanOrEqual(16);
    expect(await signsIn(answer.accessCode as string)).toBe("SignInSuccess");
    const secret = answer.accessCode as string;
    expect(await columnsHolding(app, [secret, secret.replaceAll("-", "")])).toEqual([]);
    expect(app.logged.join("\n")).not.toContain(secret);
  });

  it("enters this round table as an observer, and no other", async () => {
    const client = await screen();
    const { data } = await client.send(
      `query($id: ID!, $other: ID!, $conference: ID!) { viewer { displayName isAdmin facilitates { id } }
        roundTable(id: $id) { myAdmission { standing mayPreside isPresiding delegation { id } } } other: roundTable(id: $other) { id }
        conference(id: $conference) { roundTables { title } myParticipation { displayName isSecretariat isCredentialsOfficer delegation { id } } } }`,
      { id: room.tableId, other: cast.conference.tables.get("plenary"), conference: cast.conference.id },
    );
    expect(data).toEqual({
      viewer: { displayName: "Hall screen", isAdmin: false, facilitates: [] },
      roundTable: {
        myAdmission: { standing: "OBSERVER", mayPreside: false, isPresiding: false, delegation: null },
      },
      other: null,
      conference: {
        roundTables: [{ title: "Africa" }],
        myParticipation: {
          displayName: "Hall screen",
          isSecretariat: false,
          isCredentialsOfficer: false,
          delegation: null,
        },
      },
    });
  });

  it("sees of a ballot what an observer sees, and does nothing", async () => {
    const client = await screen();
    const ballotId = await openBallot(room, { tallyVisibility: "LIVE" });
    await room.heads.get("head-ke")!.does("CastVote", { ballotId, choice: "FOR" });
    const shown = `query($id: ID!) { ballot(id: $id) { turnout { voted } tally { for } votes { choice } roll { hasVoted vote { choice } } } }`;
    const [ours, theirs] = [
      await client.send(shown, { id: ballotId }),
      await cast.as.observer.send(shown, { id: ballotId }),
    ];
    expect(ours.data).toEqual(theirs.data);
    expect(ours.data.ballot).toMatchObject({ turnout: { voted: 1 }, tally: { for: 1 }, votes: null });
    const comment = { recommendationId: room.recommendationId, body: "From the wall" };
    const deeds = [
      await client.does("CastVote", { ballotId, choice: "FOR" }),
      await client.does("PostComment", comment),
      await client.does("CheckIn", { roundTableId: room.tableId }),
      await client.deed("closeBallot", { ballotId }),
      await client.deed("suspendRoundTable", { roundTableId: room.tableId }),
      await open(client),
    ];
    expect(deeds.map((answer) => answer.code)).toEqual(deeds.map(() => "NOT_ENTITLED"));
    await room.chair.does("CloseBallot", { ballotId });
  });

  it("has a second one beside it; replacing them ends both and their sockets, and the new one goes on", async () => {
    const [first, second] = [await screen(), await screen(cast.as.secretariat)];
    expect(await participationOf(second)).toBe(await participationOf(first));
    const { closed } = await openSocket(app.url, `Bearer ${first.token}`);
    const third = await screen(cast.as.facilitator, { replace: true });
    expect((await first.run("Me")).status).toBe(401);
    expect((await second.run("Me")).status).toBe(401);
    expect(await Promise.race([closed, sleep(5_000, "open", { ref: false })])).toBe(4401);
    expect((await third.run("Me")).status).toBe(200);
  });

  it("is one participation for a hall, also when two open the first at once, and another in another hall", async () => {
    const roundTableId = cast.conference.tables.get("americas");
    const chair = cast.as["facilitator of another region"];
    const answers = await Promise.all([1, 2, 3].map(() => open(chair, { roundTableId })));
    const clients = await Promise.all(answers.map((answer) => app.signIn(answer.accessCode as string)));
    const ids = new Set(await Promise.all(clients.map(participationOf)));
    expect(ids.size).toBe(1);
    expect(ids.has(await participationOf(await screen()))).toBe(false);
    const rows = await sql(app, "SELECT FROM appointment WHERE participation_id = $1", [[...ids][0]]);
    expect(rows).toHaveLength(1);
  });

  it("counts as nobody: neither present, nor seated, nor to be given a function", async () => {
    const counts = `query($id: ID!) { roundTable(id: $id) { present quorum { present base } seats { id } } }`;
    const before = (await room.chair.send(counts, { id: room.tableId })).data;
    const participationId = await participationOf(await screen());
    expect((await room.chair.send(counts, { id: room.tableId })).data).toEqual(before);
    const { secretariat } = cast.as;
    for (const role of ["FACILITATOR", "VICE_CHAIR", "RAPPORTEUR", "OBSERVER"])
      for (const roundTableId of [room.tableId, cast.conference.tables.get("plenary")])
        expect(await secretariat.deed("appoint", { roundTableId, participationId, role })).toMatchObject({
          code: "INVALID_STATE",
        });
    expect(await secretariat.deed("appointCredentialsOfficer", { participationId })).toMatchObject({
      code: "INVALID_STATE",
    });
    const { data } = await secretariat.send("query($id: ID!) { conference(id: $id) { delegations { id } } }", {
      id: cast.conference.id,
    });
    const joins = { delegationId: data.conference.delegations[0].id, participationId, function: "ADVISER" };
    expect(await secretariat.deed("addDelegate", joins)).toMatchObject({ code: "INVALID_STATE" });
  });

  it("goes dark when the secretariat ends its appointment, and is an observer again when it is opened anew", async () => {
    const client = await screen();
    const watch = client.subscribe("subscription($id: ID!) { roundTableEvents(roundTableId: $id) { __typename } }", {
      id: room.tableId,
    });
    await sleep(200);
    const { data } = await room.chair.send(
      "query($id: ID!) { roundTable(id: $id) { appointments { id participation { id } } } }",
      { id: room.tableId },
    );
    const id = await participationOf(client);
    const own = data.roundTable.appointments.find((one: any) => one.participation.id === id);
    await cast.as.secretariat.deed("endAppointment", { appointmentId: own.id });
    expect(await endOf(watch)).toEqual(["REVOKED"]);
    const look = async (): Promise<unknown> =>
      (await client.send("query($id: ID!) { roundTable(id: $id) { id } }", { id: room.tableId })).data.roundTable;
    expect(await look()).toBeNull();
    await screen();
    expect(await look()).toEqual({ id: room.tableId });
  });

  it("goes dark with the chair who opened it, once that one is dismissed; those of others stay", async () => {
    const roundTableId = cast.conference.tables.get("americas");
    const [chair, { secretariat }] = [cast.as["facilitator of another region"], cast.as];
    const codeOf = async (by: Client): Promise<string> => (await open(by, { roundTableId })).accessCode as string;
    const [given, kept] = [await codeOf(chair), await codeOf(secretariat)];
    const [dark, lit] = [await app.signIn(given), await app.signIn(kept)];
    const { closed } = await openSocket(app.url, `Bearer ${dark.token}`);
    const { data } = await secretariat.send(
      "query($id: ID!) { roundTable(id: $id) { appointments { id role participation { id } } } }",
      { id: roundTableId },
    );
    const own = data.roundTable.appointments.find((one: any) => one.role === "FACILITATOR");
    const dismiss = (appointmentId: string): Promise<any> => secretariat.deed("endAppointment", { appointmentId });
    const appoint = (role: string): Promise<any> =>
      secretariat.deed("appoint", { roundTableId, participationId: own.participation.id, role }, "appointment { id }");

    // A chair who becomes vice-chair still presides now and then.
    const vice = (await appoint("VICE_CHAIR")).appointment.id as string;
    expect(await dismiss(own.id as string)).toEqual({ __typename: "EndAppointmentSuccess" });
    expect((await dark.run("Me")).status).toBe(200);
    expect(await dismiss(vice)).toEqual({ __typename: "EndAppointmentSuccess" });
    expect((await dark.run("Me")).status).toBe(401);
    expect(await Promise.race([closed, sleep(5_000, "open", { ref: false })])).toBe(4401);
    expect(await signsIn(given)).toBe("AccessCodeRejected");
    expect((await lit.run("Me")).status).toBe(200);

    await appoint("FACILITATOR");
    expect(await open(chair, { roundTableId })).toMatchObject({ __typename: "OpenHallScreenSuccess" });
  });

  it.each([
    ["belongs to the secretariat", "UPDATE participation SET is_secretariat = $2 WHERE id = $1"],
    ["decides on credentials", "UPDATE participation SET is_credentials_officer = $2 WHERE id = $1"],
    [
      "administers the server",
      "UPDATE account SET is_admin = $2 WHERE id = (SELECT account_id FROM participation WHERE id = $1)",
    ],
  ])("gets no further code from the chair once it %s, whoever saw to that", async (_title, statement) => {
    const id = await participationOf(await screen());
    await sql(app, statement, [id, true]);
    expect(await open(cast.as.facilitator)).toMatchObject({ code: "INVALID_STATE" });
    await sql(app, statement, [id, false]);
    expect(await open(cast.as.facilitator)).toMatchObject({ __typename: "OpenHallScreenSuccess" });
  });

  it("is told in the room as somebody who may watch, and in the trail as a code that was issued", async () => {
    const { facilitator } = cast.as;
    await open(facilitator);
    await open(facilitator, { replace: true });
    const rows = await sql<{ kind: string; body: { accountId: string } }>(
      app,
      "SELECT kind, body FROM live_event WHERE topic_id = $1 AND kind LIKE 'ACCESS_CODE%' ORDER BY seq DESC LIMIT 2",
      [cast.conference.id],
    );
    expect(rows.map(({ kind }) => kind)).toEqual(["ACCESS_CODES_REISSUED", "ACCESS_CODE_ISSUED"]);
    const granted = await sql(
      app,
      `SELECT FROM live_event e JOIN hall_screen h ON h.participation_id::text = e.body->>'participationId'
       WHERE e.topic_id = $1 AND e.kind = 'ADMISSION_GRANTED'`,
      [room.tableId],
    );
    expect(granted).toHaveLength(2); // at first, and after its appointment was ended above
  });

  it("is opened for no sitting that is over", async () => {
    const roundTableId = cast.conference.tables.get("plenary");
    const input = { roundTableId, reason: "Not this year" };
    expect(await cast.as.secretariat.deed("cancelRoundTable", input)).toMatchObject({
      __typename: "CancelRoundTableSuccess",
    });
    expect(await open(cast.as.secretariat, { roundTableId })).toMatchObject({ code: "INVALID_STATE" });
  });
});
