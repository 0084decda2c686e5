import { useState } from "react";
import { ScreenIsOpenedDocument } from "../../api/generated/secretariat.js";
import { CopyButton } from "../../parts/copy-button.js";
import { useDeed } from "../../parts/deed.js";
import { Dialog } from "../../parts/dialog.js";
import { moment } from "../../words/formats.js";
import { language, t } from "../../words/words.js";
import { Qr } from "./qr-code.js";
import { Problem } from "../../parts/problem.js";

/** A sign-in for the screen in a hall, as a link: shown once, kept nowhere. */
export function HallCode(props: { readonly tableId: string; readonly title: string; readonly onClose: () => void }) {
  const { tableId, title, onClose } = props;
  const open = useDeed(ScreenIsOpenedDocument);
  const [made, setMade] = useState<{ readonly link: string; readonly expiresAt: string } | null>(null);
  const make = async (replace: boolean): Promise<void> => {
    const outcome = await open.run({ input: { roundTableId: tableId, replace } });
    if (outcome?.kind !== "done") return;
    const { accessCode, expiresAt } = outcome.success;
    setMade({
      link: `${location.origin}/${language()}/hall/${tableId}#code=${encodeURIComponent(accessCode)}`,
      expiresAt,
    });
  };
  return (
    <Dialog
      title={t("screen.title", { table: title })}
      onClose={onClose}
      actions={
        <>
          <button type="button" className="button" onClick={onClose}>
            {t("page.close")}
          </button>
          <button type="button" className="button" disabled={open.isBusy} onClick={() => void make(true)}>
            {t("screen.replace")}
          </button>
          <button type="button" className="button is-main" disabled={open.isBusy} onClick={() => void make(false)}>
            {t("screen.make")}
          </button>
        </>
      }
    >
      <p>{t("screen.words")}</p>
      {made && (
        <>
          <Qr text={made.link} label={t("screen.qr")} />
          <p className="secret-link" dir="ltr">
            {made.link}
          </p>
          <CopyButton text={made.link} />
          <p className="quiet">{t("screen.until", { at: moment(made.expiresAt) })}</p>
        </>
      )}
      <Problem words={open.problem} />
    </Dialog>
  );
}
