import { isTemporary } from "../../src/platform/database/faults.js";
import { Refusal } from "../../src/platform/kernel/refusal.js";
import { Locale } from "../../src/platform/graphql/locale.js";
import type { Viewer } from "../../src/domain/identity/viewer.policy.js";
import type { Chance } from "./chance.js";
import type { Hall, Services } from "./hall.js";

/** What the actors know of what there is: ids that deeds have answered. */
interface Known {
  readonly texts: string[];
  readonly amendments: string[];
  readonly ballots: string[];
  readonly readIns: string[];
  readonly secret: SecretVotes;
}

/** What was acknowledged in secret ballots: choices by delegation, by ballot. Nobody else knows. */
export type SecretVotes = Map<string, Map<string, string>>;

/** How often each deed was done and refused, by name and code. */
export type Score = Map<string, number>;

type Deed = () => Promise<unknown>;

/** Under this name the score has deeds that the database could not do in time. */
export const UNAVAILABLE = "unavailable";

/** Plays a conference: in each wave some actors act at the same moment, each as chance has it. Nothing but refusals may be thrown. */
export async function play(
  services: Services,
  hall: Hall,
  chance: Chance,
  waves: number,
  score: Score,
): Promise<SecretVotes> {
  const known: Known = { texts: [], amendments: [], ballots: [], readIns: [], secret: new Map() };
  for (let wave = 0; wave < waves; wave += 1) {
    const deeds = Array.from({ length: chance.int(1, 6) }, () => draw(services, hall, chance, known));
    await Promise.all(deeds.map(([name, deed]) => attempt(name, deed, score)));
  }
  // What is still open is closed, so that every ballot comes to a decision or was cancelled.
  for (const id of known.ballots) await attempt("last close", () => services.closing.close(hall.chair, id), score);
  return known.secret;
}

async function attempt(name: string, deed: Deed, score: Score): Promise<void> {
  const count = (key: string): void => void score.set(key, (score.get(key) ?? 0) + 1);
  try {
    await deed();
    count(name);
  } catch (error) {
    // A server may say that it could not do something just now, and has done nothing: a client tries again. Not often.
    if (isTemporary(error)) return count(UNAVAILABLE);
    if (!(error instanceof Refusal)) throw new Error(`${name}: ${String(error)}`, { cause: error });
    count(`${name} refused`);
  }
}

const CHOICES = ["FOR", "AGAINST", "ABSTAIN"] as const;

function draw(services: Services, hall: Hall, chance: Chance, known: Known): [string, Deed] {
  const group = chance.int(1, 100);
  const kinds = group <= 16 ? ROOM : group <= 45 || known.ballots.length === 0 ? TEXTS : BALLOTS;
  const [name, make] = chance.one(kinds);
  return [name, make({ services, hall, chance, known, ...people(hall, chance) })];
}

function people(hall: Hall, chance: Chance) {
  const delegation = chance.one(hall.delegations);
  const person = chance.maybe(0.7) ? delegation.people[0]! : chance.one(delegation.people);
  return { delegation, person, conductor: chance.one([hall.chair, hall.chair, hall.vice, hall.secretary]) };
}

type Stage = { services: Services; hall: Hall; chance: Chance; known: Known } & ReturnType<typeof people>;
type Kind = readonly [string, (stage: Stage) => Deed];

const nothing: Deed = async () => undefined;
const last = <T>(of: readonly T[], chance: Chance): T => (chance.maybe(0.7) ? of.at(-1)! : chance.one(of));

