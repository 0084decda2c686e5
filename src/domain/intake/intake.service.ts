import type { EntityManager } from "typeorm";
import type { Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { uuidv7 } from "../../platform/kernel/ids.js";
import { CONFERENCE_LOADED } from "../conference/conference.events.js";
import type { AccessCodeService } from "../identity/access-code.service.js";
import { Account } from "../identity/account.entity.js";
import type { ConferenceFile } from "./conference-file.rules.js";
import { openEdition } from "./edition.service.js";
import { enrol, type Participant, type Person } from "./enrolment.service.js";
import { layOutProgramme } from "./programme.service.js";

export { ConferenceExists } from "./edition.service.js";

export interface LoadOptions {
  /** The id that the conference gets; a new one when nothing is said. */
  readonly conferenceId?: string;
  /** When the access codes stop working. */
  readonly expiresAt: Date;
  /** Marks the conference as demo data, whose access codes are public. */
  readonly isDemo?: boolean;
  /** Chooses the codes of demo data; null: this person gets none. Without it everybody gets a random one. */
  readonly codeOf?: (person: Person) => string | null;
  /** Accounts that are there already, by ref. Their codes stand, so they get no further one. */
  readonly accounts?: ReadonlyMap<string, string>;
}

/** A code that was issued, at the only moment when it is known in clear. */
export interface IssuedAccess {
  readonly participationId: string;
  /** Null for a delegate to whom the file gives no ref. */
  readonly ref: string | null;
  readonly name: string;
  /** In words: "Head of delegation, Zambia", "Facilitator of AFR". */
  readonly role: string;
  readonly code: string;
  readonly expiresAt: Date;
}

export interface LoadedConference {
  readonly conferenceId: string;
  /** In the order of the file, delegates before staff. */
  readonly access: readonly IssuedAccess[];
  /** Account ids by ref, of everybody who has one. */
  readonly accounts: ReadonlyMap<string, string>;
}

/** What several files are loaded with in one transaction. */
interface Loading {
  readonly load: Load;
  /** Makes an administrator of the server, with this code. Only for demo data, whose codes are public. */
  readonly appointAdministrator: (name: string, code: string, expiresAt: Date) => Promise<void>;
}

type Load = (file: ConferenceFile, options: LoadOptions) => Promise<LoadedConference>;

/** Makes a conference out of a valid conference file. Asks nobody: whoever runs commands on the server may load. */
export class IntakeService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly codes: AccessCodeService,
  ) {}

  /** Loads a file, all or nothing. Throws ConferenceExists when its series has a conference of this number. */
  async load(file: ConferenceFile, options: LoadOptions): Promise<LoadedConference> {
    return this.loadTogether(({ load }) => load(file, options));
  }

  /** The same for several files: all of them or none. */
  async loadTogether<T>(work: (loading: Loading) => Promise<T>): Promise<T> {
    return this.database.transaction(null, (tx) =>
      work({
        load: (file, options) => this.loadInto(tx, file, options),
        appointAdministrator: async (displayName, code, expiresAt) => {
          const id = uuidv7();
          await tx.insert(Account, { id, displayName, isAdmin: true });
          await this.codes.issue(tx, id, expiresAt, null, code);
        },
      }),
    );
  }

  /** The same inside of a transaction of the caller's, who answers for whose it is. */
  async loadInto(tx: EntityManager, file: ConferenceFile, options: LoadOptions): Promise<LoadedConference> {
    const { isDemo = false, codeOf, accounts = new Map<string, string>() } = options;
    if (codeOf && !isDemo) throw new Error("Codes are chosen for demo data only; everybody else's are random.");
    const edition = await openEdition(tx, file, isDemo, options.conferenceId ?? uuidv7());
    const enrolment = await enrol(tx, edition, accounts);
    await layOutProgramme(tx, this.journal, edition, enrolment);
    const access = await this.letIn(tx, enrolment.people, options);
    const body = { people: enrolment.people.length, roundTables: file.roundTables.length, isDemo };
    await this.journal.append(tx, [{ topicId: edition.conferenceId, kind: CONFERENCE_LOADED, body }]);
    const byRef = enrolment.people.flatMap(({ ref, accountId }) => (ref === null ? [] : [[ref, accountId] as const]));
    return { conferenceId: edition.conferenceId, access, accounts: new Map(byRef) };
  }

  private async letIn(
    tx: EntityManager,
    people: readonly Participant[],
    options: LoadOptions,
  ): Promise<IssuedAccess[]> {
    const access: IssuedAccess[] = [];
    for (const person of people) {
      const chosen = options.codeOf?.(person);
      if (!person.isNew || chosen === null) continue;
      const { code, expiresAt } = await this.codes.issue(tx, person.accountId, options.expiresAt, null, chosen);
      const { participationId, ref, name, role } = person;
      access.push({ participationId, ref, name, role, code, expiresAt });
    }
    return access;
  }
}
