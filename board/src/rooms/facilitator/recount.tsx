import { useState } from "react";
import { useQuery } from "urql";
import { DecisionRecountDocument } from "../../api/generated/facilitator.js";
import { t } from "../../words/words.js";

/** The second count, by other code, when somebody asks for it. */
export function Recount({ ballotId }: { readonly ballotId: string }) {
  const [isAsked, ask] = useState(false);
  const [{ data, fetching }] = useQuery({
    query: DecisionRecountDocument,
    variables: { id: ballotId },
    pause: !isAsked,
    requestPolicy: "network-only",
  });
  const recount = data?.ballot?.decision?.recount;
  return (
    <div role="status">
      {!isAsked && (
        <button type="button" className="button is-small" onClick={() => ask(true)}>
          {t("proof.recount")}
        </button>
      )}
      {fetching && t("proof.recounting")}
      {recount && (
        <p className={recount.agrees ? "notice is-good" : "notice is-wrong"}>
          {recount.agrees ? t("proof.agrees") : t("proof.differs", { findings: recount.findings.length })}
          {recount.findings.map(({ check, expected, found }) => (
            <span key={check} className="number" dir="ltr">
              {" "}
              {check}: {expected} / {found}
            </span>
          ))}
        </p>
      )}
    </div>
  );
}
