import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { DataSource } from "typeorm";
import { dataSourceOptions } from "../../ormconfig.js";
import { MIGRATIONS } from "../../migrations/index.js";
import { migrate } from "../../src/platform/database/migrate.js";
import { startApp } from "../support/app.js";
import { buildConference } from "../support/conference.js";
import { emptyDatabase, type TestDatabase } from "../support/database.js";
import { adopt, forward, openRegions } from "../support/plenary.js";
import { openBallot, openRoom } from "../support/room.js";

const drift = async (url: string): Promise<string[]> => {
  const source = await new DataSource(dataSourceOptions(url, { pool: 2 })).initialize();
  const log = await source.driver.createSchemaBuilder().log();
  await source.destroy();
  return log.upQueries.map(({ query }) => query);
};

/** Takes back a migration and all that came after it. */
async function goBack(source: DataSource, name: string): Promise<void> {
  const ran = (): Promise<{ name: string }[]> => source.query("SELECT name FROM migration ORDER BY id");
  while ((await ran()).some((one) => one.name.startsWith(name)))
    await source.undoLastMigration({ transaction: "each" });
}

describe("migrations", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await emptyDatabase();
  });
  afterAll(() => database.drop());

  it("run once on an empty database although three servers start at the same moment", async () => {
    const ran = await Promise.all([1, 2, 3].map(() => migrate(dataSourceOptions(database.url))));
    expect(ran.flat().sort()).toEqual(MIGRATIONS.map((migration) => migration.name).sort());
  });

  it("give exactly the tables that the entities describe", async () => {
    expect(await drift(database.url)).toEqual([]);
  });

  it("change nothing on a filled database that is up to date", async () => {
    const app = await startApp();
    await app.app.trail.stop(); // it would chain while migrations go back
    const room = await openRoom(await buildConference(app));
    await openBallot(room);
    expect(await migrate(dataSourceOptions(app.config.databaseUrl!))).toEqual([]);
    expect(await drift(app.config.databaseUrl!)).toEqual([]);
    await app.close();
  });

  it("split texts that are there already into paragraphs, where every language has as many", async () => {
    const app = await startApp();
    await app.app.trail.stop(); // it would chain while migrations go back
    const room = await openRoom(await buildConference(app));
    const head = room.heads.get("head-zm")!;
    const propose = async (text: string): Promise<string> => {
      const input = { agendaItemId: room.itemId, title: "T", text };
      return (await head.deed("proposeRecommendation", input, "recommendation { id }")).recommendation.id as string;
    };
    const ids = [await propose("One.\n\nTwo.\n\nThree."), await propose("Only."), await propose("A.\n\nB.")];
    const source = await new DataSource(dataSourceOptions(app.config.databaseUrl!, { pool: 2 })).initialize();
    const last = MIGRATIONS.findIndex(({ name }) => name.startsWith("CreateParagraph"));
    for (const _ of MIGRATIONS.slice(last)) await source.undoLastMigration({ transaction: "each" });
    const texts = `SELECT v.id, $2, $3, 'CONFORMED' FROM recommendation_version v WHERE v.recommendation_id = $1`;
    for (const [id, locale, text] of [
      [ids[0], "FR", "Un.\n\nDeux.\n\nTrois."],
      [ids[2], "FR", "A.\n\nB.\n\nC."],
    ])
      await source.query(`INSERT INTO recommendation_text (version_id, locale, text, conformity) ${texts}`, [
        id,
        locale,
        text,
      ]);
    await source.destroy();
    expect(await migrate(dataSourceOptions(app.config.databaseUrl!))).toHaveLength(MIGRATIONS.length - last);
    const { data } = await head.send(
      "query T($a: ID!, $b: ID!, $c: ID!) { a: recommendation(id: $a) { ...P } b: recommendation(id: $b) { ...P } c: recommendation(id: $c) { ...P } } fragment P on Recommendation { sponsors { delegation { country { code } } } currentVersion { text paragraphs { number texts { text } } } }",
      { a: ids[0], b: ids[1], c: ids[2] },
    );
    const read = (one: any) => one.currentVersion.paragraphs.map((p: any) => p.texts.map(({ text }: any) => text));
    expect(read(data.a)).toEqual([
      ["One.", "Un."],
      ["Two.", "Deux."],
      ["Three.", "Trois."],
    ]);
    expect(read(data.b)).toEqual([["Only."]]);
    expect(read(data.c)).toEqual([["A.\n\nB.", "A.\n\nB.\n\nC."]]);
    expect(data.a.sponsors).toEqual([{ delegation: { country: { code: "ZM" } } }]);
    const revision = { recommendationId: ids[0], expectedVersion: 1, text: "One.\n\nThree." };
    expect(
      await head.deed("reviseRecommendation", revision, "recommendation { currentVersion { texts { text } } }"),
    ).toMatchObject({
      recommendation: { currentVersion: { texts: [{ text: "One.\n\nThree." }, { text: "Un.\n\nTrois." }] } },
    });
    await app.close();
  });

  it("take forwarded texts and conclusions back from a filled database, and run on it again", async () => {
    const app = await startApp();
    await app.app.trail.stop(); // it would chain while migrations go back
    const conference = await buildConference(app);
    const regions = await openRegions(conference);
    await adopt(regions.africa);
    await forward(regions, regions.africa);
    const source = await new DataSource(dataSourceOptions(app.config.databaseUrl!, { pool: 2 })).initialize();
    await source.query(
      "INSERT INTO conclusions (conference_id, version, arranged_by_id) SELECT conference_id, 1, id FROM participation LIMIT 1",
    );
    const first = MIGRATIONS.findIndex((migration) => migration.name.startsWith("CreateLineage"));
    for (let place = MIGRATIONS.length; place > first; place -= 1)
      await source.undoLastMigration({ transaction: "each" });
    const states = await source.query("SELECT state FROM recommendation WHERE id = $1", [
      regions.africa.recommendationId,
    ]);
    expect(states).toEqual([{ state: "ADOPTED" }]);
    await source.destroy();
    expect(await migrate(dataSourceOptions(app.config.databaseUrl!))).toHaveLength(MIGRATIONS.length - first);
    expect(await drift(app.config.databaseUrl!)).toEqual([]);
    await app.close();
  });

  it("give paragraphs that read the same in several versions one id, each occurrence its own", async () => {
    const app = await startApp();
    await app.app.trail.stop(); // it would chain while migrations go back
    const room = await openRoom(await buildConference(app));
    const head = room.heads.get("head-zm")!;
    const input = { agendaItemId: room.itemId, title: "T", text: "One.\n\nSame.\n\nSame." };
    const { recommendation } = await head.deed("proposeRecommendation", input, "recommendation { id }");
    const recommendationId = recommendation.id as string;
    for (const [index, text] of ["Zero.\n\nOne.\n\nSame.", "One.\n\nSame.\n\nSame.\n\nEnd."].entries())
      await head.deed("reviseRecommendation", { recommendationId, expectedVersion: index + 1, text });
    const source = await new DataSource(dataSourceOptions(app.config.databaseUrl!, { pool: 2 })).initialize();
    await goBack(source, "CreateParagraph");
    await source.destroy();
    await migrate(dataSourceOptions(app.config.databaseUrl!));
    const query = `query T($id: ID!) { recommendation(id: $id) { versions { number paragraphs { paragraphId text } diff { change } } } }`;
    const { data, errors } = await head.send(query, { id: recommendationId });
    expect(errors).toBeUndefined();
    const versions = data.recommendation.versions.toSorted((one: any, other: any) => one.number - other.number);
    const [first, second, third] = versions.map(({ paragraphs }: any) => paragraphs.map((p: any) => p.paragraphId));
    expect(new Set([...first, ...second, ...third]).size).toBe(5);
    expect(second).toEqual([second[0], first[0], first[1]]);
    expect(third).toEqual([...first, third[3]]);
    const changes = versions[1].diff.map(({ change }: any) => change).sort();
    expect(changes).toEqual(["ADDED", "REMOVED", "UNCHANGED", "UNCHANGED"]);
    await app.close();
  });

  it("go back from filled databases where nothing is lost that decides, and else refuse in words", async () => {
    const app = await startApp();
    await app.app.trail.stop(); // it would chain while migrations go back
    const room = await openRoom(await buildConference(app));
    const ballotId = await openBallot(room);
    for (const [code, choice] of Object.entries({ zm: "FOR", ke: "AGAINST", ng: "ABSTAIN" }))
      await room.heads.get(`head-${code}`)!.does("CastVote", { ballotId, choice });
    await room.chair.does("CloseBallot", { ballotId });
    await room.chair.deed("declareDecision", { ballotId });
    const url = app.config.databaseUrl!;
    const source = await new DataSource(dataSourceOptions(url, { pool: 2 })).initialize();
    const decided =
      "SELECT b.state, d.outcome, d.votes_for, d.present_at_close FROM ballot b JOIN decision d ON d.ballot_id = b.id";
    const before = (await source.query(decided)) as unknown;
    await goBack(source, "ConductBallots");
    expect(await source.query(decided)).toEqual(before);
    await migrate(dataSourceOptions(url));
    expect(await drift(url)).toEqual([]);
    expect(await source.query(decided)).toEqual(before);
    const shown = "query B($id: ID!) { ballot(id: $id) { decision { recount { agrees } } } }";
    expect((await room.chair.send(shown, { id: ballotId })).data.ballot.decision.recount).toEqual({ agrees: true });

    const propose = { agendaItemId: room.itemId, title: "T", text: "One." };
    const head = room.heads.get("head-zm")!;
    const { recommendation } = await head.deed(
      "proposeRecommendation",
      propose,
      "recommendation { id currentVersion { paragraphs { paragraphId } } }",
    );
    const { id: recommendationId, currentVersion } = recommendation;
    const change = { kind: "REPLACE", paragraphId: currentVersion.paragraphs[0].paragraphId, text: "Uno." };
    const { amendment } = await room.heads
      .get("head-ke")!
      .deed("proposeAmendment", { recommendationId, expectedVersion: 1, ...change }, "amendment { id }");
    await room.chair.deed("ruleOnAmendment", { amendmentId: amendment.id, inOrder: true });
    const second = await openBallot({ ...room, recommendationId }, { amendmentId: amendment.id, mode: "CONSENSUS" });
    await head.deed("objectToConsensus", { ballotId: second });
    await expect(goBack(source, "PutAmendmentsToVote")).rejects.toThrow("there is a ballot on an amendment already");
    await source.query(
      "SET session_replication_role = replica; UPDATE ballot SET amendment_id = NULL; SET session_replication_role = origin",
    );
    await expect(goBack(source, "ConductBallots")).rejects.toThrow("there is an objection already");
    await source.query(
      "SET session_replication_role = replica; DELETE FROM consensus_objection; UPDATE ballot SET state = 'ANNULLED'; SET session_replication_role = origin",
    );
    await expect(goBack(source, "ConductBallots")).rejects.toThrow("there is an annulled ballot already");
    await source.destroy();
    await app.close();
  });

  it("can be taken back and run again", async () => {
    const source = await new DataSource(dataSourceOptions(database.url, { pool: 2 })).initialize();
    for (const _ of MIGRATIONS) await source.undoLastMigration({ transaction: "each" });
    const [left] = (await source.query(
      "SELECT count(*)::int AS n FROM information_schema.tables WHERE table_schema = 'public' AND table_name <> 'migration'",
    )) as { n: number }[];
    expect(left!.n).toBe(0);
    await source.destroy();
    expect(await migrate(dataSourceOptions(database.url))).toHaveLength(MIGRATIONS.length);
  });
});

