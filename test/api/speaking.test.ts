import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { setTimeout as sleep } from "node:timers/promises";
import { GENERIC_RULE_SET } from "../../src/domain/intake/conference-file.rules.js";
import { startApp, type TestApp } from "../support/app.js";
import type { Client } from "../support/client.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { kindsIn } from "../support/delegations.js";
import { openBallot, openRoom, type Room } from "../support/room.js";
import { sql } from "../support/sql.js";

const SPEAKING = { seconds: 180, replySeconds: 60, repliesPerItem: 1, policy: "FEWEST_FIRST", observersLast: true };
const ONE = "intervention { id kind state position reason secondsAllotted secondsUsed endsAt isUpheld ruling }";

describe("the speakers' list of an agenda item", () => {
  let app: TestApp;
  let conference: TestConference;
  let room: Room;
  let org: Client;
  beforeAll(async () => {
    app = await startApp();
    const rules = { ...GENERIC_RULE_SET, speaking: SPEAKING };
    conference = await buildConference(app, {
      africans: 4,
      colleagues: ["ALTERNATE", "ADVISER"],
      observing: "United Organisations",
      rules: { ...rules, bodies: { ...rules.bodies, PLENARY: rules.bodies.REGIONAL } },
    });
    room = await openRoom(conference, "plenary", [...conference.africans, "head-ca"]);
    org = await conference.as("head-org");
    await org.does("CheckIn", { roundTableId: room.tableId });
  });
  afterAll(() => app.close());

  const head = (country: string): Client => (country === "org" ? org : room.heads.get(`head-${country}`)!);
  const ask = (country: string, kind = "STATEMENT", more: object = {}) =>
    head(country).deed("requestFloor", { agendaItemId: room.itemId, kind, ...more }, ONE);
  const call = (interventionId?: string) =>
    room.chair.deed("callSpeaker", { agendaItemId: room.itemId, interventionId }, ONE);
  const does = (client: Client, deed: string, interventionId: string, more: object = {}) =>
    client.deed(deed, { interventionId, ...more }, ONE);
  const speak = async (country: string, kind = "STATEMENT", more: object = {}): Promise<string> => {
    const { intervention } = await ask(country, kind, more);
    await call(intervention.id);
    await does(room.chair, "startSpeaking", intervention.id);
    await does(room.chair, "endSpeech", intervention.id);
    return intervention.id as string;
  };
  const list = async (client: Client = room.chair) => {
    const query = `query Q($id: ID!) { roundTable(id: $id) { speaker { state delegation { organisation country { code } } } agendaItems { id speakersList { isOpen seconds policy queue { position reason kind delegation { organisation country { code } } } } } } }`;
    const { data } = await client.send(query, { id: room.tableId });
    const item = data.roundTable.agendaItems.find((one: any) => one.id === room.itemId);
    const name = (one: any): string => one.delegation.country?.code ?? one.delegation.organisation;
    const { speaker } = data.roundTable;
    return {
      ...item.speakersList,
      queue: item.speakersList.queue.map(name),
      reasons: item.speakersList.queue.map((one: any) => one.reason),
      speaker: speaker && `${name(speaker)} ${speaker.state}`,
    };
  };
  const propose = async (title: string, country = "zm"): Promise<string> => {
    const input = { agendaItemId: room.itemId, title, text: "Text." };
    return (await head(country).does("ProposeRecommendation", input)).recommendation.id as string;
  };

  it("does not exist for outsiders; only the chair opens it, and only delegations that are present ask", async () => {
    const outsider = await conference.as("observer-africa");
    const input = { agendaItemId: room.itemId };
    for (const deed of ["openSpeakersList", "closeSpeakersList", "callSpeaker"]) {
      expect(await outsider.deed(deed, input)).toMatchObject({ code: "NOT_FOUND" });
      expect(await head("zm").deed(deed, input)).toMatchObject({ code: "NOT_ENTITLED" });
    }
    const request = { ...input, kind: "STATEMENT" };
    expect(await outsider.deed("requestFloor", request)).toMatchObject({ code: "NOT_FOUND" });
    expect(await ask("zm")).toMatchObject({ code: "SPEAKERS_LIST_CLOSED" });
    for (const ref of ["adviser1-zm", "rapporteur-plenary", "observer-plenary", "secretariat"])
      expect(await (await conference.as(ref)).deed("requestFloor", request)).toMatchObject({ code: "NOT_ENTITLED" });
    expect(await (await conference.as("alternate-zm")).deed("requestFloor", request)).toMatchObject({
      code: "NOT_PRESENT",
    });
    expect(await call()).toMatchObject({ code: "INVALID_STATE" });
  });

  it("is opened with the time of the rule set, takes each request once, and tells everybody", async () => {
    const watch = head("ke").subscribe(
      `subscription W($id: ID!) { roundTableEvents(roundTableId: $id) { __typename ... on SpeakersListOpenedEvent { agendaItem { speakersList { isOpen seconds } } } ... on FloorRequestedEvent { intervention { position } } } }`,
      { id: room.tableId },
    );
    await sleep(200);
    for (const _ of [1, 2]) await room.chair.deed("openSpeakersList", { agendaItemId: room.itemId });
    expect(await list()).toMatchObject({ isOpen: true, seconds: 180, policy: "FEWEST_FIRST", queue: [] });
    const answers = await Promise.all([1, 2, 3].map(() => ask("zm", "STATEMENT", { clientMutationId: "s-1" })));
    expect(new Set(answers.map((one) => one.intervention.id)).size).toBe(1);
    expect(answers[0].intervention).toMatchObject({ state: "QUEUED", position: 1, secondsAllotted: 180 });
    expect(await ask("zm", "QUESTION", { clientMutationId: "s-1" })).toMatchObject({ code: "IDEMPOTENCY_CONFLICT" });
    expect(await ask("zm")).toMatchObject({ code: "INVALID_STATE" });
    await watch.until(2);
    expect(kindsIn(watch.messages)).toEqual(["SpeakersListOpenedEvent", "FloorRequestedEvent"]);
    expect(watch.messages[0].data.roundTableEvents.agendaItem.speakersList).toEqual({ isOpen: true, seconds: 180 });
    watch.stop();
  });

  it("gives the floor to one at a time; the clock is the database's and leaves pauses out", async () => {
    await ask("ke");
    const { intervention } = await call();
    expect(intervention).toMatchObject({ state: "CALLED", position: null, endsAt: null });
    expect(await call(intervention.id)).toMatchObject({ intervention: { state: "CALLED" } });
    expect(await call()).toMatchObject({ code: "FLOOR_TAKEN" });
    expect(await does(head("ke"), "startSpeaking", intervention.id)).toMatchObject({ code: "NOT_ENTITLED" });
    const started = await does(head("zm"), "startSpeaking", intervention.id);
    expect(started.intervention).toMatchObject({ state: "SPEAKING", endsAt: expect.any(String) });
    expect(await list()).toMatchObject({ speaker: "ZM SPEAKING", queue: ["KE"] });
    await sleep(1_100);
    expect(await does(head("zm"), "pauseSpeaker", intervention.id)).toMatchObject({ code: "NOT_ENTITLED" });
    const paused = await does(room.chair, "pauseSpeaker", intervention.id);
    expect(paused.intervention).toMatchObject({ state: "PAUSED", secondsUsed: 1, endsAt: null });
    await sleep(1_000);
    const resumed = await does(room.chair, "resumeSpeaker", intervention.id);
    expect(resumed.intervention).toMatchObject({ state: "SPEAKING", secondsUsed: 1 });
    const more = { seconds: 30, clientMutationId: "x-1" };
    for (const _ of [1, 2])
      expect(await does(room.chair, "extendTime", intervention.id, more)).toMatchObject({
        intervention: { secondsAllotted: 210 },
      });
    for (const _ of [1, 2])
      expect(await does(head("zm"), "endSpeech", intervention.id)).toMatchObject({ intervention: { state: "DONE" } });
    expect(await does(room.chair, "extendTime", intervention.id, { seconds: 5 })).toMatchObject({
      code: "INVALID_STATE",
    });
    expect(await list()).toMatchObject({ speaker: null, queue: ["KE"] });
    const [row] = await sql<{ used: number; wall: number }>(
      app,
      "SELECT used_ms AS used, extract(epoch FROM ended_at - started_at)::float * 1000 AS wall FROM intervention WHERE id = $1",
      [intervention.id],
    );
    expect(row!.used).toBeGreaterThanOrEqual(1_100);
    expect(row!.wall - row!.used).toBeGreaterThanOrEqual(1_000);
  });

  it("calls whoever spoke less before, observers last, and says why; the chair may call somebody else", async () => {
    await ask("zm");
    await ask("org");
    const ng = await ask("ng");
    expect(await list()).toMatchObject({
      queue: ["KE", "NG", "ZM", "United Organisations"],
      reasons: [
        expect.stringContaining("Has not spoken"),
        expect.stringContaining("Has not spoken"),
        expect.stringContaining("Has spoken once"),
        expect.stringContaining("Observers speak after members"),
      ],
    });
    expect(await call(ng.intervention.id)).toMatchObject({ intervention: { state: "CALLED" } });
    for (const _ of [1, 2])
      expect(await does(room.chair, "skipSpeaker", ng.intervention.id)).toMatchObject({
        intervention: { state: "SKIPPED" },
      });
    expect(await ask("org", "RIGHT_OF_REPLY")).toMatchObject({ code: "NOT_ENTITLED" });
    expect(await ask("org", "POINT_OF_ORDER")).toMatchObject({ code: "NOT_ENTITLED" });
  });

  it("somebody's own delegation takes a request back, and nobody else", async () => {
    const { intervention } = await ask("gh", "QUESTION");
    for (const client of [head("zm"), room.chair])
      expect(await does(client, "withdrawRequest", intervention.id)).toMatchObject({ code: "NOT_ENTITLED" });
    const alternate = await conference.as("alternate-gh");
    for (const _ of [1, 2])
      expect(await does(alternate, "withdrawRequest", intervention.id)).toMatchObject({
        intervention: { state: "WITHDRAWN" },
      });
  });

  it("a point of order interrupts whoever speaks, and nothing goes on before it is ruled on", async () => {
    const { intervention } = await call();
    await does(room.chair, "startSpeaking", intervention.id);
    const watch = room.chair.subscribe(
      "subscription W($id: ID!) { roundTableEvents(roundTableId: $id) { __typename ... on PointOfOrderRaisedEvent { interrupted { id state } } ... on PointOfOrderRuledEvent { isUpheld ruling } } }",
      { id: room.tableId },
    );
    await sleep(200);
    const point = (await ask("ng", "POINT_OF_ORDER")).intervention;
    expect(point).toMatchObject({ state: "SPEAKING", secondsAllotted: null });
    expect(await list()).toMatchObject({ speaker: "NG SPEAKING" });
    expect(await ask("gh", "POINT_OF_ORDER")).toMatchObject({ code: "POINT_OF_ORDER_PENDING" });
    expect(await does(room.chair, "resumeSpeaker", intervention.id)).toMatchObject({ code: "POINT_OF_ORDER_PENDING" });
    expect(await call()).toMatchObject({ code: "POINT_OF_ORDER_PENDING" });
    expect(await does(room.chair, "endSpeech", point.id)).toMatchObject({ code: "INVALID_STATE" });
    const ruling = { isUpheld: true, ruling: "The speaker keeps to the item." };
    expect(await does(head("ng"), "ruleOnPointOfOrder", point.id, ruling)).toMatchObject({ code: "NOT_ENTITLED" });
    for (const _ of [1, 2])
      expect(await does(room.chair, "ruleOnPointOfOrder", point.id, ruling)).toMatchObject({
        intervention: { state: "DONE", ...ruling },
      });
    expect(await does(room.chair, "ruleOnPointOfOrder", point.id, { ...ruling, isUpheld: false })).toMatchObject({
      code: "INVALID_STATE",
    });
    await watch.until(2);
    expect(watch.messages.map((one) => one.data.roundTableEvents)).toEqual([
      { __typename: "PointOfOrderRaisedEvent", interrupted: { id: intervention.id, state: "PAUSED" } },
      { __typename: "PointOfOrderRuledEvent", ...ruling },
    ]);
    watch.stop();
    await does(room.chair, "resumeSpeaker", intervention.id);
    await does(room.chair, "endSpeech", intervention.id);
  });

  it("a reply is for whoever did not speak last, as often as the rules say, when the list is exhausted", async () => {
    expect(await ask("ke", "RIGHT_OF_REPLY")).toMatchObject({ code: "INVALID_STATE" });
    const reply = (await ask("gh", "RIGHT_OF_REPLY")).intervention;
    expect(reply).toMatchObject({ state: "QUEUED", secondsAllotted: 60 });
    expect(await call(reply.id)).toMatchObject({ code: "INVALID_STATE", message: expect.stringContaining("turn") });
    await room.chair.deed("closeSpeakersList", { agendaItemId: room.itemId });
    expect(await ask("ca")).toMatchObject({ code: "SPEAKERS_LIST_CLOSED" });
    for (let left = (await list()).queue.length; left > 1; left -= 1) {
      const { intervention } = await call();
      expect(intervention.kind).toBe("STATEMENT");
      await does(room.chair, "startSpeaking", intervention.id);
      await does(room.chair, "endSpeech", intervention.id);
    }
    expect((await call()).intervention.id).toBe(reply.id);
    await does(head("gh"), "startSpeaking", reply.id);
    await does(head("gh"), "endSpeech", reply.id);
    await speak("zm", "RIGHT_OF_REPLY");
    expect(await ask("gh", "RIGHT_OF_REPLY")).toMatchObject({
      code: "INVALID_STATE",
      message: expect.stringContaining("the rules allow 1"),
    });
  });

  it("a vote is explained before the ballot opens or after it closes, once, and never by a sponsor", async () => {
    const recommendationId = await propose("Explained");
    const before = { recommendationId };
    expect(await ask("ke", "EXPLANATION_OF_VOTE_BEFORE")).toMatchObject({ code: "INVALID_INPUT" });
    expect(await ask("zm", "EXPLANATION_OF_VOTE_BEFORE", before)).toMatchObject({ code: "NOT_ENTITLED" });
    await speak("ke", "EXPLANATION_OF_VOTE_BEFORE", before);
    expect(await ask("ke", "EXPLANATION_OF_VOTE_BEFORE", before)).toMatchObject({ code: "INVALID_STATE" });
    const ballotId = await openBallot({ ...room, recommendationId });
    const after = { ballotId };
    expect(await ask("ng", "EXPLANATION_OF_VOTE_BEFORE", before)).toMatchObject({ code: "INVALID_STATE" });
    expect(await ask("ng", "EXPLANATION_OF_VOTE_AFTER", after)).toMatchObject({ code: "INVALID_STATE" });
    await room.chair.does("CloseBallot", { ballotId });
    expect(await ask("zm", "EXPLANATION_OF_VOTE_AFTER", after)).toMatchObject({ code: "NOT_ENTITLED" });
    expect(await ask("ng", "EXPLANATION_OF_VOTE_BEFORE", before)).toMatchObject({ code: "INVALID_STATE" });
    await speak("ng", "EXPLANATION_OF_VOTE_AFTER", after);
    expect(await ask("ng", "EXPLANATION_OF_VOTE_AFTER", after)).toMatchObject({ code: "INVALID_STATE" });
  });

  it("no vote on a draft is explained: everybody in the body sees it, and there is none to come", async () => {
    const input = { agendaItemId: room.itemId, title: "Draft", text: "Text." };
    const { recommendation } = await head("zm").deed("draftRecommendation", input, "recommendation { id }");
    const about = { recommendationId: recommendation.id };
    expect(await ask("ke", "EXPLANATION_OF_VOTE_BEFORE", about)).toMatchObject({ code: "INVALID_STATE" });
  });

  it("while the body votes nobody is called, and only a point of order about the vote is in order", async () => {
    await room.chair.deed("openSpeakersList", { agendaItemId: room.itemId });
    const { intervention } = await ask("ca");
    const ballotId = await openBallot({ ...room, recommendationId: await propose("Under way") });
    expect(await call(intervention.id)).toMatchObject({ code: "INVALID_STATE" });
    expect(await ask("ke", "POINT_OF_ORDER")).toMatchObject({ code: "INVALID_STATE" });
    const { intervention: point } = await ask("ke", "POINT_OF_ORDER", { ballotId });
    expect(point.state).toBe("SPEAKING");
    const ruling = { isUpheld: false, ruling: "The vote goes on." };
    await does(room.chair, "ruleOnPointOfOrder", point.id, ruling);
    await room.chair.does("CloseBallot", { ballotId });
    expect(await ask("ke", "POINT_OF_ORDER", { ballotId })).toMatchObject({ code: "INVALID_STATE" });
    expect(await call(intervention.id)).toMatchObject({ intervention: { state: "CALLED" } });
    await does(room.chair, "skipSpeaker", intervention.id);
  });

  it("one speaks whatever chair and secretariat do at the same moment, and the database holds to it", async () => {
    const asked = await Promise.all(["zm", "ke", "ng", "gh"].map((country) => ask(country)));
    const secretariat = await conference.as("secretariat");
    const input = { agendaItemId: room.itemId };
    const called = await Promise.all(
      [room.chair, secretariat, room.chair, secretariat].map((client) => client.deed("callSpeaker", input, ONE)),
    );
    expect(called.filter((one) => one.__typename === "CallSpeakerSuccess")).toHaveLength(1);
    expect(called.filter((one) => one.code === "FLOOR_TAKEN")).toHaveLength(3);
    const [{ intervention }] = called.filter((one) => one.intervention);
    await does(room.chair, "startSpeaking", intervention.id);
    const other = asked.find((one) => one.intervention.id !== intervention.id)!.intervention.id as string;
    const attempt = (query: string) => app.foundation.database.transaction(null, (tx) => tx.query(query, [other]));
    await expect(
      attempt("UPDATE intervention SET state = 'SPEAKING', running_since = now() WHERE id = $1"),
    ).rejects.toMatchObject({ driverError: { constraint: "intervention_one_speaking" } });
    const ended = await does(room.chair, "endSpeech", intervention.id);
    await expect(
      app.foundation.database.transaction(null, (tx) =>
        tx.query("UPDATE intervention SET used_ms = 1 WHERE id = $1", [ended.intervention.id]),
      ),
    ).rejects.toMatchObject({ driverError: { code: "23000" } });
  });

  it.each(["closeAgendaItem", "deferAgendaItem"])(
    "ends with its item (%s): nobody waits there any more",
    async (deed) => {
      for (let left = (await list()).queue.length; left > 0; left -= 1)
        await does(room.chair, "skipSpeaker", (await call()).intervention.id);
      const speaker = (await ask("zm")).intervention.id as string;
      await ask("ca", "QUESTION");
      await call(speaker);
      await does(room.chair, "startSpeaking", speaker);
      const { data } = await room.chair.send("query Q($id: ID!) { roundTable(id: $id) { liveCursor } }", {
        id: room.tableId,
      });
      await room.chair.deed(deed, { agendaItemId: room.itemId });
      expect(await list()).toMatchObject({ speaker: null, queue: [] });
      const watch = room.chair.subscribe(
        "subscription W($id: ID!, $after: String) { roundTableEvents(roundTableId: $id, after: $after) { __typename } }",
        { id: room.tableId, after: data.roundTable.liveCursor },
      );
      await watch.until(3);
      const left = deed === "closeAgendaItem" ? "AgendaItemClosedEvent" : "AgendaItemDeferredEvent";
      expect(kindsIn(watch.messages)).toEqual(["SpeechEndedEvent", "SpeakerSkippedEvent", left]);
      watch.stop();
      await sql(app, "UPDATE agenda_item SET state = 'UNDER_DISCUSSION' WHERE id = $1", [room.itemId]);
    },
  );

  it("rests with the sitting: the clock stops when it pauses, and all that waits ends when it is over", async () => {
    for (let left = (await list()).queue.length; left > 0; left -= 1) {
      const { intervention } = await call();
      await does(room.chair, "skipSpeaker", intervention.id);
    }
    const speaker = (await ask("zm")).intervention.id as string;
    await ask("ca", "QUESTION");
    await call(speaker);
    await does(room.chair, "startSpeaking", speaker);
    const { data } = await room.chair.send("query Q($id: ID!) { roundTable(id: $id) { liveCursor } }", {
      id: room.tableId,
    });
    await room.chair.deed("suspendRoundTable", { roundTableId: room.tableId });
    expect(await list()).toMatchObject({ speaker: "ZM PAUSED", queue: ["CA"] });
    expect(await does(room.chair, "resumeSpeaker", speaker)).toMatchObject({ code: "ROUND_TABLE_NOT_OPEN" });
    await room.chair.deed("resumeRoundTable", { roundTableId: room.tableId });
    await does(room.chair, "resumeSpeaker", speaker);
    await ask("ke", "POINT_OF_ORDER");
    await room.chair.deed("closeRoundTable", { roundTableId: room.tableId });
    expect(await list()).toMatchObject({ speaker: null, queue: [] });
    const watch = room.chair.subscribe(
      "subscription W($id: ID!, $after: String) { roundTableEvents(roundTableId: $id, after: $after) { __typename } }",
      { id: room.tableId, after: data.roundTable.liveCursor },
    );
    await watch.until(9);
    expect(kindsIn(watch.messages)).toEqual([
      "SpeechPausedEvent",
      "RoundTableSuspendedEvent",
      "RoundTableResumedEvent",
      "SpeechResumedEvent",
      "PointOfOrderRaisedEvent",
      "SpeechEndedEvent",
      "SpeakerSkippedEvent",
      "FloorRequestWithdrawnEvent",
      "RoundTableClosedEvent",
    ]);
  });
});
