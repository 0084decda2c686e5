import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { execSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { begin, exportTrail, verifyDatabase } from "../../src/audit/audit.js";
import { canonical, sha256, type Value } from "../../src/audit/canonical.js";
import { type Verified, verifyLines } from "../../src/audit/file.js";
import { linesOf } from "../../src/audit/lines.js";
import { trailTerms } from "../../src/domain/trail/terms.service.js";
import { packageRoot } from "../../src/package-root.js";
import { AccessTokens } from "../../src/platform/auth/tokens.js";
import { canonicalJson, type Json } from "../../src/platform/kernel/json.js";
import { HeadSigner } from "../../src/trail/heads.js";
import { Sequencer } from "../../src/trail/sequencer.js";
import { readHead } from "../../src/audit/heads.js";
import { startApp, type TestApp } from "../support/app.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { openBallot, openRoom } from "../support/room.js";

let app: TestApp;
let conference: TestConference;
let folder: string;
let exported: Buffer;

async function withQuery<T>(
  work: (query: (sql: string, parameters: readonly unknown[]) => Promise<unknown[]>) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: app.foundation.databaseUrl });
  await client.connect();
  try {
    const query = async (sql: string, parameters: readonly unknown[]): Promise<unknown[]> =>
      (await client.query(sql, [...parameters])).rows as unknown[];
    await begin(query);
    return await work(query);
  } finally {
    await client.end();
  }
}

const chainNow = (): Promise<Verified> =>
  withQuery((query) => verifyDatabase(query, conference.id, { key: app.foundation.keys.verifying, lagSeconds: 0 }));

/** Two sequencers and many voters at once, and a sequencer that is killed between its statements. */
async function voteTogether(): Promise<void> {
  const { database, keys } = app.foundation;
  const room = await openRoom(conference);
  const ballotId = await openBallot(room);
  const sequencers = [1, 2].map(() => new Sequencer(database, trailTerms(keys, "test")));
  let voting = true;
  const chaining = sequencers.map(async (one) => {
    while (voting) await one.run();
  });
  await Promise.all(
    [...room.heads.values()].flatMap((head) => [
      head.does("CastVote", { ballotId, choice: "FOR" }),
      ...[1, 2, 3].map((n) =>
        head.does("PostComment", { recommendationId: room.recommendationId, body: `Remark ${n}` }),
      ),
    ]),
  );
  await room.chair.deed("closeBallot", { ballotId });
  voting = false;
  await Promise.all(chaining);
  await Promise.all(sequencers.map((one) => one.run()));
}

beforeAll(async () => {
  app = await startApp();
  conference = await buildConference(app, { africans: 12 });
  folder = mkdtempSync(join(tmpdir(), "rotunda-audit-"));
  await voteTogether();
  await app.app.trail.run();
  const lines: string[] = [];
  await withQuery((query) =>
    exportTrail(query, conference.id, app.foundation.keys.verifying.export({ format: "jwk" }), (line) =>
      lines.push(line),
    ),
  );
  exported = Buffer.from(lines.join(""));
  writeFileSync(join(folder, "trail.jsonl"), exported);
}, 60_000);
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

const verifyBytes = (bytes: Buffer): Promise<Verified> =>
  verifyLines(linesOf(chunksOf(bytes)), { key: app.foundation.keys.verifying });

async function* chunksOf(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 1_000) yield bytes.subarray(at, at + 1_000);
}

