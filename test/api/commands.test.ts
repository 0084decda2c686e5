import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { readConfig } from "../../src/config.js";
import { type Foundation, openFoundation } from "../../src/foundation.js";
import { packageRoot } from "../../src/package-root.js";
import { startEmbeddedServer } from "../../src/platform/database/embedded/embedded-server.js";
import { runningServerUrl } from "../../src/platform/database/embedded/running-server.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

const EXAMPLE = join(packageRoot(), "data/example-conference.json");
const NOWHERE = "postgres://rotunda:very-secret-word@127.0.0.1:1/rotunda";
const CODE = /\b[a-z2-9]{5}(?:-[a-z2-9]{5}){5}\b/g;
const UNKNOWN = "019aa000-0000-7000-8000-000000000000";

const scratch = mkdtempSync(join(tmpdir(), "rotunda-commands-"));
const KEYS = join(scratch, "keys");
let database: TestDatabase;
let foundation: Foundation;

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a compiled command as the operator would, with an environment of its own. */
async function run(script: "import" | "admin", args: string[], environment: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  const env = {
    PATH: process.env["PATH"],
    NODE_ENV: "test",
    DATABASE_URL: database.url,
    DATA_DIR: scratch,
    KEY_DIR: KEYS,
    ...environment,
  };
  const child = spawn(process.execPath, [join(packageRoot(), `dist/scripts/${script}.js`), ...args], {
    env,
    cwd: scratch,
  });
  const outcome = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (outcome.out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (outcome.err += text));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  expect(outcome.err).not.toMatch(/\n\s+at /); // never a stack
  return { code, ...outcome };
}

function written(name: string, content: string | Buffer): string {
  const path = join(scratch, name);
  writeFileSync(path, content);
  return path;
}

async function rows<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
  return foundation.database.read((tx) => tx.query(sql, parameters));
}

beforeAll(async () => {
  database = await createTestDatabase();
  foundation = await openFoundation(
    readConfig({ NODE_ENV: "test", DATABASE_URL: database.url, DATA_DIR: scratch, KEY_DIR: KEYS }),
    { log: () => undefined },
  );
});

afterAll(async () => {
  await foundation.close();
  await database.drop();
  rmSync(scratch, { recursive: true, force: true });
});

