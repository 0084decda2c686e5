import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startApp, type TestApp } from "../support/app.js";
import type { Client } from "../support/client.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { delegationsOf, participationOf, type Seated } from "../support/delegations.js";
import { openBallot, openRoom, type Room } from "../support/room.js";
import { sql } from "../support/sql.js";

describe("the people of a delegation", () => {
  let app: TestApp;
  let conference: TestConference;
  let room: Room;
  let secretariat: Client;
  let delegations: Map<string, Seated>;
  beforeAll(async () => {
    app = await startApp();
    conference = await buildConference(app, { colleagues: ["ALTERNATE", "ADVISER"] });
    room = await openRoom(conference);
    secretariat = await conference.as("secretariat");
    delegations = await delegationsOf(secretariat, conference);
  });
  afterAll(() => app.close());

  const idOf = (country: string): string => delegations.get(country)!.id;
  const delegate = (country: string, place: string): string => delegations.get(country)!.people.get(place)!.delegateId;
  const DELEGATE = "delegate { id function participation { id displayName } }";
  const add = (client: Client, country: string, input: object) =>
    client.deed("addDelegate", { delegationId: idOf(country), function: "DELEGATE", ...input }, DELEGATE);

  it("do not exist for somebody from another conference; heads of others and colleagues are told whose deed it is", async () => {
    const other = await buildConference(app, { series: "OTHER", number: 3 });
    const stranger = await other.as("secretariat");
    expect(await add(stranger, "zm", { name: "Nobody" })).toMatchObject({ code: "NOT_FOUND" });
    const change = { delegateId: delegate("zm", "adviser"), function: "DELEGATE" };
    expect(await stranger.deed("changeDelegateFunction", change)).toMatchObject({ code: "NOT_FOUND" });
    expect(await stranger.deed("handOverHead", { toDelegateId: delegate("zm", "alternate") })).toMatchObject({
      code: "NOT_FOUND",
    });
    for (const ref of ["head-ke", "alternate-zm", "facilitator-africa"]) {
      const client = await conference.as(ref);
      expect(await add(client, "zm", { name: "Nobody" })).toMatchObject({ code: "NOT_ENTITLED" });
      expect(await client.deed("changeDelegateFunction", change)).toMatchObject({ code: "NOT_ENTITLED" });
      expect(await client.deed("handOverHead", { toDelegateId: delegate("zm", "alternate") })).toMatchObject({
        code: "NOT_ENTITLED",
      });
    }
  });

  it("somebody new is added once however often it is sent, gets in with a code, and votes when checked in", async () => {
    const head = room.heads.get("head-zm")!;
    const input = { name: "Newcomer", clientMutationId: "a-1" };
    const answers = await Promise.all([1, 2, 3].map(() => add(head, "zm", input)));
    expect(new Set(answers.map((one) => one.delegate.id)).size).toBe(1);
    expect(answers[0].delegate).toMatchObject({ function: "DELEGATE", participation: { displayName: "Newcomer" } });
    expect(await add(head, "zm", { ...input, name: "Other" })).toMatchObject({ code: "IDEMPOTENCY_CONFLICT" });
    const { accessCode } = await secretariat.deed(
      "issueAccessCode",
      { participationId: answers[0].delegate.participation.id },
      "accessCode",
    );
    const newcomer = await app.signIn(accessCode as string);
    expect(await newcomer.does("CheckIn", { roundTableId: room.tableId })).toMatchObject({
      __typename: "CheckInSuccess",
    });
    const ballotId = await openBallot(room);
    expect(await newcomer.does("CastVote", { ballotId, choice: "FOR" })).toMatchObject({
      __typename: "CastVoteSuccess",
    });
    await room.chair.does("CloseBallot", { ballotId });
  });

  it("either a participation or a name is given, and a person is in one delegation only, also under a race", async () => {
    const head = room.heads.get("head-zm")!;
    const participationId = await participationOf(await conference.as("observer-plenary"));
    expect(await add(head, "zm", {})).toMatchObject({ code: "INVALID_INPUT" });
    expect(await add(head, "zm", { participationId, name: "Both" })).toMatchObject({ code: "INVALID_INPUT" });
    expect(await add(head, "zm", { name: "Second head", function: "HEAD" })).toMatchObject({ code: "INVALID_STATE" });
    const answers = await Promise.all([
      add(head, "zm", { participationId }),
      add(room.heads.get("head-ke")!, "ke", { participationId }),
      add(secretariat, "gh", { participationId }),
    ]);
    expect(answers.map((one) => one.code ?? "done").sort()).toEqual(["INVALID_STATE", "INVALID_STATE", "done"]);
  });

  it("an observer who joins a delegation goes on watching, as a delegate from that event on", async () => {
    const observer = await conference.as("observer-africa");
    const watch = observer.subscribe(
      "subscription W($id: ID!) { roundTableEvents(roundTableId: $id) { __typename ... on CommentPostedEvent { comment { body } } ... on DelegateAddedEvent { delegate { function } } } }",
      { id: room.tableId },
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    const comment = { recommendationId: room.recommendationId, body: "Among ourselves" };
    await room.heads.get("head-ke")!.does("PostComment", comment);
    await add(secretariat, "ke", { participationId: await participationOf(observer), function: "ADVISER" });
    await room.heads.get("head-ke")!.does("PostComment", comment);
    await watch.until(3);
    expect(watch.messages.map((one) => one.data.roundTableEvents)).toEqual([
      { __typename: "CommentPostedEvent", comment: null },
      { __typename: "DelegateAddedEvent", delegate: { function: "ADVISER" } },
      { __typename: "CommentPostedEvent", comment: { body: "Among ourselves" } },
    ]);
  });

  it("what somebody may do follows the function at once: a former adviser proposes, and the head is only handed over", async () => {
    const adviser = await conference.as("adviser1-ke");
    await adviser.does("CheckIn", { roundTableId: room.tableId });
    const propose = { agendaItemId: room.itemId, title: "Mine", text: "Text." };
    expect(await adviser.does("ProposeRecommendation", propose)).toMatchObject({ code: "NOT_ENTITLED" });
    const change = (place: string, to: string) =>
      secretariat.deed("changeDelegateFunction", { delegateId: delegate("ke", place), function: to }, DELEGATE);
    expect(await change("adviser", "DELEGATE")).toMatchObject({ delegate: { function: "DELEGATE" } });
    expect(await adviser.does("ProposeRecommendation", propose)).toMatchObject({
      __typename: "ProposeRecommendationSuccess",
    });
    expect(await change("head", "DELEGATE")).toMatchObject({ code: "INVALID_STATE" });
    expect(await change("alternate", "HEAD")).toMatchObject({ code: "INVALID_STATE" });
  });

  it("the head hands over in one tap and is an alternate then; again changes nothing", async () => {
    const [head, alternate] = [room.heads.get("head-ng")!, await conference.as("alternate-ng")];
    const toDelegateId = delegate("ng", "alternate");
    for (const _ of [1, 2])
      expect(await head.deed("handOverHead", { toDelegateId }, DELEGATE)).toMatchObject({
        delegate: { id: toDelegateId, function: "HEAD" },
      });
    expect(await add(head, "ng", { name: "Late" })).toMatchObject({ code: "NOT_ENTITLED" });
    expect(await add(alternate, "ng", { name: "In time" })).toMatchObject({ __typename: "AddDelegateSuccess" });
    expect(await head.deed("handOverHead", { toDelegateId: delegate("ng", "adviser") })).toMatchObject({
      code: "NOT_ENTITLED",
    });
  });

  it("there is one head whatever is handed over at the same moment", async () => {
    const head = await conference.as("head-tz");
    const answers = await Promise.all([
      head.deed("handOverHead", { toDelegateId: delegate("tz", "alternate") }),
      head.deed("handOverHead", { toDelegateId: delegate("tz", "adviser") }),
      secretariat.deed("handOverHead", { toDelegateId: delegate("tz", "adviser") }),
      secretariat.deed("handOverHead", { toDelegateId: delegate("tz", "head") }),
      add(secretariat, "tz", { name: "Another", function: "HEAD" }),
    ]);
    expect(answers.filter((one) => one.__typename === "HandOverHeadSuccess").length).toBeGreaterThan(1);
    const heads = await sql<{ heads: number; all: number }>(
      app,
      "SELECT count(*) FILTER (WHERE function = 'HEAD')::int AS heads, count(*)::int AS all FROM delegate WHERE delegation_id = $1 AND withdrawn_at IS NULL",
      [idOf("tz")],
    );
    expect(heads).toEqual([{ heads: 1, all: 3 }]);
  });
});
