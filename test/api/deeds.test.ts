import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startApp, type TestApp } from "../support/app.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { openBallot, openRoom, type Room } from "../support/room.js";

describe("deeds", () => {
  let app: TestApp;
  let conference: TestConference;
  let room: Room;
  beforeAll(async () => {
    app = await startApp();
    conference = await buildConference(app, { colleagues: ["ALTERNATE", "ADVISER"] });
    room = await openRoom(conference);
  });
  afterAll(() => app.close());

  const propose = async (title: string) =>
    (
      await room.heads
        .get("head-zm")!
        .does("ProposeRecommendation", { agendaItemId: room.itemId, title, text: "Text." })
    ).recommendation;

  it("show in one operation each the state behind itself, not what the one before had loaded", async () => {
    const recommendation = await propose("Two deeds");
    const ballotId = await openBallot({ ...room, recommendationId: recommendation.id });
    await room.heads.get("head-ke")!.does("CastVote", { ballotId, choice: "FOR" });
    const { data } = await room.chair.send(
      `mutation M($b: ID!) {
        first: closeBallot(input: { ballotId: $b }) { ... on CloseBallotSuccess { ballot { state decision { outcome } recommendation { state } } } }
        second: declareDecision(input: { ballotId: $b }) { ... on DeclareDecisionSuccess { ballot { state declaredAt recommendation { state } } } }
      }`,
      { b: ballotId },
    );
    expect(data.first.ballot).toMatchObject({
      state: "CLOSED",
      decision: { outcome: "ADOPTED" },
      recommendation: { state: "ADOPTED" },
    });
    expect(data.second.ballot).toMatchObject({ state: "DECLARED", declaredAt: expect.any(String) });
  });

  it("that create are done once however often they are sent with one key, also at the same moment", async () => {
    const head = room.heads.get("head-ke")!;
    const input = { recommendationId: room.recommendationId, body: "once", clientMutationId: "c-1" };
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => head.does("PostComment", input)));
    expect(new Set(answers.map((answer) => answer.comment.id)).size).toBe(1);
    expect(await head.does("PostComment", { ...input, body: "another" })).toMatchObject({
      __typename: "IdempotencyConflict",
      code: "IDEMPOTENCY_CONFLICT",
    });
    const other = await room.heads.get("head-zm")!.does("PostComment", input);
    expect(other.comment.id).not.toBe(answers[0].comment.id);
  });

  it("castVote never replaces: the same key and choice is the same cast, everything else is AlreadyVoted or a conflict", async () => {
    const ballotId = await openBallot({ ...room, recommendationId: (await propose("Again")).id });
    const head = room.heads.get("head-ng")!;
    const colleague = await conference.as("alternate-ng");
    await colleague.does("CheckIn", { roundTableId: room.tableId });
    const cast = { ballotId, choice: "FOR", clientMutationId: "v-1" };
    const first = await head.does("CastVote", cast);
    expect(await head.does("CastVote", cast)).toEqual(first);
    expect(await head.does("CastVote", { ...cast, choice: "AGAINST" })).toMatchObject({ code: "IDEMPOTENCY_CONFLICT" });
    expect(await head.does("CastVote", { ballotId, choice: "FOR" })).toMatchObject({ code: "ALREADY_VOTED" });
    expect(await head.does("CastVote", { ballotId, choice: "AGAINST", clientMutationId: "v-2" })).toMatchObject({
      code: "ALREADY_VOTED",
    });
    expect(await colleague.does("CastVote", { ballotId, choice: "AGAINST" })).toMatchObject({ code: "ALREADY_VOTED" });
    await room.chair.does("CloseBallot", { ballotId });
    // A retry that arrives after the close still gets its receipt; a new vote does not.
    expect(await head.does("CastVote", cast)).toMatchObject({ __typename: "CastVoteSuccess", castAt: first.castAt });
    expect(await room.heads.get("head-gh")!.does("CastVote", { ballotId, choice: "FOR" })).toMatchObject({
      code: "BALLOT_CLOSED",
      closedAt: expect.any(String),
    });
  });

  it("castVote is for somebody who may cast and is checked in, in the mode that was shown", async () => {
    const ballotId = await openBallot({ ...room, recommendationId: (await propose("Who may")).id });
    const choice = "FOR";
    expect(await (await conference.as("alternate-tz")).does("CastVote", { ballotId, choice })).toMatchObject({
      code: "NOT_PRESENT",
    });
    expect(await (await conference.as("adviser1-tz")).does("CastVote", { ballotId, choice })).toMatchObject({
      code: "NOT_ENTITLED",
    });
    expect(await room.chair.does("CastVote", { ballotId, choice })).toMatchObject({ code: "NOT_ENTITLED" });
    expect(
      await room.heads.get("head-tz")!.does("CastVote", { ballotId, choice, expectedMode: "SECRET" }),
    ).toMatchObject({ code: "MODE_MISMATCH" });
    expect(
      await room.heads.get("head-tz")!.does("CastVote", { ballotId, choice, expectedMode: "RECORDED" }),
    ).toMatchObject({ __typename: "CastVoteSuccess" });
    await room.chair.does("CloseBallot", { ballotId });
  });

  it("changeVote replaces where the rules allow it, keeps every change, and tells it", async () => {
    const ballotId = await openBallot({ ...room, recommendationId: (await propose("Change")).id });
    const head = room.heads.get("head-zm")!;
    expect(await head.deed("changeVote", { ballotId, choice: "FOR" })).toMatchObject({ code: "NOT_ENTITLED" });
    await head.does("CastVote", { ballotId, choice: "FOR" });
    expect(
      await head.deed(
        "changeVote",
        { ballotId, choice: "AGAINST" },
        "ballot { tally { for against } myVote { choice } }",
      ),
    ).toMatchObject({ ballot: { tally: { for: 0, against: 1 }, myVote: { choice: "AGAINST" } } });
    const records = await app.foundation.database.read((tx) =>
      tx.query("SELECT number, choice FROM vote_record WHERE ballot_id = $1 ORDER BY number", [ballotId]),
    );
    expect(records).toEqual([
      { number: 1, choice: "FOR" },
      { number: 2, choice: "AGAINST" },
    ]);
    await room.chair.does("CloseBallot", { ballotId });
    expect(await head.deed("changeVote", { ballotId, choice: "FOR" })).toMatchObject({ code: "BALLOT_CLOSED" });
  });

  it("a late retry of a change is that change's receipt and never overturns a newer vote", async () => {
    const ballotId = await openBallot({ ...room, recommendationId: (await propose("Late retry")).id });
    const head = room.heads.get("head-zm")!;
    const change = (choice: string, clientMutationId: string) =>
      head.deed("changeVote", { ballotId, choice, clientMutationId }, "castAt ballot { myVote { choice } }");
    const first = await head.does("CastVote", { ballotId, choice: "FOR", clientMutationId: "k1" });
    const second = await change("AGAINST", "k2");
    await change("FOR", "k3");
    expect(await change("AGAINST", "k2")).toMatchObject({
      castAt: second.castAt,
      ballot: { myVote: { choice: "FOR" } },
    });
    expect(await change("ABSTAIN", "k2")).toMatchObject({ code: "IDEMPOTENCY_CONFLICT" });
    const again = await head.does("CastVote", { ballotId, choice: "FOR", clientMutationId: "k1" });
    expect(again).toMatchObject({ __typename: "CastVoteSuccess", castAt: first.castAt });
    await room.chair.does("CloseBallot", { ballotId });
  });

  it("declaring an old ballot without a quorum does not undo what a later one decided", async () => {
    const recommendation = await propose("Run again");
    const leaving = [...room.heads.values()].slice(3);
    const hidden = { tallyVisibility: "HIDDEN" };
    const first = await openBallot({ ...room, recommendationId: recommendation.id }, hidden);
    for (const head of leaving) await head.deed("checkOut", { roundTableId: room.tableId });
    expect((await room.chair.does("CloseBallot", { ballotId: first })).ballot.decision.outcome).toBe("NO_QUORUM");
    for (const head of leaving) await head.does("CheckIn", { roundTableId: room.tableId });
    const second = await openBallot({ ...room, recommendationId: recommendation.id }, hidden);
    await leaving[0]!.does("CastVote", { ballotId: second, choice: "FOR" });
    await room.chair.does("CloseBallot", { ballotId: second });
    const state = async () =>
      (await room.chair.send("query R($id: ID!) { recommendation(id: $id) { state } }", { id: recommendation.id })).data
        .recommendation.state as string;
    expect(await state()).toBe("UNDER_CONSIDERATION");
    expect(await room.chair.does("OpenBallot", { recommendationId: recommendation.id })).toMatchObject({
      code: "INVALID_STATE",
    });
    await room.chair.deed("declareDecision", { ballotId: second });
    expect(await state()).toBe("ADOPTED");
    await room.chair.deed("declareDecision", { ballotId: first });
    expect(await state()).toBe("ADOPTED");
  });

  it("the presence in a decision is the roll's and the last event's, also while people leave", async () => {
    const recommendation = await propose("Leaving");
    const ballotId = await openBallot({ ...room, recommendationId: recommendation.id });
    const heads = [...room.heads.values()];
    const [closed] = await Promise.all([
      room.chair.does("CloseBallot", { ballotId }),
      ...heads.slice(0, 4).map((head) => head.deed("checkOut", { roundTableId: room.tableId })),
    ]);
    const [row] = (await app.foundation.database.read((tx) =>
      tx.query(
        `SELECT d.present_at_close AS decided, (SELECT count(*)::int FROM ballot_eligibility e WHERE e.ballot_id = d.ballot_id AND present_at_close) AS rolled,
                (SELECT (body->>'present')::int FROM live_event e WHERE e.topic_id = $2 AND kind LIKE 'DELEGATE_CHECKED_%'
                 AND seq < (SELECT seq FROM live_event c WHERE c.topic_id = $2 AND kind = 'BALLOT_CLOSED' ORDER BY seq DESC LIMIT 1) ORDER BY seq DESC LIMIT 1) AS told
         FROM decision d WHERE d.ballot_id = $1`,
        [ballotId, room.tableId],
      ),
    )) as { decided: number; rolled: number; told: number }[];
    expect(row).toEqual({ decided: row!.decided, rolled: row!.decided, told: row!.decided });
    expect(closed.ballot.turnout.present).toBe(row!.decided);
    for (const head of heads) await head.does("CheckIn", { roundTableId: room.tableId });
  });

  it("signing in may show at once who signed in and where", async () => {
    const { data, errors } = await app
      .client()
      .send(
        `mutation S($code: String!) { signIn(input: { accessCode: $code }) { ... on SignInSuccess { accessToken viewer { displayName facilitates { id } participations { conference { roundTables { id } } } } } } }`,
        { code: conference.codes.get("facilitator-africa") },
      );
    expect(errors).toBeUndefined();
    expect(data.signIn.viewer.facilitates).toEqual([{ id: room.tableId }]);
  });

  it("a ballot with closesAt closes by itself, by the database clock, and later votes are refused", async () => {
    const closesAt = new Date(Date.now() + 1_500).toISOString();
    const ballotId = await openBallot({ ...room, recommendationId: (await propose("Scheduled")).id }, { closesAt });
    await room.heads.get("head-zm")!.does("CastVote", { ballotId, choice: "FOR" });
    await new Promise((resolve) => setTimeout(resolve, 1_600));
    expect(await room.heads.get("head-ke")!.does("CastVote", { ballotId, choice: "FOR" })).toMatchObject({
      code: "BALLOT_CLOSED",
      closedAt: closesAt,
    });
    let ballot;
    for (let turn = 0; turn < 50 && ballot?.state !== "CLOSED"; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      ballot = (
        await room.chair.send("query B($b: ID!) { ballot(id: $b) { state closedAt decision { outcome } } }", {
          b: ballotId,
        })
      ).data.ballot;
    }
    expect(ballot).toEqual({ state: "CLOSED", closedAt: closesAt, decision: { outcome: "ADOPTED" } });
  });

  it("a cancelled ballot is not counted, and another may be opened on the text", async () => {
    const recommendation = await propose("Cancelled");
    const ballotId = await openBallot({ ...room, recommendationId: recommendation.id });
    await room.heads.get("head-zm")!.does("CastVote", { ballotId, choice: "FOR" });
    expect(await room.chair.does("OpenBallot", { recommendationId: recommendation.id })).toMatchObject({
      code: "BALLOT_ALREADY_OPEN",
    });
    expect(
      await room.chair.deed(
        "cancelBallot",
        { ballotId, reason: "Wrong text on the screen." },
        "ballot { state cancelReason tally { for } decision { outcome } }",
      ),
    ).toMatchObject({ ballot: { state: "CANCELLED", tally: null, decision: null } });
    expect(await room.heads.get("head-ke")!.does("CastVote", { ballotId, choice: "FOR" })).toMatchObject({
      code: "BALLOT_CLOSED",
    });
    const again = await openBallot({ ...room, recommendationId: recommendation.id });
    expect((await room.chair.does("CloseBallot", { ballotId: again })).ballot.decision.outcome).toBe("NOT_ADOPTED");
  });

  it("quorum gates the opening and is measured again at the close", async () => {
    const recommendation = await propose("Quorum");
    const [one, two, three, four] = [...room.heads.values()];
    const leave = (head: typeof one) => head!.deed("checkOut", { roundTableId: room.tableId });
    const alternate = await conference.as("alternate-ng");
    await alternate.deed("checkOut", { roundTableId: room.tableId });
    const ballotId = await openBallot({ ...room, recommendationId: recommendation.id });
    for (const head of [one, two, three]) await leave(head);
    await four!.does("CastVote", { ballotId, choice: "FOR" });
    const closed = await room.chair.does("CloseBallot", { ballotId });
    expect(closed.ballot).toMatchObject({ turnout: { present: 3 }, decision: { outcome: "NO_QUORUM" } });
    expect(await room.chair.does("OpenBallot", { recommendationId: recommendation.id })).toMatchObject({
      code: "QUORUM_NOT_MET",
      message: expect.stringContaining("1 more must check in"),
    });
    for (const head of [one, two, three]) await head!.does("CheckIn", { roundTableId: room.tableId });
    expect(await room.chair.does("OpenBallot", { recommendationId: recommendation.id })).toMatchObject({
      __typename: "OpenBallotSuccess",
    });
    const { data } = await room.chair.run("Room", { roundTableId: room.tableId });
    const ballot = data.roundTable.agendaItems[0].recommendations
      .find((one: any) => one.id === recommendation.id)
      .ballots.at(-1);
    await room.chair.does("CloseBallot", { ballotId: ballot.id });
  });

  it("a text is revised by its sponsor until a ballot opens; versions stay, a stale edit is told so", async () => {
    const recommendation = await propose("Versions");
    const sponsor = room.heads.get("head-zm")!;
    const revise = { recommendationId: recommendation.id, expectedVersion: 1, text: "Better text." };
    expect(await room.heads.get("head-ke")!.deed("reviseRecommendation", revise)).toMatchObject({
      code: "NOT_ENTITLED",
    });
    expect(
      await sponsor.deed(
        "reviseRecommendation",
        revise,
        "recommendation { currentVersion { number text } versions { number text } }",
      ),
    ).toMatchObject({
      recommendation: {
        currentVersion: { number: 2, text: "Better text." },
        versions: [
          { number: 1, text: "Text." },
          { number: 2, text: "Better text." },
        ],
      },
    });
    expect(await sponsor.deed("reviseRecommendation", revise)).toMatchObject({ code: "STALE_VERSION" });
    const ballotId = await openBallot({ ...room, recommendationId: recommendation.id });
    expect(await sponsor.deed("reviseRecommendation", { ...revise, expectedVersion: 2 })).toMatchObject({
      code: "INVALID_STATE",
    });
    expect(await sponsor.deed("withdrawRecommendation", { recommendationId: recommendation.id })).toMatchObject({
      code: "INVALID_STATE",
    });
    await room.chair.does("CloseBallot", { ballotId });
  });

  it("in the plenary a text is voted on only when all working languages are conformed, and what it adopts reads ENDORSED", async () => {
    const plenary = await openRoom(conference, "plenary", [...conference.africans, "head-ca"]);
    const secretariat = await conference.as("secretariat");
    const { recommendationId } = plenary;
    expect(await plenary.chair.does("OpenBallot", { recommendationId })).toMatchObject({
      code: "LANGUAGE_GATE_CLOSED",
      message: expect.stringContaining("AR, FR, ES"),
    });
    const file = (locale: string, conformed: boolean) =>
      secretariat.deed("fileTranslation", {
        recommendationId,
        expectedVersion: 1,
        locale,
        text: `Text ${locale}`,
        conformed,
      });
    for (const locale of ["AR", "FR"]) await file(locale, true);
    await file("ES", false);
    expect(await plenary.chair.does("OpenBallot", { recommendationId })).toMatchObject({
      code: "LANGUAGE_GATE_CLOSED",
      message: expect.stringContaining("Missing: ES."),
    });
    await file("ES", true);
    expect(await file("ES", false)).toMatchObject({ code: "INVALID_STATE" });
    const ballotId = await openBallot(plenary);
    await plenary.heads.get("head-ca")!.does("CastVote", { ballotId, choice: "FOR" });
    const { data } = await plenary.chair.send(
      "mutation M($b: ID!) { closeBallot(input: { ballotId: $b }) { ... on CloseBallotSuccess { ballot { recommendation { state symbol } } } } }",
      { b: ballotId },
    );
    expect(data.closeBallot.ballot.recommendation).toEqual({ state: "ENDORSED", symbol: "TEST/1/PL/R.1" });
  });
});
