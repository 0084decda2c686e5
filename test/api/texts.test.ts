import { createHash } from "node:crypto";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { GENERIC_RULE_SET } from "../../src/domain/intake/conference-file.rules.js";
import { textsHash } from "../../src/domain/recommendation/paragraphs.rules.js";
import { startApp, type TestApp } from "../support/app.js";
import type { Client } from "../support/client.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { openRoom, type Room } from "../support/room.js";
import { sql } from "../support/sql.js";
import { PARAGRAPHS, proposeText, recommendationOf } from "../support/texts.js";

const KINDS = `subscription F($id: ID!) { roundTableEvents(roundTableId: $id) { __typename
  ... on SponsorshipWithdrawnEvent { delegation { country { code } } recommendation { proposedBy { country { code } } } } } }`;

describe("texts", () => {
  let app: TestApp;
  let conference: TestConference;
  let room: Room;
  let [zambia, kenya, nigeria]: Client[] = [];
  beforeAll(async () => {
    app = await startApp();
    conference = await buildConference(app, { colleagues: ["ADVISER"] });
    room = await openRoom(conference);
    [zambia, kenya, nigeria] = ["head-zm", "head-ke", "head-ng"].map((ref) => room.heads.get(ref)!);
  });
  afterAll(() => app.close());

  const paragraphs = (kind: string, ...texts: string[]) => texts.map((text) => ({ kind, text }));

  it("look absent to whoever is not admitted, and are proposed, sponsored and taken up by delegations alone", async () => {
    const { id: recommendationId } = await proposeText(zambia!, room.itemId);
    const americas = await conference.as("facilitator-americas");
    const adviser = await conference.as("adviser-zm");
    for (const deed of ["proposeDraft", "takeUpRecommendation", "sponsorRecommendation", "withdrawSponsorship"]) {
      expect(await americas.deed(deed, { recommendationId })).toMatchObject({ code: "NOT_FOUND" });
      expect(await adviser.deed(deed, { recommendationId })).toMatchObject({ code: "NOT_ENTITLED" });
      expect(await room.chair.deed(deed, { recommendationId })).toMatchObject({ code: "NOT_ENTITLED" });
    }
    expect(await recommendationOf(americas, recommendationId, "id")).toBeNull();
    // Whoever is not admitted hears nothing of what else is wrong.
    for (const [deed, more] of [
      ["reviseRecommendation", { expectedVersion: 1 }],
      ["fileTranslation", { expectedVersion: 1, locale: "FR", conformed: true }],
      ["proposeAmendment", { expectedVersion: 1, kind: "ADD" }],
    ] as const)
      expect(await americas.deed(deed, { recommendationId, ...more })).toMatchObject({ code: "NOT_FOUND" });
    for (const deed of ["proposeRecommendation", "draftRecommendation"])
      expect(await americas.deed(deed, { agendaItemId: room.itemId, title: "T" })).toMatchObject({ code: "NOT_FOUND" });
  });

  it("stand in paragraphs: operative ones are numbered, and the whole is what they give together", async () => {
    const { id } = await proposeText(zambia!, room.itemId);
    const { currentVersion } = await recommendationOf(
      kenya!,
      id,
      "currentVersion { text hash paragraphsHash paragraphs { kind number text texts { locale text } } }",
    );
    const whole = PARAGRAPHS.map(({ text }) => text).join("\n\n");
    expect(currentVersion.text).toBe(whole);
    expect(currentVersion.paragraphs.map((one: any) => one.number)).toEqual([null, null, "1", "2", "3"]);
    expect(currentVersion.paragraphs[0].texts).toEqual([{ locale: "EN", text: PARAGRAPHS[0].text }]);
    const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
    expect(currentVersion.hash).toBe(sha256(JSON.stringify({ locale: "EN", text: whole, title: "Access" })));
    expect(currentVersion.paragraphsHash).toBe(sha256(JSON.stringify(PARAGRAPHS)));
  });

  it("are split on blank lines when they come as one, and every odd form is refused by its field", async () => {
    const propose = (input: object) =>
      zambia!.deed(
        "proposeRecommendation",
        { agendaItemId: room.itemId, title: "T", ...input },
        "recommendation { currentVersion { text paragraphs { kind text } } }",
      );
    expect(await propose({ text: "One.\r\n  \r\nTwo,\nstill two.\n\n\n\nThree." })).toMatchObject({
      recommendation: {
        currentVersion: {
          text: "One.\n\nTwo,\nstill two.\n\nThree.",
          paragraphs: paragraphs("OPERATIVE", "One.", "Two,\nstill two.", "Three."),
        },
      },
    });
    for (const [input, field, words] of [
      [{}, "text", "either"],
      [{ text: "x", paragraphs: paragraphs("OPERATIVE", "x") }, "text", "either"],
      [{ paragraphs: [] }, "paragraphs", "empty"],
      [{ paragraphs: paragraphs("OPERATIVE", "a\n\nb") }, "paragraphs", "blank line"],
      [{ paragraphs: [...paragraphs("OPERATIVE", "a"), ...paragraphs("PREAMBULAR", "b")] }, "paragraphs", "before"],
      [{ text: Array(201).fill("x").join("\n\n") }, "text", "200"],
      [{ paragraphs: paragraphs("OPERATIVE", "x".repeat(15_000), "y".repeat(5_001)) }, "paragraphs", "20000"],
    ] as const)
      expect(
        await refused("proposeRecommendation", zambia!, { agendaItemId: room.itemId, title: "T", ...input }),
      ).toEqual({ code: "INVALID_INPUT", field, message: expect.stringContaining(words) });
  });

  it("keep a paragraph's id through revisions, and say word by word what changed", async () => {
    const { id, paragraphIds } = await proposeText(zambia!, room.itemId);
    const [recalling, noting, first, second] = PARAGRAPHS;
    const revised = [
      noting,
      recalling,
      { kind: "OPERATIVE", text: "Recommends that all frontline officers have access to the databases." },
      second,
      { kind: "OPERATIVE", text: "Thanks the host." },
    ];
    const input = { recommendationId: id, expectedVersion: 1, paragraphs: revised };
    expect(await zambia!.deed("reviseRecommendation", input)).toMatchObject({
      __typename: "ReviseRecommendationSuccess",
    });
    const { currentVersion } = await recommendationOf(
      room.chair,
      id,
      `currentVersion { paragraphs { paragraphId } diff { change moved formerNumber paragraph { paragraphId number text } pieces { op text } }
        all: diff(since: 0) { change } }`,
    );
    const [one, two, three, four, five] = paragraphIds;
    expect(currentVersion.paragraphs.map((p: any) => p.paragraphId).slice(0, 4)).toEqual([two, one, three, four]);
    const shown = currentVersion.diff.map((d: any) => [d.change, d.moved, d.paragraph.paragraphId, d.paragraph.number]);
    expect(shown).toEqual([
      ["UNCHANGED", false, two, null],
      ["MOVED", true, one, null],
      ["CHANGED", false, three, "1"],
      ["UNCHANGED", false, four, "2"],
      ["REMOVED", false, five, null],
      ["ADDED", false, expect.any(String), "3"],
    ]);
    expect(currentVersion.diff[2].pieces).toEqual([
      { op: "EQUAL", text: "Recommends that " },
      { op: "INSERT", text: "all " },
      { op: "EQUAL", text: first.text.slice("Recommends that ".length) },
    ]);
    expect(currentVersion.diff[4]).toMatchObject({ formerNumber: "3", pieces: [{ op: "DELETE" }] });
    expect(new Set(currentVersion.all.map((d: any) => d.change))).toEqual(new Set(["ADDED"]));
    const { errors } = await room.chair.send(
      "query R($id: ID!) { recommendation(id: $id) { currentVersion { diff(since: 2) { change } } } }",
      { id },
    );
    expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });

  it("are compared one pair after the other, the same pair once: nobody waits long for somebody who asks for many", async () => {
    const { id: recommendationId } = await proposeText(zambia!, room.itemId);
    const text = (seed: number) =>
      Array.from({ length: 20 }, () =>
        Array.from({ length: 490 }, (_, at) => String.fromCharCode(97 + ((at * seed + at ** 2) % 23))).join(" "),
      ).join("\n\n");
    for (let version = 1; version < 9; version += 1)
      await zambia!.deed("reviseRecommendation", { recommendationId, expectedVersion: version, text: text(version) });
    const delays = monitorEventLoopDelay({ resolution: 5 });
    const before = process.cpuUsage();
    delays.enable();
    const aliases = ["a", "b", "c", "d", "e"].map((name) => `${name}: diff { change }`).join(" ");
    const found = await recommendationOf(room.chair, recommendationId, `versions { number ${aliases} }`);
    delays.disable();
    expect(found.versions).toHaveLength(9);
    const { user, system } = process.cpuUsage(before);
    expect({ cpu: (user + system) / 1e6 < 2, blocked: delays.max / 1e6 < 250 }).toEqual({ cpu: true, blocked: true });
  });

  it("have at most 100 versions of their sponsor's making", async () => {
    const { id } = await proposeText(zambia!, room.itemId);
    const at = (number: number) =>
      app.foundation.database.transaction(null, (tx) =>
        tx.query("UPDATE recommendation SET current_version = $2 WHERE id = $1", [id, number]),
      );
    await at(100);
    const revision = { recommendationId: id, expectedVersion: 100, text: "Once more." };
    const refusal = { code: "INVALID_STATE", message: expect.stringContaining("100 versions") };
    expect(await refused("reviseRecommendation", zambia!, revision)).toEqual(refusal);
    await at(1);
  });

  it("are put only under an item that may still be taken up", async () => {
    const { id: recommendationId } = await proposeText(zambia!, room.itemId);
    await zambia!.deed("withdrawRecommendation", { recommendationId });
    const state = (word: string) => sql(app, "UPDATE agenda_item SET state = $2 WHERE id = $1", [room.itemId, word]);
    for (const word of ["CLOSED", "DEFERRED"]) {
      await state(word);
      const input = { agendaItemId: room.itemId, title: "T", text: "T." };
      const refusal = { code: "INVALID_STATE", message: expect.stringContaining(word) };
      expect(await refused("proposeRecommendation", zambia!, input)).toEqual(refusal);
      expect(await refused("draftRecommendation", zambia!, input)).toEqual(refusal);
      expect(await zambia!.deed("takeUpRecommendation", { recommendationId })).toMatchObject(refusal);
    }
    await state("UNDER_DISCUSSION");
  });

  it("a conformed translation that is sent again changes nothing; another one is refused", async () => {
    const { id: recommendationId, paragraphIds } = await proposeText(zambia!, room.itemId);
    const secretariat = await conference.as("secretariat");
    const file = (text: string, conformed = true) =>
      refused("fileTranslation", secretariat, { recommendationId, expectedVersion: 1, locale: "FR", conformed, text });
    const watch = room.chair.subscribe(
      "subscription F($id: ID!) { roundTableEvents(roundTableId: $id) { __typename ... on TranslationFiledEvent { locale conformed } } }",
      { id: room.tableId },
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    const text = "un\n\ndeux\n\ntrois\n\nquatre\n\ncinq";
    expect(await file("a\n\nb\n\nc\n\nd\n\ne", false)).toEqual({});
    for (const _ of [1, 2]) expect(await file(text)).toEqual({});
    const paragraphs = [{ paragraphId: paragraphIds[1], text: "deux" }];
    const again = { recommendationId, expectedVersion: 1, locale: "FR", conformed: true, paragraphs };
    expect(await refused("fileTranslation", secretariat, again)).toEqual({});
    for (const refusal of [await file(text, false), await file(text.replace("un", "une"))])
      expect(refusal).toMatchObject({ code: "INVALID_STATE" });
    await zambia!.deed("withdrawRecommendation", { recommendationId });
    await watch.until(3);
    const filed = { __typename: "TranslationFiledEvent", locale: "FR" };
    expect(watch.messages.map((one: any) => one.data.roundTableEvents)).toEqual([
      { ...filed, conformed: false },
      { ...filed, conformed: true },
      { __typename: "RecommendationWithdrawnEvent" },
    ]);
    watch.stop();
  });

  it("are translated whole or by paragraphs; a revision keeps what was not touched and says what is missing", async () => {
    const plenary = await openRoom(conference, "plenary", [...conference.africans, "head-ca"]);
    const secretariat = await conference.as("secretariat");
    const canada = plenary.heads.get("head-ca")!;
    const { id, paragraphIds } = await proposeText(canada, plenary.itemId);
    const file = (input: object) => refused("fileTranslation", secretariat, { recommendationId: id, ...input });
    const five = ["un", "deux", "trois", "quatre", "cinq"];
    expect(await file({ expectedVersion: 1, locale: "FR", conformed: true, text: "un\n\ndeux" })).toEqual({
      code: "INVALID_INPUT",
      field: "text",
      message: expect.stringMatching(/2 paragraphs.*has 5/),
    });
    expect(
      await file({
        expectedVersion: 1,
        locale: "FR",
        conformed: true,
        paragraphs: [{ paragraphId: paragraphIds[0], text: "un" }],
      }),
    ).toEqual({ code: "INVALID_INPUT", field: "paragraphs", message: expect.stringContaining("Paragraph 2 of 5") });
    for (const locale of ["AR", "FR", "ES"])
      expect(await file({ expectedVersion: 1, locale, conformed: locale !== "ES", text: five.join("\n\n") })).toEqual(
        {},
      );
    const languages = async () =>
      (
        await recommendationOf(
          plenary.chair,
          id,
          "currentVersion { languages { locale conformity missingParagraphs { paragraphId } } texts { locale conformity text } }",
        )
      ).currentVersion;
    // Leaving one out and turning two round touches no paragraph: conformity stays, also that of the draft.
    const [recalling, noting, first, second] = PARAGRAPHS;
    const shorter = { recommendationId: id, expectedVersion: 1, paragraphs: [noting, recalling, first, second] };
    await canada.deed("reviseRecommendation", shorter);
    const kept = await languages();
    expect(kept.languages).toEqual([
      { locale: "AR", conformity: "CONFORMED", missingParagraphs: [] },
      { locale: "EN", conformity: "ORIGINAL", missingParagraphs: [] },
      { locale: "FR", conformity: "CONFORMED", missingParagraphs: [] },
      { locale: "ES", conformity: "DRAFT", missingParagraphs: [] },
    ]);
    expect(kept.texts.find((one: any) => one.locale === "FR").text).toBe("deux\n\nun\n\ntrois\n\nquatre");
    const changed = { kind: "OPERATIVE", text: `${second.text.slice(0, -1)}, in Lyon.` };
    const other = { recommendationId: id, expectedVersion: 2, paragraphs: [noting, recalling, first, changed] };
    await canada.deed("reviseRecommendation", other);
    const missing = [{ paragraphId: paragraphIds[3] }];
    const open = await languages();
    expect(open.languages[2]).toEqual({ locale: "FR", conformity: null, missingParagraphs: missing });
    expect(open.texts.map((one: any) => one.locale)).toEqual(["EN"]);
    expect(await plenary.chair.does("OpenBallot", { recommendationId: id })).toMatchObject({
      code: "LANGUAGE_GATE_CLOSED",
    });
    const last = [{ paragraphId: paragraphIds[3], text: "quatre, à Lyon" }];
    for (const locale of ["AR", "FR", "ES"])
      expect(await file({ expectedVersion: 3, locale, conformed: true, paragraphs: last })).toEqual({});
    const texts = (await languages()).texts;
    expect(texts.find((one: any) => one.locale === "FR").text).toBe("deux\n\nun\n\ntrois\n\nquatre, à Lyon");
    expect(textsHash(texts)).toMatch(/^[0-9a-f]{64}$/);
    expect(textsHash(texts.toReversed())).toBe(textsHash(texts));
    expect(await plenary.chair.does("OpenBallot", { recommendationId: id })).toMatchObject({
      __typename: "OpenBallotSuccess",
    });
    const attempt = (query: string) => app.foundation.database.transaction(null, (tx) => tx.query(query));
    for (const query of [
      "UPDATE recommendation_paragraph SET kind = 'OPERATIVE'",
      "UPDATE paragraph_text SET text = 'x' WHERE locale = 'FR'",
      "UPDATE recommendation_text SET text = 'x' WHERE locale = 'EN'",
      "DELETE FROM sponsorship",
    ])
      await expect(attempt(query)).rejects.toMatchObject({ driverError: { code: "23000" } });
  });

  it("are drafted before the table opens, worked on, and put before the body by who wrote them", async () => {
    const tableId = conference.tables.get("americas")!;
    const [canada, usa, chair] = await Promise.all(
      ["head-ca", "head-us", "facilitator-americas"].map((ref) => conference.as(ref)),
    );
    const { data } = await chair!.run("Room", { roundTableId: tableId });
    const agendaItemId = data.roundTable.agendaItems[0].id;
    const draft = { agendaItemId, title: "Draft", text: "Text.", clientMutationId: "d-1" };
    expect(await zambia!.deed("draftRecommendation", draft)).toMatchObject({ code: "NOT_FOUND" });
    const drafts = await Promise.all(
      [1, 2].map(() => canada!.deed("draftRecommendation", draft, "recommendation { id state }")),
    );
    expect(drafts[0].recommendation).toEqual({ id: drafts[1].recommendation.id, state: "DRAFT" });
    const recommendationId = drafts[0].recommendation.id;
    expect(await canada!.deed("draftRecommendation", { ...draft, text: "Other." })).toMatchObject({
      code: "IDEMPOTENCY_CONFLICT",
    });
    expect(await canada!.deed("proposeDraft", { recommendationId })).toMatchObject({ code: "ROUND_TABLE_NOT_OPEN" });
    await canada!.deed("reviseRecommendation", { recommendationId, expectedVersion: 1, text: "Better." });
    await chair!.does("OpenRoundTable", { roundTableId: tableId });
    expect(await chair!.does("OpenBallot", { recommendationId })).toMatchObject({ code: "INVALID_STATE" });
    expect(await usa!.deed("proposeDraft", { recommendationId })).toMatchObject({ code: "NOT_ENTITLED" });
    expect(
      await canada!.deed("proposeDraft", { recommendationId }, "recommendation { state currentVersion { number } }"),
    ).toMatchObject({ recommendation: { state: "PROPOSED", currentVersion: { number: 2 } } });
    expect(await canada!.deed("proposeDraft", { recommendationId })).toMatchObject({ code: "INVALID_STATE" });
  });

  it("need as many sponsors as the rules say before a draft is proposed", async () => {
    const strict = { ...GENERIC_RULE_SET, code: "STRICT", texts: { minimumSponsors: 2, subAmendments: false } };
    const other = await buildConference(app, { series: "STRICT", rules: strict });
    const table = await openRoom(other);
    const [zm, ke] = ["head-zm", "head-ke"].map((ref) => table.heads.get(ref)!);
    const draft = { agendaItemId: table.itemId, title: "Draft", text: "Text." };
    const recommendationId = (await zm!.deed("draftRecommendation", draft, "recommendation { id }")).recommendation.id;
    const propose = `mutation M($id: ID!) { proposeDraft(input: { recommendationId: $id }) { __typename ... on TooFewSponsors { sponsors required } } }`;
    expect((await zm!.send(propose, { id: recommendationId })).data.proposeDraft).toEqual({
      __typename: "TooFewSponsors",
      sponsors: 1,
      required: 2,
    });
    await ke!.deed("sponsorRecommendation", { recommendationId });
    expect((await zm!.send(propose, { id: recommendationId })).data.proposeDraft).toEqual({
      __typename: "ProposeDraftSuccess",
    });
  });

  it("have sponsors: whoever proposed steps back, the earliest other one takes its place, and each is told once", async () => {
    const watch = kenya!.subscribe(KINDS, { id: room.tableId });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const { id: recommendationId } = await proposeText(zambia!, room.itemId);
    const sponsors = async () => {
      const found = await recommendationOf(
        room.chair,
        recommendationId,
        "proposedBy { country { code } } sponsors { sponsoredAt delegation { country { code } } }",
      );
      return [found.proposedBy.country.code, found.sponsors.map((one: any) => one.delegation.country.code)];
    };
    expect(await zambia!.deed("withdrawSponsorship", { recommendationId })).toMatchObject({ code: "INVALID_STATE" });
    await Promise.all([1, 2, 3].map(() => nigeria!.deed("sponsorRecommendation", { recommendationId })));
    await kenya!.deed("sponsorRecommendation", { recommendationId });
    expect(await sponsors()).toEqual(["ZM", ["ZM", "NG", "KE"]]);
    expect(await zambia!.deed("withdrawRecommendation", { recommendationId })).toMatchObject({ code: "INVALID_STATE" });
    for (const _ of [1, 2])
      expect(await zambia!.deed("withdrawSponsorship", { recommendationId })).toMatchObject({
        __typename: "WithdrawSponsorshipSuccess",
      });
    expect(await sponsors()).toEqual(["NG", ["NG", "KE"]]);
    const revision = { recommendationId, expectedVersion: 1, text: "Ours now." };
    expect(await zambia!.deed("reviseRecommendation", revision)).toMatchObject({ code: "NOT_ENTITLED" });
    expect(await nigeria!.deed("reviseRecommendation", revision)).toMatchObject({
      __typename: "ReviseRecommendationSuccess",
    });
    await watch.until(5);
    expect(watch.messages.map((one) => one.data.roundTableEvents.__typename)).toEqual([
      "RecommendationProposedEvent",
      "RecommendationSponsoredEvent",
      "RecommendationSponsoredEvent",
      "SponsorshipWithdrawnEvent",
      "RecommendationRevisedEvent",
    ]);
    expect(watch.messages[3].data.roundTableEvents).toMatchObject({
      delegation: { country: { code: "ZM" } },
      recommendation: { proposedBy: { country: { code: "NG" } } },
    });
    watch.stop();
  });

  it("that were withdrawn are taken up again by one delegation, under the same symbol", async () => {
    const { id: recommendationId } = await proposeText(zambia!, room.itemId);
    const takeUp = { recommendationId };
    expect(await kenya!.deed("takeUpRecommendation", takeUp)).toMatchObject({ code: "INVALID_STATE" });
    await zambia!.deed("withdrawRecommendation", { recommendationId });
    expect(await kenya!.deed("sponsorRecommendation", takeUp)).toMatchObject({ code: "INVALID_STATE" });
    const answers = await Promise.all([kenya!, nigeria!].map((head) => head.deed("takeUpRecommendation", takeUp)));
    expect(answers.map((one) => one.code ?? one.__typename).sort()).toEqual([
      "INVALID_STATE",
      "TakeUpRecommendationSuccess",
    ]);
    const found = await recommendationOf(
      room.chair,
      recommendationId,
      "state proposedBy { country { code } } sponsors { delegation { country { code } } }",
    );
    expect(found).toEqual({
      state: "PROPOSED",
      proposedBy: { country: { code: expect.stringMatching(/^(KE|NG)$/) } },
      sponsors: [{ delegation: found.proposedBy }],
    });
    expect(await zambia!.deed("withdrawRecommendation", { recommendationId })).toMatchObject({ code: "NOT_ENTITLED" });
  });

  /** {} when the deed was done; else the refusal. */
  async function refused(name: string, client: Client, input: object): Promise<object> {
    const type = name.charAt(0).toUpperCase() + name.slice(1);
    const query = `mutation ($input: ${type}Input!) { ${name}(input: $input) { ... on DomainError { code message } ... on InvalidInput { field } } }`;
    const { data, errors } = await client.send(query, { input });
    if (errors) throw new Error(JSON.stringify(errors));
    return data[name];
  }
});
