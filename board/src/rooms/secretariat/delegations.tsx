import { useMemo, useState } from "react";
import { useQuery } from "urql";
import { DelegationsOfConferenceDocument } from "../../api/generated/secretariat.js";
import type { DelegationsOfConferenceQuery } from "../../api/generated/types.js";
import { wordOf } from "../../parts/deed.js";
import { nameOf } from "../../parts/names.js";
import { number } from "../../words/formats.js";
import { language, locale, t, tag } from "../../words/words.js";
import { DelegationDialog } from "./delegation-dialog.js";
import type { Conference } from "./secretariat.js";

export type Delegation = NonNullable<DelegationsOfConferenceQuery["conference"]>["delegations"][number];

/** Letters alike, whatever accents they carry. */
const plain = (text: string): string => text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLocaleLowerCase(tag());

/** All delegations, to be searched; one of them opens with everything that can be done about it. */
export function Delegations({ conference }: { readonly conference: Conference }) {
  const [{ data, fetching }, ask] = useQuery({
    query: DelegationsOfConferenceDocument,
    variables: { id: conference.id, locale: locale() },
    requestPolicy: "cache-and-network",
  });
  const [sought, seek] = useState("");
  const [openId, open] = useState<string | null>(null);
  const delegations = useMemo(() => {
    const collator = new Intl.Collator(language());
    return data?.conference?.delegations.toSorted((a, b) => collator.compare(nameOf(a), nameOf(b))) ?? [];
  }, [data]);
  const shown = delegations.filter((one) => {
    const people = one.delegates.map(({ participation }) => participation.displayName);
    return plain([nameOf(one), one.country?.code ?? "", ...people].join(" ")).includes(plain(sought));
  });
  const chosen = delegations.find(({ id }) => id === openId);
  if (!data) return <p role="status">{t(fetching ? "page.loading" : "refusal.UNANSWERED")}</p>;
  return (
    <section aria-labelledby="delegations" className="desk-part">
      <h2 id="delegations">{t("desk.delegations")}</h2>
      <label className="search">
        {t("people.search")}
        <input type="search" value={sought} onChange={({ target }) => seek(target.value)} dir="auto" />
      </label>
      <p className="quiet" role="status">
        {t("people.shown", { shown: number(shown.length), all: number(delegations.length) })}
      </p>
      <ul className="delegations">
        {shown.map((one) => (
          <Row key={one.id} delegation={one} onOpen={() => open(one.id)} />
        ))}
      </ul>
      {chosen && (
        <DelegationDialog
          delegation={chosen}
          conference={conference}
          onClose={() => open(null)}
          onChanged={() => ask({ requestPolicy: "network-only" })}
        />
      )}
    </section>
  );
}

function Row({ delegation, onOpen }: { readonly delegation: Delegation; readonly onOpen: () => void }) {
  const { kind, credentials, votingSuspended, mayVote, delegates } = delegation;
  const head = delegates.find((one) => one.function === "HEAD" && one.withdrawnAt === null);
  return (
    <li className="delegation">
      <button type="button" className="delegation-open" onClick={onOpen}>
        <bdi>{nameOf(delegation)}</bdi>
      </button>
      <span className="state-mark" data-credentials={credentials}>
        {wordOf("standing", credentials)}
      </span>
      <span className="quiet">
        {kind === "OBSERVER"
          ? t("people.observer")
          : votingSuspended
            ? t("people.suspended")
            : t(mayVote ? "people.mayVote" : "people.mayNotVote")}
      </span>
      <span className="quiet">
        {head ? <bdi>{head.participation.displayName}</bdi> : t("people.noHead")} ·{" "}
        {t("people.count", { count: delegates.filter((one) => one.withdrawnAt === null).length })}
      </span>
    </li>
  );
}
