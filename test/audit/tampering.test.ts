import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { generateKeyPairSync } from "node:crypto";
import pg from "pg";
import { begin, verifyDatabase } from "../../src/audit/audit.js";
import type { Verified } from "../../src/audit/file.js";
import type { KeptHead } from "../../src/audit/heads.js";
import type { Query } from "../../src/audit/rows.js";
import { trailTerms } from "../../src/domain/trail/terms.service.js";
import { chained, type Content } from "../../src/trail/entry.js";
import { HeadSigner } from "../../src/trail/heads.js";
import { Sequencer } from "../../src/trail/sequencer.js";
import { startApp, type TestApp } from "../support/app.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { openBallot, openRoom, type Room } from "../support/room.js";

let app: TestApp;
let conference: TestConference;
let room: Room;
let ballotId: string;
let client: pg.Client;

beforeAll(async () => {
  app = await startApp();
  conference = await buildConference(app, { officer: true });
  room = await openRoom(conference);
  const { chair, heads, recommendationId } = room;
  await chair.does("PostComment", { recommendationId, body: "A remark." });
  ballotId = await openBallot(room);
  for (const [index, head] of [...heads.values()].entries())
    await head.does("CastVote", { ballotId, choice: index < 4 ? "FOR" : "AGAINST" });
  await chair.deed("closeBallot", { ballotId });
  await chair.deed("declareDecision", { ballotId });
  await app.app.trail.run();
  await app.app.trail.stop();
  client = new pg.Client({ connectionString: app.foundation.databaseUrl });
  await client.connect();
}, 40_000);
afterAll(async () => {
  await client.end();
  await app.close();
});

const query: Query = async (sql, parameters) => (await client.query(sql, [...parameters])).rows as unknown[];
const verify = (since: readonly KeptHead[] = []): Promise<Verified> =>
  verifyDatabase(query, conference.id, { key: app.foundation.keys.verifying, since, lagSeconds: 0 });

/** What is found when a superuser has switched all triggers and keys off and changed something; then undone. */
async function after(tamper: (() => Promise<unknown>) | string, since: readonly KeptHead[] = []): Promise<Verified> {
  await client.query("BEGIN; SET LOCAL session_replication_role = replica; SET LOCAL TIME ZONE 'UTC'");
  try {
    if (typeof tamper === "string") {
      const { rowCount } = await client.query(
        tamper.replaceAll("$scope", `'${conference.id}'`).replaceAll("$ballot", `'${ballotId}'`),
      );
      expect([tamper, rowCount]).not.toEqual([tamper, 0]);
    } else await tamper();
    return await verify(since);
  } finally {
    await client.query("ROLLBACK");
  }
}

const numberOf = (kind: string): string =>
  `(SELECT min(number) FROM trail_entry WHERE scope_id = $scope AND kind = '${kind}')`;
const VOTE = numberOf("VOTE_CAST");

/** Writes the chain anew from an altered entry on, hashes and all, and signs its heads with a key. */
async function rebuild(alter: (content: Content) => Content, signer: HeadSigner | null): Promise<void> {
  const { rows } = await client.query<{ number: string; content: string }>(
    "SELECT number, content FROM trail_entry WHERE scope_id = $1 ORDER BY number",
    [conference.id],
  );
  let previous: Buffer = Buffer.alloc(32);
  for (const { number, content } of rows) {
    const link = chained(alter(JSON.parse(content) as Content), previous);
    previous = link.hash;
    await client.query(
      "UPDATE trail_entry SET content = $3, previous = $4, hash = $5, by = $6 WHERE scope_id = $1 AND number = $2",
      [conference.id, number, link.text, link.previous, link.hash, link.content.by],
    );
    if (!signer) continue;
    const at = new Date().toISOString().replace("Z", "000Z");
    const signed = await signer.sign(conference.id, { number: Number(number), hash: link.hash }, at);
    await client.query("UPDATE trail_head SET signed = $3, hash = $4, at = $5 WHERE scope_id = $1 AND number = $2", [
      ...[conference.id, number, signed, link.hash, at],
    ]);
  }
}

const changeVote = (content: Content): Content =>
  content.kind === "VOTE_CAST" ? { ...content, by: "00000000-0000-4000-8000-000000000000" } : content;

