import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { join } from "node:path";
import pg from "pg";
import { packageRoot } from "../../src/package-root.js";
import type { Check } from "../../src/recount/findings.js";
import { type Recount, recountConference } from "../../src/recount/recount.js";
import { startApp, type TestApp } from "../support/app.js";
import { assembleCast, type Cast, outsiders } from "../support/cast.js";
import { openBallot, openRoom, type Room } from "../support/room.js";
import { sql } from "../support/sql.js";

let app: TestApp;
let cast: Cast;
let room: Room;
let client: pg.Client;
/** A ballot that was declared, and one that the chair has closed and not declared. */
let declared: string;
let closed: string;

const query = async (text: string, parameters: readonly unknown[]): Promise<unknown[]> =>
  (await client.query(text, [...parameters])).rows as unknown[];
const recount = (): Promise<Recount> => recountConference(query, cast.conference.id);

/** What a recount finds when the database was changed behind the server's back, all triggers and keys off; then undone. */
async function findingsAfter(
  planted: readonly string[],
  keep: { readonly hashes: boolean } = { hashes: false },
): Promise<{ check: Check; expected: string; found: string }[]> {
  await client.query("BEGIN");
  try {
    await client.query("SET LOCAL session_replication_role = replica");
    if (!keep.hashes) await client.query("UPDATE decision SET roll_hash = NULL, proof_hash = NULL");
    for (const statement of planted) {
      const { rowCount } = await client.query(statement.replaceAll("$ballot", `'${declared}'`));
      expect([statement, rowCount]).not.toEqual([statement, 0]);
    }
    const { findings } = await recount();
    expect(findings.filter(({ ballotId }) => ballotId !== declared)).toEqual([]);
    return findings.map(({ check, expected, found }) => ({ check, expected, found }));
  } finally {
    await client.query("ROLLBACK");
  }
}

/** The checks that tell, without the hashes, which tell of nearly everything. */
const checksAfter = async (...planted: string[]): Promise<Check[]> => [
  ...new Set((await findingsAfter(planted)).map(({ check }) => check)),
];
const hashesAfter = async (...planted: string[]): Promise<Check[]> =>
  (await findingsAfter(planted, { hashes: true })).map(({ check }) => check).filter((check) => check.endsWith("_HASH"));

const A_VOTE =
  "ballot_id = $ballot AND delegation_id = (SELECT delegation_id FROM vote WHERE ballot_id = $ballot AND choice = 'FOR' ORDER BY 1 LIMIT 1)";
const AN_HOUR_AGO = ["UPDATE presence_record SET at = at - interval '1 hour'"];

beforeAll(async () => {
  app = await startApp();
  cast = await assembleCast(app);
  room = await openRoom(cast.conference);
  const heads = [...room.heads.values()];
  await fileAll(room.recommendationId);
  declared = await openBallot(room, { tallyVisibility: "LIVE" });
  for (const [index, head] of heads.slice(0, 5).entries())
    await head.does("CastVote", { ballotId: declared, choice: index < 3 ? "FOR" : "AGAINST" });
  await heads[4]!.deed("changeVote", { ballotId: declared, choice: "ABSTAIN" });
  await room.chair.deed("closeBallot", { ballotId: declared });
  await room.chair.deed("declareDecision", { ballotId: declared });
  const proposed = await cast.as.delegate.does("ProposeRecommendation", {
    agendaItemId: room.itemId,
    title: "Another",
    text: "Text",
    locale: "EN",
  });
  await fileAll(proposed.recommendation.id);
  closed = await openBallot(
    { ...room, recommendationId: proposed.recommendation.id },
    { tallyVisibility: "HIDDEN", majority: "TWO_THIRDS" },
  );
  for (const head of heads.slice(0, 2)) await head.does("CastVote", { ballotId: closed, choice: "AGAINST" });
  await room.chair.deed("closeBallot", { ballotId: closed });
  client = new pg.Client({ connectionString: app.foundation.databaseUrl });
  await client.connect();
}, 40_000);
afterAll(async () => {
  await client.end();
  await app.close();
});

