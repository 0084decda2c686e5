import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { parse } from "graphql";
import { unsettledAmendments } from "../../src/domain/amendment/amending.service.js";
import {
  conclude,
  putToVote,
  returnFromVote,
  settleAmendment,
} from "../../src/domain/amendment/amendment-vote.service.js";
import { sharingOf } from "../../src/platform/graphql/sharing.js";
import { startApp, type TestApp } from "../support/app.js";
import type { Client } from "../support/client.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { builtSchema } from "../support/schema-walk.js";
import { openBallot, openRoom, type Room } from "../support/room.js";
import { PARAGRAPHS, proposeText, recommendationOf, type TestText, wordsOf } from "../support/texts.js";

const KINDS = `subscription F($id: ID!) { roundTableEvents(roundTableId: $id) { __typename
  ... on AmendmentRuledEvent { inOrder grounds } ... on AmendmentAcceptedEvent { complete delegation { country { code } } }
  ... on AmendmentLapsedEvent { reason amendment { symbol state reason } } ... on RecommendationRevisedEvent { version } } }`;
const texts = PARAGRAPHS.map(({ text }) => text);

describe("amendments", () => {
  let app: TestApp;
  let conference: TestConference;
  let room: Room;
  let text: TestText;
  let [zambia, kenya, nigeria, ghana]: Client[] = [];
  beforeAll(async () => {
    app = await startApp();
    conference = await buildConference(app, { colleagues: ["ADVISER"] });
    room = await openRoom(conference);
    [zambia, kenya, nigeria, ghana] = ["head-zm", "head-ke", "head-ng", "head-gh"].map((ref) => room.heads.get(ref)!);
  });
  afterAll(() => app.close());

  const fresh = async () => (text = await proposeText(zambia!, room.itemId));
  const one = (nth: number) => text.paragraphIds[nth]!;
  const move = (head: Client, input: object, fields = "id symbol state baseVersion") =>
    head.deed(
      "proposeAmendment",
      { recommendationId: text.id, expectedVersion: 1, ...input },
      `amendment { ${fields} }`,
    );
  /** Proposes one and has it ruled in order; answers its id. */
  const inOrder = async (head: Client, input: object): Promise<string> => {
    const answer = await move(head, input);
    if (!answer.amendment) throw new Error(JSON.stringify(answer));
    const { id: amendmentId } = answer.amendment;
    await room.chair.deed("ruleOnAmendment", { amendmentId, inOrder: true });
    return amendmentId as string;
  };
  const stateOf = async (id: string, fields = "state reason baseVersion") =>
    (await room.chair.send(`query A($id: ID!) { amendment(id: $id) { ${fields} } }`, { id })).data.amendment;
  /** What the ballot does around a vote. */
  const vote = (id: string, isAdopted: boolean) =>
    app.foundation.database.transaction(null, async (tx) => {
      await putToVote(tx, id);
      await app.foundation.journal.append(tx, await settleAmendment(tx, id, isAdopted));
    });

  it("look absent to whoever is not admitted, and are proposed by delegations that may speak", async () => {
    await fresh();
    const amendmentId = await inOrder(kenya!, { kind: "DELETE", paragraphId: one(3) });
    const americas = await conference.as("facilitator-americas");
    expect(await move(americas, { kind: "DELETE", paragraphId: one(3) })).toMatchObject({ code: "NOT_FOUND" });
    for (const [deed, more] of [
      ["ruleOnAmendment", { inOrder: true }],
      ["acceptAmendment", {}],
      ["withdrawAmendment", {}],
    ] as const)
      expect(await americas.deed(deed, { amendmentId, ...more })).toMatchObject({ code: "NOT_FOUND" });
    expect(
      (await americas.send("query A($id: ID!) { amendment(id: $id) { id } }", { id: amendmentId })).data.amendment,
    ).toBeNull();
    for (const person of [await conference.as("adviser-ke"), room.chair, await conference.as("observer-africa")])
      expect(await move(person, { kind: "DELETE", paragraphId: one(3) })).toMatchObject({ code: "NOT_ENTITLED" });
    expect(await kenya!.deed("ruleOnAmendment", { amendmentId, inOrder: true })).toMatchObject({
      code: "NOT_ENTITLED",
    });
    expect(await kenya!.deed("acceptAmendment", { amendmentId })).toMatchObject({ code: "NOT_ENTITLED" });
    expect(await zambia!.deed("withdrawAmendment", { amendmentId })).toMatchObject({ code: "NOT_ENTITLED" });
  });

  it("are made once however often they are sent with one key, and only on the version that counts", async () => {
    await fresh();
    const input = { kind: "DELETE", paragraphId: one(4), clientMutationId: `a-${text.id}` };
    const answers = await Promise.all([1, 2, 3].map(() => move(kenya!, input)));
    expect(new Set(answers.map(({ amendment }) => amendment.id)).size).toBe(1);
    expect(answers[0].amendment).toMatchObject({ symbol: expect.stringMatching(/^TEST\/1\/AFR\/R\.\d+\/A\.1$/) });
    expect(await move(kenya!, { ...input, paragraphId: one(3) })).toMatchObject({ code: "IDEMPOTENCY_CONFLICT" });
    expect(await move(kenya!, { kind: "DELETE", paragraphId: one(3), expectedVersion: 2 })).toMatchObject({
      code: "STALE_VERSION",
    });
  });

  it("that make no sense are refused by the field at fault", async () => {
    await fresh();
    const other = await proposeText(zambia!, room.itemId);
    const parentId = await inOrder(kenya!, { kind: "REPLACE", paragraphId: one(2), text: "Recommends nothing." });
    const sub = await inOrder(ghana!, { kind: "REPLACE", parentId, text: "Recommends little." });
    const deletion = await inOrder(kenya!, { kind: "DELETE", paragraphId: one(3) });
    const cases: [object, string, RegExp][] = [
      [{ kind: "ADD" }, "text", /needs text/],
      [{ kind: "ADD", paragraphId: one(1), text: "x" }, "paragraphId", /takes no/],
      [{ kind: "DELETE", paragraphId: one(1), text: "x" }, "text", /takes no/],
      [{ kind: "DELETE", paragraphId: other.paragraphIds[0] }, "paragraphId", /current version/],
      [{ kind: "REPLACE", paragraphId: one(2), text: texts[2] }, "text", /already reads so/],
      [{ kind: "REPLACE", paragraphId: one(2), text: "a\n\nb" }, "text", /blank line/],
      [{ kind: "ADD", text: texts[3], afterParagraphId: one(4) }, "text", /already has/],
      [{ kind: "ADD", text: "x", afterParagraphId: one(0) }, "afterParagraphId", /that kind/],
      [{ kind: "MOVE", paragraphId: one(2) }, "afterParagraphId", /there already/],
      [{ kind: "MOVE", paragraphId: one(2), afterParagraphId: one(2) }, "afterParagraphId", /no other/],
      [{ kind: "ADD", parentId, text: "x" }, "kind", /REPLACE/],
      [{ kind: "REPLACE", parentId, text: "Recommends nothing." }, "text", /already reads so/],
      [{ kind: "REPLACE", parentId: sub, text: "x" }, "parentId", /one level/],
      [{ kind: "REPLACE", parentId: deletion, text: "x" }, "parentId", /no text/],
    ];
    for (const [input, field, words] of cases) {
      const query = `mutation ($input: ProposeAmendmentInput!) { proposeAmendment(input: $input) { ... on DomainError { code message } ... on InvalidInput { field } } }`;
      const { data } = await kenya!.send(query, { input: { recommendationId: text.id, expectedVersion: 1, ...input } });
      expect(data.proposeAmendment).toEqual({ code: "INVALID_INPUT", field, message: expect.stringMatching(words) });
    }
    const only = (
      await zambia!.deed(
        "proposeRecommendation",
        { agendaItemId: room.itemId, title: "One", text: "One." },
        "recommendation { id currentVersion { paragraphs { paragraphId } } }",
      )
    ).recommendation;
    const last = {
      recommendationId: only.id,
      kind: "DELETE",
      paragraphId: only.currentVersion.paragraphs[0].paragraphId,
    };
    expect(await move(kenya!, last)).toMatchObject({
      code: "INVALID_INPUT",
      message: expect.stringContaining("no text"),
    });
  });

  it("are ruled on once by the chair, who says why when one is not in order", async () => {
    await fresh();
    const { amendment } = await move(kenya!, { kind: "REPLACE", paragraphId: one(2), text: "Recommends nothing." });
    const { amendment: sub } = await move(ghana!, {
      kind: "REPLACE",
      parentId: amendment.id,
      text: "Recommends little.",
    });
    const rule = (more: object) =>
      room.chair.deed(
        "ruleOnAmendment",
        { amendmentId: amendment.id, ...more },
        "amendment { state reason settledAt }",
      );
    expect(await rule({ inOrder: false })).toMatchObject({ code: "INVALID_INPUT" });
    expect(await zambia!.deed("acceptAmendment", { amendmentId: amendment.id })).toMatchObject({
      code: "INVALID_STATE",
    });
    expect(await rule({ inOrder: false, reason: "It says the opposite." })).toMatchObject({
      amendment: { state: "OUT_OF_ORDER", reason: "It says the opposite.", settledAt: expect.any(String) },
    });
    expect(await rule({ inOrder: true })).toMatchObject({ code: "INVALID_STATE" });
    expect(await stateOf(sub.id)).toMatchObject({ state: "LAPSED", reason: expect.stringContaining("not in order") });
  });

  it("show what they would make of the text, their turn in the vote, and what else falls", async () => {
    await fresh();
    const replacement = await inOrder(kenya!, {
      kind: "REPLACE",
      paragraphId: one(2),
      text: `All in all, ${texts[2]}`,
    });
    const deletion = await inOrder(nigeria!, { kind: "DELETE", paragraphId: one(2) });
    const addition = await inOrder(ghana!, { kind: "ADD", afterParagraphId: one(2), text: "Thanks the host." });
    const sub = await inOrder(ghana!, { kind: "REPLACE", parentId: addition, text: "Warmly thanks the host." });
    const shift = await inOrder(ghana!, { kind: "MOVE", paragraphId: one(4), afterParagraphId: null });
    const { votingOrder } = await recommendationOf(
      room.chair,
      text.id,
      "votingOrder { rank distance reason amendment { id } }",
    );
    expect(votingOrder.map((place: any) => place.amendment.id)).toEqual([deletion, replacement, sub, addition, shift]);
    expect(votingOrder[0].reason).toBe("Removes operative paragraph 1 whole, 9 words: furthest from the text.");
    expect(votingOrder[2].reason).toBe("Changes 2 of the 3 words of A.3, so it comes before that one.");
    expect(votingOrder[4]).toMatchObject({ rank: 5, distance: 0 });
    const { ifAdopted, preview } = await stateOf(
      deletion,
      "ifAdopted { effect reason amendment { id } } preview { number text }",
    );
    expect(ifAdopted).toEqual([
      {
        effect: "LAPSES",
        reason: "Operative paragraph 1 is no longer part of the text.",
        amendment: { id: replacement },
      },
      { effect: "REBASED", reason: "Its place is now the first of its kind.", amendment: { id: addition } },
    ]);
    expect(preview).toEqual([
      { number: null, text: texts[0] },
      { number: null, text: texts[1] },
      { number: "1", text: texts[3] },
      { number: "2", text: texts[4] },
    ]);
    const shown = await stateOf(sub, "preview { text } parent { id subAmendments { id } } paragraph { number }");
    expect(shown.preview[3].text).toBe("Warmly thanks the host.");
    expect(shown.parent).toEqual({ id: addition, subAmendments: [{ id: sub }] });
    expect(await stateOf(replacement, "paragraph { number text }")).toEqual({
      paragraph: { number: "1", text: texts[2] },
    });
  });

  it("become part of the text at once when all sponsors have accepted, also at the same moment", async () => {
    await fresh();
    await Promise.all(
      [nigeria!, ghana!].map((head) => head.deed("sponsorRecommendation", { recommendationId: text.id })),
    );
    const watch = zambia!.subscribe(KINDS, { id: room.tableId });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const friendly = await inOrder(kenya!, { kind: "REPLACE", paragraphId: one(2), text: "Recommends access." });
    const hostile = await inOrder(kenya!, { kind: "REPLACE", paragraphId: one(2), text: "Recommends nothing." });
    const accept = (head: Client) => head.deed("acceptAmendment", { amendmentId: friendly }, "amendment { state }");
    expect(await accept(zambia!)).toMatchObject({ amendment: { state: "IN_ORDER" } });
    expect(await accept(zambia!)).toMatchObject({ amendment: { state: "IN_ORDER" } });
    expect(await stateOf(friendly, "acceptances { delegation { country { code } } }")).toEqual({
      acceptances: [{ delegation: { country: { code: "ZM" } } }],
    });
    const answers = await Promise.all([accept(nigeria!), accept(ghana!), accept(nigeria!), accept(ghana!)]);
    expect(answers.filter(({ amendment }) => amendment.state === "ACCEPTED_BY_SPONSORS").length).toBeGreaterThan(0);
    const found = await recommendationOf(room.chair, text.id, "currentVersion { number diff { change } }");
    expect(found.currentVersion.number).toBe(2);
    expect(await wordsOf(zambia!, text.id)).toEqual([...texts.slice(0, 2), "Recommends access.", ...texts.slice(3)]);
    // Sponsors who like one text better do not take the vote on another one from the body.
    expect(await stateOf(hostile)).toEqual({ state: "IN_ORDER", reason: null, baseVersion: 2 });
    await watch.until(8);
    expect(watch.messages.map(({ data }) => data.roundTableEvents).slice(4)).toEqual([
      { __typename: "AmendmentAcceptedEvent", complete: false, delegation: { country: { code: "ZM" } } },
      { __typename: "AmendmentAcceptedEvent", complete: false, delegation: { country: { code: expect.any(String) } } },
      { __typename: "AmendmentAcceptedEvent", complete: true, delegation: { country: { code: expect.any(String) } } },
      { __typename: "RecommendationRevisedEvent", version: 2 },
    ]);
    watch.stop();
  });

  it("of a sponsor have that sponsor's yes; when another steps back, whoever accepted may ask again", async () => {
    await fresh();
    for (const head of [nigeria!, ghana!]) await head.deed("sponsorRecommendation", { recommendationId: text.id });
    const amendmentId = await inOrder(nigeria!, { kind: "DELETE", paragraphId: one(4) });
    const accept = async () =>
      (await zambia!.deed("acceptAmendment", { amendmentId }, "amendment { state }")).amendment;
    expect(await accept()).toEqual({ state: "IN_ORDER" });
    await ghana!.deed("withdrawSponsorship", { recommendationId: text.id });
    expect(await accept()).toEqual({ state: "ACCEPTED_BY_SPONSORS" });
    expect(await accept()).toEqual({ state: "ACCEPTED_BY_SPONSORS" });
    expect(await wordsOf(zambia!, text.id)).toEqual(texts.slice(0, 4));
  });

  it("that amend an amendment are accepted by the delegation that proposed that one, whose sponsors then accept anew", async () => {
    await fresh();
    await nigeria!.deed("sponsorRecommendation", { recommendationId: text.id });
    const amendmentId = await inOrder(kenya!, { kind: "ADD", afterParagraphId: one(4), text: "Thanks the host." });
    await zambia!.deed("acceptAmendment", { amendmentId });
    const sub = await inOrder(ghana!, { kind: "REPLACE", parentId: amendmentId, text: "Warmly thanks the host." });
    expect(await nigeria!.deed("acceptAmendment", { amendmentId })).toMatchObject({ code: "INVALID_STATE" });
    expect(await zambia!.deed("acceptAmendment", { amendmentId: sub })).toMatchObject({ code: "NOT_ENTITLED" });
    expect(await kenya!.deed("acceptAmendment", { amendmentId: sub }, "amendment { state }")).toMatchObject({
      amendment: { state: "ACCEPTED_BY_SPONSORS" },
    });
    expect(await stateOf(amendmentId, "text proposedText acceptances { acceptedAt }")).toEqual({
      text: "Warmly thanks the host.",
      proposedText: "Thanks the host.",
      acceptances: [],
    });
    for (const head of [nigeria!, zambia!]) await head.deed("acceptAmendment", { amendmentId });
    expect((await wordsOf(zambia!, text.id)).at(-1)).toBe("Warmly thanks the host.");
  });

  it("that are adopted by vote change the text, rebase what stands and let fall what contradicts them", async () => {
    await fresh();
    const [first, second] = [
      await inOrder(kenya!, { kind: "REPLACE", paragraphId: one(2), text: "Recommends access." }),
      await inOrder(nigeria!, { kind: "REPLACE", paragraphId: one(2), text: "Recommends nothing." }),
    ];
    const addition = await inOrder(ghana!, { kind: "ADD", afterParagraphId: one(2), text: "Thanks the host." });
    const sub = await inOrder(ghana!, { kind: "REPLACE", parentId: second, text: "Recommends little." });
    const { preview } = await stateOf(first, "preview { text }");
    await vote(first, true);
    expect(await wordsOf(zambia!, text.id)).toEqual(preview.map((paragraph: any) => paragraph.text));
    expect(await stateOf(first)).toMatchObject({ state: "ADOPTED", baseVersion: 1 });
    expect(await stateOf(second)).toMatchObject({
      state: "LAPSED",
      reason: "Another text for operative paragraph 1 was adopted.",
    });
    expect(await stateOf(sub)).toMatchObject({ state: "LAPSED" });
    expect(await stateOf(addition)).toMatchObject({ state: "IN_ORDER", baseVersion: 2 });
    await vote(addition, false);
    expect(await stateOf(addition)).toMatchObject({ state: "REJECTED", baseVersion: 2 });
    expect(await wordsOf(zambia!, text.id)).toEqual([...texts.slice(0, 2), "Recommends access.", ...texts.slice(3)]);
    const attempt = app.foundation.database.transaction(null, (tx) =>
      tx.query("UPDATE amendment SET state = 'ADOPTED' WHERE id = $1", [addition]),
    );
    await expect(attempt).rejects.toMatchObject({ driverError: { code: "23000" } });
  });

  it("are warned about out of turn, and nothing moves while one is put to the vote", async () => {
    await fresh();
    const shift = await inOrder(kenya!, { kind: "MOVE", paragraphId: one(4), afterParagraphId: null });
    const deletion = await inOrder(kenya!, { kind: "DELETE", paragraphId: one(3) });
    await move(ghana!, { kind: "DELETE", paragraphId: one(2) });
    const { database } = app.foundation;
    const put = await database.transaction(null, (tx) => putToVote(tx, shift));
    expect(put.amendment.state).toBe("PUT_TO_VOTE");
    expect(put.warnings).toEqual([expect.stringMatching(/^A\.2 comes first\. Removes/), "Not ruled on yet: A.3."]);
    await expect(database.transaction(null, (tx) => putToVote(tx, deletion))).rejects.toMatchObject({
      reason: { code: "INVALID_STATE" },
    });
    expect(await zambia!.deed("acceptAmendment", { amendmentId: deletion })).toMatchObject({ code: "INVALID_STATE" });
    expect(await kenya!.deed("withdrawAmendment", { amendmentId: shift })).toMatchObject({ code: "INVALID_STATE" });
    expect(await move(kenya!, { kind: "DELETE", paragraphId: one(2) })).toMatchObject({ code: "INVALID_STATE" });
    const revision = { recommendationId: text.id, expectedVersion: 1, text: "Other." };
    expect(await zambia!.deed("reviseRecommendation", revision)).toMatchObject({ code: "INVALID_STATE" });
    await database.transaction(null, (tx) => returnFromVote(tx, shift));
    expect(await stateOf(shift)).toMatchObject({ state: "IN_ORDER" });
    const told = await database.transaction(null, async (tx) => {
      expect((await unsettledAmendments(tx, text.id)).map(({ number }) => number)).toEqual([1, 2, 3]);
      return conclude(tx, text.id);
    });
    expect(told.map(({ kind }) => kind)).toEqual(Array(3).fill("AMENDMENT_LAPSED"));
    expect(await stateOf(shift)).toMatchObject({ state: "LAPSED", reason: "The recommendation was decided." });
  });

  it("follow a revision of the sponsor, lapse with their paragraph, and go with a text that is withdrawn", async () => {
    await fresh();
    const gone = await inOrder(kenya!, { kind: "REPLACE", paragraphId: one(3), text: "Invites nobody." });
    const kept = await inOrder(kenya!, { kind: "ADD", afterParagraphId: one(3), text: "Thanks the host." });
    const taken = await inOrder(ghana!, { kind: "REPLACE", paragraphId: one(4), text: "Requests a report." });
    const sub = await inOrder(nigeria!, { kind: "REPLACE", parentId: kept, text: "Thanks all." });
    const [recalling, noting, first] = PARAGRAPHS;
    const paragraphs = [recalling, noting, first, { kind: "OPERATIVE", text: "Requests a report." }];
    await zambia!.deed("reviseRecommendation", { recommendationId: text.id, expectedVersion: 1, paragraphs });
    expect(await stateOf(gone)).toEqual({
      state: "LAPSED",
      reason: "Operative paragraph 2 is no longer part of the text.",
      baseVersion: 1,
    });
    expect(await stateOf(taken)).toMatchObject({ state: "LAPSED", reason: "Operative paragraph 2 already reads so." });
    expect(await stateOf(kept, "state baseVersion preview { text }")).toEqual({
      state: "IN_ORDER",
      baseVersion: 2,
      preview: [...texts.slice(0, 3), "Thanks the host.", "Requests a report."].map((words) => ({ text: words })),
    });
    for (const _ of [1, 2])
      expect(await kenya!.deed("withdrawAmendment", { amendmentId: kept }, "amendment { state }")).toMatchObject({
        amendment: { state: "WITHDRAWN" },
      });
    expect(await stateOf(sub)).toMatchObject({ state: "LAPSED", reason: expect.stringContaining("withdrawn") });
    const last = await move(kenya!, { kind: "DELETE", paragraphId: one(2), expectedVersion: 2 });
    await zambia!.deed("withdrawRecommendation", { recommendationId: text.id });
    expect(await stateOf(last.amendment.id)).toMatchObject({
      state: "LAPSED",
      reason: expect.stringContaining("withdrawn"),
    });
    expect(await move(kenya!, { kind: "DELETE", paragraphId: one(2), expectedVersion: 2 })).toMatchObject({
      code: "INVALID_STATE",
    });
  });

  it("are not taken while a ballot on the text is open, nor before its decision is declared", async () => {
    await fresh();
    const ballotId = await openBallot({ ...room, recommendationId: text.id }, { tallyVisibility: "HIDDEN" });
    const attempt = () => move(kenya!, { kind: "DELETE", paragraphId: one(2) });
    expect(await attempt()).toMatchObject({ code: "INVALID_STATE", message: expect.stringContaining("open") });
    await kenya!.does("CastVote", { ballotId, choice: "FOR" });
    await room.chair.does("CloseBallot", { ballotId });
    expect(await attempt()).toMatchObject({ code: "INVALID_STATE", message: expect.stringContaining("declared") });
  });

  it("show the same to all who watch, in one execution: their events need no viewer of their own", async () => {
    await fresh();
    const all = `subscription F($id: ID!) { roundTableEvents(roundTableId: $id) { ... on AmendmentProposedEvent { amendment {
      symbol kind state text addsKind proposedBy { id } acceptances { acceptedAt } ifAdopted { effect } preview { text texts { locale } } paragraph { text }
      recommendation { votingOrder { reason } sponsors { sponsoredAt } currentVersion { languages { conformity } diff { change } paragraphsHash } } } } } }`;
    expect(sharingOf(builtSchema, parse(all)).isShareable).toBe(true);
    const watchers = [kenya!, nigeria!, await conference.as("observer-africa")];
    const watches = watchers.map((client) => client.subscribe(all, { id: room.tableId }));
    await new Promise((resolve) => setTimeout(resolve, 300));
    await move(kenya!, { kind: "DELETE", paragraphId: one(2) });
    for (const watch of watches) await watch.until(1);
    for (const watch of watches) {
      expect(watch.messages[0].errors).toBeUndefined();
      expect(watch.messages[0].data).toEqual(watches[0]!.messages[0].data);
      watch.stop();
    }
    expect(watches[0]!.messages[0].data.roundTableEvents.amendment.symbol).toMatch(/A\.1$/);
  });
});