describe("npm run import", () => {
  it("checks a file without a database and loads nothing, with --dry-run", async () => {
    const { code, out, err } = await run("import", [EXAMPLE, "--dry-run"], { DATABASE_URL: NOWHERE });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("RIVERS 3, Third Annual Meeting of River Authorities. Nothing was loaded.");
  });

  it("lists every problem of a file with its pointer, and touches no database", async () => {
    const broken = written(
      "broken.json",
      JSON.stringify({
        format: "rotunda-conference/1",
        series: { code: "rivers", title: "Rivers" },
        regions: [],
        staff: [],
        roundTables: [],
        delegations: [{ ref: "at", country: "QQ", delegates: [] }],
        colour: "blue",
      }),
    );
    const { code, out, err } = await run("import", [broken], { DATABASE_URL: NOWHERE });
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(
      err
        .split("\n")
        .filter((line) => line.startsWith("/") && !line.startsWith(broken))
        .map((line) => line.split(": ")[0])
        .sort(),
    ).toEqual(["/colour", "/conference", "/delegations/0/country", "/series/code"]);
    expect(err).toContain("/delegations/0/country: This is not an ISO 3166-1 alpha-2 code such as ZM.");
    expect(err).toContain(`${broken} was refused for 4 problems. Nothing was loaded.`);
  });

  it("says what is wrong with a path, in a sentence", async () => {
    const latin = written("latin.json", Buffer.from([0x7b, 0x22, 0xe9, 0x22]));
    const text = written("text.json", "dear all");
    const cases = [
      [join(scratch, "missing.json"), "missing.json does not exist. Nothing was loaded."],
      [scratch, "is a directory. Nothing was loaded."],
      [latin, "latin.json is not UTF-8. Nothing was loaded."],
      [text, "(whole file): This is not JSON: line 1, column 1"],
    ] as const;
    const outcomes = await Promise.all(cases.map(([path]) => run("import", [path], { DATABASE_URL: NOWHERE })));
    for (const [index, [, sentence]] of cases.entries()) {
      expect(outcomes[index]).toMatchObject({ code: 1, out: "", err: expect.stringContaining(sentence) });
    }
  });

  it("explains itself when it is called wrongly, with exit code 2", async () => {
    const wrong = [[], ["one.json", "two.json"], ["--fast", "one.json"]];
    const outcomes = await Promise.all(wrong.map((args) => run("import", args, { DATABASE_URL: NOWHERE })));
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ code: 2, out: "" });
      expect(outcome.err).toMatch(/Usage: npm run import|Unknown option '--fast'/);
    }
    expect(await run("import", ["--help"])).toMatchObject({ code: 0, err: "" });
  });

  it("tells that the database is away, without its password", async () => {
    const { code, out, err } = await run("import", [EXAMPLE], { DATABASE_URL: NOWHERE });
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toBe("The database cannot be reached (ECONNREFUSED). Check DATABASE_URL and that the server runs.\n");
  });

  it("tells what is wrong with the environment", async () => {
    const { code, err } = await run("import", [EXAMPLE], { PORT: "many" });
    expect(code).toBe(1);
    expect(err).toContain("PORT");
  });

  it("loads a file and prints each code once, in a table, and each signs in", async () => {
    const { code, out, err } = await run("import", [EXAMPLE]);
    expect(code).toBe(0);
    const lines = out.trimEnd().split("\n");
    const codes = out.match(CODE) ?? [];
    expect(lines).toHaveLength(1 + 9);
    expect(new Set(codes).size).toBe(9);
    const at = lines[0]!.indexOf("NAME");
    expect(lines.map((line) => line.slice(at, at + 9))).toEqual([
      "NAME     ",
      "Head of d",
      "Adviser, ",
      "Head of d",
      "Head of d",
      "Head of d",
      "Head of d",
      "Envoy of ",
      "Secretari",
      "Chair    ",
    ]);
    for (const one of codes) {
      const { viewer } = await foundation.signIns.signIn(one, "test");
      expect(lines.find((line) => line.startsWith(one))).toContain(viewer.displayName);
    }
    const [conference] = await rows<{ id: string }>("SELECT id FROM conference WHERE number = 3");
    expect(err).toContain("They are shown only now");
    expect(err).toContain(`openConference(input: { conferenceId: "${conference!.id}" })`);
    expect(err).not.toMatch(CODE);
    const [{ days }] = (await rows<{ days: number }>(
      "SELECT DISTINCT ((expires_at AT TIME ZONE 'UTC')::date - date '2027-05-12') AS days FROM access_code",
    )) as [{ days: number }];
    expect(days).toBe(15); // midnight after the last day, and 14 days
  });

  it("refuses the same edition a second time, in one sentence, and changes nothing", async () => {
    const before = await rows("SELECT count(*) FROM access_code");
    const { code, out, err } = await run("import", [EXAMPLE]);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toBe(
      'The series RIVERS already has a conference number 3 ("Third Annual Meeting of River Authorities"). Nothing was loaded; give the file another conference.number if it is another edition.\n',
    );
    expect(await rows("SELECT count(*) FROM access_code")).toEqual(before);
  });

  it("needs keys in production, and says how to make them", async () => {
    const { code, err } = await run("import", [EXAMPLE], { NODE_ENV: "production", KEY_DIR: join(scratch, "none") });
    expect(code).toBe(1);
    expect(err).toContain("npm run admin -- make-keys");
    expect(existsSync(join(scratch, "none"))).toBe(false);
  });
});

