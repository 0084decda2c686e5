import { useState } from "react";
import {
  AnnulmentIsConfirmedDocument,
  AnnulmentIsProposedDocument,
  AnnulmentIsWithdrawnDocument,
  ChairDeclaresDecisionDocument,
  ChairForwardsTextDocument,
} from "../../api/generated/facilitator-deeds.js";
import { decisionSentence, quorumSentence, ruleSentence } from "../../parts/ballot/decision-words.js";
import { deedKey, useDeed } from "../../parts/deed.js";
import { Reason } from "../../parts/reason.js";
import { clock } from "../../words/formats.js";
import { t } from "../../words/words.js";
import type { BallotShown } from "./ballot-panel.js";
import { Proof } from "./proof.js";
import { useTable } from "./table.js";
import { Problem } from "../../parts/problem.js";

/** What became of the ballot: the sentence to be read out first, then the one button that tells it to everybody, then the proof. */
export function Result({ ballot }: { readonly ballot: BallotShown }) {
  const { conducts } = useTable();
  const { decision } = ballot;
  if (ballot.state === "CANCELLED")
    return (
      <p className="notice" dir="auto">
        {t("result.cancelled", { reason: ballot.cancelReason ?? "" })}
      </p>
    );
  if (!decision) return <p className="quiet">{t("result.counting")}</p>;
  return (
    <div className="result figures">
      <p className="verdict" tabIndex={-1} data-outcome={decision.outcome}>
        {decisionSentence(decision, ballot.turnout)}
      </p>
      <ul className="result-facts">
        <li>{ruleSentence(decision)}</li>
        <li>{quorumSentence(decision)}</li>
        {ballot.closedAt && <li>{t("result.closedAt", { at: clock(ballot.closedAt) })}</li>}
        <li dir="auto" className="quiet">
          {decision.citation}
        </li>
      </ul>
      <Declaring ballot={ballot} />
      {(conducts || ballot.annulment) && <Annulling ballot={ballot} conducts={conducts} />}
      {decision.proof && <Proof ballotId={ballot.id} proof={decision.proof} />}
    </div>
  );
}

function Declaring({ ballot }: { readonly ballot: BallotShown }) {
  const declare = useDeed(ChairDeclaresDecisionDocument);
  const forward = useDeed(ChairForwardsTextDocument);
  const { table, conducts } = useTable();
  const [key] = useState(deedKey);
  if (ballot.state === "CLOSED" && !conducts) return null;
  if (ballot.state === "CLOSED")
    return (
      <div className="announce">
        <button
          type="button"
          className="button is-main"
          disabled={declare.isBusy}
          onClick={() => void declare.run({ input: { ballotId: ballot.id } })}
        >
          {t("result.declare")}
        </button>
        <span className="quiet">{t("result.declareWords")}</span>
        <Problem words={declare.problem} />
      </div>
    );
  if (ballot.state !== "DECLARED" || !ballot.declaredAt) return null;
  const mayForward =
    conducts && table.kind === "REGIONAL" && !ballot.amendment && ballot.recommendation.state === "ADOPTED";
  return (
    <div className="announce">
      <p>{t("result.declaredAt", { at: clock(ballot.declaredAt) })}</p>
      {mayForward && (
        <button
          type="button"
          className="button"
          disabled={forward.isBusy}
          onClick={() =>
            void forward.run({ input: { recommendationId: ballot.recommendation.id, clientMutationId: key } })
          }
        >
          {t("result.forward")}
        </button>
      )}
      <Problem words={forward.problem} />
    </div>
  );
}

/** Takes two persons of two offices: what one has proposed, the other confirms. */
function Annulling({ ballot, conducts }: { readonly ballot: BallotShown; readonly conducts: boolean }) {
  const propose = useDeed(AnnulmentIsProposedDocument);
  const confirm = useDeed(AnnulmentIsConfirmedDocument);
  const withdraw = useDeed(AnnulmentIsWithdrawnDocument);
  const [isAsking, setAsking] = useState(false);
  const { annulment } = ballot;
  const problem = propose.problem ?? confirm.problem ?? withdraw.problem;
  const input = { ballotId: ballot.id };
  if (annulment && !annulment.confirmedAt)
    return (
      <div className="notice is-warning">
        <p dir="auto">{t("annulment.waiting", { by: annulment.proposedBy.displayName, reason: annulment.reason })}</p>
        {conducts && (
          <p className="row-of-buttons">
            <button
              type="button"
              className="button is-small is-grave"
              disabled={confirm.isBusy}
              onClick={() => void confirm.run({ input })}
            >
              {t("annulment.confirm")}
            </button>
            <button
              type="button"
              className="button is-small"
              disabled={withdraw.isBusy}
              onClick={() => void withdraw.run({ input })}
            >
              {t("annulment.withdraw")}
            </button>
          </p>
        )}
        <Problem words={problem} />
      </div>
    );
  if (annulment)
    return (
      <p className="notice is-warning" dir="auto">
        {t("annulment.done", { reason: annulment.reason })}
      </p>
    );
  return (
    <>
      <button type="button" className="button is-small is-plain" onClick={() => setAsking(true)}>
        {t("annulment.propose")}
      </button>
      {isAsking && (
        <Reason
          title={t("annulment.title")}
          words={t("annulment.words")}
          action={t("annulment.send")}
          problem={problem}
          onClose={() => setAsking(false)}
          onReason={async (reason) => {
            if ((await propose.run({ input: { ...input, reason } }))?.kind === "done") setAsking(false);
          }}
        />
      )}
    </>
  );
}