describe("a chain that several sequencers wrote while deeds went on", () => {
  it("verifies, and holds each deed once", async () => {
    const { findings, entries } = await chainNow();
    expect(findings).toEqual([]);
    expect(entries).toBeGreaterThan(12 + 12 * 4);
  });

  it("goes on where a sequencer died in the middle of a batch", async () => {
    const { database, keys } = app.foundation;
    const head = await conference.as("facilitator-africa");
    await head.does("PostComment", { recommendationId: await firstText(), body: "Before the fault" });
    const dying = new Sequencer(database, {
      ...trailTerms(keys, "test"),
      signedAt: new Set(["COMMENT_POSTED"]),
      signer: {
        key: () => Promise.reject(new Error("killed")),
        sign: () => Promise.reject(new Error("killed")),
      } as never,
    });
    await app.app.trail.stop();
    await head.does("PostComment", { recommendationId: await firstText(), body: "At the fault" });
    await expect(dying.run()).rejects.toThrow("killed");
    await new Sequencer(database, trailTerms(keys, "test")).run();
    expect((await chainNow()).findings).toEqual([]);
  });

  it("goes on in all other conferences where one fails", async () => {
    const { database, keys } = app.foundation;
    await app.app.trail.stop();
    const others = [await buildConference(app, { number: 2 }), await buildConference(app, { number: 3 })];
    const terms = trailTerms(keys, "test");
    const begun: string[] = [];
    const before: typeof terms.before = (tx, scopeId) => {
      begun.push(scopeId);
      return begun.length === 1 ? Promise.reject(new Error("unreadable")) : terms.before(tx, scopeId);
    };
    await expect(new Sequencer(database, { ...terms, before }).run()).rejects.toThrow("unreadable");
    expect(begun.toSorted()).toEqual(others.map(({ id }) => id).toSorted());
    const entries = await database.read((tx) =>
      tx.query("SELECT DISTINCT scope_id AS id FROM trail_entry WHERE scope_id = ANY($1)", [
        others.map(({ id }) => id),
      ]),
    );
    expect(entries).toEqual([{ id: begun[1] }]);
  });

  async function firstText(): Promise<string> {
    const [row] = await app.foundation.database.read<{ id: string }[]>((tx) =>
      tx.query(
        "SELECT r.id FROM recommendation r JOIN round_table t ON t.id = r.round_table_id WHERE t.code = 'AFR' LIMIT 1",
      ),
    );
    return row!.id;
  }
});

