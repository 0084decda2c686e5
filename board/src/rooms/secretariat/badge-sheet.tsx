import { createPortal } from "react-dom";
import { t } from "../../words/words.js";
import { Qr } from "./qr-code.js";

/** What a badge says, and the code behind its QR; the code lives on this page alone and is gone with it. */
export interface Badge {
  readonly id: string;
  readonly name: string;
  readonly conference: string;
  /** The delegation in one or two scripts, and the function. */
  readonly lines: readonly string[];
  readonly accessCode: string;
}

/** The link that signs its bearer in. The code stands behind `#`, which no server and no log sees. */
export const linkOf = (accessCode: string): string => `${location.origin}/#code=${encodeURIComponent(accessCode)}`;

/** Four badges of A6 on a sheet of A4, to be printed at once: the codes are shown this one time. */
export function BadgeSheet({ badges, onDone }: { readonly badges: readonly Badge[]; readonly onDone: () => void }) {
  return (
    <>
      <div className="notice is-warning" role="status">
        <p>{t("badge.once", { count: badges.length })}</p>
        <p className="desk-buttons">
          <button type="button" className="button is-main" onClick={() => print()}>
            {t("badge.print")}
          </button>
          <button type="button" className="button" onClick={onDone}>
            {t("badge.done")}
          </button>
        </p>
      </div>
      {createPortal(
        <ul className="badges" aria-label={t("desk.badges")}>
          {badges.map((badge) => (
            <li key={badge.id} className="badge">
              <p className="badge-conference" dir="auto">
                {badge.conference}
              </p>
              <p className="badge-name" dir="auto">
                {badge.name}
              </p>
              {badge.lines.map((line) => (
                <p key={line} className="badge-line" dir="auto">
                  {line}
                </p>
              ))}
              <Qr text={linkOf(badge.accessCode)} label={t("badge.qr", { name: badge.name })} />
              <p className="badge-code" dir="ltr">
                {badge.accessCode}
              </p>
            </li>
          ))}
        </ul>,
        document.body,
      )}
    </>
  );
}
