import type { TestApp } from "./app.js";
import type { Client, Watch } from "./client.js";
import { buildConference, type TestConference, type Wanted } from "./conference.js";

/** How the table "Who sees what" groups people: its first three columns, and everybody else. */
export type Column = "staff" | "delegate" | "observer" | "outsider";

/** Everybody whom the African round table lets in or keeps out, by what they are to it. */
export const PEOPLE = {
  facilitator: "staff",
  "vice-chair": "staff",
  rapporteur: "staff",
  secretariat: "staff",
  delegate: "delegate",
  alternate: "delegate",
  adviser: "delegate",
  observer: "observer",
  "delegate of another region": "outsider",
  "facilitator of another region": "outsider",
  "observer of the plenary": "outsider",
  "secretariat of another conference": "outsider",
  "delegate of another conference": "outsider",
} as const satisfies Record<string, Column>;
export type Person = keyof typeof PEOPLE;

export const people = Object.keys(PEOPLE) as Person[];
export const admitted = people.filter((one) => PEOPLE[one] !== "outsider");
export const outsiders = people.filter((one) => PEOPLE[one] === "outsider");

const REFS: Partial<Record<Person, string>> = {
  facilitator: "facilitator-africa",
  rapporteur: "rapporteur-africa",
  secretariat: "secretariat",
  "vice-chair": "rapporteur-plenary",
  delegate: "head-zm",
  alternate: "alternate-zm",
  adviser: "adviser1-zm",
  observer: "observer-africa",
  "delegate of another region": "head-ca",
  "facilitator of another region": "facilitator-americas",
  "observer of the plenary": "observer-plenary",
};

export interface Cast {
  readonly conference: TestConference;
  readonly other: TestConference;
  /** Each of them signed in, on one device. */
  readonly as: Readonly<Record<Person, Client>>;
}

/** Two conferences with everybody above; the plenary's rapporteur is made vice-chair of Africa. */
export async function assembleCast(app: TestApp, wanted: Wanted = {}): Promise<Cast> {
  const conference = await buildConference(app, { colleagues: ["ALTERNATE", "ADVISER"], ...wanted });
  const other = await buildConference(app, { series: "OTHER", number: 7 });
  const signedIn = people.map(async (person) => {
    const ref = REFS[person];
    return [
      person,
      await (ref ? conference.as(ref) : other.as(person.startsWith("secretariat") ? "secretariat" : "head-zm")),
    ] as const;
  });
  const as = Object.fromEntries(await Promise.all(signedIn)) as Record<Person, Client>;
  const { data } = await as["vice-chair"].send("{ viewer { participations { id } } }");
  const input = {
    roundTableId: conference.tables.get("africa"),
    participationId: data.viewer.participations[0].id,
    role: "VICE_CHAIR",
  };
  const appointed = await as.secretariat.deed("appoint", input);
  if (appointed.__typename !== "AppointSuccess") throw new Error(JSON.stringify(appointed));
  return { conference, other, as };
}

/** With which codes a subscription ended, whether the refusal came as a result or as an error message; [] when it just completed. */
export async function endOf(watch: Watch): Promise<string[]> {
  const ended = await watch.ended;
  const errors = watch.messages.at(-1)?.errors ?? (Array.isArray(ended) ? ended : ended ? [ended] : []);
  return (errors as { extensions?: { code: string } }[]).map(
    (error) => error.extensions?.code ?? JSON.stringify(error),
  );
}
