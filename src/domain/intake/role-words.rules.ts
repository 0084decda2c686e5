import { countryName } from "../conference/country-names.rules.js";

/** What a delegation stands for: one of the two. */
export interface Represented {
  readonly country?: string | null | undefined;
  readonly organisation?: string | null | undefined;
}

const FUNCTIONS: Readonly<Record<string, string>> = {
  HEAD: "Head of delegation",
  ALTERNATE: "Alternate",
  DELEGATE: "Delegate",
  ADVISER: "Adviser",
};

const APPOINTMENTS: Readonly<Record<string, string>> = {
  FACILITATOR: "Facilitator",
  VICE_CHAIR: "Vice-chair",
  RAPPORTEUR: "Rapporteur",
  OBSERVER: "Observer",
};

/** Functions at the whole conference. */
export const CONFERENCE_WORDS = { SECRETARIAT: "Secretariat", CREDENTIALS_OFFICER: "Credentials officer" } as const;

/** "Head of delegation, Zambia", for the operator's lists. */
export function delegateWords(place: string, { country, organisation }: Represented): string {
  return `${FUNCTIONS[place] ?? place}, ${country ? countryName(country, "en") : (organisation ?? "")}`;
}

/** "Facilitator of AFR", with the code of the round table. */
export function appointmentWords(role: string, tableCode: string): string {
  return `${APPOINTMENTS[role] ?? role} of ${tableCode}`;
}
