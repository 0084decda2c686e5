import { useEffect, useMemo, useState } from "react";
import { useQuery } from "urql";
import {
  CodesAreIssuedDocument,
  NamesForBadgesDocument,
  PeopleForBadgesDocument,
} from "../../api/generated/secretariat.js";
import type {
  NamesForBadgesQuery,
  PeopleForBadgesQuery,
  PeopleForBadgesQueryVariables,
} from "../../api/generated/types.js";
import { useApp } from "../../parts/app-context.js";
import { useDeed, wordOf } from "../../parts/deed.js";
import { number } from "../../words/formats.js";
import { language, t, tag } from "../../words/words.js";
import { type Badge, BadgeSheet } from "./badge-sheet.js";
import type { Conference } from "./secretariat.js";
import { Problem } from "../../parts/problem.js";

type People = NonNullable<NonNullable<PeopleForBadgesQuery["conference"]>["participants"]>;
type Person = People["edges"][number]["node"];
type Names = NonNullable<NamesForBadgesQuery["conference"]>;

/** So many codes are issued in one deed at most. */
const MOST = 200;

const plain = (text: string): string => text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLocaleLowerCase(tag());

/** Access codes as badges: for a selection, for everybody found, or again for one person. */
export function Badges({ conference }: { readonly conference: Conference }) {
  const people = usePeople(conference.id);
  const [{ data }] = useQuery({ query: NamesForBadgesDocument, variables: { id: conference.id } });
  const issue = useDeed(CodesAreIssuedDocument);
  const [sought, seek] = useState("");
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const [replace, setReplace] = useState(true);
  const [badges, setBadges] = useState<readonly Badge[] | null>(null);
  const names = data?.conference ?? null;
  const described = useMemo(
    () => (people && names ? people.map((person) => ({ person, lines: linesOf(person, names) })) : null),
    [people, names],
  );
  if (!described || !names) return <p role="status">{t("page.loading")}</p>;
  const shown = described.filter(({ person, lines }) =>
    plain([person.displayName, ...lines].join(" ")).includes(plain(sought)),
  );
  const print = async (ids: readonly string[]): Promise<void> => {
    const outcome = await issue.run({ input: { participationIds: [...ids], replace } });
    if (outcome?.kind !== "done") return;
    const about = new Map(described.map((one) => [one.person.id, one]));
    setBadges(
      outcome.success.codes.map(({ accessCode, participation: { id } }) => ({
        id,
        name: about.get(id)!.person.displayName,
        conference: names.title,
        lines: about.get(id)!.lines,
        accessCode,
      })),
    );
  };
  const toggle = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    choose(next);
  };
  const all = shown.map(({ person }) => person.id);
  return (
    <section aria-labelledby="badges" className="desk-part">
      <h2 id="badges">{t("desk.badges")}</h2>
      <p>{t("badge.words")}</p>
      <label className="search">
        {t("people.search")}
        <input type="search" value={sought} onChange={({ target }) => seek(target.value)} dir="auto" />
      </label>
      <label className="radio">
        <input type="checkbox" checked={replace} onChange={({ target }) => setReplace(target.checked)} />
        {t("badge.replace")}
      </label>
      <p className="desk-buttons">
        <button type="button" className="button" onClick={() => choose(new Set(all.slice(0, MOST)))}>
          {t("badge.chooseAll", { count: Math.min(MOST, all.length) })}
        </button>
        <button
          type="button"
          className="button is-main"
          disabled={issue.isBusy || chosen.size === 0 || chosen.size > MOST}
          onClick={() => void print([...chosen])}
        >
          {t("badge.issue", { count: chosen.size })}
        </button>
      </p>
      <Problem words={issue.problem} />
      {badges && <BadgeSheet badges={badges} onDone={() => setBadges(null)} />}
      <p className="quiet" role="status">
        {t("people.shown", { shown: number(shown.length), all: number(described.length) })}
      </p>
      <PeopleList
        shown={shown}
        chosen={chosen}
        isBusy={issue.isBusy}
        onToggle={toggle}
        onAgain={(id) => void print([id])}
      />
    </section>
  );
}

interface PeopleListProps {
  readonly shown: readonly { readonly person: Person; readonly lines: readonly string[] }[];
  readonly chosen: ReadonlySet<string>;
  readonly isBusy: boolean;
  readonly onToggle: (id: string) => void;
  readonly onAgain: (id: string) => void;
}

function PeopleList({ shown, chosen, isBusy, onToggle, onAgain }: PeopleListProps) {
  return (
    <ul className="people">
      {shown.map(({ person, lines }) => (
        <li key={person.id}>
          <label className="radio">
            <input type="checkbox" checked={chosen.has(person.id)} onChange={() => onToggle(person.id)} />
            <bdi>{person.displayName}</bdi>
          </label>
          <span className="quiet" dir="auto">
            {lines.join(" · ")}
          </span>
          <button type="button" className="button is-small" disabled={isBusy} onClick={() => onAgain(person.id)}>
            {t("badge.again")}
            <span className="unseen"> {person.displayName}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Everybody at the conference, page after page; null until all are there. */
function usePeople(conferenceId: string): readonly Person[] | null {
  const { api } = useApp();
  const [people, setPeople] = useState<readonly Person[] | null>(null);
  useEffect(() => {
    let isWanted = true;
    void (async () => {
      const found: Person[] = [];
      let after: string | null = null;
      do {
        const variables: PeopleForBadgesQueryVariables = { id: conferenceId, first: 100, after };
        const asked = api.urql.query(PeopleForBadgesDocument, variables, { requestPolicy: "network-only" });
        const page: People | null | undefined = (await asked.toPromise()).data?.conference?.participants;
        if (!page || !isWanted) return;
        found.push(...page.edges.map(({ node }) => node));
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      } while (after !== null);
      setPeople(found);
    })();
    return () => void (isWanted = false);
  }, [api, conferenceId]);
  return people;
}

/** The delegation in two scripts, Latin and Arabic, and the function; of staff what they are in which body. */
function linesOf(person: Person, names: Names): readonly string[] {
  const { delegate, appointments } = person;
  const lines: string[] = [];
  if (delegate) {
    const delegation = names.delegations.find(({ id }) => id === delegate.delegation.id);
    const inLanguage = (one: string): string | undefined =>
      delegation?.country?.names.find(({ locale }) => locale === one)?.name;
    const latin = inLanguage(language() === "ar" ? "EN" : language().toUpperCase());
    const delegationLines = [latin ?? delegation?.organisation, inLanguage("AR")];
    lines.push(...delegationLines.filter((line) => line !== undefined && line !== null));
    lines.push(wordOf("function", delegate.function));
  }
  for (const { role, roundTable } of appointments ?? [])
    lines.push(`${wordOf("role", role)} · ${names.roundTables.find(({ id }) => id === roundTable.id)?.title ?? ""}`);
  if (person.isSecretariat) lines.push(t("role.SECRETARIAT"));
  if (person.isCredentialsOfficer) lines.push(t("role.CREDENTIALS_OFFICER"));
  return lines;
}
