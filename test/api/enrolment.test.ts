import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startApp, type TestApp } from "../support/app.js";
import { assembleCast, type Cast, people } from "../support/cast.js";
import type { Client } from "../support/client.js";
import { kindsIn } from "../support/delegations.js";
import { openBallot, openRoom, type Room } from "../support/room.js";
import { sql } from "../support/sql.js";

const ROWS =
  "rows { number action before field message delegation { country { code } } delegate { id function participation { displayName } } }";
const DOCUMENT = `mutation E($input: EnrolDelegatesInput!) { enrolDelegates(input: $input) { __typename
  ... on EnrolDelegatesSuccess { dryRun ${ROWS} } ... on EnrolmentHasProblems { ${ROWS} } ... on DomainError { code message } } }`;

interface Line {
  country: string;
  name: string;
  function: string;
}
const line = (country: string, name: string, place = "DELEGATE"): Line => ({ country, name, function: place });

describe("delegates from a list", () => {
  let app: TestApp;
  let cast: Cast;
  let room: Room;
  beforeAll(async () => {
    app = await startApp();
    cast = await assembleCast(app);
    room = await openRoom(cast.conference);
  });
  afterAll(() => app.close());

  const enrol = async (rows: readonly Line[], dryRun = false, by: Client = cast.as.secretariat): Promise<any> => {
    const input = { conferenceId: cast.conference.id, rows, dryRun };
    const { data, errors } = await by.send(DOCUMENT, { input });
    expect(errors).toBeUndefined();
    return data.enrolDelegates;
  };
  const actions = (answer: any): string[] => answer.rows.map((row: any) => row.action);
  /** Everybody who is in a delegation of a country: "function name", sorted. */
  const delegation = async (country: string): Promise<string[]> => {
    const rows = await sql<{ line: string }>(
      app,
      `SELECT d.function || ' ' || p.display_name AS line FROM delegate d JOIN participation p ON p.id = d.participation_id
       JOIN delegation o ON o.id = d.delegation_id WHERE o.country_code = $1 AND o.conference_id = $2 AND d.withdrawn_at IS NULL ORDER BY 1`,
      [country, cast.conference.id],
    );
    return rows.map((row) => row.line);
  };
  /** Everything that enrolling writes. */
  const written = async (): Promise<unknown> =>
    (
      await sql(
        app,
        `SELECT (SELECT count(*) FROM account) AS accounts, (SELECT count(*) FROM participation) AS people, (SELECT count(*) FROM live_event) AS told,
                (SELECT string_agg(id || function || coalesce(withdrawn_at::text, ''), ',' ORDER BY id) FROM delegate) AS delegates`,
      )
    )[0];
  const toldSince = async (seq: number): Promise<{ kind: string; body: any }[]> =>
    sql(app, "SELECT kind, body FROM live_event WHERE topic_id = $1 AND seq > $2 ORDER BY seq", [
      cast.conference.id,
      seq,
    ]);
  const head = async (): Promise<number> =>
    Number(
      (
        await sql<{ seq: string }>(app, "SELECT last_seq AS seq FROM live_topic WHERE topic_id = $1", [
          cast.conference.id,
        ])
      )[0]!.seq,
    );

  it.each(people.filter((one) => one !== "secretariat"))("are not enrolled by the %s", async (person) => {
    const stranger = person.endsWith("of another conference");
    for (const dryRun of [true, false])
      expect(await enrol([line("ZM", "Somebody")], dryRun, cast.as[person])).toMatchObject({
        code: stranger ? "NOT_FOUND" : "NOT_ENTITLED",
      });
    expect(await delegation("ZM")).toHaveLength(3);
  });

  it("are shown line by line in a dry run, which writes nothing", async () => {
    const before = await written();
    const rows = [
      line("KE", "Amina Newcomer", "ADVISER"),
      line("Kenya", "ADVISER of KE", "DELEGATE"),
      line("ken", " head of ke ", "HEAD"),
      line("Atlantis", "Nobody"),
    ];
    const answer = await enrol(rows, true);
    expect(answer).toMatchObject({ __typename: "EnrolDelegatesSuccess", dryRun: true });
    expect(answer.rows).toEqual([
      {
        ...{ number: 1, action: "ADD", before: null, field: null, message: null },
        ...{ delegation: { country: { code: "KE" } }, delegate: null },
      },
      {
        ...{ number: 2, action: "CHANGE_FUNCTION", before: "ADVISER", field: null, message: null },
        delegation: { country: { code: "KE" } },
        delegate: { id: expect.any(String), function: "ADVISER", participation: { displayName: "ADVISER of KE" } },
      },
      expect.objectContaining({ number: 3, action: "UNCHANGED", before: "HEAD" }),
      {
        ...{
          number: 4,
          action: "PROBLEM",
          before: null,
          field: "country",
          message: expect.stringMatching(/^No deleg/),
        },
        ...{ delegation: null, delegate: null },
      },
    ]);
    expect(await written()).toEqual(before);
  });

  it("are enrolled all or not at all: one line with a problem, and the refusal shows all of them", async () => {
    const before = await written();
    const answer = await enrol([line("KE", "Amina Newcomer"), line("KE", "", "ADVISER")]);
    expect(answer).toMatchObject({ __typename: "EnrolmentHasProblems", code: "ENROLMENT_HAS_PROBLEMS" });
    expect(answer.rows).toMatchObject([{ action: "ADD" }, { action: "PROBLEM", field: "name" }]);
    expect(await written()).toEqual(before);
  });

  it("are enrolled once however often the list is sent, also at the same moment, and nothing is told again", async () => {
    const rows = [line("KE", "Amina Newcomer", "ADVISER"), line("NG", "Chidi Newcomer"), line("KE", "ADVISER of KE")];
    const answers = await Promise.all([1, 2, 3].map(() => enrol(rows)));
    expect(answers.map((one) => actions(one).join()).sort()).toEqual([
      "ADD,ADD,CHANGE_FUNCTION",
      "UNCHANGED,UNCHANGED,UNCHANGED",
      "UNCHANGED,UNCHANGED,UNCHANGED",
    ]);
    const done = answers.find((one) => one.rows[0].action === "ADD");
    expect(done.rows[0].delegate).toMatchObject({
      function: "ADVISER",
      participation: { displayName: "Amina Newcomer" },
    });
    expect(done.rows[2]).toMatchObject({ before: "ADVISER", delegate: { function: "DELEGATE" } });
    expect(await delegation("KE")).toEqual([
      "ADVISER Amina Newcomer",
      "ALTERNATE ALTERNATE of KE",
      "DELEGATE ADVISER of KE",
      "HEAD Head of KE",
    ]);
    const before = await written();
    expect(actions(await enrol(rows))).toEqual(["UNCHANGED", "UNCHANGED", "UNCHANGED"]);
    expect(await written()).toEqual(before);
  });

  it("are told as the deeds on single people are, in every body where the delegation sits", async () => {
    const [first, watch] = [
      await head(),
      room.chair.subscribe("subscription($id: ID!) { roundTableEvents(roundTableId: $id) { __typename } }", {
        id: room.tableId,
      }),
    ];
    await sleep(200);
    const rows = [
      line("GH", "Kofi Newcomer", "HEAD"),
      line("GH", "Head of GH", "ADVISER"),
      line("GH", "ADVISER of GH", "DELEGATE"),
      line("US", "Pat Newcomer"), // sits elsewhere
    ];
    expect(actions(await enrol(rows))).toEqual(["ADD", "CHANGE_FUNCTION", "CHANGE_FUNCTION", "ADD"]);
    const told = await toldSince(first);
    expect(told.map(({ kind }) => kind)).toEqual([
      "DELEGATE_ADDED",
      "HEAD_HANDED_OVER",
      "DELEGATE_FUNCTION_CHANGED",
      "DELEGATE_FUNCTION_CHANGED",
      "DELEGATE_ADDED",
    ]);
    const [added, handed, changed, other] = told.map(({ body }) => body);
    expect(handed).toEqual({
      delegationId: added.delegationId,
      delegateId: added.delegateId,
      previousId: changed.delegateId,
    });
    expect(changed).toMatchObject({ before: "ALTERNATE", function: "ADVISER" });
    expect(other).toMatchObject({ before: "ADVISER", function: "DELEGATE" });
    await watch.until(4);
    expect(kindsIn(watch.messages)).toEqual([
      "DelegateAddedEvent",
      "HeadHandedOverEvent",
      "DelegateFunctionChangedEvent",
      "DelegateFunctionChangedEvent",
    ]);
    expect(await delegation("GH")).toEqual([
      "ADVISER Head of GH",
      "ALTERNATE ALTERNATE of GH",
      "DELEGATE ADVISER of GH",
      "HEAD Kofi Newcomer",
    ]);
  });

  it("hand the head over among those who are in, and a head who becomes an alternate is told once", async () => {
    const first = await head();
    expect(actions(await enrol([line("TZ", "Head of TZ", "ALTERNATE"), line("TZ", "ADVISER of TZ", "HEAD")]))).toEqual([
      "CHANGE_FUNCTION",
      "CHANGE_FUNCTION",
    ]);
    expect((await toldSince(first)).map(({ kind }) => kind)).toEqual(["HEAD_HANDED_OVER"]);
    expect(await delegation("TZ")).toEqual(["ALTERNATE ALTERNATE of TZ", "ALTERNATE Head of TZ", "HEAD ADVISER of TZ"]);
  });

  it("are the same people when they come back: no second participation", async () => {
    const { rows } = await enrol([line("UG", "Grace Returning")]);
    const delegateId = rows[0].delegate.id as string;
    await cast.as.secretariat.deed("withdrawDelegate", { delegateId });
    const count = (): Promise<unknown[]> =>
      sql(app, "SELECT FROM participation WHERE display_name ILIKE 'grace returning'");
    const again = await enrol([line("UG", "GRACE RETURNING", "ADVISER")]);
    expect(actions(again)).toEqual(["ADD"]);
    expect(again.rows[0].delegate.id).not.toBe(delegateId);
    expect(await count()).toHaveLength(1);
  });

  it("get in with a code and vote; the roll of an open ballot stays", async () => {
    const { rows } = await enrol([line("ZM", "Mary Voter")]);
    const [person] = await sql<{ id: string }>(app, "SELECT participation_id AS id FROM delegate WHERE id = $1", [
      rows[0].delegate.id,
    ]);
    const { codes } = await cast.as.secretariat.deed(
      "issueAccessCodes",
      { participationIds: [person!.id] },
      "codes { accessCode }",
    );
    const mary = await app.signIn(codes[0].accessCode as string);
    await mary.does("CheckIn", { roundTableId: room.tableId });
    const ballotId = await openBallot(room);
    expect(await mary.does("CastVote", { ballotId, choice: "FOR" })).toMatchObject({ __typename: "CastVoteSuccess" });
    await enrol([line("ZM", "Late Comer")]);
    const { data } = await room.chair.send("query($id: ID!) { ballot(id: $id) { roll { delegation { id } } } }", {
      id: ballotId,
    });
    expect(data.ballot.roll).toHaveLength(6);
    await room.chair.does("CloseBallot", { ballotId });
  });

  it("come 1 to 500 at a time, and hundreds are enrolled in one go", async () => {
    expect(await enrol([])).toMatchObject({ code: "INVALID_INPUT" });
    const countries = ["ZM", "KE", "NG", "GH", "TZ", "UG", "CA", "US"];
    const many = Array.from({ length: 501 }, (_, place) => line(countries[place % 8]!, `P${place}`));
    expect(await enrol(many)).toMatchObject({ code: "INVALID_INPUT" });
    const full = await enrol(many.slice(0, 500));
    expect(full.code).toBe("ENROLMENT_HAS_PROBLEMS"); // no delegation has more than fifty
    expect(full.rows).toHaveLength(500);
    const answer = await enrol(many.slice(0, 320));
    expect(new Set(actions(answer))).toEqual(new Set(["ADD"]));
    expect((await delegation("CA")).length).toBe(3 + 40);
  });
});