describe("an untouched trail", () => {
  it("is intact, and tells of every vote, of the decision and of who did it", async () => {
    await client.query("BEGIN; SET LOCAL TIME ZONE 'UTC'");
    const found = await verify();
    const { rows } = await client.query(
      "SELECT count(*)::int AS n, count(by)::int AS by FROM trail_entry WHERE scope_id = $1 AND kind = 'VOTE_CAST'",
      [conference.id],
    );
    await client.query("ROLLBACK");
    expect(found.findings).toEqual([]);
    expect(found.heads).toBeGreaterThanOrEqual(1);
    expect(rows).toEqual([{ n: 6, by: 6 }]);
  });

  it("is verified in a transaction that can only read", async () => {
    await begin(query);
    const { findings } = await verify();
    await expect(client.query("CREATE TABLE t ()")).rejects.toThrow(/read-only/);
    await client.query("ROLLBACK");
    expect(findings).toEqual([]);
  });

  it("contains the head that it had before", async () => {
    const { number, hash } = await after("SELECT 1");
    const found = await after("SELECT 1", [{ scope: conference.id, number, hash }]);
    expect(found.findings).toEqual([]);
  });
});

describe("tampering that is found", () => {
  it.each([
    [
      "a changed content",
      `UPDATE trail_entry SET content = replace(content, '"FOR"', '"AGAINST"') WHERE scope_id = $scope AND number = ${VOTE}`,
      /VOTE_CAST\): its hash is not that/,
    ],
    [
      "a changed content that is only written otherwise",
      `UPDATE trail_entry SET content = replace(content, '{', '{ ') WHERE scope_id = $scope AND number = ${VOTE}`,
      /not in canonical form/,
    ],
    [
      "an entry removed from the middle",
      `DELETE FROM trail_entry WHERE scope_id = $scope AND number = ${VOTE}`,
      /1 entry is missing/,
    ],
    [
      "an end cut off",
      `DELETE FROM trail_entry WHERE scope_id = $scope AND number >= ${numberOf("BALLOT_CLOSED")}`,
      /is not chained|which is not there/,
    ],
    [
      "an entry re-dated in its column",
      `UPDATE trail_entry SET at = at - interval '1 hour' WHERE scope_id = $scope AND number = ${VOTE}`,
      /column for at/,
    ],
    [
      "another actor in its column",
      `UPDATE trail_entry SET by = gen_random_uuid() WHERE scope_id = $scope AND number = ${VOTE}`,
      /column for by/,
    ],
    [
      "two entries in another order",
      `UPDATE trail_entry e SET content = o.content, hash = o.hash, previous = o.previous FROM trail_entry o WHERE e.scope_id = $scope AND o.scope_id = $scope AND e.number = ${VOTE} AND o.number = e.number + 1`,
      /does not follow|bears the number/,
    ],
    [
      "a forged signature",
      "UPDATE trail_head SET signed = overlay(signed placing 'AAAA' from length(signed) - 40) WHERE scope_id = $scope",
      /signature that the key did not make/,
    ],
    [
      "a head that signs another entry",
      "UPDATE trail_head h SET number = 3 WHERE scope_id = $scope AND number = (SELECT max(number) FROM trail_head)",
      /signs entry/,
    ],
    [
      "an outcome changed in its table",
      "UPDATE decision SET outcome = 'NOT_ADOPTED' WHERE ballot_id = $ballot",
      /decision .* outcome "ADOPTED"; the table says "NOT_ADOPTED"/,
    ],
    [
      "a decision that is gone",
      "DELETE FROM decision WHERE ballot_id = $ballot",
      /wrote decision .* which is not in the table/,
    ],
    [
      "a vote changed in its table",
      "UPDATE vote SET choice = 'AGAINST' WHERE ballot_id = $ballot AND choice = 'FOR'",
      /vote .* choice "FOR"; the table says "AGAINST"/,
    ],
    [
      "a vote's record changed",
      "UPDATE vote_record SET choice = 'AGAINST' WHERE ballot_id = $ballot AND choice = 'FOR'",
      /vote_record .* choice "FOR"/,
    ],
    [
      "a vote inserted",
      "INSERT INTO vote (ballot_id, delegation_id, choice, delegate_id) SELECT ballot_id, gen_random_uuid(), 'FOR', delegate_id FROM vote WHERE ballot_id = $ballot LIMIT 1",
      /vote: 1 rows are in the table of which no entry tells/,
    ],
    [
      "a record of a vote inserted",
      "INSERT INTO vote_record (ballot_id, delegation_id, number, choice, participation_id) SELECT ballot_id, delegation_id, 2, 'AGAINST', participation_id FROM vote_record WHERE ballot_id = $ballot LIMIT 1",
      /vote_record: of 1 rows/,
    ],
    [
      "a delegate changed on a vote",
      "UPDATE vote SET delegate_id = gen_random_uuid() WHERE ballot_id = $ballot",
      /delegate_id/,
    ],
    [
      "a text changed that was there before the trail",
      "UPDATE recommendation_text SET text = 'Another' WHERE locale = 'EN'",
      /recommendation_text: the row .* is not what it was/,
    ],
    ["a comment reworded", "UPDATE comment SET body = 'Another remark.'", /comment .* body another text/],
    [
      "the question of a ballot changed",
      "UPDATE ballot SET question = 'Another?' WHERE id = $ballot",
      /ballot .* question/,
    ],
    [
      "an event changed after it was chained",
      "UPDATE live_event SET body = body || '{\"choice\": \"ABSTAIN\"}' WHERE scope_id = $scope AND kind = 'VOTE_CAST'",
      /says another choice in the log/,
    ],
    [
      "an actor changed in the log",
      "UPDATE live_event SET by = gen_random_uuid() WHERE scope_id = $scope AND kind = 'VOTE_CAST'",
      /another by in the log/,
    ],
    [
      "an event taken out of the log",
      "DELETE FROM live_event WHERE scope_id = $scope AND kind = 'BALLOT_OPENED'",
      /lacks 1 events/,
    ],
    [
      "a head shown with another hash",
      "UPDATE trail_head SET hash = decode(repeat('ab', 32), 'hex') WHERE scope_id = $scope",
      /is shown with another hash or time than it signs/,
    ],
    [
      "a head shown with another time",
      "UPDATE trail_head SET at = at - interval '1 day' WHERE scope_id = $scope",
      /is shown with another hash or time than it signs/,
    ],
    [
      "an entry that no text can be read from",
      "UPDATE trail_entry SET content = replace(content, '\"record\":{', '\"record\":{\"\\u0000\":1,') WHERE scope_id = $scope AND kind = 'VOTE_CAST'",
      /its hash is not that of/,
    ],
    [
      "an entry inserted",
      "INSERT INTO trail_entry SELECT scope_id, number + 1, gen_random_uuid(), 1, kind, at, by, content, previous, hash FROM trail_entry WHERE scope_id = $scope AND number = (SELECT max(number) FROM trail_entry WHERE scope_id = $scope)",
      /does not follow/,
    ],
    [
      "another first entry",
      "UPDATE trail_entry SET content = replace(content, 'rotunda-trail/1', 'rotunda-trail/2') WHERE scope_id = $scope AND number = 0",
      /does not begin with/,
    ],
  ])("%s", async (_what, statement, sentence) => {
    const { findings, count } = await after(statement);
    expect(count).toBeGreaterThan(0);
    expect(findings.join("\n")).toMatch(sentence);
  });

  it("a chain built anew with its old heads: they sign what is no longer there", async () => {
    const { findings } = await after(() => rebuild(changeVote, null));
    expect(findings.join("\n")).toMatch(/head at entry \d+ signs another entry/);
  });

  it("a chain built anew and signed with another key", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    const other = new HeadSigner({ ...app.foundation.keys, signing: privateKey, verifying: publicKey });
    const { findings } = await after(() => rebuild(changeVote, other));
    expect(findings.join("\n")).toMatch(/signature that the key did not make/);
  });

  it("a chain built anew and signed with the server's own key, once the log is changed to it or gone: by an older head", async () => {
    const rewrite = async (): Promise<void> => {
      await rebuild(changeVote, new HeadSigner(app.foundation.keys));
      await client.query("UPDATE live_event SET by = '00000000-0000-4000-8000-000000000000' WHERE kind = 'VOTE_CAST'");
    };
    const { number, hash } = await after("SELECT 1");
    expect((await after(rewrite)).findings).toEqual([]); // this alone is not promised
    const { findings } = await after(rewrite, [{ scope: conference.id, number, hash }]);
    expect(findings).toEqual([expect.stringMatching(/earlier head that was kept names another entry/)]);
  });

  it("rows that an event of a kind that is left out would vouch for", async () => {
    const forge = async (): Promise<void> => {
      await client.query("UPDATE vote SET choice = 'AGAINST' WHERE ballot_id = $1", [ballotId]);
      await client.query(
        `INSERT INTO live_event (scope_id, topic_id, seq, mark, prior, kind, body, record)
         SELECT $1, $2, 1 + max(e.seq), 1, 1, 'TURNOUT_CHANGED', '{}', jsonb_build_object('vote_record', (SELECT jsonb_agg(to_jsonb(v) || '{"choice": "AGAINST", "number": 9}') FROM vote_record v WHERE v.ballot_id = $3))
         FROM live_event e WHERE e.topic_id = $2`,
        [conference.id, room.tableId, ballotId],
      );
      await client.query("UPDATE live_topic SET last_seq = last_seq + 1 WHERE topic_id = $1", [room.tableId]);
    };
    const { findings } = await after(forge);
    expect(findings.join("\n")).toMatch(/TURNOUT_CHANGED\) .* is of a kind that is left out, and yet records rows/);
    expect(findings.join("\n")).toMatch(/was written with choice "FOR"; the table says "AGAINST"/);
  });

  it("of two heads of one number that were kept, the one that differs", async () => {
    const { number, hash } = await after("SELECT 1");
    const heads = [hash, "ab".repeat(32), hash].map((one) => ({ scope: conference.id, number, hash: one }));
    expect((await after("SELECT 1", heads)).findings).toEqual([
      expect.stringMatching(/earlier head that was kept names another entry/),
    ]);
  });

  it("a chain that was rewritten under a running server: it neither goes on from it nor signs it", async () => {
    const { database, keys } = app.foundation;
    const sequencer = new Sequencer(database, trailTerms(keys, "test"));
    await room.chair.does("PostComment", { recommendationId: room.recommendationId, body: "Before." });
    await sequencer.run();
    const heads = await client.query("SELECT count(*)::int AS n FROM trail_head WHERE scope_id = $1", [conference.id]);
    const { rows } = await client.query(
      "SELECT number, hash FROM trail_entry WHERE scope_id = $1 ORDER BY number DESC LIMIT 1",
      [conference.id],
    );
    const rewrite = async (hash: Buffer): Promise<void> => {
      await client.query("BEGIN; SET LOCAL session_replication_role = replica");
      await client.query("UPDATE trail_entry SET hash = $3 WHERE scope_id = $1 AND number = $2", [
        ...[conference.id, rows[0].number, hash],
      ]);
      await client.query("COMMIT");
    };
    await rewrite(Buffer.alloc(32, 7));
    try {
      await room.chair.does("PostComment", { recommendationId: room.recommendationId, body: "After." });
      await expect(sequencer.run()).rejects.toThrow(/was rewritten: its entry \d+ is no longer/);
      expect(
        (await client.query("SELECT count(*)::int AS n FROM trail_head WHERE scope_id = $1", [conference.id])).rows,
      ).toEqual(heads.rows);
    } finally {
      await rewrite(rows[0].hash);
    }
    await sequencer.run();
    expect((await after("SELECT 1")).findings).toEqual([]);
  });

  it("an end cut off with its heads and its events: by an older head", async () => {
    const { number, hash } = await after("SELECT 1");
    const { findings } = await after(async () => {
      await client.query("DELETE FROM trail_head WHERE scope_id = $1 AND number = $2", [conference.id, number]);
      await client.query("DELETE FROM trail_entry WHERE scope_id = $1 AND number = $2", [conference.id, number]);
    }, [{ scope: conference.id, number, hash }]);
    expect(findings.join("\n")).toMatch(/its end is missing/);
  });
});