describe("npm run admin", () => {
  const participation = async (name: string): Promise<{ id: string; account: string }> =>
    (
      await rows<{ id: string; account: string }>(
        "SELECT id, account_id AS account FROM participation WHERE display_name = $1",
        [name],
      )
    )[0]!;

  it("makes keys that only their owner can read, once", async () => {
    const fresh = join(scratch, "fresh", "keys");
    const { code, out } = await run("admin", ["make-keys"], { KEY_DIR: fresh, DATABASE_URL: NOWHERE });
    expect(code).toBe(0);
    expect(out).toContain(fresh);
    const files = readdirSync(fresh).map((name) => ({
      name,
      mode: (statSync(join(fresh, name)).mode & 0o777).toString(8),
    }));
    expect(files.splice(1, 1)).toEqual([{ name: "sealing-key", mode: "600" }]);
    expect(files).toEqual([
      { name: "pepper", mode: "600" },
      { name: "signing-key.pem", mode: "600" },
    ]);
    expect((statSync(fresh).mode & 0o777).toString(8)).toBe("700");
    const again = await run("admin", ["make-keys"], { KEY_DIR: fresh, DATABASE_URL: NOWHERE });
    expect(again).toMatchObject({ code: 1, out: "" });
    expect(again.err).toContain("pepper, sealing-key, signing-key.pem already. Keys are never replaced");
  });

  it("makes no half of a pair of keys: what is left of one is a loss to look into", async () => {
    const half = join(scratch, "half");
    mkdirSync(half);
    writeFileSync(join(half, "pepper"), "00".repeat(32), { mode: 0o600 });
    expect(await run("admin", ["make-keys"], { KEY_DIR: half })).toMatchObject({ code: 1 });
    expect(readdirSync(half)).toEqual(["pepper"]);
  });

  it("refuses keys that others can read", async () => {
    const open = join(scratch, "open");
    await run("admin", ["make-keys"], { KEY_DIR: open });
    chmodSync(join(open, "pepper"), 0o644);
    const { code, err } = await run("admin", ["list", "--conference", "3"], { KEY_DIR: open });
    expect(code).toBe(1);
    expect(err).toContain("can be read by others");
  });

  it("makes an administrator, whose code is printed once and signs in", async () => {
    const { code, out, err } = await run("admin", ["create-admin", "--name", "  Grace Hopper "]);
    expect(code).toBe(0);
    expect(err).toContain("shown only now");
    const { viewer } = await foundation.signIns.signIn(out.trim(), "test");
    expect(viewer).toMatchObject({ displayName: "Grace Hopper", isAdmin: true });
    expect(err).toContain(viewer.accountId);
  });

  it("refuses an administrator without a name that people can read", async () => {
    const names = ["", " ", "\u202eevil"];
    const outcomes = await Promise.all(names.map((name) => run("admin", ["create-admin", "--name", name])));
    for (const outcome of outcomes) expect(outcome).toMatchObject({ code: 1, out: "" });
    expect(await run("admin", ["create-admin"])).toMatchObject({ code: 2, err: "--name is missing.\n" });
  });

  it("issues a further code for an account or a participation, beside those it has", async () => {
    const chair = await participation("Chair");
    const before = await rows("SELECT id FROM access_code WHERE account_id = $1", [chair.account]);
    for (const args of [
      ["--account", chair.account],
      ["--participation", chair.id, "--days", "3"],
    ]) {
      const { code, out } = await run("admin", ["issue-code", ...args]);
      expect(code).toBe(0);
      const { viewer } = await foundation.signIns.signIn(out.trim(), "test");
      expect(viewer.accountId).toBe(chair.account);
    }
    const standing = await rows<{ days: number }>(
      "SELECT round(extract(epoch FROM expires_at - now()) / 86400)::int AS days FROM access_code WHERE account_id = $1 AND revoked_at IS NULL ORDER BY created_at",
      [chair.account],
    );
    expect(standing.slice(before.length)).toEqual([{ days: 14 }, { days: 3 }]);
  });

  it("revokes all codes of a person and ends the sessions they opened", async () => {
    const chair = await participation("Chair");
    const issued = await run("admin", ["issue-code", "--account", chair.account]);
    const code = issued.out.trim();
    const { accessToken } = await foundation.signIns.signIn(code, "test");
    expect(await foundation.signIns.authenticate(accessToken)).not.toBeNull();
    const { code: exit, out } = await run("admin", ["revoke-codes", "--account", chair.account]);
    expect(exit).toBe(0);
    expect(out).toMatch(/^\d+ codes of Chair \(account .*\) revoked\.\n$/);
    expect(await foundation.signIns.authenticate(accessToken)).toBeNull();
    await expect(foundation.signIns.signIn(code, "test")).rejects.toThrow("AccessCodeRejected");
    const again = await run("admin", ["revoke-codes", "--participation", chair.id]);
    expect(again.out).toContain("0 codes of Chair");
  });

  it("issues nothing for a suspended account", async () => {
    const { account } = await participation("Adviser, Austria");
    await rows("UPDATE account SET suspended_at = now() WHERE id = $1", [account]);
    const { code, out, err } = await run("admin", ["issue-code", "--account", account]);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain("is suspended");
  });

  it("lists who takes part, with what they do, and never a code", async () => {
    const { code, out } = await run("admin", ["list", "--conference", "3"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^RIVERS 3, Third Annual Meeting of River Authorities\n\nPARTICIPATION +NAME +ROLE\n/);
    const lines = out.trimEnd().split("\n").slice(3);
    expect(lines).toHaveLength(9);
    const chair = await participation("Chair");
    expect(lines.at(-1)).toMatch(new RegExp(`^${chair.id}  Chair +Observer of UP; Facilitator of PLEN$`));
    expect(lines[6]).toMatch(/Envoy of the League +Head of delegation, League of Anglers$/);
    expect(out).not.toMatch(CODE);
  });

  it("says what is not there, in a sentence", async () => {
    const cases = [
      [["list", "--conference", "99"], "There is no conference number 99.\n"],
      [["issue-code", "--account", UNKNOWN], `There is no account ${UNKNOWN}.\n`],
      [["revoke-codes", "--participation", UNKNOWN], `There is no participation ${UNKNOWN}.\n`],
    ] as const;
    const outcomes = await Promise.all(cases.map(([args]) => run("admin", [...args])));
    expect(outcomes).toEqual(cases.map(([, err]) => ({ code: 1, out: "", err })));
  });

  it("explains itself when it is called wrongly, with exit code 2, and opens no database", async () => {
    const wrong = [
      [],
      ["conquer"],
      ["toString"],
      ["list"],
      ["list", "--conference", "third"],
      ["issue-code"],
      ["issue-code", "--account", UNKNOWN, "--participation", UNKNOWN],
      ["issue-code", "--account", "1 OR 1=1"],
      ["issue-code", "--account", UNKNOWN, "--days", "0"],
      ["make-keys", "--name", "x"],
      ["list", "--conference", "3", "extra"],
    ];
    const environment = { DATABASE_URL: NOWHERE, KEY_DIR: join(scratch, "unused") };
    const outcomes = await Promise.all(wrong.map((args) => run("admin", args, environment)));
    expect(outcomes.map(({ code, out }) => ({ code, out }))).toEqual(wrong.map(() => ({ code: 2, out: "" })));
    expect(outcomes.filter(({ err }) => err === "")).toEqual([]);
    expect(existsSync(join(scratch, "unused"))).toBe(false);
    expect(await run("admin", ["help"])).toMatchObject({ code: 0, err: "" });
  });
});

describe("with the embedded database", () => {
  it("works beside a running server by joining its database, and without one by starting it", async () => {
    const dataDir = join(scratch, "embedded");
    const directory = join(dataDir, "postgres");
    const environment = { DATABASE_URL: "", DATA_DIR: dataDir };
    expect(await runningServerUrl(directory)).toBeNull();
    const alone = await run("import", [EXAMPLE], environment);
    expect({ code: alone.code, codes: alone.out.match(CODE)?.length }).toEqual({ code: 0, codes: 9 });
    expect(await runningServerUrl(directory)).toBeNull();
    const server = await startEmbeddedServer({ dataDir: directory, durable: false });
    try {
      expect(await runningServerUrl(directory)).toBe(server.url);
      expect(await run("admin", ["create-admin", "--name", "Beside"], environment)).toMatchObject({ code: 0 });
      expect((await run("import", [EXAMPLE], environment)).err).toContain("already has a conference number 3");
      expect(await accountsNamed(server.url, "Beside")).toBe(1);
    } finally {
      await server.stop();
    }
    expect(await runningServerUrl(directory)).toBeNull();
  });
});

async function accountsNamed(url: string, name: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query("SELECT FROM account WHERE display_name = $1", [name])).rowCount ?? 0;
  } finally {
    await client.end();
  }
}
