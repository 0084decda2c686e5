import type { Ballot } from "./place.js";
import { t } from "../../words/words.js";

/** What will be told of a secret ballot, said before the choice: in words made of the rule's numbers. */
export function Disclosed({ papers, outside, repeats }: NonNullable<Ballot["disclosure"]>) {
  return (
    <details className="disclosed">
      <summary>{t("delegate.secret.short")}</summary>
      <ul>
        <li>{t("delegate.secret.link")}</li>
        <li>{t("delegate.secret.papers", { papers })}</li>
        <li>{outside === 0 ? t("delegate.secret.unanimous") : t("delegate.secret.outside", { outside })}</li>
        {repeats >= 0 && <li>{t("delegate.secret.repeats", { repeats })}</li>}
      </ul>
    </details>
  );
}
