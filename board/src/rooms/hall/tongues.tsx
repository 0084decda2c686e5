import { type I18n, setupI18n } from "@lingui/core";
import { createContext, use, useEffect, useState } from "react";
import type { Key } from "../../parts/deed.js";
import { CATALOGUES } from "../../words/catalogues.js";
import { isRightToLeft, type Language, language, TAGS, type Values } from "../../words/words.js";

/** One of the languages that the hall reads at the same time. */
export interface Tongue {
  readonly language: Language;
  readonly t: (key: Key, values?: Values) => string;
  /** Whether there is such a message: for keys that are made of a code of the API. */
  readonly word: (kind: string, value: string) => string;
}

/** The language of the address and the working languages of the conference, that of the address first; null until their words are there. */
export function useTongues(working: readonly string[] | undefined): readonly Tongue[] | null {
  const [tongues, setTongues] = useState<readonly Tongue[] | null>(null);
  const wanted = [...new Set([language(), ...(working ?? []).map((one) => one.toLowerCase() as Language)])].join(" ");
  useEffect(() => {
    if (!working) return;
    let isWanted = true;
    void Promise.all((wanted.split(" ") as Language[]).map(learn)).then((learnt) => isWanted && setTongues(learnt));
    return () => void (isWanted = false);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `wanted` says all of `working`
  }, [wanted]);
  return tongues;
}

async function learn(of: Language): Promise<Tongue> {
  const parts = await Promise.all(["shell", "hall"].map((part) => CATALOGUES[`../../words/${part}/${of}.json`]!()));
  const messages = Object.assign({}, ...parts.map((part) => part.default)) as Record<string, string>;
  const i18n: I18n = setupI18n({ locale: of, locales: TAGS[of], messages: { [of]: messages } });
  const t = (key: Key, values: Values = {}): string => i18n._(key, isolated(values));
  return {
    language: of,
    t,
    word: (kind, value) => (`${kind}.${value}` in messages ? t(`${kind}.${value}` as Key) : value),
  };
}

const HAS_LETTERS = /\p{L}/u;

/** Words of another language are kept from turning the text around them; figures turn nothing. */
const isolated = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === "string" && HAS_LETTERS.test(value) ? `\u2068${value}\u2069` : value,
    ]),
  );

const Tongues = createContext<readonly Tongue[]>([]);
export const TonguesProvider = Tongues.Provider;

export const useHallTongues = (): readonly Tongue[] => use(Tongues);

/** The same thing in every language of the hall: the first one large, the others small below it, each wording once. */
export function Stacked({ say }: { readonly say: (tongue: Tongue) => string }) {
  const [first, ...others] = useHallTongues();
  if (!first) return null;
  const heard = new Set([say(first)]);
  const further = others.filter((tongue) => !heard.has(say(tongue)) && heard.add(say(tongue)));
  return (
    <span className="stacked">
      <Said tongue={first} say={say} isFirst />
      {further.length > 0 && (
        <span className="stacked-others">
          {further.map((tongue) => (
            <Said key={tongue.language} tongue={tongue} say={say} />
          ))}
        </span>
      )}
    </span>
  );
}

function Said(props: {
  readonly tongue: Tongue;
  readonly say: (tongue: Tongue) => string;
  readonly isFirst?: boolean;
}) {
  const { tongue, say, isFirst = false } = props;
  const direction = isRightToLeft(tongue.language) ? "rtl" : "ltr";
  return (
    <bdi lang={tongue.language} dir={direction} className={isFirst ? "stacked-first" : undefined}>
      {say(tongue)}
    </bdi>
  );
}
