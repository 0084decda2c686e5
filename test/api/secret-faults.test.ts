import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WipingService } from "../../src/domain/secret/wiping.service.js";
import { type TestApp, startApp } from "../support/app.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { openRoom, type Room } from "../support/room.js";
import { castAll, castSecret, keysOf, optionsOf, secretBallot, shownTo } from "../support/secret.js";

let app: TestApp;
let conference: TestConference;
let room: Room;
const others: TestApp[] = [];
const directories: string[] = [];

beforeAll(async () => {
  app = await startApp();
  conference = await buildConference(app);
  room = await openRoom(conference);
});
afterAll(async () => {
  for (const one of [...others, app]) await one.close();
  for (const one of directories) rmSync(one, { recursive: true });
});

const sql = (text: string, values: unknown[] = []): Promise<any[]> =>
  app.foundation.database.source.query(text, values);
const head = (place = 0) => [...room.heads.values()][place]!;
const close = (ballotId: string) => room.chair.deed("closeBallot", { ballotId }, "ballot { id }");
const cancel = (ballotId: string) => room.chair.deed("cancelBallot", { ballotId, reason: "Its box was changed." });

/** What nobody can do who goes through the server: with all triggers off. */
async function behindTheServer(statement: string, values: unknown[]): Promise<void> {
  await app.foundation.database.transaction(null, async (tx) => {
    await tx.query("SET LOCAL session_replication_role = replica");
    // TypeORM answers rows for an INSERT, and rows with their number for others.
    const [, count = 1] = await tx.query(statement, values);
    expect(count).toBe(1);
  });
}

const wiping = (of = app, now = Date.now): WipingService =>
  new WipingService(of.foundation.database, of.foundation.journal, of.foundation.keyStore, () => undefined, now);
const keyFile = (ballotId: string): string => {
  const directory = join(app.config.keyDir, "ballots");
  return join(
    directory,
    readdirSync(directory).find((name) => name.includes(ballotId))!,
  );
};

async function another(keyDir?: string): Promise<TestApp> {
  const directory = keyDir ?? mkdtempSync(join(tmpdir(), "rotunda-other-keys-"));
  if (!keyDir) {
    directories.push(directory);
    for (const name of ["signing-key.pem", "pepper"])
      writeFileSync(join(directory, name), readFileSync(join(app.config.keyDir, name)), { mode: 0o600 });
  }
  const other = await startApp({ DATABASE_URL: app.foundation.databaseUrl, KEY_DIR: directory });
  others.push(other);
  return other;
}

