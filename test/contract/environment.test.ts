import { describe, expect, it } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ConfigError, readConfig } from "../../src/config.js";
import { packageRoot } from "../../src/package-root.js";

/** Name → default as written in .env.example; null where the line is commented out. */
function documented(): Map<string, string | null> {
  const lines = readFileSync(join(packageRoot(), ".env.example"), "utf8").split("\n");
  const found = lines.flatMap((line) => {
    const [, comment, name, value] = /^(# )?([A-Z][A-Z_]+)=(.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [[name, comment ? null : value!] as const];
  });
  return new Map(found);
}

/** The variables of the schema in src/config.ts: the text is read, as the schema itself is not exported. */
function known(): string[] {
  const source = readFileSync(join(packageRoot(), "src/config.ts"), "utf8");
  const [, body] = /const Environment = z\.object\(\{\n([\s\S]*?)\n\}\);/.exec(source) ?? [];
  return [...(body ?? "").matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name!);
}

/** The message with which a configuration is refused; "" when it is not. */
function refusal(environment: Record<string, string>): string {
  try {
    readConfig(environment);
    return "";
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
}

describe(".env.example", () => {
  it("lists every variable of the configuration and no other, in the same order", () => {
    expect(known().length).toBeGreaterThan(10);
    expect([...documented().keys()]).toEqual(known());
  });

  it("names the defaults that hold", () => {
    const given = Object.fromEntries([...documented()].filter(([, value]) => value !== null)) as Record<string, string>;
    expect(readConfig(given)).toEqual(readConfig({}));
    for (const name of Object.keys(given).filter((one) => given[one] !== "")) {
      // A default that nobody reads would pass above, so every written one must be a value that is checked.
      expect([name, refusal({ [name]: "\u0000 nonsense" }) || readConfig({ [name]: "\u0000 nonsense" })]).not.toEqual([
        name,
        readConfig({}),
      ]);
    }
  });

  it("explains each in the lines above it", () => {
    const text = readFileSync(join(packageRoot(), ".env.example"), "utf8");
    for (const name of documented().keys()) expect(text).toMatch(new RegExp(`\\n# [A-Za-z].{20,}\\.\\n(# )?${name}=`));
  });
});

describe("the configuration", () => {
  it("reports every problem at once, each with its variable", () => {
    const message = refusal({ PORT: "seventy", DATABASE_URL: "mysql://db/rotunda", DEMO: "maybe", MAX_SOCKETS: "0" });
    const named = [...message.matchAll(/^ {2}([A-Z_]+): \S/gm)].map(([, name]) => name);
    expect(named.sort()).toEqual(["DATABASE_URL", "DEMO", "MAX_SOCKETS", "PORT"]);
    expect(message).toContain(".env.example");
  });

  it("takes an empty value as not set", () => {
    const empty = Object.fromEntries(known().map((name) => [name, ""]));
    expect(readConfig(empty)).toEqual(readConfig({}));
  });

  it.each([{ NODE_ENV: "production" }, { HOST: "0.0.0.0" }, { HOST: "192.0.2.7" }, { HOST: "::" }])(
    "refuses DEMO=on with %j: the codes are public",
    (where) => {
      expect(refusal({ DEMO: "on", ...where } as Record<string, string>)).toMatch(/^DEMO=on is refused/);
      expect(refusal(where as unknown as Record<string, string>)).toBe("");
    },
  );

  it.each(["127.0.0.1", "localhost", "::1", "127.8.8.8"])("takes DEMO=on on loopback: %s", (HOST) => {
    expect(readConfig({ DEMO: "on", HOST })).toMatchObject({ demo: "on", host: HOST });
  });

  it("hides playground and introspection in production unless told otherwise", () => {
    expect(readConfig({ NODE_ENV: "production" })).toMatchObject({ playground: false, introspection: false });
    const told = { NODE_ENV: "production", PLAYGROUND: "on", INTROSPECTION: "on" };
    expect(readConfig(told)).toMatchObject({ playground: true, introspection: true });
  });

  it("keeps the keys in the data directory unless KEY_DIR says otherwise", () => {
    expect(readConfig({ DATA_DIR: "somewhere" }).keyDir).toBe(resolve("somewhere/keys"));
    expect(readConfig({ DATA_DIR: "somewhere", KEY_DIR: "elsewhere" }).keyDir).toBe(resolve("elsewhere"));
  });
});
