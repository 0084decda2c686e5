import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { buildSchema, type GraphQLUnionType, parse, validate } from "graphql";
import { problemOf, verdictOf } from "../../client/problems.js";
import { loadDemo } from "../../src/domain/intake/demo.service.js";
import { IntakeService } from "../../src/domain/intake/intake.service.js";
import { packageRoot } from "../../src/package-root.js";
import { LIMITS } from "../../src/platform/graphql/limits.js";
import { CLOSE, CONNECTION_LIMITS } from "../../src/platform/http/limits.js";
import { startApp, type TestApp } from "../support/app.js";
import { EVENTS, ROOM, ROOMS, VOTE } from "./examples/rotunda.js";

const read = (path: string): string => readFileSync(join(packageRoot(), path), "utf8");
const GUIDE = read("docs/integrators.md");
const schema = buildSchema(read("schema/schema.graphql"));
const section = (title: string): string => {
  const [, text] = new RegExp(`^## ${title}\n([\\s\\S]*?)(?=^## |$(?![\\s\\S]))`, "m").exec(GUIDE)!;
  return text!;
};

describe("docs/integrators.md", () => {
  const blocks = [...GUIDE.matchAll(/(?:^<!-- (\S+) -->\n\n)?^```(\w+)\n([\s\S]*?)^```$/gm)];
  const programs = blocks.flatMap(([, path, language, code]) => (language === "ts" ? [[path, code!] as const] : []));

  it("shows each program whole, and no other TypeScript, which nobody would run", () => {
    expect(programs.map(([path]) => path)).toEqual(
      ["rotunda", "watching", "graphql-ws", "apollo", "urql", "websocket"].map(
        (name) => `test/integrators/examples/${name}.ts`,
      ),
    );
  });

  it.each(programs)("shows %s as it is", (path, code) => {
    expect(code).toBe(read(path!).replaceAll("../../../client/", "./live/"));
  });

  it("has only documents that fit the schema", () => {
    for (const document of [ROOMS, ROOM, VOTE, EVENTS])
      expect([document, validate(schema, parse(document))]).toEqual([document, []]);
  });

  it("says for every refusal of castVote what the screen does, and for no other", () => {
    const union = schema.getType("CastVoteResult") as GraphQLUnionType;
    const types = union.getTypes().flatMap(({ name }) => (name === "CastVoteSuccess" ? [] : [name]));
    const codes = new Map(
      [...read("docs/errors.md").matchAll(/^\| `(\w+)` \| (\w+) \|/gm)].map(([, c, t]) => [t!, c!]),
    );
    const told = [...section("What a refusal means for the screen").matchAll(/^\| `([A-Z_]+)` \|/gm)].map(
      ([, c]) => c!,
    );
    expect(told.length).toBeGreaterThan(8);
    expect(told).toEqual(types.map((type) => codes.get(type)!).sort());
  });

  it("says what to do after each end of a subscription as the helper does it", () => {
    const rows = [...section("Watching, and coming back").matchAll(/^\| (.*?) \| .*? \| (.*?) \|$/gm)].slice(2);
    const word = {
      "now|later": /again/,
      "much later": /half a minute/,
      reload: /load the room anew/,
      renew: /refreshSession/,
    };
    const checked = rows.flatMap(([, ended, action]) => {
      const codes = [...ended!.matchAll(/`([A-Z_]{5,})`/g)].map(([, code]) => ({ errors: [coded(code!)] }));
      const closes = [...ended!.matchAll(/\b(1012|1013|1006|44\d\d)\b/g)].map(([, code]) => ({
        code: Number(code),
        reason: "",
      }));
      return [...codes, ...closes].map((cause) => [cause, verdictOf(problemOf(cause)), action!] as const);
    });
    expect(checked.length).toBeGreaterThan(10);
    for (const [cause, verdict, action] of checked) {
      const [, expected] = Object.entries(word).find(([names]) => names.split("|").includes(verdict)) ?? [];
      expect([cause, verdict, action]).toEqual([cause, verdict, expected ? expect.stringMatching(expected) : action]);
      if (verdict === "end") expect(["REVOKED", "NOT_FOUND"]).toContain(problemOf(cause).code);
    }
    for (const [code] of Object.values(CLOSE)) if (code !== 4400) expect(GUIDE).toContain(String(code));
  });

  it("names the limits that the server has", () => {
    const text = section("Paging, limits, errors");
    const { payloadBytes, tokens, depth, aliases, cost, rows, pageSize } = LIMITS;
    const number = (value: number): string => value.toLocaleString("en");
    expect(text).toContain(`at most ${pageSize}`);
    expect(text).toContain(
      `${payloadBytes / 1024} KB, ${number(tokens)} tokens, depth ${depth}, ${aliases} aliases, a cost of ${number(cost)} and ask for ${number(rows)} rows`,
    );
    const { socketsPerIdentity, subscriptionsPerSocket, messagesPerMinute, messageBurst, initWait } = CONNECTION_LIMITS;
    expect(text).toContain(`at most ${socketsPerIdentity} sockets`);
    expect(text).toContain(
      `${subscriptionsPerSocket} subscriptions and ${messagesPerMinute} messages a minute, with ${messageBurst} at once`,
    );
    expect(GUIDE).toContain(`within ${initWait / 1_000} seconds`);
    expect(GUIDE).toContain(`up to ${subscriptionsPerSocket} at a time`);
  });

  describe("its lines for bash, one after the other on a fresh server with the demo", () => {
    let app: TestApp;
    let said: string[];
    beforeAll(async () => {
      app = await startApp();
      const { database, journal, codes } = app.foundation;
      await loadDemo(new IntakeService(database, journal, codes), packageRoot());
      const lines = blocks.filter(([, , language]) => language === "sh").map(([, , , code]) => code!);
      const script = lines.join("\n").replace(/127\.0\.0\.1:4000/, new URL(app.url).host);
      const told = 'printf "%s\\n" "room $room" "cursors $before $after" "$first" "$second"';
      const { stdout, stderr } = await promisify(execFile)("bash", ["-c", `${script}\n${told}`], { timeout: 60_000 });
      expect(stderr).toBe("");
      said = stdout.split("\n").filter((line) => line !== "");
    }, 90_000);
    afterAll(() => app.close());

    it("are answered as the guide says, without a refusal", () => {
      const shown = blocks.find(([, , language, code]) => language === "text" && code!.startsWith("{"))![3]!;
      expect(said[0]).toBe(shown.trim());
      const types = said.flatMap((line) => [...line.matchAll(/"__typename":"(\w+)"/g)].map(([, type]) => type!));
      expect(types).toEqual([
        ...["CheckInSuccess", "CheckInSuccess", "OpenRoundTableSuccess", "TakeUpAgendaItemSuccess"],
        ...["OpenBallotSuccess", "CastVoteSuccess", "CastVoteSuccess"],
      ]);
      expect(said.join("\n")).not.toMatch(/"errors"|"code"/);
    });

    it("record one vote, although it was sent twice, and give the same answer", async () => {
      const [once, again] = said.filter((line) => line.includes("castAt"));
      expect(once).toBe(again);
      const chair = await app.signIn("demo-rehearsal-facilitator-africa");
      const roundTableId = said.find((line) => line.startsWith("room "))!.slice(5);
      const { data } = await chair.run("Room", { roundTableId });
      const [ballot] = data.roundTable.agendaItems[0].recommendations[0].ballots;
      expect(ballot).toMatchObject({ mode: "RECORDED", state: "OPEN", turnout: { voted: 1 } });
    });

    it("see that something happened, renew the token, and sign out", () => {
      expect(said).toContain("Something happened.");
      const [, before, after] = said.find((line) => line.startsWith("cursors "))!.split(" ");
      expect(after).not.toBe(before);
      expect(said).toContain('{"data":{"signOut":{"signedOut":true}}}');
    });

    it("turn a page", () => {
      const numbers = said.slice(-2).map((line) => JSON.parse(line).data.conferences.edges[0].node.number as number);
      expect(numbers).toEqual([15, 12]);
    });
  });
});

const coded = (code: string): object => ({ message: "No.", extensions: { code } });
