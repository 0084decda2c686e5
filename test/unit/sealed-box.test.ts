import { afterAll, beforeEach, describe, expect, it } from "@jest/globals";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { destroyDurably, publishDurably, writeDurably } from "../../src/platform/sealing/durable-files.js";
import { makeMaster, openKeyStore } from "../../src/platform/sealing/key-store.js";
import { open, seal, SEALED_BYTES } from "../../src/platform/sealing/sealed-box.js";
import { faultsOf } from "../../src/platform/database/settings.js";

const directories: string[] = [];
let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "rotunda-keys-"));
  directories.push(directory);
});
afterAll(() => {
  for (const one of directories) rmSync(one, { recursive: true });
});

const bytes = (size: number) => fc.uint8Array({ minLength: size, maxLength: size }).map((one) => Buffer.from(one));

describe("a sealed box", () => {
  const store = () => openKeyStore(directory, true)!;

  it("opens for its key, salt and context, and for nothing else; all papers have one size and none is like another", () => {
    const keys = store();
    const publicKey = keys.make("x", "a");
    const otherKey = keys.make("x", "b") && keys.read("b")!;
    const key = keys.read("a")!;
    fc.assert(
      fc.property(bytes(16), bytes(16), bytes(32), (content, context, salt) => {
        const [paper, again] = [seal(publicKey, salt, context, content), seal(publicKey, salt, context, content)];
        expect([paper.length, again.length]).toEqual([SEALED_BYTES, SEALED_BYTES]);
        expect(paper.equals(again)).toBe(false);
        expect(open(key, salt, context, paper)).toEqual(content);
        expect(open(otherKey, salt, context, paper)).toBeNull();
        expect(open(key, Buffer.concat([salt, Buffer.from([1])]), context, paper)).toBeNull();
        expect(open(key, salt, Buffer.concat([context, Buffer.from([1])]), paper)).toBeNull();
      }),
      { numRuns: 30 },
    );
  });

  it("does not open when any byte of it was changed, nor when it is no paper at all", () => {
    const keys = store();
    const publicKey = keys.make("x", "a");
    const key = keys.read("a")!;
    const [salt, context, content] = [randomBytes(32), randomBytes(16), randomBytes(16)];
    const paper = seal(publicKey, salt, context, content);
    for (let place = 0; place < paper.length; place += 1) {
      const changed = Buffer.from(paper);
      changed[place]! ^= 1 << (place % 8);
      // Of an X25519 key the topmost bit is not used: it is still part of what the paper's key is made of.
      expect([place, open(key, salt, context, changed)]).toEqual([place, null]);
    }
    for (const other of [Buffer.alloc(0), Buffer.alloc(SEALED_BYTES), randomBytes(SEALED_BYTES), paper.subarray(1)])
      expect(open(key, salt, context, other)).toBeNull();
    expect(() => seal(publicKey, salt, context, Buffer.alloc(3))).toThrow(/16 bytes/);
  });
});

