import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { fillIn, forgetIds, rememberIds } from "../../playground/known-ids.js";
import { readRoles } from "../../playground/roles.mjs";
import { loadDemo } from "../../src/domain/intake/demo.service.js";
import { IntakeService } from "../../src/domain/intake/intake.service.js";
import { packageRoot } from "../../src/package-root.js";
import { startApp, type TestApp } from "../support/app.js";
import type { Client } from "../support/client.js";
import { exampleOperations, exampleVariables } from "../support/operations.js";

/**
 * The examples of the playground at the demo rehearsal, one after the other, as a person runs them who changes nothing but the
 * token: the page fills in the ids that it saw in earlier answers.
 */
describe("the examples of the playground, run in order", () => {
  let app: TestApp;
  const people = new Map<string, Client>();
  beforeAll(async () => {
    app = await startApp();
    const { database, journal, codes } = app.foundation;
    await loadDemo(new IntakeService(database, journal, codes), packageRoot());
  });
  afterAll(() => app.close());

  /** Runs an example as it stands; `change` is what a person would edit in its variables. */
  const run = async (who: string, name: string, change: object = {}): Promise<any> => {
    if (!people.has(who)) people.set(who, await app.signIn(`demo-rehearsal-${who}`));
    const { variables, missing } = fillIn(exampleVariables[name]);
    expect([name, missing]).toEqual([name, []]);
    const input = variables["input"] ? { input: { ...variables["input"], ...change } } : {};
    const { text } = exampleOperations.find((one) => one.name === name)!;
    const { data, errors } = await people.get(who)!.send(text, { ...variables, ...input }, name);
    expect([name, errors]).toEqual([name, undefined]);
    rememberIds(data);
    return Object.values(data)[0];
  };
  const does = async (who: string, name: string, change?: object): Promise<any> => {
    const answer = await run(who, name, change);
    expect([name, answer.__typename, answer.message]).toEqual([name, expect.stringMatching(/Success$/), undefined]);
    return answer;
  };
  const CHAIR = "facilitator-africa";

  it("open a sitting with a quorum, after the credentials officer decided", async () => {
    await run("credentials-officer", "Conferences");
    await run("credentials-officer", "Accreditation");
    await does("credentials-officer", "DecideCredentials", { decision: "ACCEPTED" });
    const { ruleSet } = await run("credentials-officer", "RuleSet");
    expect(ruleSet.code).toBe("ROTUNDA-HNCB");
    await run(CHAIR, "Me");
    expect(await run(CHAIR, "OpenRoundTable")).toMatchObject({ code: "QUORUM_NOT_MET" });
    for (const who of ["zm", "ke", "ng"]) await does(who, "CheckIn");
    await does(CHAIR, "OpenRoundTable");
    await run(CHAIR, "Room");
    await does(CHAIR, "TakeUpAgendaItem");
    expect((await run(CHAIR, "Quorum")).quorum).toMatchObject({ isMet: true, present: 3 });
    await does(CHAIR, "TakeChair");
    await does(CHAIR, "CallTheRoll");
  });

  it("bring an amendment to the vote", async () => {
    await run(CHAIR, "Room");
    await run("zm", "Text");
    await does("zm", "ProposeAmendment");
    await does(CHAIR, "RuleOnAmendment");
    expect((await run("zm", "VotingOrder")).votingOrder).toHaveLength(1);
    await run("zm", "AmendmentPreview");
    await does(CHAIR, "PutAmendmentToVote");
    for (const who of ["zm", "ke"]) await does(who, "CastVote");
    await does("zm", "ChangeVote", { choice: "FOR" });
    expect((await does(CHAIR, "CloseBallot")).ballot.decision.outcome).toBe("ADOPTED");
    await does(CHAIR, "DeclareDecision");
    expect((await run("zm", "TextChanges")).currentVersion.number).toBe(2);
  });

  it("ask for consensus, hear an objection, and call the roll", async () => {
    await does(CHAIR, "AskForConsensus");
    await does("zm", "ObjectToConsensus");
    expect((await run("zm", "BallotConduct")).objections).toHaveLength(1);
    await does(CHAIR, "DeclareDecision");
    await does(CHAIR, "OpenRollCall");
    const called = (await does(CHAIR, "CallNextDelegation")).ballot.calls[0].delegation.country.code as string;
    await does(called.toLowerCase(), "CastVote");
    await does(CHAIR, "CancelBallot");
  });

  it("admit a delegation late, read a vote in, lock, and annul", async () => {
    await run("secretariat", "Room");
    await does("secretariat", "SuspendVotingRights");
    await does(CHAIR, "OpenBallot");
    await does("secretariat", "RestoreVotingRights");
    await does(CHAIR, "AdmitToBallot");
    await run(CHAIR, "BallotConduct");
    for (const second of ["RejectReadIn", "ConfirmReadIn"]) {
      await does(CHAIR, "ProposeReadIn");
      await does("secretariat", second);
    }
    await does("ke", "CastVote");
    await does(CHAIR, "LockBallot", { seconds: 3 });
    for (let state = "LOCKING"; state === "LOCKING";) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      state = (await run(CHAIR, "BallotConduct")).state;
    }
    await does(CHAIR, "DeclareDecision");
    await does("ng", "RecordVoteIntention");
    await does(CHAIR, "ProposeAnnulment");
    await does("secretariat", "ConfirmAnnulment");
  });

  it("give the floor", async () => {
    await run(CHAIR, "Room");
    await does(CHAIR, "OpenSpeakersList");
    await does("zm", "RequestFloor");
    expect((await run("ke", "SpeakersLists")).agendaItems[0].speakersList.queue).toHaveLength(1);
    await does(CHAIR, "CallSpeaker");
    await does(CHAIR, "StartSpeaking");
    await does("ke", "RequestFloor", { kind: "POINT_OF_ORDER" });
    await does(CHAIR, "RuleOnPointOfOrder");
    await run(CHAIR, "SpeakersLists");
  });

  it("write a draft, join it, and put it before the body", async () => {
    await does("zm", "DraftRecommendation");
    await does("ke", "SponsorRecommendation");
    await does("zm", "ReviseRecommendation");
    await does("zm", "ProposeDraft");
    await does("ke", "PostComment");
    await does("ke", "WithdrawSponsorship");
    await does("zm", "ProposeRecommendation");
  });

  it("add somebody to a delegation, and hand it over", async () => {
    await run("zm", "Me");
    await does("zm", "AddDelegate");
    await run("secretariat", "Accreditation");
    await run("zm", "Me");
    await does("secretariat", "HandOverHead");
    await does("secretariat", "AppointCredentialsOfficer");
  });

  it("adopt two texts, forward and merge them, publish the conclusions, and count everything anew", async () => {
    for (let text = 0; text < 2; text += 1) {
      await run(CHAIR, "Room");
      await does(CHAIR, "AskForConsensus");
      await does(CHAIR, "CloseBallot");
      expect((await does(CHAIR, "DeclareDecision")).ballot.decision.outcome).toBe("ADOPTED");
      await does(CHAIR, "ForwardRecommendation");
    }
    await run("facilitator-plenary", "Me");
    for (const who of ["zm", "ke", "ng", "ca", "mx", "ar", "bt", "fj"]) await does(who, "CheckIn");
    await does("facilitator-plenary", "OpenRoundTable");
    await run("facilitator-plenary", "Room");
    await does("facilitator-plenary", "TakeUpAgendaItem");
    await run("facilitator-plenary", "Room");
    await does("facilitator-plenary", "MergeRecommendations");
    await run("zm", "TextLineage");
    expect(await run("facilitator-plenary", "AskForConsensus")).toMatchObject({ code: "LANGUAGE_GATE_CLOSED" });
    const { languages } = (await run("secretariat", "Text")).currentVersion;
    for (const { locale, missingParagraphs } of languages.filter((one: any) => one.missingParagraphs.length > 0)) {
      const paragraphs = missingParagraphs.map(({ paragraphId }: any) => ({ paragraphId, text: `In ${locale}.` }));
      await does("secretariat", "FileTranslation", { locale, text: null, paragraphs });
    }
    await does("facilitator-plenary", "AskForConsensus");
    await does("facilitator-plenary", "CloseBallot");
    await does("facilitator-plenary", "DeclareDecision");
    expect((await run("zm", "BallotDecision")).decision).toMatchObject({
      proof: { isIntact: true },
      recount: { agrees: true },
    });
    await run("secretariat", "Conferences");
    await does("secretariat", "ArrangeConclusions");
    await does("secretariat", "PublishConclusions");
    expect((await run("zm", "ConclusionsDocument")).conclusionsDocument.items).toHaveLength(1);
    expect(await run("secretariat", "RecountConference")).toMatchObject({ agrees: true });
  });
});

