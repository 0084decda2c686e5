/** A text in the four working languages. */
export interface Words {
  readonly en: string;
  readonly fr: string;
  readonly es: string;
  readonly ar: string;
}

export interface Region {
  readonly code: string;
  /** Ref and code of its round table. */
  readonly table: string;
  readonly tableCode: string;
  readonly names: Words;
  readonly countries: readonly string[];
}

const countries = (codes: string): string[] => codes.split(" ");

/**
 * Five regions with 196 countries, by ISO 3166-1 code. Which country sits in which is ours, as in the demo conferences, and says
 * nothing about the status of a territory.
 */
export const REGIONS: readonly Region[] = [
  {
    code: "AFRICA",
    table: "africa",
    tableCode: "AFR",
    names: { en: "Africa", fr: "Afrique", es: "África", ar: "أفريقيا" },
    countries: countries(
      "ZM KE NG GH SN RW TZ CI ML ZA ET UG CM BW NA AO BF BI BJ CD CF CG CV DJ ER GA GM GN GQ GW KM LR LS MG MR MU MW MZ NE SC SD SL SO SS ST SZ TD TG ZW",
    ),
  },
  {
    code: "AMERICAS",
    table: "americas",
    tableCode: "AME",
    names: { en: "Americas", fr: "Amériques", es: "Américas", ar: "الأمريكتان" },
    countries: countries(
      "CA MX AR BR CL JM CO PE UY CR US PA EC AG AW BB BO BS BZ CU CW DM DO GD GT GY HN HT KN LC NI PY SR SV SX TT VC VE",
    ),
  },
  {
    code: "ASIA_SOUTH_PACIFIC",
    table: "asia-south-pacific",
    tableCode: "ASP",
    names: {
      en: "Asia and South Pacific",
      fr: "Asie et Pacifique Sud",
      es: "Asia y Pacífico Sur",
      ar: "آسيا وجنوب المحيط الهادئ",
    },
    countries: countries(
      "BT FJ JP IN NZ TH VN AU MY PH KR ID SG NP CN LK BD KZ AF BN FM IR KG KH KI LA MH MM MN MV NR PG PK PW SB TJ TL TM TO UZ VU WS",
    ),
  },
  {
    code: "EUROPE",
    table: "europe",
    tableCode: "EUR",
    names: { en: "Europe", fr: "Europe", es: "Europa", ar: "أوروبا" },
    countries: countries(
      "FR PL NO PT IE GR EE HR AT CH DE ES IT NL SE FI DK BE CZ RO AD AL AM AZ BA BG BY CY GB GE HU IL IS LI LT LU LV MC MD ME MK MT RS RU SI SK SM TR UA VA",
    ),
  },
  {
    code: "MIDDLE_EAST_NORTH_AFRICA",
    table: "middle-east-north-africa",
    tableCode: "MENA",
    names: {
      en: "Middle East and North Africa",
      fr: "Moyen-Orient et Afrique du Nord",
      es: "Oriente Medio y África del Norte",
      ar: "الشرق الأوسط وشمال أفريقيا",
    },
    countries: countries("JO MA TN EG OM QA KW LB AE BH DZ IQ LY PS SA SY YE"),
  },
];

export const MOST_DELEGATIONS = REGIONS.reduce((sum, region) => sum + region.countries.length, 0);

/** So many members of each region, at least one and the rest in proportion to its countries (Sainte-Laguë). */
export function sizes(delegations: number): number[] {
  const whole = REGIONS.map(() => 1);
  const claim = (at: number): number => REGIONS[at]!.countries.length / (2 * whole[at]! + 1);
  for (let seat = REGIONS.length; seat < Math.min(delegations, MOST_DELEGATIONS); seat += 1) {
    const withRoom = whole.flatMap((size, at) => (size < REGIONS[at]!.countries.length ? [at] : []));
    whole[withRoom.reduce((best, at) => (claim(at) > claim(best) ? at : best))]! += 1;
  }
  return whole;
}
