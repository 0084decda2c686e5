import { useState } from "react";
import { useQuery } from "urql";
import { VersionChangesDocument } from "../../api/generated/facilitator.js";
import { Changes } from "../../parts/text/pieces.js";
import { moment } from "../../words/formats.js";
import { t } from "../../words/words.js";
import { useTable } from "./table.js";
import type { TextShown } from "./text-panel.js";

/** Earlier versions, and what has changed since the one that is chosen. */
export function Versions({ text }: { readonly text: TextShown }) {
  const { table } = useTable();
  const [since, setSince] = useState<number | null>(null);
  const { number } = text.currentVersion;
  const [{ data }] = useQuery({
    query: VersionChangesDocument,
    variables: { id: text.id, since: since ?? 1 },
    pause: since === null,
    requestPolicy: "network-only",
  });
  if (number === 1) return null;
  const changes = data?.recommendation?.currentVersion.diff;
  return (
    <details className="versions">
      <summary>{t("versions.title", { count: number })}</summary>
      <div className="row-of-buttons">
        {text.versions
          .filter((version) => version.number < number)
          .map((version) => (
            <button
              key={version.id}
              type="button"
              className="button is-small"
              aria-pressed={since === version.number}
              onClick={() => setSince(version.number)}
            >
              {t("versions.since", {
                number: version.number,
                at: moment(version.createdAt, table.conference.timeZone),
              })}
            </button>
          ))}
      </div>
      {since !== null && changes && <Changes changes={changes} />}
    </details>
  );
}
