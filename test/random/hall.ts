import { CredentialsService } from "../../src/domain/accreditation/credentials.service.js";
import { PeopleService } from "../../src/domain/accreditation/people.service.js";
import { amendmentsFollow } from "../../src/domain/amendment/amending.service.js";
import { AmendmentService } from "../../src/domain/amendment/amendment.service.js";
import { ProposingAmendmentsService } from "../../src/domain/amendment/proposing-amendments.service.js";
import { AnnulmentService } from "../../src/domain/conduct/annulment.service.js";
import { BallotOpeningService } from "../../src/domain/ballot/ballot-opening.service.js";
import { CastingService } from "../../src/domain/ballot/casting.service.js";
import { ClosingService } from "../../src/domain/ballot/closing.service.js";
import { ConsensusService } from "../../src/domain/conduct/consensus.service.js";
import { IntentionService } from "../../src/domain/conduct/intention.service.js";
import { ReadInService } from "../../src/domain/conduct/read-in.service.js";
import { CallingService } from "../../src/domain/conduct/calling.service.js";
import type { Viewer } from "../../src/domain/identity/viewer.policy.js";
import { readConferenceFile } from "../../src/domain/intake/conference-file.rules.js";
import { IntakeService } from "../../src/domain/intake/intake.service.js";
import { ProposingService } from "../../src/domain/recommendation/proposing.service.js";
import { RecommendationService } from "../../src/domain/recommendation/recommendation.service.js";
import { SponsoringService } from "../../src/domain/recommendation/sponsoring.service.js";
import { AgendaService } from "../../src/domain/round-table/agenda.service.js";
import { ChairService } from "../../src/domain/round-table/chair.service.js";
import { PresenceService } from "../../src/domain/round-table/presence.service.js";
import { RollCallService } from "../../src/domain/round-table/roll-call.service.js";
import { SecretCastingService } from "../../src/domain/secret/secret-casting.service.js";
import { BallotSeal } from "../../src/domain/secret/secret.entity.js";
import { SealingService } from "../../src/domain/secret/sealing.service.js";
import { SessionService } from "../../src/domain/round-table/session.service.js";
import type { Foundation } from "../../src/foundation.js";
import type { Chance } from "./chance.js";

const COUNTRIES = ["ZM", "KE", "NG", "GH", "TZ", "UG", "RW", "SN", "CI"];
const MODES = ["RECORDED", "CONSENSUS", "ROLL_CALL", "SECRET"];
const MAJORITIES = ["CONSENSUS", "SIMPLE", "TWO_THIRDS", "ABSOLUTE_OF_MEMBERS", "TWO_THIRDS_OF_MEMBERS", "UNANIMITY"];

/** Every service that acts in a room, as the server makes them. */
export function servicesOf({ database, journal, keys, keyStore }: Foundation) {
  const sealing = new SealingService(database, journal, keyStore, () => undefined, false);
  const [closing, roll] = [new ClosingService(database, journal, sealing), new CallingService(database, journal)];
  return {
    ...{ closing, roll, opening: new BallotOpeningService(database, journal, sealing) },
    casting: new CastingService(database, journal),
    secretly: new SecretCastingService(database, journal, keys, sealing),
    optionsOf: async (ballotId: string): Promise<string[]> => {
      const kept = await database.read((tx) => tx.findOneBy(BallotSeal, { ballotId }));
      return (kept && sealing.optionIds(kept)) ?? [];
    },
    consensus: new ConsensusService(database, journal),
    readIns: new ReadInService(database, journal),
    intentions: new IntentionService(database, journal),
    annulments: new AnnulmentService(database, journal),
    proposing: new ProposingService(database, journal),
    texts: new RecommendationService(database, journal, amendmentsFollow),
    sponsoring: new SponsoringService(database, journal),
    motions: new ProposingAmendmentsService(database, journal),
    amendments: new AmendmentService(database, journal),
    presence: new PresenceService(database, journal),
    rollCalls: new RollCallService(database, journal),
    sessions: new SessionService(database, journal),
    agenda: new AgendaService(database, journal),
    chairs: new ChairService(database, journal),
    credentials: new CredentialsService(database, journal),
    people: new PeopleService(database, journal),
  };
}

export type Services = ReturnType<typeof servicesOf>;

/** A small conference with random rules, its room open and an item under discussion. */
export interface Hall {
  readonly conferenceId: string;
  readonly tableId: string;
  readonly itemId: string;
  readonly rules: Record<string, any>;
  readonly chair: Viewer;
  readonly vice: Viewer;
  readonly secretary: Viewer;
  readonly officer: Viewer;
  readonly delegations: readonly Seated[];
}

export interface Seated {
  readonly id: string;
  readonly people: readonly { readonly viewer: Viewer; readonly delegateId: string; readonly function: string }[];
}

const viewer = (accountId: string): Viewer => ({ accountId, sessionId: "", displayName: "", isAdmin: false });

