import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Client } from "../support/client.js";
import { freePort, type ServerProcess, spawnServer, startServer } from "../support/server-process.js";

/** Processes of PostgreSQL that work in this directory. */
function postgresIn(directory: string): string[] {
  const processes = execFileSync("ps", ["-eo", "pid,args"]).toString().split("\n");
  return processes.filter((line) => /postgres/.test(line) && line.includes(directory));
}

async function signIn(url: string, code: string): Promise<Client> {
  return new Client(url, await new Client(url).accessToken(code));
}

describe("the process that npm start runs", () => {
  const directory = mkdtempSync(join(tmpdir(), "rotunda-process-"));
  let environment: Record<string, string>;
  let server: ServerProcess;
  beforeAll(async () => {
    environment = { DATA_DIR: directory, PORT: String(await freePort()) };
    server = await startServer(environment);
  }, 60_000);
  afterAll(async () => {
    server.signal("SIGTERM");
    await server.exited;
    rmSync(directory, { recursive: true, force: true });
  });

  it("welcomes with a URL, a link that holds a working token, the demo codes, the data's place and one thing to try", async () => {
    const output = server.output();
    expect(output).toContain(server.url);
    expect(output).toContain(directory);
    expect(output).toContain("npm run walkthrough");
    for (const code of ["demo-secretariat", "demo-facilitator-africa", "demo-delegate-zm", "demo-observer"])
      expect(output).toContain(code);
    const token = /#token=(\S+)/.exec(output)![1]!;
    const { data } = await new Client(server.url, token).run("Me");
    expect(data.viewer.facilitates).toHaveLength(1);
    expect(statSync(join(directory, "keys", "pepper")).mode & 0o777).toBe(0o600);
  });

  it("is alive, ready, and shows the playground to a browser", async () => {
    const base = server.url.replace("/graphql", "");
    expect((await fetch(`${base}/healthz`)).status).toBe(200);
    expect((await fetch(`${base}/readyz`)).status).toBe(200);
    const page = await fetch(server.url, { headers: { accept: "text/html" } });
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  it("refuses a second start on the same data directory, saying why, and leaves the first alone", async () => {
    const second = spawnServer({ ...environment, PORT: String(await freePort()) });
    expect(await second.exited).toBe(1);
    expect(second.output()).toContain("cannot start");
    expect(second.output()).toContain(directory);
    expect(second.output()).not.toContain("    at ");
    expect((await new Client(server.url).send("{ __typename }")).status).toBe(200);
  }, 40_000);

  it("refuses a busy port, saying which and how to choose another, and leaves no database behind", async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, "127.0.0.1", resolve));
    const { port } = holder.address() as AddressInfo;
    const other = mkdtempSync(join(tmpdir(), "rotunda-busy-"));
    const busy = spawnServer({ DATA_DIR: other, PORT: String(port) });
    expect(await busy.exited).toBe(1);
    expect(busy.output()).toContain(`Port ${port}`);
    expect(busy.output()).toContain(`PORT=${port + 1} npm start`);
    expect(busy.output()).not.toContain("    at ");
    expect(postgresIn(other)).toEqual([]);
    await new Promise((resolve) => holder.close(resolve));
    rmSync(other, { recursive: true, force: true });
  }, 40_000);

  it("loses nothing acknowledged to kill -9 and leaves no orphan; the next start needs less than 3 s of CPU", async () => {
    const chair = await signIn(server.url, "demo-facilitator-americas");
    const { data } = await chair.run("Me");
    const tableId = data.viewer.facilitates[0].id as string;
    await chair.does("OpenRoundTable", { roundTableId: tableId });
    const delegates = await Promise.all(
      ["ca", "us", "mx", "br"].map((code) => signIn(server.url, `demo-delegate-${code}`)),
    );
    const acknowledged: string[] = [];
    const room = (await chair.run("Room", { roundTableId: tableId })).data.roundTable;
    const recommendationId = room.agendaItems.flatMap((item: any) => item.recommendations)[0].id as string;
    const posting = delegates.map(async (delegate, index) => {
      for (let n = 0; ; n += 1) {
        const posted = await delegate
          .does("PostComment", { recommendationId, body: `${index}-${n}` })
          .catch(() => null);
        if (!posted) return;
        acknowledged.push(posted.comment.id as string);
      }
    });
    // In the middle of it, on a machine that is busy with other things too.
    for (let turn = 0; turn < 200 && acknowledged.length <= 20; turn += 1) await sleep(50);
    server.signal("SIGKILL");
    await Promise.all(posting);
    await server.exited;
    for (let turn = 0; turn < 100 && postgresIn(directory).length > 0; turn += 1) await sleep(100);
    expect(postgresIn(directory)).toEqual([]);
    server = await startServer(environment);
    expect(server.cpuSeconds()).toBeLessThan(3);
    expect(acknowledged.length).toBeGreaterThan(10);
    const found = new Set<string>();
    const again = await signIn(server.url, "demo-facilitator-americas");
    for (let after: string | null = null; ;) {
      const { data: page } = await again.send(
        "query C($id: ID!, $after: String) { recommendation(id: $id) { comments(first: 100, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } } }",
        { id: recommendationId, after },
      );
      for (const edge of page.recommendation.comments.edges) found.add(edge.node.id);
      if (!page.recommendation.comments.pageInfo.hasNextPage) break;
      after = page.recommendation.comments.pageInfo.endCursor;
    }
    expect(acknowledged.filter((id) => !found.has(id))).toEqual([]);
  }, 60_000);

  it.each(["SIGINT", "SIGTERM"] as const)(
    "stops everything cleanly on %s, also with an open subscription",
    async (signal) => {
      const observer = await signIn(server.url, "demo-observer");
      const plenary = (await observer.run("Conferences")).data.conferences.edges[0].node.roundTables[0].id as string;
      const feed = observer.watch("RoomEvents", { roundTableId: plenary });
      await sleep(200);
      server.signal(signal);
      server.signal(signal); // the terminal and npm may both send it
      expect(await server.exited).toBe(0);
      expect(await feed.ended).toMatchObject({ code: 1012 });
      expect(postgresIn(directory)).toEqual([]);
      await observer.close();
      server = await startServer(environment);
    },
    60_000,
  );
});

