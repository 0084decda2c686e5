import { ParagraphKind } from "../recommendation/paragraph.words.js";

/** A text in one language, and whether it may be relied on there. */
export interface SourceLanguage {
  readonly locale: string;
  /** The original, or compared with it. */
  readonly isReliable: boolean;
  readonly filedById: string | null;
}

export interface SourceParagraph {
  readonly id: string;
  readonly kind: ParagraphKind;
  readonly texts: ReadonlyMap<string, string>;
}

/** The version of a text from which another is made. */
export interface Source {
  readonly recommendationId: string;
  readonly symbol: string;
  readonly versionId: string;
  readonly title: string;
  readonly locale: string;
  readonly languages: readonly SourceLanguage[];
  readonly paragraphs: readonly SourceParagraph[];
}

/** A paragraph where it stands. */
export interface Place {
  readonly source: Source;
  readonly paragraph: SourceParagraph;
}

/** A paragraph of the new text: what it says, and all the places where it says so. */
export interface MadeParagraph {
  readonly kind: ParagraphKind;
  readonly texts: ReadonlyMap<string, string>;
  readonly origins: readonly Place[];
}

export interface MadeLanguage {
  readonly locale: string;
  readonly conformed: boolean;
  readonly filedById: string | null;
}

export interface MadeText {
  readonly paragraphs: readonly MadeParagraph[];
  /** Languages other than the original in which no paragraph is missing. */
  readonly languages: readonly MadeLanguage[];
}

/** Every paragraph of the sources in their order, the preambular ones of all of them first. */
export function allPlaces(sources: readonly Source[]): Place[] {
  const places = sources.flatMap((source) => source.paragraphs.map((paragraph) => ({ source, paragraph })));
  const of = (kind: ParagraphKind): Place[] => places.filter((place) => place.paragraph.kind === kind);
  return [...of(ParagraphKind.PREAMBULAR), ...of(ParagraphKind.OPERATIVE)];
}

/** Paragraphs that read the same in this language are one, at the first of their places. */
export function together(places: readonly Place[], locale: string): Place[][] {
  const groups = new Map<string, Place[]>();
  for (const place of places) {
    const words = place.paragraph.texts.get(locale)?.replace(/\s+/g, " ").trim();
    const key = words === undefined ? place.paragraph.id : `${place.paragraph.kind} ${words}`;
    const group = groups.get(key);
    if (group) group.push(place);
    else groups.set(key, [place]);
  }
  return [...groups.values()];
}

/**
 * The new text from groups of paragraphs that are one each. A language is conformed only if each paragraph is taken from
 * a text that is conformed in it; it is there at all only if no paragraph is missing.
 */
export function assemble(groups: readonly (readonly Place[])[], locale: string): MadeText {
  const locales = new Set(groups.flat().flatMap(({ paragraph }) => [...paragraph.texts.keys()]));
  const chosen = groups.map((group) => new Map([...locales].map((one) => [one, bestOf(group, one)])));
  const languages = [...locales].sort().flatMap((one) => {
    const places = chosen.map((byLocale) => byLocale.get(one) ?? null);
    if (one === locale || places.includes(null)) return [];
    const found = places.map((place) => languageOf(place!, one));
    return {
      locale: one,
      conformed: found.every((language) => language?.isReliable === true),
      filedById: found[0]?.filedById ?? null,
    };
  });
  const paragraphs = groups.map((origins, index) => ({
    kind: origins[0]!.paragraph.kind,
    texts: new Map(
      [...chosen[index]!].flatMap(([one, place]) => (place ? [[one, place.paragraph.texts.get(one)!] as const] : [])),
    ),
    origins,
  }));
  return { paragraphs, languages };
}

/** Symbols of the sources whose wording in a language cannot be relied on: no new original is made of it. */
export function unreliableIn(places: readonly Place[], locale: string): string[] {
  const wrong = places.filter((place) => !languageOf(place, locale)?.isReliable || !place.paragraph.texts.has(locale));
  return [...new Set(wrong.map(({ source }) => source.symbol))];
}

function bestOf(group: readonly Place[], locale: string): Place | null {
  const there = group.filter(({ paragraph }) => paragraph.texts.has(locale));
  return there.find((place) => languageOf(place, locale)?.isReliable) ?? there[0] ?? null;
}

function languageOf({ source }: Place, locale: string): SourceLanguage | undefined {
  return source.languages.find((language) => language.locale === locale);
}
