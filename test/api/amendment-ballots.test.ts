import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startApp, type TestApp } from "../support/app.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { openRoom, type Room } from "../support/room.js";

const TEXT = `recommendation { id state currentVersion { number hash paragraphs { paragraphId text } } amendments { symbol state reason } }`;

describe("a ballot on an amendment", () => {
  let app: TestApp;
  let conference: TestConference;
  let room: Room;
  beforeAll(async () => {
    app = await startApp();
    conference = await buildConference(app);
    room = await openRoom(conference);
  });
  afterAll(() => app.close());

  const head = (code: string) => room.heads.get(`head-${code}`)!;

  /** A text of three paragraphs, with amendments that are in order. */
  const proposed = async (...amendments: ((paragraphs: string[]) => object)[]) => {
    const input = { agendaItemId: room.itemId, title: "Text", text: "One.\n\nTwo.\n\nThree." };
    const made = await head("zm").deed("proposeRecommendation", input, TEXT);
    const { id, currentVersion } = made.recommendation;
    const paragraphs = currentVersion.paragraphs.map((one: any) => one.paragraphId);
    const ids: string[] = [];
    for (const amendment of amendments) {
      const wanted = { recommendationId: id, expectedVersion: 1, ...amendment(paragraphs) };
      const { amendment: moved, message } = await head("ke").deed("proposeAmendment", wanted, "amendment { id }");
      expect(message).toBeUndefined();
      await room.chair.deed("ruleOnAmendment", { amendmentId: moved.id, inOrder: true });
      ids.push(moved.id);
    }
    return { id, ids, paragraphs };
  };
  const open = (recommendationId: string, amendmentId?: string, terms: object = {}) =>
    room.chair.deed(
      "openBallot",
      { recommendationId, amendmentId, ...terms },
      "ballot { id question subjectHash amendment { state } } warnings",
    );
  const show = async (id: string) => {
    const { data } = await room.chair.send(
      `query R($id: ID!) { ${TEXT.replace("recommendation {", "recommendation(id: $id) {")} }`,
      { id },
    );
    return data.recommendation;
  };
  const vote = async (ballotId: string, choices: Record<string, string>) => {
    for (const [code, choice] of Object.entries(choices)) await head(code).does("CastVote", { ballotId, choice });
    return room.chair.deed(
      "closeBallot",
      { ballotId },
      `ballot { decision { outcome recount { agrees findings { check } } } ${TEXT} }`,
    );
  };

  it("makes a new version when it is adopted, and lapses what falls with it; the text as a whole waits for all of them", async () => {
    const { id, ids } = await proposed(
      ([, two]) => ({ kind: "REPLACE", paragraphId: two, text: "Two, in other words." }),
      ([, two]) => ({ kind: "DELETE", paragraphId: two }),
    );
    expect(await open(id)).toMatchObject({
      code: "INVALID_STATE",
      message: expect.stringMatching(/Amendments are decided first\. Not settled yet: \S+\/A\.1, \S+\/A\.2\./),
    });
    const early = await open(id, ids[0]);
    expect(early).toMatchObject({
      ballot: {
        question: expect.stringMatching(/^Shall TEST\/1\/AFR\/R\.\d+\/A\.1, an amendment to “Text”, be adopted\?$/),
        amendment: { state: "PUT_TO_VOTE" },
        subjectHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
      warnings: [expect.stringContaining("A.2 comes first.")],
    });
    const bound = await room.chair.send("query B($b: ID!) { ballot(id: $b) { subject subjectHash } }", {
      b: early.ballot.id,
    });
    const { subject, subjectHash } = bound.data.ballot;
    expect(createHash("sha256").update(subject).digest("hex")).toBe(subjectHash);
    expect(JSON.parse(subject)).toMatchObject({ kind: "REPLACE", text: "Two, in other words." });
    expect(await open(id, ids[1])).toMatchObject({ code: "BALLOT_ALREADY_OPEN" });
    await room.chair.deed("cancelBallot", { ballotId: early.ballot.id, reason: "The other one first." });
    expect((await show(id)).amendments[0].state).toBe("IN_ORDER");
    const { ballot } = await open(id, ids[1]);
    const closed = await vote(ballot.id, { zm: "FOR", ke: "FOR", ng: "AGAINST" });
    expect(closed.ballot).toMatchObject({
      decision: { outcome: "ADOPTED", recount: { agrees: true, findings: [] } },
      recommendation: {
        state: "UNDER_CONSIDERATION",
        currentVersion: { number: 2, paragraphs: [{ text: "One." }, { text: "Three." }] },
        amendments: [{ state: "LAPSED" }, { state: "ADOPTED" }],
      },
    });
    expect(await open(id)).toMatchObject({ code: "INVALID_STATE", message: expect.stringContaining("Declare") });
    await room.chair.deed("declareDecision", { ballotId: ballot.id });
    const whole = await open(id);
    expect(whole.warnings).toEqual([]);
    expect((await vote(whole.ballot.id, { zm: "FOR" })).ballot.recommendation.state).toBe("ADOPTED");
  });

  it("rejects it otherwise and leaves the text; without a quorum or consensus it waits again", async () => {
    const { id, ids } = await proposed(([one]) => ({ kind: "REPLACE", paragraphId: one, text: "Uno." }));
    const { ballot: agreed } = await open(id, ids[0], { mode: "CONSENSUS" });
    await head("ng").deed("objectToConsensus", { ballotId: agreed.id });
    expect((await show(id)).amendments[0].state).toBe("IN_ORDER");
    const { ballot } = await open(id, ids[0]);
    expect((await vote(ballot.id, { zm: "AGAINST", ke: "FOR" })).ballot.recommendation).toMatchObject({
      currentVersion: { number: 1 },
      amendments: [{ state: "REJECTED" }],
    });
  });

  it("tells nothing before it is declared where the tally is not live", async () => {
    const { id, ids } = await proposed(([one]) => ({ kind: "REPLACE", paragraphId: one, text: "Uno." }));
    const { ballot } = await open(id, ids[0], { tallyVisibility: "HIDDEN" });
    await vote(ballot.id, { zm: "FOR" });
    expect(await show(id)).toMatchObject({ currentVersion: { number: 1 }, amendments: [{ state: "PUT_TO_VOTE" }] });
    expect(await open(id)).toMatchObject({ code: "INVALID_STATE" });
    await room.chair.deed("declareDecision", { ballotId: ballot.id });
    expect(await show(id)).toMatchObject({ currentVersion: { number: 2 }, amendments: [{ state: "ADOPTED" }] });
  });

  it("that is annulled puts a rejected amendment back; what is part of the text stays there", async () => {
    const secretary = await conference.as("secretariat");
    const { id, ids } = await proposed(
      ([one]) => ({ kind: "REPLACE", paragraphId: one, text: "Uno." }),
      ([, , three]) => ({ kind: "REPLACE", paragraphId: three, text: "Tres." }),
    );
    const annul = async (ballotId: string) => {
      await room.chair.deed("proposeAnnulment", { ballotId, reason: "Counted with the wrong hall." });
      return secretary.deed("confirmAnnulment", { ballotId }, "ballot { state }");
    };
    const rejected = await open(id, ids[0]);
    await vote(rejected.ballot.id, { zm: "AGAINST" });
    expect(await annul(rejected.ballot.id)).toMatchObject({ ballot: { state: "ANNULLED" } });
    const adopted = await open(id, ids[0]);
    await vote(adopted.ballot.id, { zm: "FOR" });
    expect(await annul(adopted.ballot.id)).toMatchObject({ code: "INVALID_STATE" });
    const { data } = await room.chair.send(
      "query R($id: ID!) { recommendation(id: $id) { amendments { ballots { state supersedes { id } } } } }",
      { id },
    );
    expect(data.recommendation.amendments[0].ballots).toEqual([
      { state: "ANNULLED", supersedes: null },
      { state: "CLOSED", supersedes: { id: rejected.ballot.id } },
    ]);
  });

  it("belongs to an amendment of that very text", async () => {
    const one = await proposed(([first]) => ({ kind: "DELETE", paragraphId: first }));
    const other = await proposed();
    expect(await open(other.id, one.ids[0])).toMatchObject({ code: "NOT_FOUND" });
  });

  it.each(["withdrawn", "ruled out of order"])(
    "is not disturbed: what an amendment at the vote amends cannot be %s, and the ballot can always be ended",
    async (how) => {
      const { id, ids } = await proposed(([one]) => ({ kind: "REPLACE", paragraphId: one, text: "Uno uno uno." }));
      const motion = { recommendationId: id, expectedVersion: 1, kind: "REPLACE", text: "Dos dos." };
      const parent =
        how === "withdrawn"
          ? ids[0]
          : (
              await head("ke").deed(
                "proposeAmendment",
                { ...motion, paragraphId: (await show(id)).currentVersion.paragraphs[1].paragraphId },
                "amendment { id }",
              )
            ).amendment.id;
      const sub = await head("ng").deed(
        "proposeAmendment",
        { ...motion, parentId: parent, text: "Tres." },
        "amendment { id }",
      );
      expect(sub).toMatchObject({ __typename: "ProposeAmendmentSuccess" });
      await room.chair.deed("ruleOnAmendment", { amendmentId: sub.amendment.id, inOrder: true });
      const { ballot } = await open(id, sub.amendment.id);
      const disturbed =
        how === "withdrawn"
          ? await head("ke").deed("withdrawAmendment", { amendmentId: parent })
          : await room.chair.deed("ruleOnAmendment", {
              amendmentId: parent,
              inOrder: false,
              reason: "Beside the point.",
            });
      expect(disturbed).toMatchObject({ code: "INVALID_STATE", message: expect.stringContaining("put to the vote") });
      expect((await vote(ballot.id, { zm: "FOR" })).ballot.decision.outcome).toBe("ADOPTED");
      await room.chair.deed("declareDecision", { ballotId: ballot.id });
    },
  );

  it("that is annulled leaves alone what a later ballot decided or is deciding", async () => {
    const secretary = await conference.as("secretariat");
    const { id, ids } = await proposed(([one]) => ({ kind: "REPLACE", paragraphId: one, text: "Uno." }));
    const agreed = (await open(id, ids[0], { mode: "CONSENSUS" })).ballot.id;
    await head("ng").deed("objectToConsensus", { ballotId: agreed });
    const later = (await open(id, ids[0])).ballot.id;
    await room.chair.deed("proposeAnnulment", { ballotId: agreed, reason: "Put by mistake." });
    const annul = () => secretary.deed("confirmAnnulment", { ballotId: agreed }, "ballot { state }");
    expect(await annul()).toMatchObject({ code: "INVALID_STATE" });
    await vote(later, { zm: "AGAINST" });
    await room.chair.deed("declareDecision", { ballotId: later });
    expect(await annul()).toMatchObject({ ballot: { state: "ANNULLED" } });
    expect((await show(id)).amendments[0].state).toBe("REJECTED");
    expect((await open(id)).ballot).toBeDefined();
  });

  it("tells delegations nothing of whether a hidden ballot decided anything", async () => {
    const absent = await buildConference(app, { number: 2 });
    const small = await openRoom(absent);
    for (const mode of ["quorum", "none"]) {
      const input = { agendaItemId: small.itemId, title: mode, text: "One.\n\nTwo." };
      const made = await small.heads.get("head-zm")!.deed("proposeRecommendation", input, TEXT);
      const { id, currentVersion } = made.recommendation;
      const opened = await small.chair.deed(
        "openBallot",
        { recommendationId: id, tallyVisibility: "HIDDEN" },
        "ballot { id }",
      );
      const leaving = mode === "none" ? ["head-ke", "head-ng", "head-gh"] : [];
      for (const ref of leaving) await small.heads.get(ref)!.deed("checkOut", { roundTableId: small.tableId });
      await small.chair.deed("closeBallot", { ballotId: opened.ballot.id });
      for (const ref of leaving) await small.heads.get(ref)!.deed("checkIn", { roundTableId: small.tableId });
      const motion = {
        recommendationId: id,
        expectedVersion: 1,
        kind: "DELETE",
        paragraphId: currentVersion.paragraphs[0].paragraphId,
      };
      expect(await small.heads.get("head-zm")!.deed("proposeAmendment", motion)).toMatchObject({
        code: "INVALID_STATE",
        message: "A ballot is closed. Its decision must be declared first.",
      });
    }
  });
});
