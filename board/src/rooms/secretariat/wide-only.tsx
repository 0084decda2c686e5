import { type ReactNode, useSyncExternalStore } from "react";
import { t } from "../../words/words.js";

const wide = matchMedia("(min-width: 768px)");

const watch = (listener: () => void): (() => void) => {
  wide.addEventListener("change", listener);
  return () => wide.removeEventListener("change", listener);
};

/** Lists of many columns are worked on at a desk; a phone says so instead of squeezing them. */
export function WideOnly({ children }: { readonly children: ReactNode }) {
  const isWide = useSyncExternalStore(watch, () => wide.matches);
  return isWide ? children : <p className="notice">{t("desk.wideOnly")}</p>;
}
