import { useEffect, useState } from "react";
import type { BallotAtTableQuery } from "../../api/generated/types.js";
import { CopyButton } from "../../parts/copy-button.js";
import { t } from "../../words/words.js";
import { Recount } from "./recount.js";

type ProofShown = NonNullable<NonNullable<NonNullable<BallotAtTableQuery["ballot"]>["decision"]>["proof"]>;

/** What proves the decision: the formula with the numbers in it, the digest, the whole document, a recount. */
export function Proof({ ballotId, proof }: { readonly ballotId: string; readonly proof: ProofShown }) {
  return (
    <details className="proof">
      <summary>{t("proof.title")}</summary>
      <dl>
        <dt>{t("proof.formula")}</dt>
        <dd dir="ltr">{proof.formula}</dd>
        {proof.evaluated && (
          <>
            <dt>{t("proof.evaluated")}</dt>
            <dd dir="ltr">{proof.evaluated}</dd>
          </>
        )}
        {proof.hash && (
          <>
            <dt>{t("proof.digest")}</dt>
            <dd dir="ltr" className="digest">
              {inGroups(proof.hash)} <CopyButton text={proof.hash} />
              <Code text={proof.hash} />
            </dd>
          </>
        )}
      </dl>
      <p className={proof.isIntact ? "notice is-good" : "notice is-wrong"}>
        {t(proof.isIntact ? "proof.intact" : "proof.broken")}
      </p>
      <Recount ballotId={ballotId} />
      <details>
        <summary>{t("proof.document")}</summary>
        <pre dir="ltr" tabIndex={0} aria-label={t("proof.document")}>
          {proof.document}
        </pre>
      </details>
    </details>
  );
}

/** Sixteen groups of four, as one compares them aloud. */
const inGroups = (hash: string): string => hash.match(/.{1,4}/g)?.join(" ") ?? hash;

/** The digest as a QR code: loaded when somebody opens the proof. */
function Code({ text }: { readonly text: string }) {
  const [path, setPath] = useState<{ readonly d: string; readonly size: number } | null>(null);
  useEffect(() => {
    let isHere = true;
    void import("../../parts/qr.js").then(({ qrPath }) => isHere && setPath(qrPath(text)));
    return () => {
      isHere = false;
    };
  }, [text]);
  if (!path) return null;
  return (
    <svg className="qr" viewBox={`-4 -4 ${path.size + 8} ${path.size + 8}`} role="img" aria-label={t("proof.qr")}>
      <rect x="-4" y="-4" width={path.size + 8} height={path.size + 8} fill="#fff" />
      <path d={path.d} fill="#000" />
    </svg>
  );
}