function randomRules(chance: Chance, number: number): Record<string, any> {
  const denominator = chance.int(1, 4);
  const numerator = chance.int(1, Math.max(1, denominator - 1));
  const body = {
    mode: "RECORDED",
    majority: "SIMPLE",
    tallyVisibility: chance.one(["LIVE", "TURNOUT", "HIDDEN"]),
    languageGate: false,
    modes: MODES,
    majorities: MAJORITIES,
    questions: { AMENDMENT: chance.one(["SIMPLE", "TWO_THIRDS"]) },
  };
  return {
    code: `RANDOM-${number}`,
    title: "Random rules",
    citation: "Drawn by lot.",
    quorum: {
      ...{ numerator, denominator, strict: numerator < denominator && chance.maybe() },
      basis: chance.one(["MEMBERS", "ACCREDITED"]),
      at: chance.some(["OPEN_SITTING", "OPEN_BALLOT"], 0),
    },
    bodies: { REGIONAL: body, PLENARY: body },
    allowVoteChange: chance.maybe(),
    changeUntil: chance.one(["LOCK", "CLOSE"]),
    headMayOverride: chance.maybe(),
    mayCast: chance.maybe(0.8) ? ["HEAD", "ALTERNATE", "DELEGATE"] : ["HEAD"],
    lateAdmission: chance.maybe(0.7),
    lockSeconds: 3,
  };
}

/** Loads and opens it. Everybody named in `delegations` has an account; some are checked in. */
export async function openHall(
  foundation: Foundation,
  services: Services,
  chance: Chance,
  number: number,
): Promise<Hall> {
  const rules = randomRules(chance, number);
  const countries = COUNTRIES.slice(0, chance.int(2, COUNTRIES.length));
  const reading = readConferenceFile(JSON.stringify(fileOf(chance, countries, rules, number)));
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const { database, journal, codes } = foundation;
  const loaded = await new IntakeService(database, journal, codes).load(reading.file, {
    expiresAt: new Date(Date.now() + 86_400_000),
  });
  const as = (ref: string) => viewer(loaded.accounts.get(ref)!);
  const { conferenceId } = loaded;
  const rows: { item: string; table: string }[] = await database.read((tx) =>
    tx.query(
      "SELECT a.id AS item, t.id AS table FROM agenda_item a JOIN round_table t ON t.id = a.round_table_id WHERE t.conference_id = $1",
      [conferenceId],
    ),
  );
  const { item: itemId, table: tableId } = rows[0]!;
  const hall: Hall = {
    ...{ conferenceId, tableId, itemId, rules },
    ...{ chair: as("chair"), vice: as("vice"), secretary: as("secretary"), officer: as("officer") },
    delegations: await seated(foundation, conferenceId),
  };
  for (const delegation of hall.delegations)
    for (const person of delegation.people)
      if (chance.maybe(0.8)) await services.presence.checkIn(person.viewer, tableId);
  // Where the rules want a quorum for it, everybody comes in until there is one.
  await services.sessions.open(hall.secretary, tableId).catch(async () => {
    for (const { people } of hall.delegations) await services.presence.checkIn(people[0]!.viewer, tableId);
    await services.sessions.open(hall.secretary, tableId);
  });
  await services.agenda.takeUp(hall.chair, itemId);
  return hall;
}

async function seated({ database }: Foundation, conferenceId: string): Promise<Seated[]> {
  const rows: { id: string; delegate: string; function: string; account: string }[] = await database.read((tx) =>
    tx.query(
      `SELECT n.id, d.id AS delegate, d.function, p.account_id AS account FROM delegation n JOIN delegate d ON d.delegation_id = n.id
       JOIN participation p ON p.id = d.participation_id WHERE n.conference_id = $1 ORDER BY n.country_code, d.function`,
      [conferenceId],
    ),
  );
  return [...new Set(rows.map(({ id }) => id))].map((id) => ({
    id,
    people: rows
      .filter((row) => row.id === id)
      .map((row) => ({ viewer: viewer(row.account), delegateId: row.delegate, function: row.function })),
  }));
}

function fileOf(chance: Chance, countries: readonly string[], rules: object, number: number): object {
  const delegations = countries.map((country, index) => ({
    ...{ ref: country.toLowerCase(), country, region: "AFRICA" },
    credentials:
      index < 2 || chance.maybe(0.8) ? chance.one(["ACCEPTED", "PROVISIONAL"]) : chance.one(["PENDING", "REJECTED"]),
    delegates: ["HEAD", "ALTERNATE", "ADVISER"]
      .slice(0, chance.int(1, 3))
      .map((one) => ({ ref: `${one}-${country}`.toLowerCase(), name: `${one} of ${country}`, function: one })),
  }));
  return {
    format: "rotunda-conference/1",
    series: { code: "RANDOM", title: "Random conferences" },
    conference: {
      ...{ number, title: `Random ${number}`, city: "Lyon", startsOn: "2019-04-09", endsOn: "2019-04-11" },
      ...{ timeZone: "Europe/Paris", workingLanguages: ["en"] },
    },
    ruleSet: rules,
    regions: [{ code: "AFRICA", names: { en: "Africa" } }],
    delegations,
    staff: [
      { ref: "secretary", name: "Secretary", roles: [{ role: "SECRETARIAT" }] },
      { ref: "officer", name: "Officer", roles: [{ role: "CREDENTIALS_OFFICER" }] },
      { ref: "chair", name: "Chair", roles: [{ role: "FACILITATOR", roundTable: "africa" }] },
      { ref: "vice", name: "Vice-chair", roles: [{ role: "VICE_CHAIR", roundTable: "africa" }] },
    ],
    roundTables: [
      {
        ...{ ref: "africa", code: "AFR", kind: "REGIONAL", region: "AFRICA", title: "Africa", seats: "REGION" },
        agenda: [{ title: "Borders", kind: "DECISION", recommendations: [] }],
      },
    ],
    state: "IN_SESSION",
  };
}
