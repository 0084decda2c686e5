import { useState } from "react";
import { ChairRulesOnAmendmentDocument } from "../../api/generated/facilitator-deeds.js";
import { useDeed, wordOf } from "../../parts/deed.js";
import { nameOf } from "../../parts/names.js";
import { Reason } from "../../parts/reason.js";
import { list } from "../../words/formats.js";
import { t } from "../../words/words.js";
import { Opening } from "./opening.js";
import { useTable } from "./table.js";
import type { TextShown } from "./text-panel.js";
import { Problem } from "../../parts/problem.js";

type AmendmentShown = TextShown["amendments"][number];

const OPEN_STATES = ["PROPOSED", "IN_ORDER", "PUT_TO_VOTE"];

/** Amendments in the order in which they should be voted on, furthest from the text first; those that are settled behind. */
export function Amendments({ text }: { readonly text: TextShown }) {
  if (text.amendments.length === 0) return null;
  const rank = new Map(text.votingOrder.map((place) => [place.amendment.id, place]));
  const inOrder = text.amendments
    .filter(({ state }) => OPEN_STATES.includes(state))
    .toSorted((a, b) => (rank.get(a.id)?.rank ?? Infinity) - (rank.get(b.id)?.rank ?? Infinity));
  const settled = text.amendments.filter(({ state }) => !OPEN_STATES.includes(state));
  return (
    <section className="amendments" aria-labelledby="amendments-title">
      <h3 id="amendments-title">{t("amendments.title")}</h3>
      <ol>
        {inOrder.map((amendment) => (
          <AmendmentRow
            key={amendment.id}
            text={text}
            amendment={amendment}
            rank={rank.get(amendment.id)?.rank ?? null}
          />
        ))}
      </ol>
      {settled.length > 0 && (
        <details>
          <summary>{t("amendments.settled", { count: settled.length })}</summary>
          <ol>
            {settled.map((amendment) => (
              <AmendmentRow key={amendment.id} text={text} amendment={amendment} rank={null} />
            ))}
          </ol>
        </details>
      )}
    </section>
  );
}

interface RowProps {
  readonly text: TextShown;
  readonly amendment: AmendmentShown;
  readonly rank: number | null;
}

function AmendmentRow({ text, amendment, rank }: RowProps) {
  const falls = amendment.ifAdopted.filter(({ effect }) => effect === "LAPSES");
  return (
    <li className="amendment">
      <p>
        {rank !== null && <span className="rank number">{rank}</span>}
        <bdi className="symbol">{amendment.symbol}</bdi>{" "}
        <strong>
          {amendment.paragraph?.number
            ? t(`amendment.${amendment.kind}.at`, { number: amendment.paragraph.number })
            : t(`amendment.${amendment.kind}`)}
        </strong>{" "}
        <span className="quiet">
          {wordOf("amendmentState", amendment.state)} · <bdi>{nameOf(amendment.proposedBy)}</bdi>
        </span>
      </p>
      {amendment.text && <p dir="auto">{amendment.text}</p>}
      {amendment.reason && (
        <p dir="auto" className="quiet">
          {amendment.reason}
        </p>
      )}
      {falls.length > 0 && (
        <p className="quiet">{t("amendment.falls", { symbols: list(falls.map((one) => one.amendment.symbol)) })}</p>
      )}
      <AmendmentDeeds text={text} amendment={amendment} />
    </li>
  );
}

function AmendmentDeeds({ text, amendment }: Omit<RowProps, "rank">) {
  const { table, isVoting, conducts } = useTable();
  const rule = useDeed(ChairRulesOnAmendmentDocument);
  const [isOpening, setOpening] = useState(false);
  const [isRefusing, setRefusing] = useState(false);
  if (!conducts || table.state !== "OPEN") return null;
  return (
    <div className="row-of-buttons">
      {amendment.state === "PROPOSED" && (
        <>
          <button
            type="button"
            className="button is-small"
            disabled={rule.isBusy}
            onClick={() => void rule.run({ input: { amendmentId: amendment.id, inOrder: true } })}
          >
            {t("amendment.inOrder")}
          </button>
          <button type="button" className="button is-small" onClick={() => setRefusing(true)}>
            {t("amendment.outOfOrder")}
          </button>
        </>
      )}
      {amendment.state === "IN_ORDER" && (
        <button type="button" className="button is-small" disabled={isVoting} onClick={() => setOpening(true)}>
          {t("text.putToVote")}
        </button>
      )}
      <Problem words={!isRefusing ? rule.problem : null} />
      {isOpening && <Opening text={text} amendmentId={amendment.id} onClose={() => setOpening(false)} />}
      {isRefusing && (
        <Reason
          title={t("amendment.outOfOrderTitle", { symbol: amendment.symbol })}
          words={t("amendment.outOfOrderWords")}
          action={t("amendment.outOfOrder")}
          problem={rule.problem}
          onClose={() => setRefusing(false)}
          onReason={async (reason) => {
            const outcome = await rule.run({ input: { amendmentId: amendment.id, inOrder: false, reason } });
            if (outcome?.kind === "done") setRefusing(false);
          }}
        />
      )}
    </div>
  );
}