describe("starting beyond the demo", () => {
  const directory = mkdtempSync(join(tmpdir(), "rotunda-refused-"));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it.each<[string, Record<string, string>, string]>([
    ["production without keys", { NODE_ENV: "production" }, "make-keys"],
    ["DEMO=on in production", { NODE_ENV: "production", DEMO: "on" }, "DEMO=on is refused"],
    ["DEMO=on beyond loopback", { HOST: "0.0.0.0", DEMO: "on" }, "DEMO=on is refused"],
    ["nonsense in several variables at once", { PORT: "99999", DEMO: "perhaps" }, "DEMO"],
    [
      "a database that cannot be reached",
      { DATABASE_URL: "postgres://nobody:nothing@127.0.0.1:1/none" },
      "cannot reach the database",
    ],
  ])(
    "refuses %s in a sentence",
    async (_title, environment, sentence) => {
      const server = spawnServer({ DATA_DIR: join(directory, "a"), PORT: String(await freePort()), ...environment });
      expect(await server.exited).toBe(1);
      expect(server.output()).toContain(sentence);
      expect(server.output()).not.toContain("    at ");
    },
    20_000,
  );

  it("does not serve demo data to a network", async () => {
    const environment = { DATA_DIR: join(directory, "b"), PORT: String(await freePort()) };
    const demo = await startServer(environment);
    demo.signal("SIGTERM");
    await demo.exited;
    const open = spawnServer({ ...environment, HOST: "0.0.0.0" });
    expect(await open.exited).toBe(1);
    expect(open.output()).toContain("access codes are public");
  }, 40_000);
});
