import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { rollsOf } from "../../src/domain/intake/participants.service.js";
import { holdTable } from "../../src/domain/round-table/floor.service.js";
import { startApp, type TestApp } from "../support/app.js";
import type { Client } from "../support/client.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { delegationsOf, kindsIn, participationOf, type Seated } from "../support/delegations.js";
import { openBallot, openRoom, type Room } from "../support/room.js";
import { sql } from "../support/sql.js";

const DELEGATION =
  "delegation { credentials mayVote votingSuspended credentialDecisions { before decision reason decidedBy { displayName } } }";

describe("credentials and voting rights", () => {
  let app: TestApp;
  let conference: TestConference;
  let room: Room;
  let secretariat: Client;
  let officer: Client;
  let delegations: Map<string, Seated>;
  beforeAll(async () => {
    app = await startApp();
    conference = await buildConference(app, { colleagues: ["ALTERNATE"] });
    room = await openRoom(conference);
    secretariat = await conference.as("secretariat");
    officer = await conference.as("observer-plenary");
    delegations = await delegationsOf(secretariat, conference);
  });
  afterAll(() => app.close());

  const idOf = (country: string): string => delegations.get(country)!.id;
  const decide = (client: Client, country: string, decision: string, more: object = {}) =>
    client.deed(
      "decideCredentials",
      { delegationId: idOf(country), decision, reason: "As examined.", ...more },
      DELEGATION,
    );
  const propose = async (title: string): Promise<Room> => {
    const head = room.heads.get("head-ke")!;
    const { recommendation } = await head.does("ProposeRecommendation", {
      agendaItemId: room.itemId,
      title,
      text: "Text.",
    });
    return { ...room, recommendationId: recommendation.id };
  };

  it("officers do not exist for somebody from another conference; participants are told who names them", async () => {
    const other = await buildConference(app, { series: "OTHER", number: 3 });
    const participationId = await participationOf(officer);
    const stranger = await other.as("secretariat");
    expect(await stranger.deed("appointCredentialsOfficer", { participationId })).toMatchObject({ code: "NOT_FOUND" });
    expect(await stranger.deed("dismissCredentialsOfficer", { participationId })).toMatchObject({ code: "NOT_FOUND" });
    expect(await decide(stranger, "zm", "REJECTED")).toMatchObject({ code: "NOT_FOUND" });
    expect(await stranger.deed("suspendVotingRights", { delegationId: idOf("zm"), reason: "Because." })).toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await officer.deed("appointCredentialsOfficer", { participationId })).toMatchObject({
      code: "NOT_ENTITLED",
    });
  });

  it("the secretariat names an officer and does not decide itself; the whole conference is told once", async () => {
    const watch = room.chair.subscribe(
      `subscription W($id: ID!) { roundTableEvents(roundTableId: $id) { __typename ... on CredentialsOfficerAppointedEvent { participation { displayName } } } }`,
      { id: room.tableId },
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    const participationId = await participationOf(officer);
    expect(await decide(officer, "zm", "PROVISIONAL")).toMatchObject({ code: "NOT_ENTITLED" });
    for (const _ of [1, 2])
      expect(
        await secretariat.deed(
          "appointCredentialsOfficer",
          { participationId },
          "participation { isCredentialsOfficer }",
        ),
      ).toMatchObject({ participation: { isCredentialsOfficer: true } });
    await watch.until(1);
    expect(kindsIn(watch.messages)).toEqual(["CredentialsOfficerAppointedEvent"]);
    expect(watch.messages[0].data.roundTableEvents.participation.displayName).toBe("Observer plenary");
    watch.stop();
    expect(await decide(secretariat, "zm", "PROVISIONAL")).toMatchObject({ code: "NOT_ENTITLED" });
    expect(await decide(room.heads.get("head-zm")!, "zm", "PROVISIONAL")).toMatchObject({ code: "NOT_ENTITLED" });
  });

  it("an accepted one may be reopened, never goes back to pending, and every decision is kept", async () => {
    await decide(officer, "ug", "PROVISIONAL");
    expect(await decide(officer, "ug", "ACCEPTED")).toMatchObject({ delegation: { credentials: "ACCEPTED" } });
    expect(await decide(officer, "ug", "REJECTED", { reason: "Forged." })).toMatchObject({
      delegation: {
        credentials: "REJECTED",
        mayVote: false,
        credentialDecisions: [
          { before: "ACCEPTED", decision: "PROVISIONAL" },
          { before: "PROVISIONAL", decision: "ACCEPTED" },
          {
            before: "ACCEPTED",
            decision: "REJECTED",
            reason: "Forged.",
            decidedBy: { displayName: "Observer plenary" },
          },
        ],
      },
    });
    expect(await decide(officer, "ug", "ACCEPTED")).toMatchObject({ code: "INVALID_STATE" });
    expect(await decide(officer, "zm", "ACCEPTED", { reason: "  " })).toMatchObject({ code: "INVALID_INPUT" });
    await expect(
      officer.send(
        `mutation { decideCredentials(input: { delegationId: "${idOf("zm")}", decision: PENDING, reason: "x" }) { __typename } }`,
      ),
    ).resolves.toMatchObject({ errors: [{ extensions: { code: "GRAPHQL_VALIDATION_FAILED" } }] });
    await expect(
      app.foundation.database.transaction(null, (tx) => tx.query("UPDATE credential_decision SET reason = 'x'")),
    ).rejects.toMatchObject({ driverError: { code: "23000" } });
  });

  it("a decision sent twice is one, and one on what the officer no longer sees is refused", async () => {
    for (const _ of [1, 2]) await decide(officer, "zm", "PROVISIONAL", { expectedCredentials: "ACCEPTED" });
    expect(await decide(officer, "zm", "REJECTED", { expectedCredentials: "ACCEPTED" })).toMatchObject({
      code: "INVALID_STATE",
      message: expect.stringContaining("PROVISIONAL"),
    });
    const rows = await sql(app, "SELECT number FROM credential_decision WHERE delegation_id = $1", [idOf("zm")]);
    expect(rows).toEqual([{ number: 1 }]);
  });

  it("two officers who decide at the same moment decide one after the other", async () => {
    const second = await conference.as("rapporteur-plenary");
    await secretariat.deed("appointCredentialsOfficer", { participationId: await participationOf(second) });
    const expected = { expectedCredentials: "ACCEPTED" };
    const answers = await Promise.all([
      decide(officer, "tz", "PROVISIONAL", expected),
      decide(second, "tz", "REJECTED", expected),
    ]);
    expect(answers.map((one) => one.code ?? "done").sort()).toEqual(["INVALID_STATE", "done"]);
  });

  it("credentials are accepted only with a head", async () => {
    await decide(officer, "gh", "PROVISIONAL");
    await secretariat.deed("withdrawDelegate", { delegateId: delegations.get("gh")!.people.get("head")!.delegateId });
    expect(await decide(officer, "gh", "ACCEPTED")).toMatchObject({ code: "HEAD_MISSING" });
    await secretariat.deed("changeDelegateFunction", {
      delegateId: delegations.get("gh")!.people.get("alternate")!.delegateId,
      function: "HEAD",
    });
    expect(await decide(officer, "gh", "ACCEPTED")).toMatchObject({ delegation: { credentials: "ACCEPTED" } });
  });

  it("what is decided under an open ballot is for the next one: the roll is frozen", async () => {
    const before = await propose("Frozen");
    const first = await openBallot(before);
    await decide(officer, "ng", "REJECTED");
    await secretariat.deed("suspendVotingRights", { delegationId: idOf("ke"), reason: "Contributions unpaid." });
    for (const ref of ["head-ng", "head-ke"])
      expect(await room.heads.get(ref)!.does("CastVote", { ballotId: first, choice: "FOR" })).toMatchObject({
        __typename: "CastVoteSuccess",
      });
    await room.chair.does("CloseBallot", { ballotId: first });
    const second = await openBallot(await propose("Next"));
    for (const ref of ["head-ng", "head-ke"])
      expect(await room.heads.get(ref)!.does("CastVote", { ballotId: second, choice: "FOR" })).toMatchObject({
        code: "NOT_ENTITLED",
      });
    await room.chair.does("CloseBallot", { ballotId: second });
  });

  it("a suspended delegation keeps its seat and its place in the quorum, and is restored by the secretariat", async () => {
    const { data } = await room.chair.send(
      "query Q($id: ID!) { roundTable(id: $id) { quorum { base present } seats { isPresent delegation { id votingSuspended mayVote } } } }",
      { id: room.tableId },
    );
    expect(data.roundTable.quorum.base).toBe(6);
    const seat = data.roundTable.seats.find((one: any) => one.delegation.id === idOf("ke"));
    expect(seat).toMatchObject({ isPresent: true, delegation: { votingSuspended: true, mayVote: false } });
    const restore = { delegationId: idOf("ke"), reason: "Paid." };
    expect(await officer.deed("restoreVotingRights", restore)).toMatchObject({ code: "NOT_ENTITLED" });
    const watch = room.chair.subscribe(
      "subscription W($id: ID!) { roundTableEvents(roundTableId: $id) { __typename ... on VotingRightsRestoredEvent { delegation { mayVote } } } }",
      { id: room.tableId },
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    for (const _ of [1, 2])
      expect(
        await secretariat.deed(
          "restoreVotingRights",
          restore,
          "delegation { mayVote votingRightRecords { isSuspension reason } }",
        ),
      ).toMatchObject({
        delegation: {
          mayVote: true,
          votingRightRecords: [
            { isSuspension: true, reason: "Contributions unpaid." },
            { isSuspension: false, reason: "Paid." },
          ],
        },
      });
    await watch.until(1);
    expect(watch.messages[0].data.roundTableEvents).toEqual({
      __typename: "VotingRightsRestoredEvent",
      delegation: { mayVote: true },
    });
  });

  it("why something was decided is for the delegation, the secretariat and the officers; what holds is for everybody", async () => {
    const query = `query D($id: ID!) { conference(id: $id) { delegations { id credentials mayVote
      credentialDecisions { reason } votingRightRecords { reason } } } }`;
    const seen = async (client: Client): Promise<any> => {
      const { data } = await client.send(query, { id: conference.id });
      return data.conference.delegations.find((one: any) => one.id === idOf("ke"));
    };
    const reasons = {
      credentialDecisions: [],
      votingRightRecords: [{ reason: expect.any(String) }, { reason: "Paid." }],
    };
    for (const client of [secretariat, officer, room.heads.get("head-ke")!, await conference.as("alternate-ke")])
      expect(await seen(client)).toMatchObject({ mayVote: true, ...reasons });
    for (const client of [room.chair, room.heads.get("head-zm")!, await conference.as("observer-africa")])
      expect(await seen(client)).toEqual({
        ...{ id: idOf("ke"), credentials: "ACCEPTED", mayVote: true },
        ...{ credentialDecisions: null, votingRightRecords: null },
      });
  });

  it("an officer does not decide on the own delegation", async () => {
    const nigeria = room.heads.get("head-ng")!;
    const participationId = await participationOf(nigeria);
    await secretariat.deed("appointCredentialsOfficer", { participationId });
    expect(await decide(nigeria, "ng", "PROVISIONAL")).toMatchObject({ code: "NOT_ENTITLED" });
    expect(await decide(nigeria, "zm", "PROVISIONAL")).toMatchObject({ __typename: "DecideCredentialsSuccess" });
    await secretariat.deed("dismissCredentialsOfficer", { participationId });
  });

  it("whoever may not decide is told so at once, and whoever may waits for the bodies without holding anything", async () => {
    const deeds = ["suspendVotingRights", "restoreVotingRights"] as const;
    const input = { delegationId: idOf("ca"), reason: "Because." };
    await app.foundation.database.transaction(null, async (tx) => {
      await holdTable(tx, conference.tables.get("americas")!, "write");
      const stranger = room.heads.get("head-ke")!;
      expect(await decide(stranger, "ca", "REJECTED")).toMatchObject({ code: "NOT_ENTITLED" });
      for (const deed of deeds) expect(await stranger.deed(deed, input)).toMatchObject({ code: "NOT_ENTITLED" });
      expect(
        await stranger.deed("addDelegate", { delegationId: idOf("ca"), name: "N", function: "ADVISER" }),
      ).toMatchObject({ code: "NOT_ENTITLED" });
      const waiting = secretariat.deed("restoreVotingRights", input);
      await new Promise((resolve) => setTimeout(resolve, 300));
      const id = await participationOf(secretariat);
      await sql(app, "SELECT FROM participation WHERE id = $1 FOR UPDATE NOWAIT", [id]);
      void waiting.catch(() => null);
    });
  });

  it("the roll that a ballot freezes is exactly the delegations that say they may vote", async () => {
    const ballotId = await openBallot(await propose("Roll"));
    const rolled = await sql<{ id: string }>(
      app,
      "SELECT delegation_id AS id FROM ballot_eligibility WHERE ballot_id = $1",
      [ballotId],
    );
    const { data } = await room.chair.send(
      "query Q($id: ID!) { roundTable(id: $id) { seats { delegation { id mayVote } } } }",
      { id: room.tableId },
    );
    const may = data.roundTable.seats.filter((one: any) => one.delegation.mayVote).map((one: any) => one.delegation.id);
    expect(rolled.map((row) => row.id).sort()).toEqual(may.sort());
    expect(may.length).toBeLessThan(6);
    await room.chair.does("CloseBallot", { ballotId });
  });

  it.each(["africa", "plenary"])(
    "a change waits for what goes on in the body %s, such as a ballot that opens",
    async (table) => {
      const rights = { delegationId: idOf("zm"), reason: "At once." };
      let isDone = false;
      let changed: Promise<void> | undefined;
      await app.foundation.database.transaction(null, async (tx) => {
        await holdTable(tx, conference.tables.get(table)!, "write");
        changed = secretariat.deed("suspendVotingRights", rights).then(() => void (isDone = true));
        await new Promise((resolve) => setTimeout(resolve, 400));
        expect(isDone).toBe(false);
      });
      await changed;
      expect(isDone).toBe(true);
      await secretariat.deed("restoreVotingRights", rights);
    },
  );

  it("an officer may come with the conference file, and is admitted to no body for that", async () => {
    const other = await buildConference(app, { series: "FILED", number: 4, officer: true });
    const filed = await other.as("officer");
    const there = await delegationsOf(filed, other);
    const input = { delegationId: there.get("zm")!.id, decision: "PROVISIONAL", reason: "Copy only." };
    expect(await filed.deed("decideCredentials", input, DELEGATION)).toMatchObject({
      delegation: { credentials: "PROVISIONAL", mayVote: true },
    });
    const table = "query Q($id: ID!) { roundTable(id: $id) { id } }";
    expect((await filed.send(table, { id: other.tables.get("africa") })).data.roundTable).toBeNull();
    const [roll] = await rollsOf(app.foundation.database, 4);
    expect(roll!.participants.map((one) => one.role)).toContain("Credentials officer");
  });

  it("a dismissed officer decides nothing any more, also when both happen at once", async () => {
    const participationId = await participationOf(officer);
    const [dismissed, decided] = await Promise.all([
      secretariat.deed("dismissCredentialsOfficer", { participationId }),
      decide(officer, "tz", "REJECTED"),
    ]);
    expect(dismissed.__typename).toBe("DismissCredentialsOfficerSuccess");
    expect(["DecideCredentialsSuccess", "NotEntitled"]).toContain(decided.__typename);
    expect(await decide(officer, "zm", "REJECTED")).toMatchObject({ code: "NOT_ENTITLED" });
  });
});