async function fileAll(recommendationId: string): Promise<void> {
  for (const locale of ["AR", "FR", "ES"]) {
    const input = { recommendationId, expectedVersion: 1, locale, text: `Text ${locale}`, conformed: true };
    await cast.as.secretariat.deed("fileTranslation", input);
  }
}

describe("a recount", () => {
  it("agrees with an honest database, and repeats its numbers", async () => {
    const { findings, ballots, decisions, perBallot } = await recount();
    expect(findings).toEqual([]);
    expect({ ballots, decisions }).toEqual({ ballots: 2, decisions: 2 });
    expect(perBallot).toMatchObject([
      { ballotId: declared, outcome: "ADOPTED", for: 3, against: 1, abstain: 1, present: 6, quorum: 4, agrees: true },
      { ballotId: closed, outcome: "NOT_ADOPTED", for: 0, against: 2, abstain: 0, agrees: true },
    ]);
  });

  it("says where check-ins were too young to replay the presence for certain, and only there", async () => {
    const texts = (await recount()).notes.filter((note) => note.ballotId === declared).map((note) => note.text);
    expect(texts.filter((text) => !/seconds before the (opening|close)|before decisions carried/.test(text))).toEqual(
      [],
    );
    await client.query("BEGIN; SET LOCAL session_replication_role = replica");
    for (const statement of AN_HOUR_AGO) await client.query(statement);
    const { notes, findings } = await recount();
    await client.query("ROLLBACK");
    expect(findings).toEqual([]);
    expect(notes.filter((note) => note.text.includes("seconds"))).toEqual([]);
  });

  it.each<[string, Check[], string[]]>([
    ["a vote that was changed", ["RECORDS", "TALLY"], [`UPDATE vote SET choice = 'AGAINST' WHERE ${A_VOTE}`]],
    [
      "a vote that was changed together with its record",
      ["TALLY"],
      [
        `UPDATE vote_record SET choice = 'ABSTAIN' WHERE ${A_VOTE}`,
        "UPDATE vote v SET choice = r.choice FROM vote_record r WHERE (r.ballot_id, r.delegation_id, r.number) = (v.ballot_id, v.delegation_id, 1) AND r.choice = 'ABSTAIN' AND v.choice = 'FOR'",
      ],
    ],
    ["a vote that is gone", ["RECORDS", "TALLY"], [`DELETE FROM vote WHERE ${A_VOTE}`]],
    ["a record that is gone", ["RECORDS"], [`DELETE FROM vote_record WHERE ${A_VOTE}`]],
    [
      "the first record of a vote that was changed",
      ["RECORDS"],
      [
        "DELETE FROM vote_record WHERE ballot_id = $ballot AND number = 1 AND delegation_id IN (SELECT delegation_id FROM vote_record WHERE number = 2)",
      ],
    ],
    [
      "a vote and its record of a delegation that is not on the roll",
      ["ROLL", "PRESENCE"],
      [
        `DELETE FROM ballot_eligibility WHERE ${A_VOTE}`,
        "UPDATE decision SET eligible = eligible - 1, present_at_close = present_at_close - 2 WHERE ballot_id = $ballot",
      ],
    ],
    [
      "a vote after the close",
      ["TIMES"],
      ["vote SET cast_at", "vote_record SET at"].map(
        (what) =>
          `UPDATE ${what} = (SELECT closed_at + interval '1 microsecond' FROM ballot WHERE id = $ballot) WHERE ${A_VOTE}`,
      ),
    ],
    [
      "a vote before the opening",
      ["TIMES"],
      ["vote SET cast_at", "vote_record SET at"].map(
        (what) =>
          `UPDATE ${what} = (SELECT opened_at - interval '1 second' FROM ballot WHERE id = $ballot) WHERE ${A_VOTE}`,
      ),
    ],
    [
      "a vote before the delegation was admitted late",
      ["TIMES"],
      [
        `UPDATE ballot_eligibility SET (admitted_at, admitted_by_id) = (SELECT closed_at, opened_by_id FROM ballot WHERE id = $ballot) WHERE ${A_VOTE}`,
      ],
    ],
    ["another outcome", ["OUTCOME"], ["UPDATE decision SET outcome = 'NOT_ADOPTED' WHERE ballot_id = $ballot"]],
    [
      "an outcome that only a ballot may show",
      ["OUTCOME"],
      ["UPDATE decision SET outcome = 'ANNULLED' WHERE ballot_id = $ballot"],
    ],
    ["another threshold", ["THRESHOLD"], ["UPDATE decision SET threshold = 3, margin = 0 WHERE ballot_id = $ballot"]],
    ["another margin", ["THRESHOLD"], ["UPDATE decision SET margin = margin + 1 WHERE ballot_id = $ballot"]],
    [
      "another tally",
      ["THRESHOLD", "TALLY"],
      ["UPDATE decision SET votes_for = votes_for + 1 WHERE ballot_id = $ballot"],
    ],
    ["another quorum", ["QUORUM"], ["UPDATE decision SET quorum = quorum - 1 WHERE ballot_id = $ballot"]],
    ["another base of the quorum", ["QUORUM"], ["UPDATE decision SET quorum_base = 5 WHERE ballot_id = $ballot"]],
    ["another majority", ["DECISION"], ["UPDATE decision SET majority = 'UNANIMITY' WHERE ballot_id = $ballot"]],
    ["another number of members", ["DECISION"], ["UPDATE decision SET members = 7 WHERE ballot_id = $ballot"]],
    [
      "fewer who were present, so that the quorum is missed",
      ["PRESENCE"],
      ["UPDATE decision SET present_at_close = 3, outcome = 'NO_QUORUM' WHERE ballot_id = $ballot"],
    ],
    [
      "more who were present than the check-ins say",
      ["PRESENCE"],
      [
        ...AN_HOUR_AGO,
        "DELETE FROM presence_record WHERE id = (SELECT id FROM presence_record ORDER BY id LIMIT 1)",
        "UPDATE ballot SET present_at_open = 5 WHERE true",
        "UPDATE decision SET present_at_open = 5 WHERE true",
        "UPDATE ballot_eligibility e SET present_at_open = false, present_at_close = false WHERE NOT EXISTS (SELECT FROM presence_record p WHERE p.delegation_id = e.delegation_id)",
        "UPDATE decision SET present_at_close = 5 WHERE ballot_id <> $ballot",
      ],
    ],
    [
      "a mark on the roll",
      ["PRESENCE"],
      [...AN_HOUR_AGO, `UPDATE ballot_eligibility SET present_at_close = false WHERE ${A_VOTE}`],
    ],
    [
      "the text that was voted on",
      ["TEXT"],
      [
        "UPDATE recommendation_text t SET text = text || '!' FROM recommendation_version v, ballot b WHERE v.id = t.version_id AND v.recommendation_id = b.recommendation_id AND b.id = $ballot AND t.locale = v.original_locale",
      ],
    ],
    [
      "the title that was voted on",
      ["TEXT"],
      [
        "UPDATE recommendation_version v SET title = 'Other' FROM ballot b WHERE v.recommendation_id = b.recommendation_id AND b.id = $ballot",
      ],
    ],
    [
      "a translation that was voted on",
      ["TEXT"],
      [
        "UPDATE recommendation_text t SET text = text || '!' FROM recommendation_version v, ballot b WHERE v.id = t.version_id AND v.recommendation_id = b.recommendation_id AND b.id = $ballot AND t.locale = 'FR'",
      ],
    ],
    ["the hash of all that was voted on", ["TEXT"], ["UPDATE ballot SET subject_hash = 'ab' WHERE id = $ballot"]],
    ["the hash on the ballot", ["TEXT"], ["UPDATE ballot SET version_hash = 'ab' WHERE id = $ballot"]],
    ["a decision that is gone", ["DECISION"], ["DELETE FROM decision WHERE ballot_id = $ballot"]],
    [
      "a decision on a ballot that was cancelled",
      ["DECISION"],
      ["UPDATE ballot SET state = 'CANCELLED' WHERE id = $ballot"],
    ],
    ["an annulment by one", ["DECISION"], ["UPDATE ballot SET state = 'ANNULLED' WHERE id = $ballot"]],
    ["votes in a consensus", ["MODE", "THRESHOLD"], ["UPDATE ballot SET mode = 'CONSENSUS' WHERE id = $ballot"]],
    [
      "an objection where there are votes",
      ["MODE", "TALLY"],
      [
        "INSERT INTO consensus_objection (ballot_id, delegation_id, delegate_id, recorded_at) SELECT ballot_id, delegation_id, delegate_id, cast_at FROM vote WHERE ballot_id = $ballot LIMIT 1",
      ],
    ],
    ["votes in a roll call without a call", ["MODE"], ["UPDATE ballot SET mode = 'ROLL_CALL' WHERE id = $ballot"]],
    [
      "a vote read in by one person",
      ["RECORDS", "READ_IN"],
      [`UPDATE vote_record SET source = 'READ_IN' WHERE ${A_VOTE}`],
    ],
  ])("finds %s", async (_what, checks, planted) => {
    expect((await checksAfter(...planted)).sort()).toEqual([...checks].sort());
  });

  it("says what the rows give and what was written down, in counts and without a name", async () => {
    expect(await findingsAfter([`UPDATE vote SET choice = 'AGAINST' WHERE ${A_VOTE}`])).toEqual([
      {
        check: "RECORDS",
        expected: "0 votes that differ from their newest record",
        found: "1 votes that differ from their newest record",
      },
      {
        check: "TALLY",
        expected: "2 for, 2 against, 1 abstaining, 0 objecting",
        found: "3 for, 1 against, 1 abstaining, 0 objecting",
      },
    ]);
  });

  it("follows a consensus and a roll call, where each vote comes after its call", async () => {
    const consensus = [
      "UPDATE ballot SET mode = 'CONSENSUS', majority = 'CONSENSUS' WHERE id = $ballot",
      "DELETE FROM vote WHERE ballot_id = $ballot",
      "DELETE FROM vote_record WHERE ballot_id = $ballot",
      "UPDATE decision SET majority = 'CONSENSUS', votes_for = 0, votes_against = 0, abstentions = 0, threshold = 0, margin = 0 WHERE ballot_id = $ballot",
    ];
    expect(await checksAfter(...consensus)).toEqual([]);
    const objected = [
      ...consensus,
      "INSERT INTO consensus_objection (ballot_id, delegation_id, delegate_id, recorded_at) SELECT e.ballot_id, d.delegation_id, d.id, b.closed_at FROM ballot_eligibility e JOIN delegate d USING (delegation_id) JOIN ballot b ON b.id = e.ballot_id WHERE ballot_id = $ballot AND d.function = 'HEAD' LIMIT 1",
      "UPDATE decision SET objections = 1, margin = -1 WHERE ballot_id = $ballot",
    ];
    expect(await checksAfter(...objected)).toEqual(["OUTCOME"]);
    expect(
      await checksAfter(...objected, "UPDATE decision SET outcome = 'NOT_ADOPTED' WHERE ballot_id = $ballot"),
    ).toEqual([]);
    const rollCall = [
      "UPDATE ballot SET mode = 'ROLL_CALL' WHERE id = $ballot",
      "INSERT INTO ballot_call (ballot_id, number, delegation_id, called_at, called_by_id) SELECT b.id, row_number() OVER (), v.delegation_id, b.opened_at, b.opened_by_id FROM vote v JOIN ballot b ON b.id = v.ballot_id WHERE b.id = $ballot",
    ];
    expect(await checksAfter(...rollCall)).toEqual([]);
    expect(
      await checksAfter(
        ...rollCall,
        "UPDATE ballot_call SET called_at = called_at + interval '1 hour' WHERE number = 1",
      ),
    ).toEqual(["MODE"]);
  });

  it("allows a vote that was found in time by the schedule and written just after it, and notes it", async () => {
    const scheduled = [
      `UPDATE ballot SET closes_at = v.at, closed_at = v.at, closed_by_id = NULL FROM (SELECT max(cast_at) - interval '2 milliseconds' AS at FROM vote WHERE ballot_id = $ballot) v WHERE id = $ballot`,
    ];
    expect(await checksAfter(...scheduled)).toEqual([]);
  });

  it("takes the hashes over canonical JSON of roll and proof", async () => {
    const [row] = (await query(
      `SELECT b.question, b.version_hash, s.code, s.version, d.members, d.eligible, d.quorum, d.threshold, b.closed_at,
         (SELECT json_agg(json_build_object('id', e.delegation_id, 'choice', v.choice) ORDER BY e.delegation_id)
          FROM ballot_eligibility e LEFT JOIN vote v USING (ballot_id, delegation_id) WHERE e.ballot_id = b.id) AS roll
       FROM ballot b JOIN decision d ON d.ballot_id = b.id JOIN rule_set s ON s.id = b.rule_set_id WHERE b.id = $1`,
      [declared],
    )) as any[];
    const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
    const entries = row.roll.map(
      ({ id, choice }: { id: string; choice: string | null }) =>
        `{"admittedLate":false,"choice":${JSON.stringify(choice)},"delegation":"${id}","objected":false,"presentAtClose":true,"presentAtOpen":true}`,
    );
    const rollHash = sha256(`[${entries.join(",")}]`);
    const proof =
      `{"abstain":1,"against":1,"ballot":"${declared}","closedAt":"${row.closed_at.toISOString()}","eligible":6,"for":3,` +
      `"majority":"SIMPLE","margin":1,"members":6,"mode":"RECORDED","objections":0,"outcome":"ADOPTED","presentAtClose":6,` +
      `"presentAtOpen":6,"question":${JSON.stringify(row.question)},"quorum":4,"quorumBase":6,"rollHash":"${rollHash}",` +
      `"ruleSet":{"code":"${row.code}","version":${row.version}},"threshold":2,"versionHash":"${row.version_hash}"}`;
    const [stored] = await query("SELECT roll_hash, proof_hash FROM decision WHERE ballot_id = $1", [declared]);
    expect(stored).toEqual({ roll_hash: rollHash, proof_hash: sha256(proof) });
  });

  it.each<[string, Check[], string]>([
    ["a choice", ["ROLL_HASH"], `UPDATE vote SET choice = 'ABSTAIN' WHERE ${A_VOTE}`],
    ["a mark of presence", ["ROLL_HASH"], `UPDATE ballot_eligibility SET present_at_close = false WHERE ${A_VOTE}`],
    ["the question", ["PROOF_HASH"], "UPDATE ballot SET question = 'Other?' WHERE id = $ballot"],
    ["a number of the decision", ["PROOF_HASH"], "UPDATE decision SET present_at_close = 4 WHERE ballot_id = $ballot"],
    [
      "the moment of the close",
      ["PROOF_HASH"],
      "UPDATE ballot SET closed_at = closed_at + interval '1 hour' WHERE id = $ballot",
    ],
    ["the roll's hash", ["ROLL_HASH", "PROOF_HASH"], "UPDATE decision SET roll_hash = 'ab' WHERE ballot_id = $ballot"],
    ["the proof's hash", ["PROOF_HASH"], "UPDATE decision SET proof_hash = 'ab' WHERE ballot_id = $ballot"],
  ])("finds %s changed by its hash", async (_what, checks, planted) => {
    expect(await hashesAfter(planted)).toEqual(checks);
  });
});

