import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { startApp, type TestApp } from "../support/app.js";
import { endOf } from "../support/cast.js";
import type { Client, Watch } from "../support/client.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { openBallot, openRoom, type Room } from "../support/room.js";
import { minimalOperation, type RootField, rootFields } from "../support/schema-walk.js";

const EVENTS =
  "subscription($id: ID!, $after: String) { roundTableEvents(roundTableId: $id, after: $after) { __typename seq cursor ... on AdmissionEndedEvent { participation { displayName } } } }";
const TALLY = "subscription($id: ID!) { ballotTally(ballotId: $id) { seq ballot { turnout { voted } } } }";
const eventsOf = (
  watch: Watch,
): { __typename: string; seq: number; cursor: string; participation?: { displayName: string } }[] =>
  watch.messages.flatMap((message) => message.data?.roundTableEvents ?? []);

let number = 0;

describe("when an admission ends", () => {
  let app: TestApp;
  let conference: TestConference;
  let room: Room;
  let secretariat: Client;
  let ballotId: string;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    conference = await buildConference(app, { number: (number += 1), series: "REVOKE", colleagues: ["ALTERNATE"] });
    room = await openRoom(conference);
    ballotId = await openBallot(room);
    secretariat = await conference.as("secretariat");
  });

  const appointment = async (role: string): Promise<string> => {
    const { data } = await secretariat.send("query($id: ID!) { roundTable(id: $id) { appointments { id role } } }", {
      id: room.tableId,
    });
    return data.roundTable.appointments.find((one: { role: string }) => one.role === role).id;
  };
  const delegateId = async (name: string): Promise<string> => {
    const { data } = await secretariat.send(
      "query($id: ID!) { roundTable(id: $id) { seats { delegation { delegates { id participation { displayName } } } } } }",
      { id: room.tableId },
    );
    const delegates: { id: string; participation: { displayName: string } }[] = data.roundTable.seats.flatMap(
      (seat: { delegation: { delegates: object[] } }) => seat.delegation.delegates,
    );
    return delegates.find((one) => one.participation.displayName === name)!.id;
  };
  const watchBoth = async (client: Client): Promise<{ events: Watch; tally: Watch }> => {
    const events = client.subscribe(EVENTS, { id: room.tableId });
    const tally = client.subscribe(TALLY, { id: ballotId });
    await tally.until(1);
    return { events, tally };
  };

  const CASES = [
    {
      what: "an observer's appointment",
      who: "observer-africa",
      name: "Observer africa",
      end: async () => secretariat.deed("endAppointment", { appointmentId: await appointment("OBSERVER") }),
    },
    {
      what: "a facilitator's appointment",
      who: "facilitator-africa",
      name: "Facilitator africa",
      end: async () => secretariat.deed("endAppointment", { appointmentId: await appointment("FACILITATOR") }),
    },
    {
      what: "a rapporteur's appointment",
      who: "rapporteur-africa",
      name: "Rapporteur africa",
      end: async () => secretariat.deed("endAppointment", { appointmentId: await appointment("RAPPORTEUR") }),
    },
    {
      what: "a head's place in the delegation",
      who: "head-zm",
      name: "Head of ZM",
      end: async () => secretariat.deed("withdrawDelegate", { delegateId: await delegateId("Head of ZM") }),
    },
    {
      what: "an alternate's place in the delegation",
      who: "alternate-ke",
      name: "ALTERNATE of KE",
      end: async () => secretariat.deed("withdrawDelegate", { delegateId: await delegateId("ALTERNATE of KE") }),
    },
  ];

  it.each(CASES)(
    "$what: both subscriptions of that person end with REVOKED, on every device, and get nothing from that number on; others see it and go on",
    async ({ who, name, end }) => {
      const cut = [await watchBoth(await conference.as(who)), await watchBoth(await conference.as(who))];
      const stays = await watchBoth(await conference.as("head-ng"));
      const colleague = await watchBoth(await conference.as(who === "head-zm" ? "alternate-zm" : "secretariat"));
      await room.heads.get("head-ng")!.does("CastVote", { ballotId, choice: "FOR" });
      await Promise.all([...cut, stays].map(({ events }) => events.until(1)));
      expect((await end()).__typename).toMatch(/Success$/);
      await room.heads.get("head-ke")!.does("CastVote", { ballotId, choice: "AGAINST" });
      for (const { events, tally } of cut) {
        expect(await endOf(events)).toEqual(["REVOKED"]);
        expect(await endOf(tally)).toEqual(["REVOKED"]);
      }
      // Who was checked in leaves the seat first, and who presided the chair; the others see that, too.
      const leaving =
        { "head-zm": ["DelegateCheckedOutEvent"], "facilitator-africa": ["ChairHandedOverEvent"] }[who] ?? [];
      const expected = ["VoteCastEvent", ...leaving, "AdmissionEndedEvent", "VoteCastEvent"];
      for (const { events, tally } of [stays, colleague]) {
        await events.until(expected.length);
        expect(eventsOf(events).map((event) => event.__typename)).toEqual(expected);
        expect(eventsOf(events).at(-2)!.participation).toEqual({ displayName: name });
        for (let tries = 0; tries < 100 && tally.messages.at(-1).data.ballotTally.ballot.turnout.voted < 2; tries += 1)
          await sleep(20);
        expect(tally.messages.at(-1).data.ballotTally.ballot.turnout.voted).toBe(2);
      }
      const [first, last] = [eventsOf(stays.events)[0]!.seq, eventsOf(stays.events).at(-2)!.seq];
      await sleep(150);
      for (const { events, tally } of cut) {
        const seqs = eventsOf(events).map((event) => event.seq);
        expect(seqs[0]).toBe(first);
        expect(seqs.filter((seq) => seq >= last)).toEqual([]);
        expect(
          tally.messages
            .flatMap((message) => message.data?.ballotTally.ballot.turnout.voted ?? [])
            .every((voted: number) => voted <= 1),
        ).toBe(true);
      }
    },
  );

  it.each(CASES)(
    "$what: from then on the room does not exist for that person, in queries, subscriptions and deeds",
    async ({ who, end }) => {
      const person = await conference.as(who);
      const { events, tally } = await watchBoth(person);
      await room.heads.get("head-ng")!.does("CastVote", { ballotId, choice: "FOR" });
      await events.until(1);
      const { cursor } = eventsOf(events)[0]!;
      await end();
      await Promise.all([events.ended, tally.ended]);
      for (const after of [null, cursor])
        expect(await endOf(person.subscribe(EVENTS, { id: room.tableId, after }))).toEqual(["NOT_FOUND"]);
      expect(await endOf(person.subscribe(TALLY, { id: ballotId }))).toEqual(["NOT_FOUND"]);
      const { data } = await person.send(
        "query($t: ID!, $b: ID!, $r: ID!) { roundTable(id: $t) { id } ballot(id: $b) { id } recommendation(id: $r) { id } viewer { facilitates { id } } }",
        { t: room.tableId, b: ballotId, r: room.recommendationId },
      );
      expect(data).toEqual({ roundTable: null, ballot: null, recommendation: null, viewer: { facilitates: [] } });
      const ids = {
        roundTableId: room.tableId,
        agendaItemId: room.itemId,
        recommendationId: room.recommendationId,
        ballotId,
      };
      const names = (root: RootField): boolean =>
        Object.keys((minimalOperation(root).variables["input"] ?? {}) as object).some((id) => id in ids);
      const deeds = rootFields().filter((root) => root.kind === "mutation" && names(root));
      expect(deeds.length).toBeGreaterThan(15);
      for (const deed of deeds) {
        const { query, variables } = minimalOperation(deed, ids);
        expect([deed.name, (await person.send(query, variables)).data]).toEqual([
          deed.name,
          { [deed.name]: { __typename: "NotFound" } },
        ]);
      }
    },
  );

  it("a withdrawn head is checked out with it, and the delegation's vote passes to a colleague who is there", async () => {
    expect(
      (await secretariat.deed("withdrawDelegate", { delegateId: await delegateId("Head of ZM") })).__typename,
    ).toBe("WithdrawDelegateSuccess");
    const { data } = await secretariat.send(
      "query($id: ID!) { roundTable(id: $id) { present seats { isPresent delegation { country { code } } } } }",
      { id: room.tableId },
    );
    expect(data.roundTable.present).toBe(5);
    expect(data.roundTable.seats).toContainEqual({ isPresent: false, delegation: { country: { code: "ZM" } } });
    const alternate = await conference.as("alternate-zm");
    await alternate.does("CheckIn", { roundTableId: room.tableId });
    expect((await alternate.does("CastVote", { ballotId, choice: "FOR" })).__typename).toBe("CastVoteSuccess");
  });

  it("ending it again changes nothing and cuts nobody: a person appointed anew goes on watching", async () => {
    const appointmentId = await appointment("OBSERVER");
    const observer = await conference.as("observer-africa");
    const { data } = await observer.send("{ viewer { participations { id } } }");
    await secretariat.deed("endAppointment", { appointmentId });
    await secretariat.deed("appoint", {
      roundTableId: room.tableId,
      participationId: data.viewer.participations[0].id,
      role: "OBSERVER",
    });
    const { events } = await watchBoth(observer);
    expect((await secretariat.deed("endAppointment", { appointmentId })).__typename).toBe("EndAppointmentSuccess");
    await room.heads.get("head-ng")!.does("CastVote", { ballotId, choice: "FOR" });
    await events.until(1);
    expect(eventsOf(events).map((event) => event.__typename)).toEqual(["VoteCastEvent"]);
    events.stop();
  });

  it("an old cut does not stop whoever was let in again: the resumed subscription is complete", async () => {
    const observer = await conference.as("observer-africa");
    const { data } = await observer.send(
      "query($id: ID!) { roundTable(id: $id) { liveCursor } viewer { participations { id } } }",
      { id: room.tableId },
    );
    await secretariat.deed("endAppointment", { appointmentId: await appointment("OBSERVER") });
    await room.heads.get("head-ng")!.does("CastVote", { ballotId, choice: "FOR" });
    expect(await endOf(observer.subscribe(EVENTS, { id: room.tableId, after: data.roundTable.liveCursor }))).toEqual([
      "NOT_FOUND",
    ]);
    await secretariat.deed("appoint", {
      roundTableId: room.tableId,
      participationId: data.viewer.participations[0].id,
      role: "OBSERVER",
    });
    const resumed = observer.subscribe(EVENTS, { id: room.tableId, after: data.roundTable.liveCursor });
    await resumed.until(3);
    expect(eventsOf(resumed).map((event) => event.__typename)).toEqual([
      "AdmissionEndedEvent",
      "VoteCastEvent",
      "AdmissionGrantedEvent",
    ]);
    resumed.stop();
  });
});

describe("a round table that is called off", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  it("ends each subscription after the event that says so, without an error", async () => {
    const conference = await buildConference(app);
    const id = conference.tables.get("africa")!;
    const watches: Watch[] = [];
    for (const ref of ["facilitator-africa", "head-zm", "observer-africa", "secretariat"])
      watches.push((await conference.as(ref)).subscribe(EVENTS, { id }));
    const americas = (await conference.as("secretariat")).subscribe(EVENTS, { id: conference.tables.get("americas")! });
    await sleep(200); // a subscription begins with the next event, and nothing tells that it has begun
    const chair = await conference.as("facilitator-africa");
    expect((await chair.deed("cancelRoundTable", { roundTableId: id, reason: "No room" })).__typename).toBe(
      "CancelRoundTableSuccess",
    );
    for (const watch of watches) {
      expect(await watch.ended).toBeNull();
      expect(watch.messages).toMatchObject([
        { data: { roundTableEvents: { __typename: "RoundTableCancelledEvent", seq: 1 } } },
      ]);
    }
    expect(americas.messages).toEqual([]);
    americas.stop();
  });
});