describe("a box that was changed behind the server", () => {
  it.each([
    [
      "a paper taken out",
      "DELETE FROM sealed_paper WHERE ballot_id = $1 AND sealed = (SELECT min(sealed) FROM sealed_paper WHERE ballot_id = $1)",
      "PAPERS_DIFFER",
    ],
    [
      "a paper put in",
      "INSERT INTO sealed_paper (ballot_id, sealed) VALUES ($1, decode(repeat('ab', 64), 'hex'))",
      "PAPERS_DIFFER",
    ],
    [
      "a mark taken back",
      "UPDATE ballot_eligibility SET has_voted = false, marked_by_id = NULL, mark_key = NULL WHERE ballot_id = $1 AND delegation_id = (SELECT delegation_id FROM ballot_eligibility WHERE ballot_id = $1 AND has_voted LIMIT 1)",
      "PAPERS_DIFFER",
    ],
    [
      "a paper exchanged",
      "UPDATE sealed_paper SET sealed = decode(repeat('ab', 64), 'hex') WHERE ballot_id = $1 AND sealed = (SELECT min(sealed) FROM sealed_paper WHERE ballot_id = $1)",
      "PAPER_DAMAGED",
    ],
  ])("%s: nothing is counted, the ballot says so and can only be cancelled", async (_title, statement, fault) => {
    const { ballotId } = await secretBallot(room);
    await castAll(room, ballotId, ["FOR", "AGAINST", "FOR"]);
    await behindTheServer(statement, [ballotId]);
    expect(await close(ballotId)).toMatchObject({ code: "BALLOT_SEAL_FAULTY" });
    expect(await shownTo(head(), ballotId)).toMatchObject({ state: "OPEN", box: { state: "FAULTY", fault } });
    const options = await optionsOf(head(4), ballotId);
    expect(await castSecret(head(4), ballotId, options.FOR)).toMatchObject({ code: "BALLOT_SEAL_FAULTY", fault });
    expect(await cancel(ballotId)).toMatchObject({ __typename: "CancelBallotSuccess" });
    expect(await sql("SELECT FROM sealed_paper WHERE ballot_id = $1", [ballotId])).toEqual([]);
    expect(keysOf(app)).not.toContain(ballotId);
  });

  it("is not tried again each second by its schedule, and others close meanwhile", async () => {
    const { ballotId } = await secretBallot(room);
    await castAll(room, ballotId, ["FOR", "AGAINST", "FOR"]);
    await behindTheServer(
      "DELETE FROM sealed_paper WHERE ballot_id = $1 AND sealed = (SELECT min(sealed) FROM sealed_paper WHERE ballot_id = $1)",
      [ballotId],
    );
    await behindTheServer("UPDATE ballot SET closes_at = clock_timestamp() - interval '1 second' WHERE id = $1", [
      ballotId,
    ]);
    for (let tries = 0; tries < 50; tries += 1) {
      const [{ fault }] = await sql("SELECT fault FROM ballot_seal WHERE ballot_id = $1", [ballotId]);
      if (fault) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const lines = (): number => app.logged.filter((line) => line.includes(ballotId)).length;
    expect(await shownTo(head(), ballotId)).toMatchObject({ state: "OPEN", box: { fault: "PAPERS_DIFFER" } });
    const logged = lines();
    expect(logged).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 2_200));
    expect(lines()).toBe(logged);
    expect(await cancel(ballotId)).toMatchObject({ __typename: "CancelBallotSuccess" });
  });

  it("is not what the database lets anybody do who leaves its triggers on", async () => {
    const { ballotId } = await secretBallot(room);
    await castAll(room, ballotId, ["FOR"]);
    for (const statement of [
      "DELETE FROM sealed_paper WHERE ballot_id = $1",
      "UPDATE sealed_paper SET sealed = sealed WHERE ballot_id = $1",
      "UPDATE ballot_eligibility SET has_voted = false, marked_by_id = NULL, mark_key = NULL WHERE ballot_id = $1 AND has_voted",
      "DELETE FROM ballot_seal WHERE ballot_id = $1",
    ])
      await expect(sql(statement, [ballotId])).rejects.toThrow();
    await close(ballotId);
    for (const statement of [
      "INSERT INTO sealed_paper (ballot_id, sealed) VALUES ($1, decode(repeat('ab', 64), 'hex'))",
      "UPDATE ballot_eligibility SET has_voted = true, marked_by_id = (SELECT id FROM participation LIMIT 1) WHERE ballot_id = $1 AND NOT has_voted",
    ])
      await expect(sql(statement, [ballotId])).rejects.toThrow();
  });
});

describe("the key of an open ballot", () => {
  it("that is missing is known within a minute: no papers are taken, nothing else is harmed, and it may be put back", async () => {
    const { ballotId } = await secretBallot(room);
    const options = await optionsOf(head(), ballotId);
    await castSecret(head(), ballotId, options.FOR);
    const path = keyFile(ballotId);
    const kept = readFileSync(path);
    rmSync(path);
    await wiping().wipe();
    expect((await shownTo(head(), ballotId)).box).toMatchObject({ state: "FAULTY", fault: "KEY_MISSING" });
    expect(await castSecret(head(1), ballotId, options.FOR)).toMatchObject({ fault: "KEY_MISSING" });
    expect(await close(ballotId)).toMatchObject({ code: "BALLOT_SEAL_FAULTY" });
    // Another ballot is not concerned, nor is the rest of the room.
    const recorded = await secretBallot(room, { mode: "RECORDED" });
    expect(await head(2).does("CastVote", { ballotId: recorded.ballotId, choice: "FOR" })).toMatchObject({
      __typename: "CastVoteSuccess",
    });
    writeFileSync(path, kept, { mode: 0o600 });
    await wiping().wipe();
    expect(await castSecret(head(1), ballotId, options.FOR)).toMatchObject({ __typename: "CastSecretVoteSuccess" });
    expect(await close(ballotId)).toMatchObject({ __typename: "CloseBallotSuccess" });
    expect((await shownTo(room.chair, ballotId)).decision).toMatchObject({ outcome: "ADOPTED", papers: 2 });
  });

  it("outlives neither its ballot nor an opening that failed, whatever crashed in between; keys of other databases are let be", async () => {
    const { ballotId } = await secretBallot(room);
    await castAll(room, ballotId, ["FOR"]);
    const path = keyFile(ballotId);
    const kept = readFileSync(path);
    const stranger = path.replace(/[^/]+\.key$/, "somebody.019aa000-0000-7000-8000-000000000001.key");
    const orphan = path.replace(ballotId, "019aa000-0000-7000-8000-000000000000");
    writeFileSync(stranger, kept);
    writeFileSync(orphan, kept);
    utimesSync(stranger, 1, 1);
    expect(await wiping().wipe()).toBe(0);
    await close(ballotId);
    // As if the server had died between the commit and the end of its key.
    writeFileSync(path, kept);
    expect(await wiping().wipe()).toBe(1);
    expect(readdirSync(join(app.config.keyDir, "ballots")).sort()).toEqual(
      [stranger, orphan].map((one) => one.split("/").at(-1)!).sort(),
    );
    expect(await wiping(app, () => Date.now() + 601_000).wipe()).toBe(1);
    expect(readdirSync(join(app.config.keyDir, "ballots"))).toEqual([stranger.split("/").at(-1)!]);
    rmSync(stranger);
  });

  it("is destroyed by the next server that starts", async () => {
    const { ballotId } = await secretBallot(room);
    const path = keyFile(ballotId);
    const kept = readFileSync(path);
    await close(ballotId);
    writeFileSync(path, kept);
    await another(app.config.keyDir);
    expect(keysOf(app)).not.toContain(ballotId);
  });
});