/** What stands before the body. */
const MATTERS: readonly Kind[] = [
  [
    "propose",
    ({ services, hall, chance, known, person }) =>
      async () => {
        const texts = Array.from({ length: chance.int(1, 4) }, (_, index) => ({
          kind: "OPERATIVE" as never,
          text: `Paragraph ${index} of ${chance.int(0, 999)}.`,
        }));
        const made = await services.proposing.propose(person.viewer, {
          agendaItemId: hall.itemId,
          title: "Text",
          paragraphs: texts,
          locale: Locale.EN,
        });
        known.texts.push(made.id);
      },
  ],
  [
    "amend",
    ({ services, chance, known, person }) =>
      known.texts.length === 0
        ? nothing
        : async () => {
            const made = await motion(services, person.viewer, last(known.texts, chance), chance);
            if (made) known.amendments.push(made);
          },
  ],
  [
    "rule",
    ({ services, chance, known, conductor }) =>
      known.amendments.length === 0
        ? nothing
        : () =>
            services.amendments.rule(conductor, {
              amendmentId: last(known.amendments, chance),
              inOrder: chance.maybe(0.85),
              reason: "So ruled.",
            }),
  ],
  [
    "accept",
    ({ services, chance, known, person }) =>
      known.amendments.length === 0
        ? nothing
        : () => services.amendments.accept(person.viewer, last(known.amendments, chance)),
  ],
  [
    "withdraw amendment",
    ({ services, chance, known, person }) =>
      known.amendments.length === 0
        ? nothing
        : () => services.amendments.withdraw(person.viewer, last(known.amendments, chance)),
  ],
  [
    "sponsor",
    ({ services, chance, known, person }) =>
      known.texts.length === 0 ? nothing : () => services.sponsoring.sponsor(person.viewer, last(known.texts, chance)),
  ],
  [
    "open",
    ({ services, chance, known, conductor }) =>
      known.texts.length === 0
        ? nothing
        : async () => {
            const recommendationId = last(known.texts, chance);
            const amendmentId =
              known.amendments.length > 0 && chance.maybe(0.4) ? last(known.amendments, chance) : null;
            const mode = chance.one(["RECORDED", "RECORDED", "ROLL_CALL", "CONSENSUS", "SECRET"] as never[]);
            const majority =
              (mode as string) === "CONSENSUS"
                ? null
                : chance.one([
                    null,
                    "SIMPLE",
                    "TWO_THIRDS",
                    "ABSOLUTE_OF_MEMBERS",
                    "TWO_THIRDS_OF_MEMBERS",
                    "UNANIMITY",
                  ] as never[]);
            const tallyVisibility = chance.one([null, "LIVE", "TURNOUT", "HIDDEN"] as never[]);
            const closesAt = chance.maybe(0.1) ? new Date(Date.now() + 300) : null;
            const { ballot } = await services.opening.open(conductor, {
              recommendationId,
              amendmentId,
              mode,
              majority,
              tallyVisibility,
              closesAt,
            });
            known.ballots.push(ballot.id);
          },
  ],
];

/** How often each is tried beside the others, by its name; once where nothing is said. */
const WEIGHTS: Readonly<Record<string, number>> = {
  ...{
    open: 6,
    propose: 3,
    cast: 8,
    "everybody casts": 6,
    "cast secretly": 3,
    "everybody casts secretly": 3,
    call: 8,
    "check in": 8,
    declare: 3,
    change: 2,
    close: 2,
    lock: 2,
  },
  ...{ object: 3, rule: 3 },
};
const weighted = (kinds: readonly Kind[]): Kind[] =>
  kinds.flatMap((kind) => Array.from({ length: WEIGHTS[kind[0]] ?? 1 }, () => kind));

/** Around a ballot; votes most often. */
const onBallot =
  (deed: (stage: Stage, ballotId: string) => Promise<unknown>) =>
  (stage: Stage): Deed =>
  () =>
    deed(stage, last(stage.known.ballots, stage.chance));

const vote: Kind = [
  "cast",
  onBallot(({ services, chance, person }, ballotId) =>
    services.casting.cast(person.viewer, {
      ballotId,
      choice: chance.one(CHOICES) as never,
      clientMutationId: chance.maybe(0.3) ? `k${chance.int(0, 9)}` : null,
    }),
  ),
];

