import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compactVerify, importJWK } from "jose";
import { packageRoot } from "../../src/package-root.js";
import { startApp, type TestApp } from "../support/app.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { exampleOperations } from "../support/operations.js";
import { openRoom } from "../support/room.js";
import { sql } from "../support/sql.js";

interface Shown {
  readonly trailKey: { readonly kty: string; readonly crv: string; readonly x: string };
  readonly conference: {
    readonly trail: {
      readonly lag: number;
      readonly head: { number: number; hash: string; jws: string; short: string };
    };
  } | null;
}

const textOf = (name: string): string => exampleOperations.find((one) => one.name === name)!.text;

describe("the trail of a conference", () => {
  let app: TestApp;
  let conference: TestConference;
  beforeAll(async () => {
    app = await startApp();
    conference = await buildConference(app);
    await openRoom(conference);
    await app.app.trail.run();
  });
  afterAll(() => app.close());

  it("does not exist for who takes no part in the conference", async () => {
    const other = await buildConference(app, { number: 2 });
    const stranger = await other.as("secretariat");
    const { data } = await stranger.send(textOf("TrailHead"), { conferenceId: conference.id });
    expect((data as unknown as Shown).conference).toBeNull();
  });

  it("shows everybody who takes part the signed head, which the public key verifies", async () => {
    const delegate = await conference.as("head-zm");
    const { conference: shown, trailKey } = (await delegate.send(textOf("TrailHead"), { conferenceId: conference.id }))
      .data as unknown as Shown;
    const { head, lag } = shown!.trail;
    const { payload, protectedHeader } = await compactVerify(head.jws, await importJWK({ ...trailKey }, "EdDSA"));
    expect(protectedHeader).toMatchObject({ typ: "rotunda-head+jws", alg: "EdDSA" });
    expect(JSON.parse(Buffer.from(payload).toString())).toMatchObject({
      ...{ scope: conference.id, number: head.number, hash: head.hash },
    });
    expect(head.short.replaceAll(" ", "")).toBe(head.hash.slice(0, 16));
    expect(lag).toBeLessThan(5);
  });

  it("lists entries for the secretariat and nobody else, without what they say", async () => {
    const variables = { conferenceId: conference.id, first: 2 };
    for (const ref of ["head-zm", "facilitator-africa", "observer-africa"]) {
      const { data } = await (await conference.as(ref)).send(textOf("TrailEntries"), variables);
      expect(data).toMatchObject({ conference: { trail: { entries: null } } });
    }
    const secretariat = await conference.as("secretariat");
    const first = (await secretariat.send(textOf("TrailEntries"), variables)).data.conference.trail.entries;
    expect(first.edges).toMatchObject([
      { node: { number: 0, kind: "TRAIL_BEGUN", by: null } },
      { node: { number: 1 } },
    ]);
    const after = first.pageInfo.endCursor as string;
    const next = (await secretariat.send(textOf("TrailEntries"), { ...variables, after })).data.conference.trail
      .entries;
    expect(next.edges[0].node.number).toBe(2);
  });

  it("holds deeds on the conference itself, and who did them", async () => {
    const secretariat = await conference.as("secretariat");
    const [person] = await sql<{ id: string }>(
      app,
      "SELECT id FROM participation WHERE conference_id = $1 AND display_name = 'Head of KE'",
      [conference.id],
    );
    await secretariat.deed("issueAccessCode", { participationId: person!.id });
    await secretariat.deed("appointCredentialsOfficer", { participationId: person!.id });
    await app.app.trail.run();
    const rows = await sql<{ kind: string; done: boolean }>(
      app,
      "SELECT kind, by IS NOT NULL AS done FROM trail_entry WHERE topic_id = $1 ORDER BY number",
      [conference.id],
    );
    expect(rows).toEqual([
      { kind: "CONFERENCE_LOADED", done: false },
      { kind: "ACCESS_CODE_ISSUED", done: true },
      { kind: "CREDENTIALS_OFFICER_APPOINTED", done: true },
    ]);
  });

  it("is append-only, also for the role that docs/audit.md makes, which cannot switch that off", async () => {
    const statements = [
      "UPDATE trail_entry SET kind = 'X'",
      "DELETE FROM trail_entry",
      "TRUNCATE trail_entry CASCADE",
      "UPDATE trail_head SET signed = 'X'",
      "DELETE FROM trail_head",
    ];
    for (const statement of statements) await expect(sql(app, statement)).rejects.toThrow(/append-only/);
    const role = `rotunda_test_${process.pid}`;
    const [create, ...grants] = /```sql\n([\s\S]*?)```/
      .exec(readFileSync(join(packageRoot(), "docs/audit.md"), "utf8"))![1]!
      .split(";")
      .map((one) => one.trim())
      .filter((one) => one !== "");
    await sql(app, create!.replaceAll("rotunda_app", role));
    try {
      for (const statement of grants) await sql(app, statement.replaceAll("rotunda_app", role));
      const refused = [
        ...statements,
        "DROP TRIGGER trail_entry_append_only ON trail_entry",
        "ALTER TABLE trail_entry DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
      ];
      for (const statement of refused)
        await expect(
          app.foundation.database.transaction(null, async (tx) => {
            await tx.query(`SET LOCAL ROLE ${role}`);
            await tx.query(statement);
          }),
        ).rejects.toThrow(/permission denied|must be owner/);
    } finally {
      await sql(app, `DROP OWNED BY ${role}`);
      await sql(app, `DROP ROLE ${role}`);
    }
  });
});