describe("history in the database", () => {
  it("cannot be changed by anybody, whatever the code does", async () => {
    const app = await startApp();
    await app.app.trail.stop(); // it would chain while migrations go back
    const conference = await buildConference(app);
    const room = await openRoom(conference);
    const ballotId = await openBallot(room);
    await room.heads.get("head-zm")!.does("CastVote", { ballotId, choice: "FOR" });
    await room.chair.does("CloseBallot", { ballotId });
    const attempt = (query: string) => app.foundation.database.transaction(null, (tx) => tx.query(query));
    for (const query of [
      "UPDATE vote SET choice = 'AGAINST'",
      "DELETE FROM vote",
      "UPDATE decision SET outcome = 'NOT_ADOPTED'",
      "DELETE FROM decision",
      "UPDATE ballot SET state = 'OPEN', closed_at = NULL",
      "UPDATE ballot SET majority = 'UNANIMITY'",
      "DELETE FROM ballot",
      "UPDATE recommendation_version SET title = 'x'",
      "UPDATE presence_record SET number = 2",
      "UPDATE rule_set SET citation = 'x'",
      "TRUNCATE vote_record",
      `INSERT INTO vote (ballot_id, delegation_id, choice, delegate_id) SELECT e.ballot_id, e.delegation_id, 'FOR', d.id FROM ballot_eligibility e JOIN delegate d USING (delegation_id) LEFT JOIN vote v USING (ballot_id, delegation_id) WHERE v.ballot_id IS NULL LIMIT 1`,
    ]) {
      await expect(attempt(query)).rejects.toMatchObject({ driverError: { code: "23000" } });
    }
    await app.close();
  });
});