describe("a deed that waits to be chained", () => {
  it("is no finding until it has waited too long, nor is the row that it wrote", async () => {
    await room.chair.does("PostComment", { recommendationId: room.recommendationId, body: "A moment ago." });
    const options = { key: app.foundation.keys.verifying, lagSeconds: 60 };
    await begin(query);
    const soon = await verifyDatabase(query, conference.id, options);
    const late = await verifyDatabase(query, conference.id, { ...options, lagSeconds: 0 });
    await client.query("ROLLBACK");
    expect(soon.findings).toEqual([]);
    expect(late.findings).toEqual([expect.stringMatching(/COMMENT_POSTED\) .* is not chained/)]);
  });
});

describe("a text that was there before the trail", () => {
  it("may be replaced by a deed, and is compared with what replaced it", async () => {
    const other = await buildConference(app, { number: 2 });
    const of = { scope: other.id, key: app.foundation.keys.verifying };
    const [text] = (await query(
      `INSERT INTO recommendation_text (version_id, locale, text, conformity)
       SELECT x.version_id, 'FR', 'Avant.', 'DRAFT' FROM recommendation_text x
       JOIN recommendation_version v ON v.id = x.version_id JOIN recommendation r ON r.id = v.recommendation_id
       JOIN round_table t ON t.id = r.round_table_id WHERE t.conference_id = $1 AND t.code = 'AFR' LIMIT 1
       RETURNING (SELECT recommendation_id FROM recommendation_version v WHERE v.id = version_id) AS id`,
      [other.id],
    )) as { id: string }[];
    const sequencer = new Sequencer(app.foundation.database, trailTerms(app.foundation.keys, "test"));
    await sequencer.run();
    const secretariat = await other.as("secretariat");
    const filed = await secretariat.deed("fileTranslation", {
      ...{ recommendationId: text!.id, locale: "FR", text: "Après.", conformed: false, expectedVersion: 1 },
    });
    expect(filed).toEqual({ __typename: "FileTranslationSuccess" });
    await sequencer.run();
    const found = async (tamper: string): Promise<string> => {
      await client.query("BEGIN; SET LOCAL session_replication_role = replica; SET LOCAL TIME ZONE 'UTC'");
      await client.query(tamper);
      const { findings } = await verifyDatabase(query, of.scope, { key: of.key, lagSeconds: 0 });
      await client.query("ROLLBACK");
      return findings.join("\n");
    };
    expect(await found("SELECT 1")).toBe("");
    expect(await found("UPDATE recommendation_text SET text = 'Jamais.' WHERE locale = 'FR'")).toMatch(/text_hash/);
    expect(await found("DELETE FROM recommendation_text WHERE locale = 'EN'")).toMatch(/which was there .* is gone/);
  });
});

