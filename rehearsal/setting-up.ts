import { randomUUID } from "node:crypto";
import { type Api, Unexpected } from "./api.js";
import { conferenceFile, emptyFile, SERIES } from "./conference.js";
import { Person } from "./person.js";
import type { Script } from "./script-parts.js";

/** The conference of a rehearsal, made and in session. */
export interface Made {
  readonly conferenceId: string;
  readonly number: number;
  readonly people: ReadonlyMap<string, Person>;
  /** For whoever wants to watch or take part: roles in words with their access codes. */
  readonly access: readonly Access[];
}

export interface Access {
  readonly role: string;
  readonly accessCode: string;
}

interface Issued {
  readonly ref: string;
  readonly role: string;
  readonly accessCode: string;
}

/** Races with others for a number are run so often. */
const ATTEMPTS = 5;

/** An administrator imports the conference under the next free number, and its secretariat opens it. Throws Unexpected. */
export async function setUp(api: Api, script: Script, administratorCode: string): Promise<Made> {
  const administrator = new Person(api, "administrator", administratorCode);
  for (let attempt = 1; ; attempt += 1) {
    const number = await freeNumber(administrator);
    const input = { file: conferenceFile(script, number, new Date()), clientMutationId: randomUUID() };
    const answer = await administrator.does<{ conference: { id: string }; access: Issued[] }>(
      "ImportConference",
      input,
    );
    if ("access" in answer) return opened(api, script, number, answer);
    const { code, message } = answer;
    if (code !== "EDITION_EXISTS" || attempt === ATTEMPTS) throw new Unexpected(`The import was refused: ${message}`);
  }
}

async function opened(
  api: Api,
  script: Script,
  number: number,
  { conference, access }: { conference: { id: string }; access: readonly Issued[] },
): Promise<Made> {
  const people = new Map(access.map(({ ref, accessCode }) => [ref, new Person(api, ref, accessCode)]));
  const answer = await people.get("secretariat")!.does("OpenConference", { conferenceId: conference.id });
  if ("code" in answer) throw new Unexpected(`The conference could not be opened: ${answer.message}`);
  return { conferenceId: conference.id, number, people, access: seats(script, access) };
}

/** The smallest number found that no edition has: doubled until one is free, then narrowed down. */
async function freeNumber(administrator: Person): Promise<number> {
  const isFree = async (number: number): Promise<boolean> => {
    const { previewConferenceImport: answer } = await administrator.ask<{
      previewConferenceImport: { preview?: { editionExists: boolean }; message?: string };
    }>("PreviewConferenceImport", { input: { file: emptyFile(number, new Date()) } });
    if (!answer.preview) throw new Unexpected(`The import cannot be looked at: ${answer.message}`);
    return !answer.preview.editionExists;
  };
  let [taken, free] = [0, 1];
  while (!(await isFree(free))) {
    if (free === 9_999) throw new Unexpected(`Every number of the series ${SERIES.code} is taken.`);
    [taken, free] = [free, Math.min(free * 2, 9_999)];
  }
  while (free - taken > 1) {
    const middle = Math.floor((taken + free) / 2);
    if (await isFree(middle)) free = middle;
    else taken = middle;
  }
  return free;
}

/** Chairs, the secretariat, and the seats that the player leaves alone. */
function seats(script: Script, access: readonly Issued[]): Access[] {
  const free = new Set(script.delegations.flatMap(({ ref, isFree }) => (isFree ? [`head-${ref}`] : [])));
  return access.flatMap(({ ref, role, accessCode }) => {
    if (free.has(ref)) return [{ role: `${role}: nobody plays this seat, it is yours`, accessCode }];
    return ref.startsWith("head-") ? [] : [{ role, accessCode }];
  });
}