describe("several servers", () => {
  it("that share the key directory take papers and count for each other", async () => {
    const other = await another(app.config.keyDir);
    const { ballotId } = await secretBallot(room);
    const [first, second] = [other.client(head(0).token!), other.client(head(1).token!)];
    const options = await optionsOf(first, ballotId);
    const given = await castSecret(first, ballotId, options.FOR, "key");
    expect(await castSecret(head(0), ballotId, options.AGAINST, "key")).toEqual(given);
    await castSecret(second, ballotId, options.FOR);
    const chair = other.client(room.chair.token!);
    expect(await chair.deed("closeBallot", { ballotId })).toMatchObject({ __typename: "CloseBallotSuccess" });
    expect((await shownTo(room.chair, ballotId)).decision).toMatchObject({ papers: 2, outcome: "ADOPTED" });
    expect(keysOf(app)).not.toContain(ballotId);
  });

  it("that do not share it refuse secret ballots in so many words, until the operator decides", async () => {
    const { ballotId } = await secretBallot(room);
    const options = await optionsOf(head(0), ballotId);
    await castSecret(head(0), ballotId, options.FOR);
    const other = await another();
    const [voter, chair] = [other.client(head(1).token!), other.client(room.chair.token!)];
    expect(await castSecret(voter, ballotId, options.FOR, "key")).toMatchObject({ fault: "SEALED_ELSEWHERE" });
    expect(await chair.deed("closeBallot", { ballotId })).toMatchObject({ code: "BALLOT_SEAL_FAULTY" });
    expect((await shownTo(head(0), ballotId)).box).toMatchObject({ state: "SEALED", fault: null });
    expect(other.logged.join("")).toMatch(
      /secret ballots are refused on this server: .*does not share the key directory/,
    );
    const elsewhere = { recommendationId: room.recommendationId, mode: "SECRET" };
    expect(await chair.deed("openBallot", elsewhere)).toMatchObject({
      code: "MODE_NOT_AVAILABLE",
      message: expect.stringMatching(/does not share the key directory/),
    });
    expect(await wiping(other).adopt(false)).toBe("OTHER");
    expect(await wiping(other).adopt(true)).toBe("THIS");
    expect(await room.chair.deed("openBallot", elsewhere)).toMatchObject({ code: "MODE_NOT_AVAILABLE" });
    // What was opened before is counted where its key is.
    expect(await close(ballotId)).toMatchObject({ __typename: "CloseBallotSuccess" });
    expect(keysOf(app)).not.toContain(ballotId);
    expect(await wiping().adopt(true)).toBe("THIS");
  });

  it("a copy of the database destroys no key of an open ballot, though it knows of none", async () => {
    const { ballotId } = await secretBallot(room);
    const copy = await startApp({ KEY_DIR: app.config.keyDir });
    others.push(copy);
    expect(await wiping(copy, () => Date.now() + 601_000).wipe()).toBe(0);
    expect(keysOf(app)).toContain(ballotId);
    await close(ballotId);
  });

  it("that have lost the key directory can still end a ballot whose schedule has passed", async () => {
    const { ballotId } = await secretBallot(room);
    await behindTheServer("UPDATE ballot_seal SET directory_id = gen_random_uuid() WHERE ballot_id = $1", [ballotId]);
    await behindTheServer("UPDATE ballot SET closes_at = clock_timestamp() - interval '1 second' WHERE id = $1", [
      ballotId,
    ]);
    expect(await close(ballotId)).toMatchObject({ code: "BALLOT_SEAL_FAULTY" });
    expect(await cancel(ballotId)).toMatchObject({ __typename: "CancelBallotSuccess" });
  });
});