describe("a chain that was closed", () => {
  it("takes nothing more, and a deed behind it is reported", async () => {
    const { database, keys } = app.foundation;
    const sequencer = new Sequencer(database, trailTerms(keys, "test"));
    expect(await sequencer.close(conference.id, null)).toBe(true);
    expect(await sequencer.close(conference.id, null)).toBe(false);
    const closed = await after("SELECT 1");
    expect(closed).toMatchObject({ closed: true, findings: [] });
    await room.chair.does("PostComment", { recommendationId: room.recommendationId, body: "Late." });
    await sequencer.run();
    const late = await after("SELECT 1");
    expect(late.number).toBe(closed.number);
    expect(late.notes.join("\n")).toMatch(/COMMENT_POSTED\) .* came behind the closing record/);
    // Nor does the log keep for good what the trail does not take any more.
    const { rows } = await client.query(
      "SELECT count(*)::int AS n FROM live_topic t LEFT JOIN live_taken k USING (topic_id) WHERE t.scope_id = $1 AND t.parent_id IS NULL AND t.last_seq > coalesce(k.seq, 0)",
      [conference.id],
    );
    expect(rows).toEqual([{ n: 0 }]);
    const inserted = await after(
      "INSERT INTO trail_entry SELECT scope_id, number + 1, NULL, NULL, 'X', at, by, content, previous, hash FROM trail_entry WHERE scope_id = $scope AND kind = 'TRAIL_CLOSED'",
    );
    expect(inserted.findings.join("\n")).toMatch(/stands behind the closing record/);
  });
});
