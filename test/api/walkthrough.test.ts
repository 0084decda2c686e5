import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { loadDemo } from "../../src/domain/intake/demo.service.js";
import { IntakeService } from "../../src/domain/intake/intake.service.js";
import { packageRoot } from "../../src/package-root.js";
import { startApp, type TestApp } from "../support/app.js";

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the compiled command as a newcomer would, without waiting between deeds. */
async function walkthrough(args: string[], environment: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  const script = join(packageRoot(), "dist/scripts/walkthrough.js");
  const child = spawn(process.execPath, [script, "--pace", "0", ...args], {
    env: { PATH: process.env["PATH"], ...environment },
  });
  const outcome = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (outcome.out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (outcome.err += text));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, ...outcome };
}

/** The numbers of the events that were shown, crowds of check-ins spelled out. */
function shown(out: string): number[] {
  return [...out.matchAll(/^ {3}live #(\d+)(?: to #(\d+))?/gm)].flatMap(([, first, last]) => {
    const from = Number(first);
    return Array.from({ length: Number(last ?? first) - from + 1 }, (_, at) => from + at);
  });
}

const upTo = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);
const oneLine = (text: string): string => text.replace(/\s+/g, " ");

describe("npm run walkthrough", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
    const { database, journal, codes } = app.foundation;
    await loadDemo(new IntakeService(database, journal, codes), packageRoot());
  });
  afterAll(() => app.close());

  it("walks through the main job, and again on the same server", async () => {
    const first = await walkthrough(["--url", app.url]);
    expect({ code: first.code, err: first.err }).toEqual({ code: 0, err: "" });
    expect(shown(first.out)).toEqual(upTo(1, 84));
    expect(oneLine(first.out)).toMatch(
      /the room is open .* under discussion: .* 25 delegations take their seats .* proposed: HNCB\/15\/AFR\/R\.\d+, .* ballot open, .* vote 1 of 49: 1 for.* vote 24 of 49: 15 for, 5 against, 4 abstaining .* ballot closed: ADOPTED .* the decision is declared/,
    );
    expect(oneLine(first.out)).toContain("Simple majority: 15 > 5. 25 of 49 delegations were present");
    expect(oneLine(first.out)).toMatch(/demo-delegate-ca\) asks for the room and gets null; .* NOT_FOUND/);
    expect(oneLine(first.out)).toMatch(
      /an amendment is proposed .* the amendment is part of the text .* second version\. Paragraph 1: “Recommends that bureaus exchange the names and telephone numbers .* Benin objects: .* ballot closed: NOT_ADOPTED .* ballot closed: ADOPTED .* follows it there: HNCB\/15\/PLEN\/R\.5, Plenary\./,
    );
    expect(first.out).toContain("ALREADY_VOTED");
    expect(first.out).toContain("BALLOT_CLOSED");
    expect(first.out.split("\n").filter((line) => [...line].length > 80)).toEqual([]);

    const second = await walkthrough([], { ROTUNDA_URL: app.url });
    expect({ code: second.code, err: second.err }).toEqual({ code: 0, err: "" });
    expect(shown(second.out)).toEqual(upTo(85, 140));
    expect(oneLine(second.out)).toContain("25 of them had checked in before");
  });

  it("goes on to the next region when a room cannot be used", async () => {
    const chair = await app.signIn("demo-facilitator-africa");
    const { data } = await chair.run("Me");
    const closed = await chair.deed("closeRoundTable", { roundTableId: data.viewer.facilitates[0].id });
    expect(closed.__typename).toBe("CloseRoundTableSuccess");
    const { code, out } = await walkthrough(["--url", app.url]);
    expect(code).toBe(0);
    expect(oneLine(out)).toMatch(/it is CLOSED\. On to the next region\. .*HNCB\/15\/AME\/R\.\d+: ADOPTED/);
  });

  it("says in a sentence that no server answers", async () => {
    const { code, out, err } = await walkthrough(["--url", "http://127.0.0.1:1/graphql"]);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toBe(
      "No server answers at http://127.0.0.1:1/graphql: start it with npm start, or give its address with --url.\n",
    );
  });

  it("says in a sentence that another program answers there", async () => {
    const other = createServer((_request, response) => response.end("hello"));
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}/graphql`;
    const { code, err } = await walkthrough(["--url", url]);
    await new Promise((resolve) => other.close(resolve));
    expect(code).toBe(1);
    expect(err).toBe(`What answers at ${url} is no GraphQL API (HTTP 200): check the address.\n`);
  });

  it("says in a sentence that the server has no demo data", async () => {
    const empty = await startApp();
    const { code, err } = await walkthrough(["--url", empty.url]);
    await empty.close();
    expect(code).toBe(1);
    expect(err).toMatch(/^The server at \S+ has no demo data .*npm start\.\n$/);
  });
});
