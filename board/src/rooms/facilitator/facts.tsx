import { StatusStrip } from "../../parts/status-strip.js";
import { t } from "../../words/words.js";
import type { RoomTable } from "./table.js";

/** The strip: which table, who presides, who is present and whether that is enough. */
export function Facts({ table }: { readonly table: RoomTable }) {
  const { quorum } = table;
  return (
    <StatusStrip who={table.presidingOfficer?.displayName ?? t("facilitator.noChair")}>
      <strong dir="auto" className="strip-title">
        {table.title}
      </strong>
      <span className="figures number">{t("presence.count", { present: quorum.present, base: quorum.base })}</span>
      <span className="strip-quorum" data-met={quorum.isMet}>
        <span aria-hidden="true">{quorum.isMet ? "✓" : "✕"}</span>{" "}
        {quorum.isMet
          ? t("quorum.met", { required: quorum.required })
          : t("quorum.notMet", { required: quorum.required, missing: -quorum.margin })}
        {quorum.isMet && quorum.margin <= 3 && <em> · {t("quorum.margin", { margin: quorum.margin })}</em>}
      </span>
    </StatusStrip>
  );
}