const RECOUNT = `query Recount($id: ID!) { recount(conferenceId: $id) { agrees decisions ballots { agrees notes ballot { id } findings { check expected found } } } }`;
const OF_DECISION = `query Decision($id: ID!) { ballot(id: $id) { decision { votesFor recount { agrees findings { check } } } } }`;

describe("the API", () => {
  it.each([...outsiders, "facilitator", "rapporteur", "delegate", "observer"] as const)(
    "answers null to the %s who asks for the recount of a conference",
    async (person) => {
      expect(await cast.as[person].send(RECOUNT, { id: cast.conference.id })).toMatchObject({
        data: { recount: null },
      });
    },
  );

  it("answers null for a conference that does not exist", async () => {
    for (const id of ["nothing", "019aa000-0000-7000-8000-000000000000"])
      expect((await cast.as.secretariat.send(RECOUNT, { id })).data).toEqual({ recount: null });
  });

  it("recounts for the secretariat", async () => {
    const { data } = await cast.as.secretariat.send(RECOUNT, { id: cast.conference.id.toUpperCase() });
    expect(data.recount).toMatchObject({
      agrees: true,
      decisions: 2,
      ballots: [
        { agrees: true, ballot: { id: declared }, findings: [] },
        { agrees: true, ballot: { id: closed }, findings: [] },
      ],
    });
  });

  it("shows the recount of a decision to whoever sees the decision, and to nobody else", async () => {
    const decisionFor = async (person: keyof Cast["as"], id: string): Promise<unknown> =>
      (await cast.as[person].send(OF_DECISION, { id })).data.ballot?.decision ?? null;
    const shown = (votesFor: number): object => ({ votesFor, recount: { agrees: true, findings: [] } });
    expect(await decisionFor("delegate", declared)).toEqual(shown(3));
    expect(await decisionFor("observer", declared)).toEqual(shown(3));
    expect(await decisionFor("rapporteur", closed)).toEqual(shown(0));
    expect(await decisionFor("delegate", closed)).toBeNull();
    expect(await decisionFor("delegate of another region", declared)).toBeNull();
  });
});