describe("the key store", () => {
  it("makes a wrapped key in a file of its own, for its owner's eyes, and forgets it when it is destroyed", () => {
    const keys = openKeyStore(directory, true)!;
    keys.make("x", "a");
    const [name] = readdirSync(join(directory, "ballots"));
    const path = join(directory, "ballots", name!);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const plain = keys.read("a")!.export({ type: "pkcs8", format: "der" }) as Buffer;
    expect(readFileSync(path).includes(plain.subarray(-32))).toBe(false);
    expect(keys.list().map(({ id }) => id)).toEqual(["a"]);
    expect(() => keys.make("x", "a")).toThrow(/EEXIST/);
    keys.destroy("a");
    keys.destroy("a");
    expect([keys.read("a"), keys.list()]).toEqual([null, []]);
  });

  it("is one for all who open the same directory, and another elsewhere", () => {
    const [one, same] = [openKeyStore(directory, true)!, openKeyStore(directory, false)!];
    one.make("x", "a");
    expect(same.read("a")).not.toBeNull();
    expect(same.directoryId).toBe(one.directoryId);
    expect(same.derive("paper", "x")).toEqual(one.derive("paper", "x"));
    expect(one.derive("paper", "x")).not.toEqual(one.derive("mark", "x"));
    const elsewhere = openKeyStore(join(directory, "other"), true)!;
    expect(elsewhere.directoryId).not.toBe(one.directoryId);
    writeFileSync(join(directory, "other", "ballots", "x.a.key"), readFileSync(join(directory, "ballots", "x.a.key")));
    expect(elsewhere.read("a")).toBeNull();
  });

  it("is used on one thing only, for good, and forgets what it was with the key", () => {
    const [one, same] = [openKeyStore(directory, true)!, openKeyStore(directory, false)!];
    one.make("x", "a");
    expect(same.isPinned("a")).toBe(false);
    const [first, second] = [randomBytes(32), randomBytes(32)];
    expect([one.pin("a", first), same.pin("a", first), same.pin("a", second)]).toEqual([true, true, false]);
    expect(one.isPinned("a")).toBe(true);
    one.destroy("a");
    expect(readdirSync(join(directory, "ballots"))).toEqual([]);
  });

  it("reads no damaged key and none that belongs to another ballot", () => {
    const keys = openKeyStore(directory, true)!;
    keys.make("x", "a");
    const path = join(directory, "ballots", "x.a.key");
    const good = readFileSync(path);
    writeFileSync(join(directory, "ballots", "x.b.key"), good);
    expect(keys.read("b")).toBeNull();
    for (const bad of [good.subarray(1), Buffer.alloc(0), Buffer.alloc(good.length)]) {
      writeFileSync(path, bad);
      expect(keys.read("a")).toBeNull();
    }
  });

  it("is not there without its own key, when that is damaged, and when others can read it", () => {
    expect(openKeyStore(directory, false)).toBeNull();
    makeMaster(directory);
    makeMaster(directory);
    expect(openKeyStore(directory, false)).not.toBeNull();
    chmodSync(join(directory, "sealing-key"), 0o640);
    expect(openKeyStore(directory, true)).toBeNull();
    chmodSync(join(directory, "sealing-key"), 0o600);
    writeFileSync(join(directory, "sealing-key"), "short");
    expect(openKeyStore(directory, true)).toBeNull();
    const blocked = join(directory, "blocked");
    makeMaster(blocked);
    writeFileSync(join(blocked, "ballots"), "a file where the folder should be");
    expect(openKeyStore(blocked, true)).toBeNull();
  });

  it("writes whole files or none, once, and overwrites what it removes", () => {
    const path = join(directory, "file");
    writeDurably(path, Buffer.from("one"));
    expect(() => writeDurably(path, Buffer.from("two"))).toThrow(/EEXIST/);
    publishDurably(path, Buffer.from("three"));
    expect(readFileSync(path, "utf8")).toBe("one");
    expect(readdirSync(directory)).toEqual(["file"]);
    destroyDurably(path);
    destroyDurably(path);
    expect(existsSync(path)).toBe(false);
  });
});

describe("settings of a database that is to keep a secret", () => {
  const GOOD: Record<string, string> = {
    ...{ log_statement: "none", log_parameter_max_length: "-1", log_parameter_max_length_on_error: "0" },
    ...{ log_min_duration_statement: "-1", log_min_duration_sample: "-1", log_transaction_sample_rate: "0" },
    ...{ track_commit_timestamp: "off", shared_preload_libraries: "pg_stat_statements", session_preload_libraries: "" },
    ...{
      local_preload_libraries: "",
      "settings of auto_explain or pgaudit": "no",
      fsync: "on",
      synchronous_commit: "on",
      full_page_writes: "on",
    },
  };
  const faults = (over: Record<string, string>, isDurable = true): string[] =>
    faultsOf(new Map(Object.entries({ ...GOOD, ...over })), isDurable);

  it("are good as PostgreSQL comes", () => expect(faults({})).toEqual([]));

  it.each([
    ["log_statement", "all"],
    ["log_statement", "mod"],
    ["log_min_duration_statement", "0"],
    ["log_min_duration_sample", "100"],
    ["log_transaction_sample_rate", "0.1"],
    ["log_parameter_max_length_on_error", "-1"],
    ["track_commit_timestamp", "on"],
    ["shared_preload_libraries", "auto_explain"],
    ["session_preload_libraries", "x, auto_explain"],
    ["local_preload_libraries", "pgaudit"],
    ["settings of auto_explain or pgaudit", "yes"],
    ["fsync", "off"],
    ["synchronous_commit", "off"],
    ["full_page_writes", "off"],
  ])("%s = %s is refused, with the name of the setting", (name, value) => {
    const found = faults({ [name]: value });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(/librar|auto/.test(name) ? "preloaded libraries" : name);
  });

  it("may log statements as long as no parameters go with them", () => {
    expect(faults({ log_statement: "all", log_min_duration_statement: "0", log_parameter_max_length: "0" })).toEqual(
      [],
    );
  });

  it("that are not shown are taken for the worst", () => {
    expect(faultsOf(new Map(), true).length).toBeGreaterThan(4);
    expect(faults({ fsync: "off" }, false)).toEqual([]);
  });
});
