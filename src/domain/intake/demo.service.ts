import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Database } from "../../platform/database/database.js";
import { type ConferenceFile, readConferenceFile } from "./conference-file.rules.js";
import type { Person } from "./enrolment.service.js";
import type { IntakeService } from "./intake.service.js";

/** A public access code of the demo conferences and whose it is. */
export interface DemoCode {
  readonly code: string;
  /** In words: "Head of delegation, Zambia". */
  readonly role: string;
}

/** Demo codes guard nothing: they need not expire while somebody tries Rotunda out. */
const EXPIRES_AT = new Date("2100-01-01T00:00:00Z");
const SECRETARIAT = "secretariat";
const ADMINISTRATOR: DemoCode = { code: "demo-admin", role: "Administrator of the server" };

/**
 * Loads the demo conferences, all or none. The secretariat is one account at the 12th and the 15th; of the delegates only
 * those of the 15th get codes. The rehearsal has people of its own: nobody of the other two sees that it is there. `root` is the folder that holds `data/`. The codes are public: the caller sees to it that nobody
 * beyond this machine can reach the server.
 */
export async function loadDemo(intake: IntakeService, root: URL | string): Promise<DemoCode[]> {
  const directory = join(typeof root === "string" ? root : fileURLToPath(root), "data", "demo");
  const twelfth = await readDemoFile(join(directory, "hncb-12.json"));
  const fifteenth = await readDemoFile(join(directory, "hncb-15.json"));
  const rehearsal = await readDemoFile(join(directory, "rehearsal-1.json"));
  const options = { expiresAt: EXPIRES_AT, isDemo: true };
  const access = await intake.loadTogether(async ({ load, appointAdministrator }) => {
    const first = await load(twelfth, { ...options, codeOf: staffCode });
    const accounts = new Map([...first.accounts].filter(([ref]) => ref === SECRETARIAT));
    const second = await load(fifteenth, {
      ...options,
      accounts,
      codeOf: (person) => staffCode(person) ?? headCode(person) ?? delegateCode(person),
    });
    const third = await load(rehearsal, { ...options, codeOf: rehearsalCode });
    // After the conferences: a second run stops at them, and says so.
    await appointAdministrator(ADMINISTRATOR.role, ADMINISTRATOR.code, EXPIRES_AT);
    return [...first.access, ...second.access, ...third.access];
  });
  return [ADMINISTRATOR, ...access.map(({ code, role }) => ({ code, role }))];
}

/** True before anything was loaded. */
export async function isEmpty(database: Database): Promise<boolean> {
  return !(await exists(database, "SELECT FROM conference"));
}

/** True when demo data was loaded, whose access codes everybody knows. */
export async function hasDemo(database: Database): Promise<boolean> {
  return exists(database, "SELECT FROM conference WHERE is_demo");
}

async function exists(database: Database, query: string): Promise<boolean> {
  const [row]: { found: boolean }[] = await database.read((tx) => tx.query(`SELECT EXISTS (${query}) AS found`));
  return row!.found;
}

function staffCode({ staff }: Person): string | null {
  return staff ? `demo-${staff.ref}` : null;
}

function headCode({ delegation, delegate }: Person): string | null {
  if (delegate?.function !== "HEAD" || !delegation?.country) return null;
  return `demo-delegate-${delegation.country.toLowerCase()}`;
}

/** Of alternates and advisers those whom the file gives a ref. */
function delegateCode({ delegate }: Person): string | null {
  return delegate?.ref ? `demo-${delegate.ref}` : null;
}

/** Heads go by their country alone: demo-rehearsal-zm. */
function rehearsalCode(person: Person): string | null {
  const { delegation, delegate, ref } = person;
  const name = delegate?.function === "HEAD" ? delegation?.ref : ref;
  return name ? `demo-rehearsal-${name}` : null;
}

async function readDemoFile(path: string): Promise<ConferenceFile> {
  const reading = readConferenceFile(await readFile(path, "utf8"));
  if (reading.ok) return reading.file;
  const problems = reading.problems.map(({ pointer, message }) => `${pointer}: ${message}`);
  throw new Error(`The demo file ${path} is not a conference file.\n${problems.join("\n")}`);
}
