import { useState } from "react";
import { useQuery } from "urql";
import {
  CredentialsAreDecidedDocument,
  DelegationRecordsDocument,
  RightsAreRestoredDocument,
  RightsAreSuspendedDocument,
} from "../../api/generated/secretariat.js";
import type { CredentialsRuling } from "../../api/generated/types.js";
import { useDeed, wordOf } from "../../parts/deed.js";
import { Dialog } from "../../parts/dialog.js";
import { nameOf } from "../../parts/names.js";
import { moment } from "../../words/formats.js";
import { t } from "../../words/words.js";
import type { Delegation } from "./delegations.js";
import { People } from "./people.js";
import type { Conference } from "./secretariat.js";
import { Problem } from "../../parts/problem.js";

interface DelegationDialogProps {
  readonly delegation: Delegation;
  readonly conference: Conference;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

const RULINGS: readonly CredentialsRuling[] = ["ACCEPTED", "PROVISIONAL", "REJECTED"];

/** One delegation: its credentials and its right to vote, each changed with a reason, and its people. */
export function DelegationDialog({ delegation, conference, onClose, onChanged }: DelegationDialogProps) {
  const me = conference.myParticipation;
  return (
    <Dialog
      wide
      title={nameOf(delegation)}
      onClose={onClose}
      actions={
        <button type="button" className="button" onClick={onClose}>
          {t("page.close")}
        </button>
      }
    >
      <section className="desk-part" aria-labelledby="credentials">
        <h3 id="credentials">
          {t("people.credentials")}{" "}
          <span className="state-mark" data-credentials={delegation.credentials}>
            {wordOf("standing", delegation.credentials)}
          </span>
        </h3>
        {me?.isCredentialsOfficer ? (
          <Ruling delegation={delegation} />
        ) : (
          <p className="quiet">{t("people.notOfficer")}</p>
        )}
        <Records conferenceId={conference.id} delegation={delegation} timeZone={conference.timeZone} />
      </section>
      {delegation.kind === "MEMBER" && (me?.isSecretariat || me?.isCredentialsOfficer) && (
        <VotingRight delegation={delegation} />
      )}
      <People delegation={delegation} isSecretariat={me?.isSecretariat ?? false} onChanged={onChanged} />
    </Dialog>
  );
}

function Ruling({ delegation }: { readonly delegation: Delegation }) {
  const decide = useDeed(CredentialsAreDecidedDocument);
  const [reason, setReason] = useState("");
  const run = async (decision: CredentialsRuling): Promise<void> => {
    const outcome = await decide.run({
      input: {
        delegationId: delegation.id,
        decision,
        reason: reason.trim(),
        expectedCredentials: delegation.credentials,
      },
    });
    if (outcome?.kind === "done") setReason("");
  };
  return (
    <div className="desk-form">
      <label>
        {t("people.reason")}
        <textarea
          rows={2}
          maxLength={1000}
          dir="auto"
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </label>
      <p className="desk-buttons">
        {RULINGS.map((one) => (
          <button
            key={one}
            type="button"
            className={one === "REJECTED" ? "button is-grave" : "button"}
            disabled={decide.isBusy || reason.trim() === "" || delegation.credentials === one}
            onClick={() => void run(one)}
          >
            {t(`ruling.${one}`)}
          </button>
        ))}
      </p>
      <Problem words={decide.problem} />
    </div>
  );
}

function VotingRight({ delegation }: { readonly delegation: Delegation }) {
  const suspend = useDeed(RightsAreSuspendedDocument);
  const restore = useDeed(RightsAreRestoredDocument);
  const [reason, setReason] = useState("");
  const deed = delegation.votingSuspended ? restore : suspend;
  const run = async (): Promise<void> => {
    const outcome = await deed.run({ input: { delegationId: delegation.id, reason: reason.trim() } });
    if (outcome?.kind === "done") setReason("");
  };
  return (
    <section className="desk-part" aria-labelledby="voting">
      <h3 id="voting">{t("people.votingRight")}</h3>
      <p>
        {t(
          delegation.votingSuspended ? "people.suspended" : delegation.mayVote ? "people.mayVote" : "people.mayNotVote",
        )}
      </p>
      <div className="desk-form">
        <label>
          {t("people.reason")}
          <input value={reason} maxLength={1000} dir="auto" onChange={({ target }) => setReason(target.value)} />
        </label>
        <button
          type="button"
          className={delegation.votingSuspended ? "button" : "button is-grave"}
          disabled={deed.isBusy || reason.trim() === ""}
          onClick={() => void run()}
        >
          {t(delegation.votingSuspended ? "people.restore" : "people.suspend")}
        </button>
        <Problem words={deed.problem} />
      </div>
    </section>
  );
}

interface RecordsProps {
  readonly conferenceId: string;
  readonly delegation: Delegation;
  readonly timeZone: string;
}

/** What was decided about its credentials, by whom and why; asked anew whenever they change. */
function Records({ conferenceId, delegation, timeZone }: RecordsProps) {
  const [{ data }] = useQuery({
    query: DelegationRecordsDocument,
    variables: { id: conferenceId },
    requestPolicy: "network-only",
    context: useRecordsOf(delegation.credentials),
  });
  const decisions = data?.conference?.delegations.find(({ id }) => id === delegation.id)?.credentialDecisions ?? [];
  if (decisions.length === 0) return null;
  return (
    <ol className="records">
      {decisions.map(({ id, at, decision, reason, decidedBy }) => (
        <li key={id}>
          {moment(at, timeZone)} · {wordOf("standing", decision)} · <bdi>{decidedBy.displayName}</bdi>:{" "}
          <bdi>{reason}</bdi>
        </li>
      ))}
    </ol>
  );
}

/** A context that is another one after each change, so that urql asks again. */
function useRecordsOf(credentials: string): { readonly requestPolicy: "network-only" } {
  const [kept, keep] = useState({ credentials, context: { requestPolicy: "network-only" as const } });
  if (kept.credentials !== credentials) {
    const next = { credentials, context: { requestPolicy: "network-only" as const } };
    keep(next);
    return next.context;
  }
  return kept.context;
}