/** At the 15th, whose codes the roles have; enough delegations are in the room for a quorum. */
describe("the tabs of each role, run from left to right", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
    const { database, journal, codes } = app.foundation;
    await loadDemo(new IntakeService(database, journal, codes), packageRoot());
  });
  afterAll(() => app.close());

  /** Runs the tabs of a role from `from` up to `to`; answers what each said: its success, or the type of its refusal. */
  const act = async (id: string, { from = "", to = "" } = {}): Promise<Record<string, string>> => {
    const role = readRoles(exampleOperations).find((one) => one.id === id)!;
    const client = await app.signIn(role.code);
    if (!from) forgetIds();
    const said: Record<string, string> = {};
    const until = to ? role.tabs.indexOf(to) + 1 : undefined;
    for (const name of role.tabs.slice(Math.max(0, role.tabs.indexOf(from)), until)) {
      const { text, definition } = exampleOperations.find((one) => one.name === name)!;
      const { variables, missing } = fillIn(exampleVariables[name]);
      if (missing.length > 0) said[name] = `${missing.join()} unknown`;
      if (missing.length > 0 || definition.operation === "subscription") continue;
      const { data, errors } = await client.send(text, variables, name);
      expect([name, errors]).toEqual([name, undefined]);
      rememberIds(data);
      const [answer] = Object.values(data) as { __typename?: string }[];
      if (definition.operation === "mutation") said[name] = answer!.__typename!;
    }
    return said;
  };

  it("a sitting: the facilitator opens, the delegate takes part and votes, the facilitator closes", async () => {
    expect(await act("facilitator", { to: "OpenBallot" })).toEqual({
      OpenRoundTable: "OpenRoundTableSuccess",
      TakeUpAgendaItem: "TakeUpAgendaItemSuccess",
      OpenSpeakersList: "OpenSpeakersListSuccess",
      OpenBallot: "QuorumNotMet",
    });
    const { variables } = fillIn(exampleVariables["OpenRoundTable"]);
    const africans = "ke ng gh tz ug rw sn ci ml ne tg bj bf cm ga cg cd ao na bw zw mz mg mu".split(" ");
    for (const code of africans) {
      const head = await app.signIn(`demo-delegate-${code}`);
      expect((await head.does("CheckIn", variables["input"] as object)).__typename).toBe("CheckInSuccess");
    }
    expect(await act("delegate", { to: "PostComment" })).toEqual({
      CheckIn: "CheckInSuccess",
      RequestFloor: "RequestFloorSuccess",
      PostComment: "PostCommentSuccess",
    });
    expect(await act("facilitator", { from: "OpenBallot", to: "OpenBallot" })).toEqual({
      OpenBallot: "OpenBallotSuccess",
    });
    expect(await act("delegate")).toMatchObject({ CastVote: "CastVoteSuccess" });
    expect(await act("facilitator", { from: "CloseBallot" })).toEqual({ CloseBallot: "CloseBallotSuccess" });
  }, 60_000);

  it("those who watch and those who run it: every id is there, but for a ballot that the plenary has not opened", async () => {
    expect(await act("observer")).toEqual({ BallotTally: "ballotId unknown" });
    expect(await act("secretariat")).toEqual({});
    expect(await act("credentials-officer")).toEqual({ DecideCredentials: "DecideCredentialsSuccess" });
  });
});
