import { type FormEvent, useState } from "react";
import { useQuery } from "urql";
import { DelegatesOfRollDocument } from "../../api/generated/facilitator.js";
import {
  ReadInIsConfirmedDocument,
  ReadInIsProposedDocument,
  ReadInIsRejectedDocument,
} from "../../api/generated/facilitator-deeds.js";
import type { VoteChoice } from "../../api/generated/types.js";
import { CHOICES } from "../../parts/ballot/tally-bars.js";
import { deedKey, useDeed, wordOf } from "../../parts/deed.js";
import { Dialog } from "../../parts/dialog.js";
import { nameOf } from "../../parts/names.js";
import { t } from "../../words/words.js";
import type { BallotShown } from "./ballot-panel.js";
import { useTable } from "./table.js";
import { Problem } from "../../parts/problem.js";

/** Votes that were said in the room because a device failed: one person notes, another confirms. */
export function ReadIns({ ballot }: { readonly ballot: BallotShown }) {
  const [isNoting, setNoting] = useState(false);
  const waiting = (ballot.readIns ?? []).filter(({ confirmedAt, rejectedAt }) => !confirmedAt && !rejectedAt);
  return (
    <div className="read-ins">
      {waiting.map((readIn) => (
        <Waiting key={readIn.id} readIn={readIn} />
      ))}
      <button type="button" className="button is-small" onClick={() => setNoting(true)}>
        {t("readIn.note")}
      </button>
      {isNoting && <Noting ballot={ballot} onClose={() => setNoting(false)} />}
    </div>
  );
}

type ReadIn = NonNullable<BallotShown["readIns"]>[number];

function Waiting({ readIn }: { readonly readIn: ReadIn }) {
  const { seats } = useTable();
  const confirm = useDeed(ReadInIsConfirmedDocument);
  const reject = useDeed(ReadInIsRejectedDocument);
  const seat = seats.get(readIn.delegation.id);
  const input = { readInId: readIn.id };
  const problem = confirm.problem ?? reject.problem;
  return (
    <div className="notice is-warning">
      <p>
        {t("readIn.waiting", {
          name: seat ? nameOf(seat.delegation) : "?",
          choice: wordOf("choice", readIn.choice),
          by: readIn.proposedBy.displayName,
        })}
      </p>
      <p className="row-of-buttons">
        <button
          type="button"
          className="button is-small"
          disabled={confirm.isBusy}
          onClick={() => void confirm.run({ input })}
        >
          {t("readIn.confirm")}
        </button>
        <button
          type="button"
          className="button is-small"
          disabled={reject.isBusy}
          onClick={() => void reject.run({ input })}
        >
          {t("readIn.reject")}
        </button>
      </p>
      <Problem words={problem} />
    </div>
  );
}

function Noting({ ballot, onClose }: { readonly ballot: BallotShown; readonly onClose: () => void }) {
  const { seats } = useTable();
  const propose = useDeed(ReadInIsProposedDocument);
  const [{ data }] = useQuery({
    query: DelegatesOfRollDocument,
    variables: { id: ballot.id },
    requestPolicy: "network-only",
  });
  const [delegationId, setDelegation] = useState("");
  const [delegateId, setDelegate] = useState("");
  const [choice, setChoice] = useState<VoteChoice | null>(null);
  const [key] = useState(deedKey);
  const missing = (data?.ballot?.roll ?? []).filter(({ hasVoted }) => hasVoted === false);
  const people = missing.find(({ delegation }) => delegation.id === delegationId)?.delegation.delegates ?? [];
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (delegateId === "" || choice === null) return;
    const input = { ballotId: ballot.id, delegateId, choice, clientMutationId: key };
    if ((await propose.run({ input }))?.kind === "done") onClose();
  };
  return (
    <Dialog
      title={t("readIn.title")}
      onClose={onClose}
      actions={
        <>
          <button type="button" className="button" onClick={onClose}>
            {t("page.cancel")}
          </button>
          <button
            type="submit"
            form="read-in"
            className="button is-main"
            disabled={propose.isBusy || delegateId === "" || choice === null}
          >
            {t("readIn.propose")}
          </button>
        </>
      }
    >
      <form id="read-in" className="form" onSubmit={(event) => void submit(event)}>
        <p className="quiet">{t("readIn.words")}</p>
        <label>
          {t("readIn.delegation")}
          <select
            value={delegationId}
            onChange={({ target }) => {
              setDelegation(target.value);
              setDelegate("");
            }}
          >
            <option value="">{t("form.choose")}</option>
            {missing.map(({ delegation }) => {
              const seat = seats.get(delegation.id);
              return (
                <option key={delegation.id} value={delegation.id}>
                  {seat ? nameOf(seat.delegation) : delegation.id}
                </option>
              );
            })}
          </select>
        </label>
        <label>
          {t("readIn.delegate")}
          <select
            value={delegateId}
            onChange={({ target }) => setDelegate(target.value)}
            disabled={people.length === 0}
          >
            <option value="">{t("form.choose")}</option>
            {people
              .filter(({ withdrawnAt }) => withdrawnAt === null)
              .map(({ id, participation }) => (
                <option key={id} value={id}>
                  {participation.displayName}
                </option>
              ))}
          </select>
        </label>
        <Said choice={choice} onChoose={setChoice} />
        <Problem words={propose.problem} />
      </form>
    </Dialog>
  );
}

function Said({
  choice,
  onChoose,
}: {
  readonly choice: VoteChoice | null;
  readonly onChoose: (choice: VoteChoice) => void;
}) {
  return (
    <fieldset>
      <legend>{t("readIn.choice")}</legend>
      {CHOICES.map((one) => (
        <label key={one} className="radio">
          <input type="radio" name="choice" checked={choice === one} onChange={() => onChoose(one)} />
          {wordOf("choice", one)}
        </label>
      ))}
    </fieldset>
  );
}
