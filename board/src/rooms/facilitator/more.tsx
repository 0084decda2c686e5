import { useState } from "react";
import { HallScreenOpensDocument } from "../../api/generated/facilitator.js";
import {
  ChairCancelsBallotDocument,
  ChairClosesTableDocument,
  ChairSuspendsTableDocument,
  PresenceIsRecordedDocument,
} from "../../api/generated/facilitator-deeds.js";
import { CopyButton } from "../../parts/copy-button.js";
import { useDeed } from "../../parts/deed.js";
import { Dialog } from "../../parts/dialog.js";
import { Reason } from "../../parts/reason.js";
import { language, t } from "../../words/words.js";
import type { BallotShown } from "./ballot-panel.js";
import { type RoomTable, useTable } from "./table.js";
import { Problem } from "../../parts/problem.js";

interface MoreProps {
  readonly table: RoomTable;
  /** The ballot that takes votes, if any. */
  readonly ballot: BallotShown | null;
}

/** What is not needed every minute, apart from what is; on a phone behind one button. */
export function More({ table, ballot }: MoreProps) {
  const [isShown, show] = useState(false);
  return (
    <div className="controls-more">
      <button
        type="button"
        className="button controls-show"
        aria-expanded={isShown}
        aria-controls="controls-rare"
        onClick={() => show(!isShown)}
      >
        {t("page.more")}
      </button>
      <div id="controls-rare" className="controls-rare" data-shown={isShown || undefined}>
        <Rare table={table} ballot={ballot} />
      </div>
    </div>
  );
}

type Asked = "cancel" | "hall" | "close" | "present" | null;

function Rare({ table, ballot }: MoreProps) {
  const suspend = useDeed(ChairSuspendsTableDocument);
  const { isVoting } = useTable();
  const [asked, ask] = useState<Asked>(null);
  const isOpen = table.state === "OPEN";
  return (
    <>
      {ballot && (
        <button type="button" className="button is-grave" onClick={() => ask("cancel")}>
          {t("controls.cancel")}
        </button>
      )}
      <button type="button" className="button" onClick={() => ask("hall")}>
        {t("more.hall")}
      </button>
      {(isOpen || table.state === "SCHEDULED") && (
        <button type="button" className="button" onClick={() => ask("present")}>
          {t("more.allPresent")}
        </button>
      )}
      {isOpen && !isVoting && (
        <button
          type="button"
          className="button"
          disabled={suspend.isBusy}
          onClick={() => void suspend.run({ input: { roundTableId: table.id } })}
        >
          {t("more.suspend")}
        </button>
      )}
      {(isOpen || table.state === "SUSPENDED") && !isVoting && (
        <button type="button" className="button is-grave" onClick={() => ask("close")}>
          {t("more.close")}
        </button>
      )}
      <Problem words={suspend.problem} />
      {asked === "cancel" && ballot && <Cancelling ballot={ballot} onClose={() => ask(null)} />}
      {asked === "hall" && <HallScreen table={table} onClose={() => ask(null)} />}
      {asked === "close" && <CloseTable table={table} onClose={() => ask(null)} />}
      {asked === "present" && <AllPresent table={table} onClose={() => ask(null)} />}
    </>
  );
}

function Cancelling({ ballot, onClose }: { readonly ballot: BallotShown; readonly onClose: () => void }) {
  const cancel = useDeed(ChairCancelsBallotDocument);
  return (
    <Reason
      title={t("controls.cancelTitle")}
      words={t("controls.cancelWords")}
      action={t("controls.cancelSend")}
      problem={cancel.problem}
      onClose={onClose}
      onReason={async (reason) => {
        if ((await cancel.run({ input: { ballotId: ballot.id, reason } }))?.kind === "done") onClose();
      }}
    />
  );
}

interface AskedProps {
  readonly table: RoomTable;
  readonly onClose: () => void;
}

/** The hall's screen is somebody of its own: it sees what the hall may see, whoever opened it. */
function HallScreen({ table, onClose }: AskedProps) {
  const open = useDeed(HallScreenOpensDocument);
  const [link, setLink] = useState<string | null>(null);
  const make = async (): Promise<void> => {
    const outcome = await open.run({ input: { roundTableId: table.id } });
    if (outcome?.kind === "done")
      setLink(
        `${location.origin}/${language()}/hall/${table.id}#code=${encodeURIComponent(outcome.success.accessCode)}`,
      );
  };
  return (
    <Dialog
      title={t("hallScreen.title")}
      onClose={onClose}
      actions={
        <>
          <button type="button" className="button" onClick={onClose}>
            {t("page.close")}
          </button>
          {link === null ? (
            <button type="button" className="button is-main" disabled={open.isBusy} onClick={() => void make()}>
              {t("hallScreen.make")}
            </button>
          ) : (
            <a className="button is-main" href={link} target="_blank" rel="noopener noreferrer">
              {t("hallScreen.open")}
            </a>
          )}
        </>
      }
    >
      <p>{t("hallScreen.words")}</p>
      {link && (
        <p className="link-row">
          <code dir="ltr">{link}</code> <CopyButton text={link} />
        </p>
      )}
      <Problem words={open.problem} />
    </Dialog>
  );
}

function CloseTable({ table, onClose }: AskedProps) {
  const close = useDeed(ChairClosesTableDocument);
  const run = async (): Promise<void> => {
    if ((await close.run({ input: { roundTableId: table.id } }))?.kind === "done") onClose();
  };
  return (
    <Dialog
      title={t("more.closeTitle")}
      onClose={onClose}
      actions={
        <>
          <button type="button" className="button" onClick={onClose}>
            {t("page.cancel")}
          </button>
          <button type="button" className="button is-grave" disabled={close.isBusy} onClick={() => void run()}>
            {t("more.close")}
          </button>
        </>
      }
    >
      <p>{t("more.closeWords")}</p>
      <Problem words={close.problem} />
    </Dialog>
  );
}

function AllPresent({ table, onClose }: AskedProps) {
  const record = useDeed(PresenceIsRecordedDocument);
  const absent = table.seats.filter(({ isPresent }) => !isPresent);
  const run = async (): Promise<void> => {
    const entries = absent.map(({ delegation }) => ({ delegationId: delegation.id, isPresent: true }));
    if ((await record.run({ input: { roundTableId: table.id, entries } }))?.kind === "done") onClose();
  };
  return (
    <Dialog
      title={t("more.allPresentTitle")}
      onClose={onClose}
      actions={
        <>
          <button type="button" className="button" onClick={onClose}>
            {t("page.cancel")}
          </button>
          <button
            type="button"
            className="button is-main"
            disabled={record.isBusy || absent.length === 0}
            onClick={() => void run()}
          >
            {t("more.allPresent")}
          </button>
        </>
      }
    >
      <p>{t("more.allPresentWords", { count: absent.length })}</p>
      <Problem words={record.problem} />
    </Dialog>
  );
}
