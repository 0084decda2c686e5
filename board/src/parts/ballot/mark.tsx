import "./ballot.css";
import type { VoteChoice } from "../../api/generated/types.js";

/** What a seat or a row shows: a choice, that it has voted and nobody may know how, or nothing yet. */
export type Marked = VoteChoice | "voted" | "none";

/**
 * The sign of a choice: a disc with a tick, a square with a cross, a ring with a bar. Form and word say it, colour repeats it.
 * Inside of the shape are strokes and no text, so nothing turns around in Arabic.
 */
export function Mark({ of }: { readonly of: Marked }) {
  return (
    <svg className="mark" data-mark={of} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {of === "FOR" && (
        <>
          <circle cx="12" cy="12" r="11" className="mark-body" />
          <path d="M6.5 12.5l4 4 7-8.5" className="mark-sign" />
        </>
      )}
      {of === "AGAINST" && (
        <>
          <rect x="1.5" y="1.5" width="21" height="21" rx="3" className="mark-body" />
          <path d="M7 7l10 10M17 7L7 17" className="mark-sign" />
        </>
      )}
      {of === "ABSTAIN" && (
        <>
          <circle cx="12" cy="12" r="10" className="mark-ring" />
          <path d="M7 12h10" className="mark-bar" />
        </>
      )}
      {of === "voted" && <circle cx="12" cy="12" r="7" className="mark-voted" />}
      {of === "none" && <rect x="2" y="2" width="20" height="20" rx="4" className="mark-none" />}
    </svg>
  );
}
