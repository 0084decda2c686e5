import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startApp, type TestApp } from "../support/app.js";
import { verifiedTrail } from "../support/auditing.js";
import { fiveRegions, REGIONS, type Story } from "./five-regions.js";

/**
 * A conference from the first drafts in five regions to published conclusions, chapter by chapter, through the API as
 * people use it. Each chapter says what every role saw. Later chapters go on where the earlier ones ended.
 */
describe("from a first draft to a published conclusion", () => {
  let app: TestApp;
  let story: Story;
  /** Texts by code of the table where they began. */
  const drafts = new Map<string, string>();
  /** Their copies in the plenary. */
  const copies = new Map<string, string>();
  let merged = "";
  const decided: string[] = [];

  beforeAll(async () => {
    app = await startApp();
    story = await fiveRegions(app);
  });
  afterAll(() => app.close());

  const as = (ref: string) => story.as(ref);
  const tableOf = (code: string) => story.tables.get(code)!;
  const does = async (ref: string, deed: string, input: object, fields?: string): Promise<any> => {
    const answer = await (await as(ref)).deed(deed, input, fields);
    if (answer.code) throw new Error(`${ref} ${deed}: ${answer.code} ${answer.message}`);
    return answer;
  };
  const refused = async (ref: string, deed: string, input: object): Promise<string> =>
    (await (await as(ref)).deed(deed, input)).code;

  /** What each of these is shown of a query, by ref. */
  const seen = async (refs: readonly string[], query: string, variables: object, pick: (data: any) => unknown) => {
    const told: Record<string, unknown> = {};
    for (const ref of refs) {
      const { data, errors } = await (await as(ref)).send(query, variables);
      told[ref] = errors ? errors[0]!.extensions.code : pick(data);
    }
    return told;
  };
  const AFRICANS = ["chair-afr", "rapporteur-afr", "secretariat", "head-zm", "adviser-ke"];
  const OUTSIDERS = ["head-ca", "chair-ame", "watcher", "officer", "head-org"];
  const EVERYBODY = [...AFRICANS, ...OUTSIDERS];
  const all = (refs: readonly string[], value: unknown) => Object.fromEntries(refs.map((ref) => [ref, value]));

  const BALLOT = `query B($b: ID!) { ballot(id: $b) { state turnout { voted } tally { for against } votes { choice } decision { outcome } outlook } }`;
  const ballotSeen = (refs: readonly string[], b: string) =>
    seen(
      refs,
      BALLOT,
      { b },
      ({ ballot }) =>
        ballot && [ballot.turnout.voted, ballot.tally, ballot.votes?.length ?? null, ballot.decision?.outcome ?? null],
    );

  const versionOf = async (id: string): Promise<any> =>
    (
      await (
        await as("secretariat")
      ).send(
        `query R($id: ID!) { recommendation(id: $id) { symbol state currentVersion { number paragraphs { paragraphId text } languages { locale conformity missingParagraphs { text } } } } }`,
        { id },
      )
    ).data.recommendation;

  /** Puts a question, lets these vote, closes and declares; answers the outcome. */
  const decide = async (chair: string, terms: object, votes: Record<string, string>): Promise<string> => {
    const { ballot } = await does(chair, "openBallot", terms, "ballot { id }");
    decided.push(ballot.id);
    for (const [ref, choice] of Object.entries(votes)) await does(ref, "castVote", { ballotId: ballot.id, choice });
    await does(chair, "closeBallot", { ballotId: ballot.id });
    const declared = await does(chair, "declareDecision", { ballotId: ballot.id }, "ballot { decision { outcome } }");
    return declared.ballot.decision.outcome;
  };

  it("1. the credentials officer seats a delegation, and nobody else could have", async () => {
    const { data } = await (
      await as("head-ng")
    ).send(`query V { viewer { participations { delegation { id credentials mayVote } } } }`);
    const { id, ...before } = data.viewer.participations[0].delegation;
    expect(before).toEqual({ credentials: "PENDING", mayVote: false });
    const verdict = { delegationId: id, decision: "ACCEPTED", reason: "Letter of the minister received." };
    for (const ref of ["secretariat", "chair-afr", "head-ng"])
      expect(await refused(ref, "decideCredentials", verdict)).toBe("NOT_ENTITLED");
    const decidedOn = await does("officer", "decideCredentials", verdict, "delegation { credentials mayVote }");
    expect(decidedOn.delegation).toEqual({ credentials: "ACCEPTED", mayVote: true });
  });

  it("2. five round tables open once a quorum is there, each seen by those admitted to it and by nobody else", async () => {
    const opening = { roundTableId: tableOf("AFR").id };
    expect(await refused("chair-afr", "openRoundTable", opening)).toBe("QUORUM_NOT_MET");
    for (const { table, countries } of REGIONS) {
      for (const country of countries)
        await does(`head-${country.toLowerCase()}`, "checkIn", { roundTableId: tableOf(table).id });
      const chair = `chair-${table.toLowerCase()}`;
      await does(chair, "openRoundTable", { roundTableId: tableOf(table).id });
      await does(chair, "takeUpAgendaItem", { agendaItemId: tableOf(table).item });
    }
    const QUORUM = "query T($t: ID!) { roundTable(id: $t) { quorum { present required margin message } } }";
    expect(
      await seen(EVERYBODY, QUORUM, { t: tableOf("AFR").id }, ({ roundTable }) => roundTable?.quorum.message ?? null),
    ).toEqual({
      ...all(AFRICANS, "Quorum: 3 of 3 present, 2 required. Two more departures and this table cannot decide."),
      ...all(OUTSIDERS, null),
    });
  });

  it("3. a delegation of each region drafts, is joined by another, and puts its text before the body", async () => {
    for (const { table, countries } of REGIONS) {
      const [first, second] = countries.map((country) => `head-${country.toLowerCase()}`) as [string, string];
      const paragraphs = [
        { kind: "PREAMBULAR", text: "Recalling that frontline officers need information at once," },
        {
          kind: "OPERATIVE",
          text: "Requests bureaus to grant frontline officers access to the databases of the organisation.",
        },
        { kind: "OPERATIVE", text: `Invites the bureaus of ${table} to report on their progress every year.` },
      ];
      const input = { agendaItemId: tableOf(table).item, title: `Access in ${table}`, paragraphs };
      const { recommendation } = await does(first, "draftRecommendation", input, "recommendation { id state }");
      expect(recommendation.state).toBe("DRAFT");
      drafts.set(table, recommendation.id);
      await does(second, "sponsorRecommendation", { recommendationId: recommendation.id });
      await does(first, "proposeDraft", { recommendationId: recommendation.id });
    }
    const TEXT =
      "query R($id: ID!) { recommendation(id: $id) { symbol state sponsors { delegation { country { code } } } } }";
    const shown = {
      symbol: "STORY/1/AFR/R.1",
      state: "PROPOSED",
      sponsors: ["ZM", "KE"].map((code) => ({ delegation: { country: { code } } })),
    };
    expect(await seen(EVERYBODY, TEXT, { id: drafts.get("AFR") }, (data) => data.recommendation)).toEqual({
      ...all(AFRICANS, shown),
      ...all(OUTSIDERS, null),
    });
  });

  it("4. amendments: one is accepted by all sponsors, one is voted, one lapses with it, and the text becomes its third version", async () => {
    const recommendationId = drafts.get("AFR")!;
    const { currentVersion } = await versionOf(recommendationId);
    const [, access, report] = currentVersion.paragraphs.map((one: any) => one.paragraphId);
    const move = async (ref: string, change: object) => {
      const { amendment } = await does(
        ref,
        "proposeAmendment",
        { recommendationId, expectedVersion: (await versionOf(recommendationId)).currentVersion.number, ...change },
        "amendment { id symbol }",
      );
      await does("chair-afr", "ruleOnAmendment", { amendmentId: amendment.id, inOrder: true });
      return amendment;
    };
    expect(
      await refused("adviser-ke", "proposeAmendment", {
        recommendationId,
        expectedVersion: 1,
        kind: "DELETE",
        paragraphId: report,
      }),
    ).toBe("NOT_ENTITLED");
    const added = await move("head-ng", {
      kind: "ADD",
      afterParagraphId: access,
      text: "Encourages bureaus to train frontline officers.",
    });
    for (const ref of ["head-zm", "head-ke"]) await does(ref, "acceptAmendment", { amendmentId: added.id });
    expect((await versionOf(recommendationId)).currentVersion.number).toBe(2);
    const softer = await move("head-ng", {
      kind: "REPLACE",
      paragraphId: report,
      text: "Invites the bureaus of AFR to report when they can.",
    });
    const gone = await move("head-ke", { kind: "DELETE", paragraphId: report });
    const ORDER = "query O($id: ID!) { recommendation(id: $id) { votingOrder { rank reason amendment { symbol } } } }";
    expect(
      await seen(AFRICANS, ORDER, { id: recommendationId }, (data) =>
        data.recommendation.votingOrder.map((one: any) => one.amendment.symbol),
      ),
    ).toEqual(all(AFRICANS, [gone.symbol, softer.symbol]));
    expect(
      await decide(
        "chair-afr",
        { recommendationId, amendmentId: gone.id, mode: "RECORDED" },
        { "head-zm": "AGAINST", "head-ke": "FOR", "head-ng": "AGAINST" },
      ),
    ).toBe("NOT_ADOPTED");
    expect(
      await decide(
        "chair-afr",
        { recommendationId, amendmentId: softer.id, mode: "RECORDED" },
        { "head-zm": "FOR", "head-ke": "AGAINST", "head-ng": "FOR" },
      ),
    ).toBe("ADOPTED");
    const after = await versionOf(recommendationId);
    expect([after.currentVersion.number, after.currentVersion.paragraphs.map((one: any) => one.text)]).toEqual([
      3,
      [
        "Recalling that frontline officers need information at once,",
        "Requests bureaus to grant frontline officers access to the databases of the organisation.",
        "Encourages bureaus to train frontline officers.",
        "Invites the bureaus of AFR to report when they can.",
      ],
    ]);
  });

  it("5. the African table votes: who sees the tally, and when", async () => {
    const { ballot } = await does(
      "chair-afr",
      "openBallot",
      { recommendationId: drafts.get("AFR"), mode: "RECORDED" },
      "ballot { id majority }",
    );
    expect(ballot.majority).toBe("SIMPLE");
    decided.push(ballot.id);
    for (const [ref, choice] of [
      ["head-zm", "FOR"],
      ["head-ke", "FOR"],
      ["head-ng", "AGAINST"],
    ] as const)
      await does(ref, "castVote", { ballotId: ballot.id, choice });
    expect(await ballotSeen(EVERYBODY, ballot.id)).toEqual({
      ...all(AFRICANS, [3, null, null, null]),
      ...all(OUTSIDERS, null),
    });
    await does("chair-afr", "closeBallot", { ballotId: ballot.id });
    const full = [3, { for: 2, against: 1 }, 3, "ADOPTED"];
    const staff = ["chair-afr", "rapporteur-afr", "secretariat"];
    expect(await ballotSeen(EVERYBODY, ballot.id)).toEqual({
      ...all(staff, full),
      ...all(["head-zm", "adviser-ke"], [3, null, null, null]),
      ...all(OUTSIDERS, null),
    });
    await does("chair-afr", "declareDecision", { ballotId: ballot.id });
    expect(await ballotSeen(EVERYBODY, ballot.id)).toEqual({ ...all(AFRICANS, full), ...all(OUTSIDERS, null) });
  });

  it("6. the other regions adopt by consensus, as is the custom", async () => {
    for (const table of ["AME", "ASP", "EUR", "MENA"])
      expect(await decide(`chair-${table.toLowerCase()}`, { recommendationId: drafts.get(table) }, {})).toBe("ADOPTED");
    for (const id of drafts.values()) expect((await versionOf(id)).state).toBe("ADOPTED");
  });

  it("7. all five are forwarded to the plenary: it sees where they come from, not what was said there", async () => {
    expect(await refused("head-zm", "forwardRecommendation", { recommendationId: drafts.get("AFR") })).toBe(
      "NOT_ENTITLED",
    );
    expect(await refused("head-ca", "forwardRecommendation", { recommendationId: drafts.get("AFR") })).toBe(
      "NOT_FOUND",
    );
    for (const { table } of REGIONS) {
      const input = { recommendationId: drafts.get(table), agendaItemId: tableOf("PL").item };
      const forwarded = await does(
        `chair-${table.toLowerCase()}`,
        "forwardRecommendation",
        input,
        "recommendation { state } forwarded { id }",
      );
      // Whoever chairs a region is not admitted to the plenary by that.
      expect(forwarded).toMatchObject({ recommendation: { state: "FORWARDED" }, forwarded: null });
    }
    const AGENDA = "query T($t: ID!) { roundTable(id: $t) { agendaItems { recommendations { id symbol state } } } }";
    const { data } = await (await as("chair-pl")).send(AGENDA, { t: tableOf("PL").id });
    const received = data.roundTable.agendaItems[0].recommendations;
    expect(received.map((one: any) => [one.symbol, one.state])).toEqual(
      [1, 2, 3, 4, 5].map((number) => [`STORY/1/PL/R.${number}`, "PROPOSED"]),
    );
    REGIONS.forEach(({ table }, index) => copies.set(table, received[index].id));
    const ORIGIN =
      "query R($id: ID!) { recommendation(id: $id) { symbol origins { symbol bodyTitle relation recommendation { ballots { votes { choice } } } } } }";
    const origin = (recommendation: unknown) => [
      { symbol: "STORY/1/AFR/R.1", bodyTitle: "Round table AFR", relation: "FORWARDED", recommendation },
    ];
    const told = await seen(
      ["head-zm", "head-ca", "watcher", "head-org", "chair-ame", "officer"],
      ORIGIN,
      { id: copies.get("AFR") },
      (data) => data.recommendation?.origins ?? null,
    );
    expect(told).toEqual({
      "head-zm": origin({ ballots: expect.arrayContaining([{ votes: expect.any(Array) }]) }),
      ...all(["head-ca", "watcher", "head-org"], origin(null)),
      ...all(["chair-ame", "officer"], null),
    });
  });

  it("8. the plenary sees what the regions have in common, and merges two texts into one that keeps both origins", async () => {
    for (const { countries } of REGIONS)
      for (const country of countries)
        await does(`head-${country.toLowerCase()}`, "checkIn", { roundTableId: tableOf("PL").id });
    await does("chair-pl", "openRoundTable", { roundTableId: tableOf("PL").id });
    await does("chair-pl", "takeUpAgendaItem", { agendaItemId: tableOf("PL").item });
    const SIMILAR =
      "query R($id: ID!) { recommendation(id: $id) { currentVersion { paragraphs { number similar(first: 10) { similarity recommendation { symbol } } } } } }";
    const alike = await seen(
      ["head-fr", "chair-pl", "watcher"],
      SIMILAR,
      { id: copies.get("AME") },
      ({ recommendation }) =>
        recommendation.currentVersion.paragraphs[1].similar
          .filter((one: any) => one.similarity === 100)
          .map((one: any) => one.recommendation.symbol)
          .sort(),
    );
    const inPlenary = ["STORY/1/PL/R.1", "STORY/1/PL/R.3", "STORY/1/PL/R.4", "STORY/1/PL/R.5"];
    // What was forwarded is found where it is now, not twice.
    expect(alike).toEqual(all(["head-fr", "chair-pl", "watcher"], inPlenary));
    const input = {
      agendaItemId: tableOf("PL").item,
      recommendationIds: [copies.get("AFR"), copies.get("AME")],
      title: "Access at borders",
    };
    expect(await refused("head-zm", "mergeRecommendations", input)).toBe("NOT_ENTITLED");
    const { recommendation } = await does(
      "chair-pl",
      "mergeRecommendations",
      input,
      "recommendation { id symbol state origins { symbol relation } currentVersion { paragraphs { text } } }",
    );
    merged = recommendation.id;
    expect(recommendation.origins).toEqual([
      { symbol: "STORY/1/PL/R.1", relation: "MERGED" },
      { symbol: "STORY/1/PL/R.2", relation: "MERGED" },
    ]);
    // Paragraphs that both have stand once.
    expect(recommendation.currentVersion.paragraphs.map((one: any) => one.text)).toEqual([
      "Recalling that frontline officers need information at once,",
      "Requests bureaus to grant frontline officers access to the databases of the organisation.",
      "Encourages bureaus to train frontline officers.",
      "Invites the bureaus of AFR to report when they can.",
      "Invites the bureaus of AME to report on their progress every year.",
    ]);
    for (const table of ["AFR", "AME"]) expect((await versionOf(copies.get(table)!)).state).toBe("MERGED");
  });

  it("9. no vote before the text is there in four languages: the gate says which are missing, and opens when they are filed", async () => {
    const gate = async (): Promise<any> =>
      (await as("chair-pl")).send(
        `mutation M($input: OpenBallotInput!) { openBallot(input: $input) { __typename ... on LanguageGateClosed { missing } ... on OpenBallotSuccess { ballot { id mode question } } } }`,
        { input: { recommendationId: merged } },
      );
    expect((await gate()).data.openBallot).toEqual({ __typename: "LanguageGateClosed", missing: ["AR", "FR", "ES"] });
    const { currentVersion } = await versionOf(merged);
    const file = (locale: string, conformed: boolean) => {
      const paragraphs = currentVersion.paragraphs.map((one: any, index: number) => ({
        paragraphId: one.paragraphId,
        text: `${locale} ${index + 1}: ${one.text}`,
      }));
      return { recommendationId: merged, expectedVersion: 1, locale, paragraphs, conformed };
    };
    expect(await refused("chair-pl", "fileTranslation", file("AR", true))).toBe("NOT_ENTITLED");
    await does("secretariat", "fileTranslation", file("AR", true));
    await does("secretariat", "fileTranslation", file("FR", true));
    await does("secretariat", "fileTranslation", file("ES", false));
    expect((await gate()).data.openBallot).toEqual({ __typename: "LanguageGateClosed", missing: ["ES"] });
    const LANGUAGES =
      "query R($id: ID!) { recommendation(id: $id) { currentVersion { languages { locale conformity } } } }";
    const states = [
      ["AR", "CONFORMED"],
      ["EN", "ORIGINAL"],
      ["FR", "CONFORMED"],
      ["ES", "DRAFT"],
    ];
    const who = ["chair-pl", "head-jo", "watcher"];
    expect(
      await seen(who, LANGUAGES, { id: merged }, ({ recommendation }) =>
        recommendation.currentVersion.languages.map((one: any) => [one.locale, one.conformity]),
      ),
    ).toEqual(all(who, expect.arrayContaining(states)));
    await does("secretariat", "fileTranslation", file("ES", true));
    const opened = (await gate()).data.openBallot;
    expect(opened).toMatchObject({ __typename: "OpenBallotSuccess", ballot: { mode: "CONSENSUS" } });
    decided.push(opened.ballot.id);
  });

  it("10. a delegation objects to the consensus, everybody knows, and a vote by two-thirds endorses", async () => {
    const objected = await does(
      "head-tn",
      "objectToConsensus",
      { ballotId: decided.at(-1), reason: "Our law does not allow it yet." },
      "ballot { state decision { outcome } recommendation { state } }",
    );
    expect(objected.ballot).toEqual({
      state: "CLOSED",
      decision: null,
      recommendation: { state: "UNDER_CONSIDERATION" },
    });
    const OBJECTIONS = "query B($b: ID!) { ballot(id: $b) { objections { reason delegation { country { code } } } } }";
    const who = ["chair-pl", "head-zm", "watcher", "head-org"];
    expect(await seen(who, OBJECTIONS, { b: decided.at(-1) }, (data) => data.ballot.objections)).toEqual(
      all(who, [{ reason: "Our law does not allow it yet.", delegation: { country: { code: "TN" } } }]),
    );
    const votes = Object.fromEntries(
      REGIONS.flatMap(({ countries }) => countries).map((country, index) => [
        `head-${country.toLowerCase()}`,
        country === "TN" ? "AGAINST" : index % 5 === 4 ? "ABSTAIN" : "FOR",
      ]),
    );
    expect(
      await decide("chair-pl", { recommendationId: merged, mode: "RECORDED", majority: "TWO_THIRDS" }, votes),
    ).toBe("ADOPTED");
    const PROOF =
      "query B($b: ID!) { ballot(id: $b) { recommendation { state } decision { proof { evaluated isIntact } recount { agrees } } } }";
    expect(await seen(who, PROOF, { b: decided.at(-1) }, (data) => data.ballot)).toEqual(
      all(who, {
        recommendation: { state: "ENDORSED" },
        decision: { proof: { evaluated: "12 > 0; 3 × 11 ≥ 2 × 12", isIntact: true }, recount: { agrees: true } },
      }),
    );
  });

  it("11. the rest is endorsed by consensus, and the secretariat puts the conclusions in order", async () => {
    for (const table of ["ASP", "EUR", "MENA"]) {
      const recommendationId = copies.get(table)!;
      const { currentVersion } = await versionOf(recommendationId);
      for (const locale of ["AR", "FR", "ES"]) {
        const paragraphs = currentVersion.paragraphs.map((one: any) => ({
          paragraphId: one.paragraphId,
          text: `${locale}: ${one.text}`,
        }));
        await does("secretariat", "fileTranslation", {
          ...{ recommendationId, expectedVersion: currentVersion.number, locale, paragraphs, conformed: true },
        });
      }
      expect(await decide("chair-pl", { recommendationId }, {})).toBe("ADOPTED");
    }
    const endorsed = [merged, ...["ASP", "EUR", "MENA"].map((table) => copies.get(table)!)];
    const arrange = {
      conferenceId: story.conferenceId,
      recommendationIds: endorsed,
      preamble: [
        { locale: "EN", text: "The conference," },
        { locale: "FR", text: "La conférence," },
      ],
      expectedVersion: 0,
    };
    expect(await refused("chair-pl", "arrangeConclusions", arrange)).toBe("NOT_ENTITLED");
    await does("secretariat", "arrangeConclusions", arrange);
    const who = ["secretariat", "chair-pl", "head-zm", "watcher", "officer"];
    const DRAFT = "query C($c: ID!) { conference(id: $c) { conclusionsDocument { publishedAt items { symbol } } } }";
    expect(
      await seen(who, DRAFT, { c: story.conferenceId }, ({ conference }) => conference.conclusionsDocument),
    ).toEqual({
      secretariat: {
        publishedAt: null,
        items: [6, 3, 4, 5].map((number) => ({ symbol: `STORY/1/PL/R.${number}` })),
      },
      ...all(["chair-pl", "head-zm", "watcher", "officer"], null),
    });
  });

  it("12. published conclusions are for everybody who takes part; each leads back to the regions, and no further than one may see", async () => {
    await does("secretariat", "publishConclusions", { conferenceId: story.conferenceId });
    const who = ["secretariat", "chair-afr", "head-zm", "head-org", "watcher", "officer"];
    const DOCUMENT = `query C($c: ID!) { conference(id: $c) { conclusionsDocument { publishedAt hash preamble(locale: FR) items { number symbol origins text(locale: FR) } } } }`;
    const told = await seen(
      who,
      DOCUMENT,
      { c: story.conferenceId },
      ({ conference }) => conference.conclusionsDocument,
    );
    const document = told["officer"] as any;
    expect(told).toEqual(all(who, document));
    expect(document).toMatchObject({
      publishedAt: expect.any(String),
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      preamble: "La conférence,",
      items: [{ number: 1, symbol: "STORY/1/PL/R.6" }, {}, {}, {}],
    });
    expect(document.items[0].text).toContain("FR 3: Encourages bureaus to train frontline officers.");
    const LINEAGE =
      "query R($id: ID!) { recommendation(id: $id) { lineage { ancestors { symbol depth recommendation { id } } descendants { symbol } } } }";
    const ancestors = await seen(["head-zm", "head-ca", "head-fr"], LINEAGE, { id: merged }, ({ recommendation }) =>
      recommendation.lineage.ancestors.map((one: any) => [one.symbol, one.depth, one.recommendation !== null]),
    );
    const line = (afr: boolean, ame: boolean) =>
      expect.arrayContaining([
        ["STORY/1/PL/R.1", 1, true],
        ["STORY/1/PL/R.2", 1, true],
        ["STORY/1/AFR/R.1", 2, afr],
        ["STORY/1/AME/R.1", 2, ame],
      ]);
    expect(ancestors).toEqual({
      "head-zm": line(true, false),
      "head-ca": line(false, true),
      "head-fr": line(false, false),
    });
    const down = await seen(["head-zm", "chair-afr"], LINEAGE, { id: drafts.get("AFR") }, ({ recommendation }) =>
      recommendation.lineage.descendants.map((one: any) => one.symbol),
    );
    expect(down).toEqual({ "head-zm": ["STORY/1/PL/R.1", "STORY/1/PL/R.6"], "chair-afr": [] });
  });

  it("13. the conference closes, and a recount by other code gives every decision that was taken", async () => {
    for (const { table } of REGIONS)
      await does(`chair-${table.toLowerCase()}`, "closeRoundTable", { roundTableId: tableOf(table).id });
    await does("chair-pl", "closeRoundTable", { roundTableId: tableOf("PL").id });
    await does("secretariat", "closeConference", { conferenceId: story.conferenceId });
    const RECOUNT =
      "query R($c: ID!) { recount(conferenceId: $c) { agrees decisions ballots { agrees ballot { id } findings { check } } } }";
    const { data, errors } = await (await as("secretariat")).send(RECOUNT, { c: story.conferenceId });
    expect(errors).toBeUndefined();
    expect(data.recount).toMatchObject({ agrees: true, decisions: decided.length });
    expect(data.recount.ballots.map((one: any) => one.ballot.id).sort()).toEqual([...decided].sort());
    const stranger = await (await as("head-zm")).send(RECOUNT, { c: story.conferenceId });
    expect(stranger.data?.recount ?? null).toBeNull();
  });

  it("14. and the trail of everything that was done verifies", async () => {
    const { findings, entries } = await verifiedTrail(app, story.conferenceId);
    expect(findings).toEqual([]);
    expect(entries).toBeGreaterThan(150);
  });
});