/** In a secret ballot, with a word kept of what was acknowledged; the same person may try twice. */
const secretly = async (stage: Stage, ballotId: string, of: Hall["delegations"][number]): Promise<void> => {
  const { services, chance, known } = stage;
  const place = chance.int(0, 2);
  const optionId = (await services.optionsOf(ballotId))[place];
  if (!optionId) return;
  const clientMutationId = chance.maybe(0.3) ? `k${chance.int(0, 9)}` : null;
  await services.secretly.cast(of.people[0]!.viewer, { ballotId, optionId, clientMutationId });
  const votes = known.secret.get(ballotId) ?? new Map<string, string>();
  known.secret.set(ballotId, votes);
  // Sent again with its key it is answered alike, and the first choice stands.
  if (!votes.has(of.id)) votes.set(of.id, CHOICES[place]!);
};

const CONDUCT: readonly Kind[] = [
  vote,
  ["cast secretly", onBallot((stage, ballotId) => secretly(stage, ballotId, stage.delegation))],
  [
    "everybody casts secretly",
    onBallot((stage, ballotId) =>
      Promise.all(
        stage.hall.delegations.map((one) =>
          secretly(stage, ballotId, one).catch((error: unknown) => {
            if (!(error instanceof Refusal)) throw error;
          }),
        ),
      ),
    ),
  ],
  [
    "everybody casts",
    onBallot(async ({ services, hall, chance }, ballotId) => {
      const all = hall.delegations.map(({ people }) =>
        services.casting
          .cast(people[0]!.viewer, { ballotId, choice: chance.one(CHOICES) as never })
          .catch((error: unknown) => {
            if (!(error instanceof Refusal)) throw error;
          }),
      );
      await Promise.all(all);
    }),
  ],
  [
    "change",
    onBallot(({ services, chance, person }, ballotId) =>
      services.casting.change(person.viewer, { ballotId, choice: chance.one(CHOICES) as never }),
    ),
  ],
  ["object", onBallot(({ services, person }, ballotId) => services.consensus.object(person.viewer, ballotId, "No."))],
  [
    "call",
    onBallot(async ({ services, hall, conductor, chance }, ballotId) => {
      const ballot = await services.roll.callNext(conductor, ballotId);
      if (chance.maybe(0.3)) return;
      // Whoever is called answers; all of them try.
      await Promise.all(
        hall.delegations.map(({ people }) =>
          services.casting
            .cast(people[0]!.viewer, { ballotId: ballot.id, choice: chance.one(CHOICES) as never })
            .catch((error: unknown) => {
              if (!(error instanceof Refusal)) throw error;
            }),
        ),
      );
    }),
  ],
  [
    "admit",
    onBallot(({ services, conductor, delegation }, ballotId) =>
      services.roll.admit(conductor, ballotId, delegation.id),
    ),
  ],
  ["lock", onBallot(({ services, conductor }, ballotId) => services.closing.lock(conductor, ballotId))],
  ["close", onBallot(({ services, conductor }, ballotId) => services.closing.close(conductor, ballotId))],
  [
    "cancel",
    onBallot(({ services, conductor, chance }, ballotId) =>
      chance.maybe(0.5) ? Promise.resolve() : services.closing.cancel(conductor, ballotId, "Called off."),
    ),
  ],
  ["declare", onBallot(({ services, conductor }, ballotId) => services.closing.declare(conductor, ballotId))],
  [
    "close what is due",
    ({ services }) =>
      () =>
        services.closing.closeDue(),
  ],
  [
    "note a vote",
    onBallot(async ({ services, conductor, person, chance, known }, ballotId) => {
      const made = await services.readIns.propose(conductor, {
        ballotId,
        delegateId: person.delegateId,
        choice: chance.one(CHOICES) as never,
      });
      known.readIns.push(made.id);
    }),
  ],
  [
    "confirm a vote",
    ({ services, known, chance, conductor }) =>
      known.readIns.length === 0 ? nothing : () => services.readIns.confirm(conductor, last(known.readIns, chance)),
  ],
  [
    "reject a vote",
    ({ services, known, chance, conductor }) =>
      known.readIns.length === 0 ? nothing : () => services.readIns.reject(conductor, last(known.readIns, chance)),
  ],
  [
    "intend",
    onBallot(({ services, person, chance }, ballotId) =>
      services.intentions.record(person.viewer, ballotId, chance.one(CHOICES) as never),
    ),
  ],
  [
    "propose to annul",
    onBallot(({ services, conductor, chance }, ballotId) =>
      chance.maybe(0.5) ? Promise.resolve() : services.annulments.propose(conductor, ballotId, "Wrong hall."),
    ),
  ],
  [
    "annul",
    onBallot(async ({ services, hall }, ballotId) => {
      await services.annulments.propose(hall.chair, ballotId, "Wrong text.");
      await services.annulments.confirm(hall.secretary, ballotId);
    }),
  ],
  [
    "confirm annulment",
    onBallot(({ services, conductor }, ballotId) => services.annulments.confirm(conductor, ballotId)),
  ],
];

