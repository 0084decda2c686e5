import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startApp, type TestApp } from "../support/app.js";
import { admitted, assembleCast, type Cast, type outsiders, people, PEOPLE, type Person } from "../support/cast.js";
import { openBallot, openRoom, type Room } from "../support/room.js";

describe("who may do what in a round table", () => {
  let app: TestApp;
  let cast: Cast;
  let room: Room;
  let ballotId: string;
  /** The head's remarks: one for the body, one for everybody. */
  const commentIds: string[] = [];

  beforeAll(async () => {
    app = await startApp();
    cast = await assembleCast(app);
    room = await openRoom(cast.conference);
    ballotId = await openBallot(room);
    for (const audience of ["BODY", "PUBLIC"]) {
      const input = { recommendationId: room.recommendationId, body: `A remark: ${audience}`, audience };
      commentIds.push((await cast.as.delegate.deed("postComment", input, "comment { id }")).comment.id as string);
    }
  }, 40_000);
  afterAll(() => app.close());

  type Deed = readonly [
    name: string,
    input: () => object,
    answers: Readonly<Record<Exclude<Person, (typeof outsiders)[number]>, string>>,
  ];
  const only = (good: string, ...who: Person[]): Deed[2] =>
    Object.fromEntries(admitted.map((person) => [person, who.includes(person) ? good : "NotEntitled"]));
  const chairs: Person[] = ["facilitator", "vice-chair", "secretariat"];
  const staff: Person[] = [...chairs, "rapporteur"];
  const later = new Date(Date.now() + 60_000).toISOString();

  // Where a deed would change what the next person finds, the state refuses it: whoever gets as far as that may do it.
  const deeds: readonly Deed[] = [
    [
      "openBallot",
      () => ({ recommendationId: room.recommendationId, closesAt: later }),
      only("BallotAlreadyOpen", ...chairs),
    ],
    ["takeUpAgendaItem", () => ({ agendaItemId: room.itemId }), only("TakeUpAgendaItemSuccess", ...chairs)],
    ["openRoundTable", () => ({ roundTableId: room.tableId }), only("InvalidState", ...chairs)],
    ["suspendRoundTable", () => ({ roundTableId: room.tableId }), only("InvalidState", ...chairs)],
    ["resumeRoundTable", () => ({ roundTableId: room.tableId }), only("InvalidState", ...chairs)],
    ["closeRoundTable", () => ({ roundTableId: room.tableId }), only("InvalidState", ...chairs)],
    ["cancelRoundTable", () => ({ roundTableId: room.tableId, reason: "No room" }), only("InvalidState", ...chairs)],
    ["declareDecision", () => ({ ballotId }), only("InvalidState", ...chairs)],
    ["checkIn", () => ({ roundTableId: room.tableId }), only("CheckInSuccess", "delegate", "adviser")],
    [
      "castVote",
      () => ({ ballotId, choice: "FOR" }),
      { ...only("CastVoteSuccess", "delegate"), alternate: "NotPresent" },
    ],
    [
      "postComment",
      () => ({ recommendationId: room.recommendationId, body: "A word" }),
      only("PostCommentSuccess", ...staff, "delegate", "alternate", "adviser"),
    ],
    ["withdrawComment", () => ({ commentId: commentIds[1] }), only("WithdrawCommentSuccess", ...chairs, "delegate")],
    [
      "proposeRecommendation",
      () => ({ agendaItemId: room.itemId, title: "Title", text: "Text" }),
      only("ProposeRecommendationSuccess", "delegate", "alternate"),
    ],
    [
      "reviseRecommendation",
      () => ({ recommendationId: room.recommendationId, text: "New", expectedVersion: 9 }),
      only("InvalidState", "delegate", "alternate"),
    ],
    [
      "withdrawRecommendation",
      () => ({ recommendationId: room.recommendationId }),
      only("InvalidState", "delegate", "alternate"),
    ],
    [
      "fileTranslation",
      () => ({
        recommendationId: room.recommendationId,
        text: "Texte",
        locale: "FR",
        expectedVersion: 9,
        conformed: true,
      }),
      only("StaleVersion", "secretariat"),
    ],
    ["forwardRecommendation", () => ({ recommendationId: room.recommendationId }), only("InvalidState", ...chairs)],
    [
      "mergeRecommendations",
      () => ({ agendaItemId: room.itemId, recommendationIds: [room.recommendationId, room.itemId], title: "One" }),
      only("InvalidState", ...chairs),
    ],
    [
      "appoint",
      () => ({ roundTableId: room.tableId, participationId: room.itemId, role: "OBSERVER" }),
      only("NotFound", "secretariat"),
    ],
  ];
  // The delegate last: once the delegation has voted, its others are told that.
  const order = [...people.filter((person) => person !== "delegate"), "delegate" as const];
  const cells = deeds
    .flatMap(([name, input, answers]) =>
      order.map((person) => ({
        name,
        person,
        input,
        answer: (answers as Record<string, string>)[person] ?? "NotFound",
      })),
    )
    // Checking in would let the alternate vote, who is to be told of not being present; that is a test of its own below.
    .filter(({ name, person }) => !(name === "checkIn" && person === "alternate"));

  it.each(cells)("$name by the $person: $answer", async ({ name, person, input, answer }) => {
    expect((await cast.as[person].deed(name, input())).__typename).toBe(answer);
  });

  it("a colleague's vote is the delegation's: after it the head finds that the delegation has voted", async () => {
    const second = await cast.as.delegate.does("ProposeRecommendation", {
      agendaItemId: room.itemId,
      title: "Another",
      text: "Words",
    });
    const id = await openBallot({ ...room, recommendationId: second.recommendation.id });
    await cast.as.alternate.does("CheckIn", { roundTableId: room.tableId });
    expect(await cast.as.alternate.deed("castVote", { ballotId: id, choice: "AGAINST" })).toMatchObject({
      __typename: "CastVoteSuccess",
    });
    expect(await cast.as.delegate.deed("castVote", { ballotId: id, choice: "FOR" })).toMatchObject({
      __typename: "AlreadyVoted",
    });
    expect(await cast.as.facilitator.deed("cancelBallot", { ballotId: id, reason: "Done" })).toMatchObject({
      __typename: "CancelBallotSuccess",
    });
  });

  it.each(["adviser", "alternate"] as const)(
    "an idempotency key is one person's: the %s who sends the head's key is not told to have voted",
    async (person) => {
      const other = await cast.as.delegate.does("ProposeRecommendation", {
        agendaItemId: room.itemId,
        title: `Key of ${person}`,
        text: "Words",
      });
      const vote = {
        ballotId: await openBallot({ ...room, recommendationId: other.recommendation.id }),
        choice: "FOR",
        clientMutationId: "1",
      };
      expect(await cast.as.delegate.deed("castVote", vote)).toMatchObject({ __typename: "CastVoteSuccess" });
      const answer = await cast.as[person].deed("castVote", vote);
      await cast.as.facilitator.deed("cancelBallot", { ballotId: vote.ballotId, reason: "Done" });
      expect(answer.__typename).toBe(person === "adviser" ? "NotEntitled" : "AlreadyVoted");
    },
  );

  it("an observer is told that a comment for the body does not exist, not that it may not be withdrawn or answered", async () => {
    const { observer } = cast.as;
    expect(await observer.deed("withdrawComment", { commentId: commentIds[0] })).toMatchObject({
      __typename: "NotFound",
    });
  });

  const closing = [
    ["closeBallot", () => ({ ballotId })],
    ["cancelBallot", () => ({ ballotId, reason: "Why" })],
    ["closeAgendaItem", () => ({ agendaItemId: room.itemId })],
    ["deferAgendaItem", () => ({ agendaItemId: room.itemId })],
  ] as const;
  const barred = closing.flatMap(([name, input]) =>
    people.filter((person) => !chairs.includes(person)).map((person) => ({ name, input, person })),
  );
  it.each(barred)("$name is refused to the $person", async ({ name, input, person }) => {
    expect((await cast.as[person].deed(name, input())).__typename).toBe(
      PEOPLE[person] === "outsider" ? "NotFound" : "NotEntitled",
    );
  });
  it.each(closing)("%s is the chair's", async (name, input) => {
    expect((await cast.as["vice-chair"].deed(name, input())).__typename).toMatch(
      /Success$|^BallotClosed$|^InvalidState$/,
    );
  });
});
