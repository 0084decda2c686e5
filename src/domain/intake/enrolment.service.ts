import type { EntityManager } from "typeorm";
import { uuidv7 } from "../../platform/kernel/ids.js";
import { Participation } from "../conference/participation.entity.js";
import { Delegate, DelegateFunction } from "../delegation/delegate.entity.js";
import { Credentials, Delegation, DelegationKind } from "../delegation/delegation.entity.js";
import { Account } from "../identity/account.entity.js";
import { insertInBatches } from "./batch-insert.service.js";
import type { ConferenceFile } from "./conference-file.rules.js";
import type { Edition } from "./edition.service.js";
import { appointmentWords, CONFERENCE_WORDS, delegateWords } from "./role-words.rules.js";

type FileDelegation = ConferenceFile["delegations"][number];
type FileDelegate = FileDelegation["delegates"][number];
type Staff = ConferenceFile["staff"][number];

/** Somebody whom the file names. */
export type Person = {
  /** Staff always have one; delegates only if the file gives it. */
  readonly ref: string | null;
  readonly name: string;
  /** What the person does, in words for the operator. */
  readonly role: string;
} & (
  | { readonly delegation: FileDelegation; readonly delegate: FileDelegate; readonly staff?: never }
  | { readonly staff: Staff; readonly delegation?: never; readonly delegate?: never }
);

export type Participant = Person & {
  readonly accountId: string;
  readonly participationId: string;
  /** False when the account was there before. */
  readonly isNew: boolean;
};

export interface Enrolment {
  /** Delegates, then staff, in the order of the file. */
  readonly people: readonly Participant[];
  /** Delegation ids by ref. */
  readonly delegations: ReadonlyMap<string, string>;
}

/** Who takes part: accounts and participations of everybody, delegations with their delegates. */
export async function enrol(
  tx: EntityManager,
  edition: Edition,
  accounts: ReadonlyMap<string, string>,
): Promise<Enrolment> {
  const people = peopleOf(edition.file).map((person): Participant => {
    const known = person.ref === null ? undefined : accounts.get(person.ref);
    return { ...person, accountId: known ?? uuidv7(), participationId: uuidv7(), isNew: known === undefined };
  });
  const { conferenceId } = edition;
  const added = people.filter(({ isNew }) => isNew);
  const accountRows = added.map(({ accountId: id, name: displayName }) => ({ id, displayName }));
  await insertInBatches(tx, Account, accountRows);
  const participationRows = people.map(({ participationId: id, accountId, name: displayName, staff }) => {
    const holds = (wanted: string): boolean => staff?.roles.some(({ role }) => role === wanted) ?? false;
    const [isSecretariat, isCredentialsOfficer] = [holds("SECRETARIAT"), holds("CREDENTIALS_OFFICER")];
    return { id, accountId, conferenceId, displayName, isSecretariat, isCredentialsOfficer };
  });
  await insertInBatches(tx, Participation, participationRows);
  const delegations = await formDelegations(tx, edition);
  await insertInBatches(tx, Delegate, delegateRows(people, delegations, conferenceId));
  return { people, delegations };
}

async function formDelegations(
  tx: EntityManager,
  { conferenceId, file, regions }: Edition,
): Promise<Map<string, string>> {
  const ids = new Map(file.delegations.map(({ ref }) => [ref, uuidv7()]));
  const rows = file.delegations.map((one) => ({
    id: ids.get(one.ref)!,
    conferenceId,
    countryCode: one.country ?? null,
    organisation: one.organisation ?? null,
    kind: DelegationKind[one.kind],
    regionId: one.region === undefined ? null : regions.get(one.region)!,
    credentials: Credentials[one.credentials],
  }));
  await insertInBatches(tx, Delegation, rows);
  return ids;
}

function delegateRows(people: readonly Participant[], delegations: ReadonlyMap<string, string>, conferenceId: string) {
  return people.flatMap(({ participationId, delegation, delegate }) => {
    if (!delegation) return [];
    const delegationId = delegations.get(delegation.ref)!;
    return { id: uuidv7(), delegationId, participationId, conferenceId, function: DelegateFunction[delegate.function] };
  });
}

function peopleOf(file: ConferenceFile): Person[] {
  const tables = new Map(file.roundTables.map(({ ref, code }) => [ref, code]));
  const delegates = file.delegations.flatMap((delegation) =>
    delegation.delegates.map((delegate): Person => {
      const { ref = null, name } = delegate;
      return { ref, name, role: delegateWords(delegate.function, delegation), delegation, delegate };
    }),
  );
  const staff = file.staff.map((one): Person => {
    const roles = one.roles.map((place) =>
      "roundTable" in place
        ? appointmentWords(place.role, tables.get(place.roundTable)!)
        : CONFERENCE_WORDS[place.role],
    );
    return { ref: one.ref, name: one.name, role: roles.join("; "), staff: one };
  });
  return [...delegates, ...staff];
}
