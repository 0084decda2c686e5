import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { GENERIC_RULE_SET } from "../../src/domain/intake/conference-file.rules.js";
import { startApp, type TestApp } from "../support/app.js";
import type { Client } from "../support/client.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { openBallot, openRoom, type Room } from "../support/room.js";
const RULES = {
  ...GENERIC_RULE_SET,
  code: "CONDUCT",
  changeUntil: "LOCK",
  lockSeconds: 3,
  citations: { majority: "Article 9." },
} as const;

const OUTCOME =
  "ballot { state decision { outcome objections explanation threshold margin } recommendation { state } }";

describe("conducting a ballot", () => {
  let app: TestApp;
  let conference: TestConference;
  let room: Room;
  let secretary: Client;
  let number = 0;
  beforeAll(async () => {
    app = await startApp();
    conference = await buildConference(app, { colleagues: ["ALTERNATE", "ADVISER"], rules: RULES });
    room = await openRoom(conference);
    secretary = await conference.as("secretariat");
  });
  afterAll(() => app.close());

  const head = (code: string): Client => room.heads.get(`head-${code}`)!;
  const text = async (): Promise<string> => {
    const title = `Text ${(number += 1)}`;
    const input = { agendaItemId: room.itemId, title, text: "Text." };
    return (await head("zm").does("ProposeRecommendation", input)).recommendation.id;
  };
  const open = async (terms: object = {}): Promise<string> =>
    openBallot({ ...room, recommendationId: await text() }, terms);
  const show = async (ballotId: string, fields: string, by: Client = room.chair): Promise<any> => {
    const { data, errors } = await by.send(`query B($b: ID!) { ballot(id: $b) { ${fields} } }`, { b: ballotId });
    expect(errors).toBeUndefined();
    return data.ballot;
  };
  const delegationOf = async (client: Client): Promise<string> =>
    (
      await client.send(`query R($r: ID!) { roundTable(id: $r) { myAdmission { delegation { id } } } }`, {
        r: room.tableId,
      })
    ).data.roundTable.myAdmission.delegation.id;
  const delegateOf = async (client: Client): Promise<string> =>
    (
      await client.send(
        `query R($r: ID!) { roundTable(id: $r) { myAdmission { delegation { delegates { id function } } } } }`,
        { r: room.tableId },
      )
    ).data.roundTable.myAdmission.delegation.delegates.find((one: any) => one.function === "HEAD").id;

  describe("by consensus", () => {
    it("adopts when nobody objects, without a vote", async () => {
      const ballotId = await open({ mode: "CONSENSUS" });
      expect(await head("ke").does("CastVote", { ballotId, choice: "FOR" })).toMatchObject({ code: "VOTES_NOT_TAKEN" });
      expect(await show(ballotId, "majority outlook")).toEqual({ majority: "CONSENSUS", outlook: "OPEN" });
      expect(await room.chair.deed("closeBallot", { ballotId }, OUTCOME)).toMatchObject({
        ballot: {
          state: "CLOSED",
          decision: {
            outcome: "ADOPTED",
            objections: 0,
            threshold: 0,
            margin: 0,
            explanation: "Adopted by consensus: Nobody objected. 6 of 6 delegations were present; the quorum is 4.",
          },
          recommendation: { state: "ADOPTED" },
        },
      });
    });

    it("ends with an objection, and a recorded ballot may follow at once", async () => {
      const recommendationId = await text();
      const ballotId = await openBallot({ ...room, recommendationId }, { mode: "CONSENSUS" });
      expect(await room.chair.deed("objectToConsensus", { ballotId })).toMatchObject({ code: "NOT_ENTITLED" });
      const adviser = await conference.as("adviser1-ke");
      expect(await adviser.deed("objectToConsensus", { ballotId })).toMatchObject({ code: "NOT_ENTITLED" });
      const away = await conference.as("alternate-ke");
      expect(await away.deed("objectToConsensus", { ballotId })).toMatchObject({ code: "NOT_PRESENT" });
      const watch = room.chair.subscribe(
        `subscription E($r: ID!) { roundTableEvents(roundTableId: $r) { __typename ... on ConsensusObjectedEvent { delegation { country { code } } ballot { state } } } }`,
        { r: room.tableId },
      );
      await new Promise((resolve) => setTimeout(resolve, 200));
      const objected = await head("ke").deed(
        "objectToConsensus",
        { ballotId, reason: "Paragraph 2 goes too far." },
        "ballot { state objections { reason delegation { country { code } } } decision { outcome objections } recommendation { state } }",
      );
      expect(objected).toMatchObject({
        ballot: {
          state: "CLOSED",
          objections: [{ reason: "Paragraph 2 goes too far.", delegation: { country: { code: "KE" } } }],
          decision: { outcome: "NOT_ADOPTED", objections: 1 },
          recommendation: { state: "UNDER_CONSIDERATION" },
        },
      });
      await watch.until(2);
      expect(watch.messages.map(({ data }) => data.roundTableEvents)).toEqual([
        { __typename: "ConsensusObjectedEvent", delegation: { country: { code: "KE" } }, ballot: { state: "CLOSED" } },
        { __typename: "BallotClosedEvent" },
      ]);
      watch.stop();
      // The same objection sent again stands; another delegation comes too late.
      expect(await head("ke").deed("objectToConsensus", { ballotId })).toMatchObject({
        __typename: "ObjectToConsensusSuccess",
      });
      expect(await head("ng").deed("objectToConsensus", { ballotId })).toMatchObject({ code: "BALLOT_CLOSED" });
      const voted = await openBallot({ ...room, recommendationId });
      await head("ng").does("CastVote", { ballotId: voted, choice: "FOR" });
      expect((await room.chair.deed("closeBallot", { ballotId: voted }, OUTCOME)).ballot.decision.outcome).toBe(
        "ADOPTED",
      );
    });

    it("records every objection that races, or refuses it: exactly one ends the ballot", async () => {
      const ballotId = await open({ mode: "CONSENSUS" });
      const answers = await Promise.all(
        ["ke", "ng", "gh", "zm"].map((code) => head(code).deed("objectToConsensus", { ballotId })),
      );
      expect(answers.map((answer) => answer.__typename).sort()).toEqual([
        "BallotClosed",
        "BallotClosed",
        "BallotClosed",
        "ObjectToConsensusSuccess",
      ]);
      expect(await show(ballotId, "objections { delegation { id } } decision { objections }")).toMatchObject({
        objections: [expect.anything()],
        decision: { objections: 1 },
      });
    });

    it("takes no objection after its schedule, also while nobody has closed it yet", async () => {
      const ballotId = await open({ mode: "CONSENSUS" });
      // As if the server had been down since: the schedule passed, and nothing closed the ballot.
      await app.foundation.database.transaction(null, async (tx) => {
        await tx.query("ALTER TABLE ballot DISABLE TRIGGER USER");
        await tx.query("UPDATE ballot SET closes_at = clock_timestamp() - interval '50 milliseconds' WHERE id = $1", [
          ballotId,
        ]);
        await tx.query("ALTER TABLE ballot ENABLE TRIGGER USER");
      });
      expect(await head("ke").deed("objectToConsensus", { ballotId })).toMatchObject({ code: "BALLOT_CLOSED" });
    });

    it("is a mode of its own: no votes with majority CONSENSUS, no other majority in mode CONSENSUS", async () => {
      const recommendationId = await text();
      for (const terms of [
        { mode: "CONSENSUS", majority: "SIMPLE" },
        { mode: "RECORDED", majority: "CONSENSUS" },
      ])
        expect(await room.chair.does("OpenBallot", { recommendationId, ...terms })).toMatchObject({
          code: "RULE_SET_FORBIDS",
        });
    });
  });

  describe("by roll call", () => {
    it("calls delegations in order from the one that was drawn; each votes when it is called, by name", async () => {
      const first = await delegationOf(head("ng"));
      const ballotId = await open({ mode: "ROLL_CALL" });
      await room.chair.deed("cancelBallot", { ballotId, reason: "Drawn anew." });
      const ballot = await open({ mode: "ROLL_CALL", firstCalledId: first });
      const names = ["Nigeria", "Uganda", "United Republic of Tanzania", "Zambia", "Ghana", "Kenya"];
      expect(
        (await show(ballot, "roll { callOrder delegation { country { name } } }")).roll.map((entry: any) => [
          entry.callOrder,
          entry.delegation.country.name.split(",")[0],
        ]),
      ).toEqual([1, 2, 3, 4, 5, 6].map((place) => [place, expect.any(String)]));
      expect(await head("ng").does("CastVote", { ballotId: ballot, choice: "FOR" })).toMatchObject({
        code: "NOT_CALLED",
      });
      expect(await head("ng").deed("callNextDelegation", { ballotId: ballot })).toMatchObject({ code: "NOT_ENTITLED" });
      const call = async () =>
        (
          await room.chair.deed(
            "callNextDelegation",
            { ballotId: ballot, lastCall: (await show(ballot, "calls { number }")).calls.length },
            "ballot { calls { number delegation { country { code name } } } }",
          )
        ).ballot?.calls.at(-1);
      const twice = { ballotId: ballot, lastCall: 7 };
      expect(await room.chair.deed("callNextDelegation", twice)).toMatchObject({ code: "STALE_VERSION" });
      expect(await call()).toMatchObject({ number: 1, delegation: { country: { code: "NG" } } });
      expect(await head("ke").does("CastVote", { ballotId: ballot, choice: "FOR" })).toMatchObject({
        code: "NOT_CALLED",
      });
      expect(await head("ng").does("CastVote", { ballotId: ballot, choice: "FOR" })).toMatchObject({
        __typename: "CastVoteSuccess",
      });
      const order = [names[0]];
      const answers: Record<string, string> = { ZM: "AGAINST", GH: "FOR", KE: "ABSTAIN" };
      for (let turn = 2; turn <= 6; turn += 1) {
        const { code, name } = (await call()).delegation.country;
        order.push(name.split(",")[0]);
        if (answers[code]) await head(code.toLowerCase()).does("CastVote", { ballotId: ballot, choice: answers[code] });
      }
      expect(order).toEqual(names);
      // Those who did not answer are called once more, in the same order, and nobody a third time.
      const again = [await call(), await call()].map(({ delegation }) => delegation.country.code);
      expect(again).toEqual(["UG", "TZ"]);
      await head("tz").does("CastVote", { ballotId: ballot, choice: "FOR" });
      expect(await room.chair.deed("callNextDelegation", { ballotId: ballot })).toMatchObject({
        code: "INVALID_STATE",
      });
      expect((await room.chair.deed("closeBallot", { ballotId: ballot }, OUTCOME)).ballot.decision).toMatchObject({
        outcome: "ADOPTED",
      });
    });
  });

  describe("the countdown", () => {
    it("takes votes but no changes until it ends, by the database clock, and closes by itself", async () => {
      const ballotId = await open({ closesAt: new Date(Date.now() + 3_600_000).toISOString() });
      await head("zm").does("CastVote", { ballotId, choice: "FOR" });
      expect(await head("zm").deed("lockBallot", { ballotId })).toMatchObject({ code: "NOT_ENTITLED" });
      expect(await room.chair.deed("lockBallot", { ballotId, seconds: 1 })).toMatchObject({ code: "INVALID_INPUT" });
      const locked = await room.chair.deed("lockBallot", { ballotId }, "ballot { state lockingAt closesAt }");
      expect(locked.ballot.state).toBe("LOCKING");
      const length = Date.parse(locked.ballot.closesAt) - Date.parse(locked.ballot.lockingAt);
      expect(Math.abs(length - 3000)).toBeLessThan(5);
      expect(await room.chair.deed("lockBallot", { ballotId })).toMatchObject({ code: "INVALID_STATE" });
      expect(await head("zm").deed("changeVote", { ballotId, choice: "AGAINST" })).toMatchObject({
        code: "INVALID_STATE",
      });
      expect(await head("ke").does("CastVote", { ballotId, choice: "FOR" })).toMatchObject({
        __typename: "CastVoteSuccess",
      });
      await new Promise((resolve) => setTimeout(resolve, length + 100));
      expect(await head("ng").does("CastVote", { ballotId, choice: "FOR" })).toMatchObject({
        code: "BALLOT_CLOSED",
        closedAt: locked.ballot.closesAt,
      });
      let state = "";
      for (let turn = 0; turn < 60 && state !== "CLOSED"; turn += 1) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        ({ state } = await show(ballotId, "state"));
      }
      expect(await show(ballotId, "state closedAt decision { votesFor }")).toEqual({
        state: "CLOSED",
        closedAt: locked.ballot.closesAt,
        decision: { votesFor: 2 },
      });
    });

    it("shows a verdict once the votes are fixed, to those who may see them", async () => {
      const ballotId = await open({ tallyVisibility: "LIVE" });
      const hidden = await open({ tallyVisibility: "TURNOUT" });
      for (const code of ["zm", "ke", "ng", "gh"])
        for (const one of [ballotId, hidden]) await head(code).does("CastVote", { ballotId: one, choice: "FOR" });
      expect(await show(ballotId, "outlook")).toEqual({ outlook: "OPEN" });
      for (const one of [ballotId, hidden]) await room.chair.deed("lockBallot", { ballotId: one, seconds: 600 });
      expect(await show(ballotId, "outlook", head("zm"))).toEqual({ outlook: "DECIDED" });
      expect(await show(hidden, "outlook", head("zm"))).toEqual({ outlook: "OPEN" });
      for (const one of [ballotId, hidden]) await room.chair.does("CloseBallot", { ballotId: one });
      expect(await show(ballotId, "outlook")).toEqual({ outlook: null });
    });
  });

  it("the head replaces what a member cast, until the lock; nobody else changes what the head cast", async () => {
    const ballotId = await open();
    const alternate = await conference.as("alternate-gh");
    await alternate.does("CheckIn", { roundTableId: room.tableId });
    await alternate.does("CastVote", { ballotId, choice: "FOR" });
    expect(await head("gh").deed("changeVote", { ballotId, choice: "AGAINST" })).toMatchObject({
      __typename: "ChangeVoteSuccess",
    });
    expect(await alternate.deed("changeVote", { ballotId, choice: "FOR" })).toMatchObject({ code: "NOT_ENTITLED" });
    expect(await show(ballotId, "tally { for against }")).toEqual({ tally: { for: 0, against: 1 } });
    await room.chair.does("CloseBallot", { ballotId });
  });

  it("a delegation that comes late is admitted by the chair, on the record, and votes", async () => {
    const pending = await delegationOf(head("tz"));
    await app.foundation.database.transaction(null, (tx) =>
      tx.query("UPDATE delegation SET credentials = 'PENDING' WHERE id = $1", [pending]),
    );
    const ballotId = await open();
    expect(await head("tz").does("CastVote", { ballotId, choice: "FOR" })).toMatchObject({ code: "NOT_ENTITLED" });
    const admit = (by: Client) =>
      by.deed(
        "admitToBallot",
        { ballotId, delegationId: pending },
        "ballot { turnout { eligible } roll { admittedAt delegation { id } } }",
      );
    expect(await head("zm").deed("admitToBallot", { ballotId, delegationId: pending })).toMatchObject({
      code: "NOT_ENTITLED",
    });
    expect(await admit(room.chair)).toMatchObject({ code: "NOT_ENTITLED" });
    await app.foundation.database.transaction(null, (tx) =>
      tx.query("UPDATE delegation SET credentials = 'ACCEPTED' WHERE id = $1", [pending]),
    );
    const [one, two] = await Promise.all([admit(room.chair), admit(room.chair)]);
    expect(one.ballot.turnout).toEqual({ eligible: 6 });
    expect(two.ballot.roll.filter((entry: any) => entry.admittedAt).map((entry: any) => entry.delegation.id)).toEqual([
      pending,
    ]);
    expect(await head("tz").does("CastVote", { ballotId, choice: "FOR" })).toMatchObject({
      __typename: "CastVoteSuccess",
    });
    const { ballot } = await room.chair.deed("closeBallot", { ballotId }, "ballot { decision { eligible votesFor } }");
    expect(ballot.decision).toEqual({ eligible: 6, votesFor: 1 });
    expect(await admit(room.chair)).toMatchObject({ code: "BALLOT_CLOSED" });
    const stranger = await conference.as("head-ca");
    expect(await admit(stranger)).toMatchObject({ code: "NOT_FOUND" });
  });

  describe("a vote that is read in", () => {
    it("counts when a second person confirms what the first noted, and says how it came in", async () => {
      const ballotId = await open();
      const delegateId = await delegateOf(head("ug"));
      const note = { ballotId, delegateId, choice: "FOR", clientMutationId: "note-1" };
      expect(await head("zm").deed("proposeReadIn", note)).toMatchObject({ code: "NOT_ENTITLED" });
      const noted = await room.chair.deed(
        "proposeReadIn",
        note,
        "readIn { id choice confirmedAt delegation { country { code } } }",
      );
      expect(noted.readIn).toMatchObject({ choice: "FOR", confirmedAt: null, delegation: { country: { code: "UG" } } });
      expect((await room.chair.deed("proposeReadIn", note, "readIn { id }")).readIn.id).toBe(noted.readIn.id);
      expect(await show(ballotId, "turnout { voted } readIns { id }", head("zm"))).toEqual({
        turnout: { voted: 0 },
        readIns: null,
      });
      const confirm = (by: Client) =>
        by.deed("confirmReadIn", { readInId: noted.readIn.id }, "ballot { turnout { voted } votes { source } }");
      expect(await confirm(room.chair)).toMatchObject({ code: "SECOND_PERSON_NEEDED" });
      expect(await confirm(head("zm"))).toMatchObject({ code: "NOT_ENTITLED" });
      const both = await Promise.all([confirm(secretary), confirm(secretary)]);
      for (const { ballot } of both) expect(ballot).toEqual({ turnout: { voted: 1 }, votes: [{ source: "READ_IN" }] });
      expect(await head("ug").does("CastVote", { ballotId, choice: "AGAINST" })).toMatchObject({
        code: "ALREADY_VOTED",
      });
      expect(await room.chair.deed("rejectReadIn", { readInId: noted.readIn.id })).toMatchObject({
        code: "INVALID_STATE",
      });
      await room.chair.does("CloseBallot", { ballotId });
    });

    it("is not that of whoever presides: the vote passes to another member of the delegation", async () => {
      const delegate = head("tz");
      const { data } = await delegate.send("{ viewer { participations { id } } }");
      const vice = {
        roundTableId: room.tableId,
        participationId: data.viewer.participations[0].id,
        role: "VICE_CHAIR",
      };
      const { appointment } = await secretary.deed("appoint", vice, "appointment { id }");
      await delegate.deed("takeChair", { roundTableId: room.tableId });
      const ballotId = await open();
      const note = { ballotId, delegateId: await delegateOf(delegate), choice: "FOR" };
      expect(await room.chair.deed("proposeReadIn", note)).toMatchObject({ code: "NOT_ENTITLED" });
      expect(await delegate.does("CastVote", { ballotId, choice: "FOR" })).toMatchObject({ code: "NOT_ENTITLED" });
      await room.chair.does("CloseBallot", { ballotId });
      await secretary.deed("endAppointment", { appointmentId: appointment.id });
    });

    it("loses against the delegation's own device, and a note that was rejected counts for nothing", async () => {
      const ballotId = await open();
      const note = { ballotId, delegateId: await delegateOf(head("ug")), choice: "AGAINST" };
      const first = await room.chair.deed("proposeReadIn", note, "readIn { id }");
      expect(await secretary.deed("proposeReadIn", note)).toMatchObject({ code: "INVALID_STATE" });
      await room.chair.deed("rejectReadIn", { readInId: first.readIn.id });
      expect(await secretary.deed("confirmReadIn", { readInId: first.readIn.id })).toMatchObject({
        code: "INVALID_STATE",
      });
      const second = await secretary.deed("proposeReadIn", note, "readIn { id }");
      await head("ug").does("CastVote", { ballotId, choice: "FOR" });
      expect(await room.chair.deed("confirmReadIn", { readInId: second.readIn.id })).toMatchObject({
        code: "ALREADY_VOTED",
      });
      expect(await show(ballotId, "tally { for against }")).toEqual({ tally: { for: 1, against: 0 } });
      await room.chair.does("CloseBallot", { ballotId });
    });
  });

  it("an intention after the close stands beside the votes and changes no count", async () => {
    const ballotId = await open({ tallyVisibility: "TURNOUT" });
    await head("zm").does("CastVote", { ballotId, choice: "AGAINST" });
    const intend = (by: Client, choice: string) =>
      by.deed(
        "recordVoteIntention",
        { ballotId, choice, statement: "A slip of the hand." },
        "ballot { intentions { choice } decision { votesFor } }",
      );
    expect(await intend(head("zm"), "FOR")).toMatchObject({ code: "INVALID_STATE" });
    await room.chair.does("CloseBallot", { ballotId });
    expect(await intend(head("zm"), "FOR")).toMatchObject({ ballot: { intentions: null } });
    expect(await intend(head("zm"), "ABSTAIN")).toMatchObject({ code: "INVALID_STATE" });
    await room.chair.deed("declareDecision", { ballotId });
    expect(
      await show(
        ballotId,
        "intentions { choice statement delegation { country { code } } } tally { for against }",
        head("ke"),
      ),
    ).toEqual({
      intentions: [{ choice: "FOR", statement: "A slip of the hand.", delegation: { country: { code: "ZM" } } }],
      tally: { for: 0, against: 1 },
    });
  });

  it("the chair and the secretariat annul together, and the next ballot on the text supersedes", async () => {
    const recommendationId = await text();
    const ballotId = await openBallot({ ...room, recommendationId });
    await head("zm").does("CastVote", { ballotId, choice: "FOR" });
    const propose = (by: Client) =>
      by.deed("proposeAnnulment", { ballotId, reason: "The wrong text was on the screen." });
    const confirm = (by: Client) =>
      by.deed(
        "confirmAnnulment",
        { ballotId },
        "ballot { state annulment { reason confirmedAt } decision { outcome votesFor } recommendation { state } }",
      );
    expect(await propose(room.chair)).toMatchObject({ code: "INVALID_STATE" });
    await room.chair.does("CloseBallot", { ballotId });
    expect(await confirm(secretary)).toMatchObject({ code: "INVALID_STATE" });
    expect(await propose(head("zm"))).toMatchObject({ code: "NOT_ENTITLED" });
    for (let time = 0; time < 2; time += 1)
      expect(await propose(room.chair)).toMatchObject({ __typename: "ProposeAnnulmentSuccess" });
    expect(await show(ballotId, "state annulment { confirmedAt }")).toEqual({
      state: "CLOSED",
      annulment: { confirmedAt: null },
    });
    expect(await confirm(room.chair)).toMatchObject({ code: "SECOND_PERSON_NEEDED" });
    // Two of one office are not enough; those who do not conduct the ballot hear no reason yet.
    const appointed = await (await conference.as("head-tz")).send("{ viewer { participations { id } } }");
    const participationId = appointed.data.viewer.participations[0].id;
    const vice = { roundTableId: room.tableId, participationId, role: "VICE_CHAIR" };
    const { appointment } = await secretary.deed("appoint", vice, "appointment { id }");
    expect(await confirm(await conference.as("head-tz"))).toMatchObject({ code: "SECOND_PERSON_NEEDED" });
    await secretary.deed("endAppointment", { appointmentId: appointment.id });
    expect(await show(ballotId, "annulment { reason }", head("ke"))).toEqual({ annulment: null });
    // A proposal may be taken back, and made anew.
    expect(await head("zm").deed("withdrawAnnulment", { ballotId })).toMatchObject({ code: "NOT_ENTITLED" });
    for (let time = 0; time < 2; time += 1)
      expect(await secretary.deed("withdrawAnnulment", { ballotId }, "ballot { annulment { reason } }")).toMatchObject({
        ballot: { annulment: null },
      });
    expect(await confirm(secretary)).toMatchObject({ code: "INVALID_STATE" });
    await propose(room.chair);
    expect(await confirm(secretary)).toMatchObject({
      ballot: {
        state: "ANNULLED",
        annulment: { reason: "The wrong text was on the screen.", confirmedAt: expect.any(String) },
        decision: { outcome: "ANNULLED", votesFor: 1 },
        recommendation: { state: "UNDER_CONSIDERATION" },
      },
    });
    expect(await confirm(secretary)).toMatchObject({ __typename: "ConfirmAnnulmentSuccess" });
    expect(await show(ballotId, "annulment { reason proposedAs confirmedBy { displayName } }", head("ke"))).toEqual({
      annulment: {
        reason: "The wrong text was on the screen.",
        proposedAs: "CHAIR",
        confirmedBy: { displayName: "Secretariat" },
      },
    });
    const next = await openBallot({ ...room, recommendationId });
    expect(await show(next, "supersedes { id }")).toEqual({ supersedes: { id: ballotId } });
    expect(await show(ballotId, "supersededBy { id }")).toEqual({ supersededBy: { id: next } });
    await room.chair.does("CloseBallot", { ballotId: next });
  });

  it("a decision carries its proof: whoever sees it can hash it, and those who see the votes can hash the roll", async () => {
    const ballotId = await open({ majority: "TWO_THIRDS", tallyVisibility: "TURNOUT" });
    for (const [code, choice] of [
      ["zm", "FOR"],
      ["ke", "FOR"],
      ["ng", "AGAINST"],
    ] as const)
      await head(code).does("CastVote", { ballotId, choice });
    await room.chair.does("CloseBallot", { ballotId });
    const PROOF =
      "provenRoll decision { citation proof { formula evaluated quorumRule document hash isIntact silent } recount { agrees } }";
    expect(await show(ballotId, PROOF, head("zm"))).toEqual({ provenRoll: null, decision: null });
    await room.chair.deed("declareDecision", { ballotId });
    const { provenRoll, decision } = await show(ballotId, PROOF, head("zm"));
    expect(decision.proof).toMatchObject({
      formula: "y + n > 0 and 3y ≥ 2(y + n)",
      evaluated: "3 > 0; 3 × 2 ≥ 2 × 3",
      quorumRule: "more than 1/2 of 6 members: 4",
      isIntact: true,
      silent: 3,
    });
    expect(decision.citation).toContain("Majority: Article 9.");
    expect(decision.recount).toEqual({ agrees: true });
    const sha = (words: string) => createHash("sha256").update(words).digest("hex");
    expect(sha(decision.proof.document)).toBe(decision.proof.hash);
    expect(JSON.parse(decision.proof.document)).toMatchObject({
      for: 2,
      against: 1,
      outcome: "ADOPTED",
      rollHash: sha(provenRoll),
    });
    expect(JSON.parse(provenRoll)).toHaveLength(6);
  });

  it("a decision that is known before it is declared shows no proof to those who may not see the votes yet", async () => {
    const ballotId = await open({ tallyVisibility: "LIVE" });
    await head("zm").does("CastVote", { ballotId, choice: "FOR" });
    await room.chair.does("CloseBallot", { ballotId });
    const observer = await conference.as("observer-africa");
    const PROOF = "tally { for } provenRoll votes { choice } decision { outcome proof { hash } }";
    expect(await show(ballotId, PROOF, observer)).toEqual({
      tally: { for: 1 },
      provenRoll: null,
      votes: null,
      decision: { outcome: "ADOPTED", proof: null },
    });
    await room.chair.deed("declareDecision", { ballotId });
    expect((await show(ballotId, PROOF, observer)).decision.proof.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it("an annulled decision puts the item that was left back on the agenda; where the sitting is over, it stands", async () => {
    const other = await buildConference(app, { number: 3, rules: RULES });
    const small = await openRoom(other);
    const secretariat = await other.as("secretariat");
    const ballotId = await openBallot(small, { tallyVisibility: "LIVE" });
    await small.heads.get("head-zm")!.does("CastVote", { ballotId, choice: "FOR" });
    await small.chair.does("CloseBallot", { ballotId });
    await small.chair.deed("closeAgendaItem", { agendaItemId: small.itemId });
    await small.chair.deed("proposeAnnulment", { ballotId, reason: "Wrong text." });
    const confirm = () =>
      secretariat.deed("confirmAnnulment", { ballotId }, "ballot { recommendation { state agendaItem { state } } }");
    expect(await confirm()).toMatchObject({
      ballot: { recommendation: { state: "UNDER_CONSIDERATION", agendaItem: { state: "PENDING" } } },
    });
    await small.chair.deed("takeUpAgendaItem", { agendaItemId: small.itemId });
    const again = await openBallot(small, { tallyVisibility: "LIVE" });
    await small.chair.does("CloseBallot", { ballotId: again });
    await small.chair.deed("proposeAnnulment", { ballotId: again, reason: "Once more." });
    await small.chair.deed("closeRoundTable", { roundTableId: small.tableId });
    expect(await secretariat.deed("confirmAnnulment", { ballotId: again })).toMatchObject({ code: "INVALID_STATE" });
  });

  it("the quorum at the close is counted on those accredited then, present and absent alike", async () => {
    const quorum = { numerator: 1, denominator: 2, strict: true, basis: "ACCREDITED" };
    const other = await buildConference(app, {
      number: 4,
      africans: 6,
      rules: { ...RULES, quorum, code: "ACCREDITED" },
    });
    const small = await openRoom(other);
    const update = (codes: string[], credentials: string) =>
      app.foundation.database.transaction(null, (tx) =>
        tx.query("UPDATE delegation SET credentials = $3 WHERE conference_id = $1 AND country_code = ANY($2)", [
          other.id,
          codes,
          credentials,
        ]),
      );
    await update(["GH", "TZ", "UG"], "PENDING");
    const ballotId = await openBallot(small);
    await update(["GH", "TZ", "UG"], "ACCEPTED");
    for (const ref of ["head-zm", "head-ke", "head-ng"])
      await small.heads.get(ref)!.deed("checkOut", { roundTableId: small.tableId });
    const closed = await small.chair.deed(
      "closeBallot",
      { ballotId },
      "ballot { decision { outcome quorumBase quorum presentAtClose recount { agrees } } }",
    );
    expect(closed.ballot.decision).toEqual({
      outcome: "NO_QUORUM",
      quorumBase: 6,
      quorum: 4,
      presentAtClose: 3,
      recount: { agrees: true },
    });
  });

  it("nobody is admitted late, overrides or changes a vote where the rules say so", async () => {
    const strict = {
      lateAdmission: false,
      headMayOverride: false,
      allowVoteChange: false,
      code: "STRICT",
      mayCast: ["HEAD"],
    };
    const other = await buildConference(app, { number: 5, colleagues: ["ALTERNATE"], rules: { ...RULES, ...strict } });
    const small = await openRoom(other);
    const late = await small.heads
      .get("head-tz")!
      .send(`query R($r: ID!) { roundTable(id: $r) { myAdmission { delegation { id } } } }`, { r: small.tableId });
    const delegationId = late.data.roundTable.myAdmission.delegation.id;
    const set = (credentials: string) =>
      app.foundation.database.transaction(null, (tx) =>
        tx.query("UPDATE delegation SET credentials = $2 WHERE id = $1", [delegationId, credentials]),
      );
    await set("PENDING");
    const ballotId = await openBallot(small);
    await set("ACCEPTED");
    expect(await small.chair.deed("admitToBallot", { ballotId, delegationId })).toMatchObject({
      code: "RULE_SET_FORBIDS",
    });
    const alternate = await other.as("alternate-ke");
    await alternate.does("CheckIn", { roundTableId: small.tableId });
    expect(await alternate.does("CastVote", { ballotId, choice: "FOR" })).toMatchObject({ code: "NOT_ENTITLED" });
    await small.heads.get("head-ke")!.does("CastVote", { ballotId, choice: "FOR" });
    expect(await small.heads.get("head-ke")!.deed("changeVote", { ballotId, choice: "AGAINST" })).toMatchObject({
      code: "NOT_ENTITLED",
    });
    await small.chair.does("CloseBallot", { ballotId });
  });

  it("a stranger finds no ballot to conduct", async () => {
    const ballotId = await open();
    const stranger = await conference.as("facilitator-americas");
    for (const [name, input] of [
      ["lockBallot", { ballotId }],
      ["objectToConsensus", { ballotId }],
      ["callNextDelegation", { ballotId }],
      ["recordVoteIntention", { ballotId, choice: "FOR" }],
      ["proposeAnnulment", { ballotId, reason: "x" }],
      ["confirmAnnulment", { ballotId }],
      ["proposeReadIn", { ballotId, delegateId: await delegateOf(head("zm")), choice: "FOR" }],
    ] as const)
      expect(await stranger.deed(name, input)).toMatchObject({ code: "NOT_FOUND" });
    await room.chair.does("CloseBallot", { ballotId });
  });
});