describe("npm run recount", () => {
  async function run(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
    const env = {
      ...{ PATH: process.env["PATH"], NODE_ENV: "test", DATABASE_URL: app.foundation.databaseUrl },
      ...{ DATA_DIR: app.config.dataDir, KEY_DIR: app.config.keyDir },
    };
    const child = spawn(process.execPath, [join(packageRoot(), "dist/scripts/recount.js"), ...args], { env });
    const outcome = { out: "", err: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (outcome.out += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (outcome.err += text));
    const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
    expect(outcome.err).not.toMatch(/\n\s+at /);
    return { code, ...outcome };
  }

  it("explains itself when it is called wrongly, with exit code 2", async () => {
    const wrong = [["TEST/1", "TEST/2"], ["fifteen"], ["--fast"], ["test/1"]];
    for (const outcome of await Promise.all(wrong.map((args) => run(...args)))) {
      expect(outcome).toMatchObject({ code: 2, out: "" });
      expect(outcome.err).toMatch(/Usage: npm run recount|Unknown option '--fast'/);
    }
    expect(await run("--help")).toMatchObject({ code: 0, err: "", out: expect.stringContaining("SERIES/NUMBER") });
  });

  it("says so when there is no such conference", async () => {
    expect(await run("TEST/99")).toEqual({ code: 1, out: "", err: "There is no conference TEST/99.\n" });
  });

  it("prints a line for each decision and a verdict in words, beside a running server", async () => {
    for (const which of ["TEST/1", cast.conference.id]) {
      const { code, out, err } = await run(which);
      expect({ code, err }).toEqual({ code: 0, err: "" });
      expect(out).toMatch(/^TEST\/1, Test conference 1\n/);
      expect(out).toMatch(/agrees {2}TEST\/1\/AFR\/R\.1 {2}ADOPTED {6}3 {4}1 {8}1 {8}0 {7}6 {8}4 /);
      expect(out).toContain(closed);
      expect(out).toMatch(/Recounted 2 ballots of 1 conference: every decision is what its rows give\.\n$/);
    }
    expect((await run()).out).toContain("OTHER/7, Test conference 7\n\nNo ballot was closed.\n");
  });

  it("prints what differs, with exit code 1", async () => {
    const set = (outcome: string): Promise<unknown> =>
      sql(
        app,
        `SET session_replication_role = replica; UPDATE decision SET outcome = '${outcome}' WHERE ballot_id = '${closed}'`,
      );
    await set("ADOPTED");
    try {
      const { code, out } = await run();
      expect(code).toBe(1);
      expect(out).toMatch(/DIFFERS {2}TEST\/1\/AFR\/R\.2 {2}ADOPTED/);
      expect(out).toContain(`${closed} OUTCOME: the rows give NOT_ADOPTED; written down is ADOPTED.`);
      expect(out).toMatch(/Recounted 2 ballots of 2 conferences: 1 differs from what the rows give\.\n$/);
      const { data } = await cast.as.secretariat.send(RECOUNT, { id: cast.conference.id });
      expect(data.recount).toMatchObject({ agrees: false, ballots: [{ agrees: true }, { agrees: false }] });
    } finally {
      await set("NOT_ADOPTED");
    }
  });
});