describe("whoever may write to the database while a ballot is open", () => {
  it("has no set of papers counted but one, whatever he makes of the transaction: the differences would tell each choice", async () => {
    const { ballotId } = await secretBallot(room);
    await castAll(room, ballotId, ["FOR", "AGAINST", "FOR", "AGAINST"]);
    await sql(`CREATE FUNCTION ask() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'asked'; END $$`);
    await sql("CREATE TRIGGER ask BEFORE INSERT ON decision FOR EACH ROW EXECUTE FUNCTION ask()");
    try {
      const asked = await room.chair.send(
        "mutation C($id: ID!) { closeBallot(input: { ballotId: $id }) { __typename } }",
        { id: ballotId },
      );
      expect(asked.errors).toHaveLength(1);
    } finally {
      await sql("DROP TRIGGER ask ON decision");
      await sql("DROP FUNCTION ask");
    }
    // No paper is taken any more: what was counted is what will be told.
    const options = await optionsOf(head(5), ballotId);
    expect(await castSecret(head(5), ballotId, options.FOR)).toMatchObject({ fault: "COUNT_BEGUN" });
    const [paper] = await sql("SELECT sealed FROM sealed_paper WHERE ballot_id = $1 LIMIT 1", [ballotId]);
    const [mark] = await sql(
      "SELECT delegation_id, marked_by_id FROM ballot_eligibility WHERE ballot_id = $1 AND has_voted LIMIT 1",
      [ballotId],
    );
    await behindTheServer("DELETE FROM sealed_paper WHERE ballot_id = $1 AND sealed = $2", [ballotId, paper.sealed]);
    await behindTheServer(
      "UPDATE ballot_eligibility SET has_voted = false, marked_by_id = NULL WHERE ballot_id = $1 AND delegation_id = $2",
      [ballotId, mark.delegation_id],
    );
    expect(await close(ballotId)).toMatchObject({ code: "BALLOT_SEAL_FAULTY" });
    expect((await shownTo(head(), ballotId)).box.fault).toBe("PAPERS_DIFFER");
    await behindTheServer("INSERT INTO sealed_paper (ballot_id, sealed) VALUES ($1, $2)", [ballotId, paper.sealed]);
    await behindTheServer(
      "UPDATE ballot_eligibility SET has_voted = true, marked_by_id = $3 WHERE ballot_id = $1 AND delegation_id = $2",
      [ballotId, mark.delegation_id, mark.marked_by_id],
    );
    expect(await close(ballotId)).toMatchObject({ __typename: "CloseBallotSuccess" });
    expect((await shownTo(room.chair, ballotId)).decision).toMatchObject({ outcome: "NOT_ADOPTED", papers: 4 });
    expect(readdirSync(join(app.config.keyDir, "ballots"))).toEqual([]);
  });

  it("cannot give an option another meaning, nor tell which it is: options are not in the database", async () => {
    const { ballotId } = await secretBallot(room);
    const ids = Object.values(await optionsOf(head(), ballotId));
    expect(new Set(ids).size).toBe(3);
    const tables = await sql("SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'");
    for (const { name } of tables)
      for (const id of ids)
        expect([
          name,
          await sql(`SELECT FROM "${name}" t WHERE to_jsonb(t)::text LIKE '%' || $1 || '%'`, [id]),
        ]).toEqual([name, []]);
    await cancel(ballotId);
  });

  it("is told of to everybody who watches, once for each fault", async () => {
    const { ballotId } = await secretBallot(room);
    await castAll(room, ballotId, ["FOR"]);
    await behindTheServer("DELETE FROM sealed_paper WHERE ballot_id = $1", [ballotId]);
    await close(ballotId);
    await close(ballotId);
    const told = await sql(
      "SELECT body->>'fault' AS fault FROM live_event WHERE topic_id = $1 AND kind = 'SEAL_FAULT_FOUND'",
      [ballotId],
    );
    expect(told).toEqual([{ fault: "PAPERS_DIFFER" }]);
    await cancel(ballotId);
  });
});