describe("an export", () => {
  it("verifies without a database", async () => {
    const { findings, notes } = await verifyBytes(exported);
    expect({ findings, notes }).toEqual({ findings: [], notes: [] });
  });

  it("verifies with no mutation: a byte, a bit, a line removed, doubled or swapped, a cut", async () => {
    const text = exported.toString();
    const lines = text.split("\n").slice(0, -1);
    const place = fc.nat({ max: exported.length - 1 });
    const line = fc.nat({ max: lines.length - 1 });
    const joined = (all: readonly string[]): Buffer => Buffer.from(all.map((one) => `${one}\n`).join(""));
    const mutation = fc.oneof(
      fc.tuple(place, fc.integer({ min: 1, max: 255 })).map(([at, by]) => {
        const bytes = Buffer.from(exported);
        bytes[at] = bytes[at]! ^ by;
        return bytes;
      }),
      place.map((at) => exported.subarray(0, at)),
      place.map((at) => Buffer.concat([exported.subarray(0, at), exported.subarray(at + 1)])),
      fc
        .tuple(place, fc.integer({ min: 0, max: 255 }))
        .map(([at, byte]) => Buffer.concat([exported.subarray(0, at), Buffer.from([byte]), exported.subarray(at)])),
      line.map((at) => joined(lines.toSpliced(at, 1))),
      line.map((at) => joined(lines.toSpliced(at, 0, lines[at]!))),
      fc.tuple(line, line).map(([one, other]) => {
        const all = [...lines];
        [all[one], all[other]] = [all[other]!, all[one]!];
        return joined(all);
      }),
    );
    await fc.assert(
      fc.asyncProperty(mutation, async (bytes) => {
        fc.pre(!bytes.equals(exported));
        expect((await verifyBytes(bytes)).count).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  it("verifies with no entry changed, also where the last line is made to fit again", async () => {
    const lines = exported.toString().split("\n").slice(0, -2);
    const entries = lines.flatMap((line, at) => (line.startsWith('{"entry"') ? [at] : []));
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: entries.length - 2 }), fc.constantFrom("change", "remove"), async (which, how) => {
        const all = [...lines];
        const at = entries[which]!;
        if (how === "remove") all.splice(at, 1);
        else all[at] = all[at]!.replace(/\\"at\\":\\"2/, '\\"at\\":\\"1');
        const body = all.map((line) => `${line}\n`).join("");
        const count = (prefix: string): number => all.filter((line) => line.startsWith(prefix)).length;
        const end = { entries: count('{"entry"'), heads: count('{"head"'), sha256: sha256(body) };
        const { count: found } = await verifyBytes(Buffer.from(`${body}${JSON.stringify({ end })}\n`));
        expect(found).toBeGreaterThan(0);
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});

describe("canonical JSON", () => {
  it("is the same in the writer and in the verifier, and reads back as the same value", () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = canonical(value as Value);
        expect(canonicalJson(value as Json)).toBe(text);
        expect(canonical(JSON.parse(text) as Value)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it("orders members by their UTF-16 code units and writes numbers as RFC 8785 does", () => {
    const value = { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7 };
    expect(canonical(value)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
    expect(canonical([333333333.33333329, 1e30, 4.5, 2e-3, 1e-27, -0])).toBe(
      "[333333333.3333333,1e+30,4.5,0.002,1e-27,0]",
    );
  });
});

describe("a signed head", () => {
  it("is never an access token, and an access token never a head", async () => {
    const { keys } = app.foundation;
    const signer = new HeadSigner(keys);
    const head = await signer.sign(conference.id, { number: 1, hash: Buffer.alloc(32) }, "2026-01-01T00:00:00.000000Z");
    expect(readHead(head, keys.verifying)).toMatchObject({ scope: conference.id, number: 1 });
    expect(await new AccessTokens(keys).verify(head)).toBeNull();
    const { token } = await new AccessTokens(keys).issue(conference.id, conference.id);
    expect(readHead(token, keys.verifying)).toBe("is signed as something else than a head");
  });
});

describe("npm run audit", () => {
  const run = (
    args: readonly string[],
    environment: Record<string, string> = {},
  ): Promise<{ code: number | null; out: string }> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, ["dist/scripts/audit.js", ...args], {
        cwd: packageRoot(),
        env: {
          PATH: process.env["PATH"],
          NODE_ENV: "test",
          DATABASE_URL: app.foundation.databaseUrl,
          KEY_DIR: app.config.keyDir,
          ...environment,
        },
      });
      let out = "";
      child.stdout.on("data", (data) => (out += String(data)));
      child.stderr.on("data", (data) => (out += String(data)));
      child.on("close", (code) => resolve({ code, out }));
    });

  it("explains itself when it is called wrongly, with exit code 2", async () => {
    expect(await run(["verify", "nothing"])).toMatchObject({
      code: 2,
      out: expect.stringMatching(/^Usage: npm run audit/),
    });
    expect(await run(["verify", "--since", "nothing"])).toMatchObject({ code: 2 });
  });

  it("verifies, prints a head that verifies again, exports, and verifies the export without a database", async () => {
    expect(await run(["verify", "TEST/1"])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/TEST\/1: the trail is intact/),
    });
    const head = (await run(["head", "TEST/1"])).out.split("\n")[0]!;
    expect(await run(["verify", "TEST/1", "--since", head])).toMatchObject({ code: 0 });
    expect((await run(["verify", "TEST/1", "--since", `3:${any()}`])).code).toBe(1);
    const file = join(folder, "trail.jsonl");
    const offline = await run(["verify", "--file", file, "--since", head], { DATABASE_URL: "", KEY_DIR: folder });
    expect(offline).toMatchObject({ code: 1, out: expect.stringMatching(/cannot be checked without a key/) });
    const key = join(folder, "key.json");
    writeFileSync(key, JSON.stringify(app.foundation.keys.verifying.export({ format: "jwk" })));
    const env = { DATABASE_URL: "", KEY_DIR: folder };
    const verified = await run(["verify", "--file", file, "--key", key], env);
    expect(verified).toMatchObject({ code: 0, out: expect.stringMatching(/the trail is intact/) });
    const changed = join(folder, "changed.jsonl");
    writeFileSync(changed, exported.toString().replace("VOTE_CAST", "VOTE_LOST"));
    expect(await run(["verify", "--file", changed, "--key", key], env)).toMatchObject({ code: 1 });
  }, 30_000);
});

describe("docs/audit.md", () => {
  it("shows commands that work as they stand", async () => {
    const text = readFileSync(join(packageRoot(), "docs/audit.md"), "utf8");
    const commands = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block]) => block!.trim().split("\n"));
    expect(commands.length).toBeGreaterThanOrEqual(4);
    const env = { PATH: process.env["PATH"], DATABASE_URL: app.foundation.databaseUrl, KEY_DIR: app.config.keyDir };
    const shell = (command: string): string => execSync(command, { cwd: folder, env, encoding: "utf8", stdio: "pipe" });
    const program = `${process.execPath} ${packageRoot()}/dist/scripts/audit.js`;
    const asRun = (command: string): string =>
      command.replace(/^npm run (--silent )?audit --/, program).replaceAll("HNCB/15", "TEST/1");
    writeFileSync(join(folder, "key.json"), JSON.stringify(app.foundation.keys.verifying.export({ format: "jwk" })));
    writeFileSync(join(folder, "head.txt"), shell(asRun("npm run audit -- head HNCB/15")));
    for (const command of commands) shell(asRun(command)); // throws where the exit code is not 0
  }, 30_000);
});

function any(): string {
  return "0".repeat(64);
}