/** Who is there and who may what. */
const HOUSE: readonly Kind[] = [
  [
    "check in",
    ({ services, hall, person }) =>
      () =>
        services.presence.checkIn(person.viewer, hall.tableId),
  ],
  [
    "check in",
    ({ services, hall, person }) =>
      () =>
        services.presence.checkIn(person.viewer, hall.tableId),
  ],
  [
    "check out",
    ({ services, hall, person }) =>
      () =>
        services.presence.checkOut(person.viewer, hall.tableId),
  ],
  [
    "call the roll",
    ({ services, hall, chance, conductor }) =>
      () =>
        services.rollCalls.call(conductor, {
          roundTableId: hall.tableId,
          entries: hall.delegations.map(({ id }) => ({ delegationId: id, isPresent: chance.maybe(0.8) })),
        }),
  ],
  [
    "decide credentials",
    ({ services, hall, chance, delegation }) =>
      () =>
        services.credentials.decide(hall.officer, {
          delegationId: delegation.id,
          decision: chance.one(["ACCEPTED", "PROVISIONAL", "REJECTED"] as never[]),
          reason: "Examined.",
        }),
  ],
  [
    "suspend rights",
    ({ services, hall, delegation }) =>
      () =>
        services.credentials.suspendVoting(hall.secretary, delegation.id, "Arrears."),
  ],
  [
    "restore rights",
    ({ services, hall, delegation }) =>
      () =>
        services.credentials.restoreVoting(hall.secretary, delegation.id, "Paid."),
  ],
  [
    "hand over",
    ({ services, chance, delegation, person }) =>
      () =>
        services.people.handOverHead(person.viewer, chance.one(delegation.people).delegateId),
  ],
  [
    "take the chair",
    ({ services, hall, chance }) =>
      () =>
        services.chairs.take(chance.one([hall.chair, hall.vice]), hall.tableId),
  ],
];

const TEXTS = weighted(MATTERS);
const BALLOTS = weighted(CONDUCT);
const ROOM = weighted(HOUSE);

/** Some amendment to the text as it stands; null when the text has vanished meanwhile. */
async function motion(
  services: Services,
  viewer: Viewer,
  recommendationId: string,
  chance: Chance,
): Promise<string | null> {
  const { database } = services.motions as unknown as {
    database: { read<T>(work: (tx: any) => Promise<T>): Promise<T> };
  };
  const rows: { paragraph_id: string; number: number }[] = await database.read((tx) =>
    tx.query(
      `SELECT p.paragraph_id, v.number FROM recommendation r JOIN recommendation_version v ON v.recommendation_id = r.id AND v.number = r.current_version
       JOIN recommendation_paragraph p ON p.version_id = v.id WHERE r.id = $1`,
      [recommendationId],
    ),
  );
  if (rows.length === 0) return null;
  const [target, after] = [chance.one(rows).paragraph_id, chance.one(rows).paragraph_id];
  const words = `Amended ${chance.int(0, 999)}.`;
  const shape = chance.one([
    { kind: "ADD", afterParagraphId: chance.maybe() ? after : null, text: words },
    { kind: "DELETE", paragraphId: target },
    { kind: "REPLACE", paragraphId: target, text: words },
    { kind: "MOVE", paragraphId: target, afterParagraphId: after },
  ]);
  const made = await services.motions.propose(viewer, {
    recommendationId,
    expectedVersion: rows[0]!.number,
    ...shape,
  } as never);
  return made.id;
}
