import { type FormEvent, useState } from "react";
import { ChairOpensBallotDocument } from "../../api/generated/facilitator-deeds.js";
import type { BallotMode, Majority, TallyVisibility } from "../../api/generated/types.js";
import { deedKey, useDeed, wordOf } from "../../parts/deed.js";
import { Dialog } from "../../parts/dialog.js";
import { t } from "../../words/words.js";
import { useTable } from "./table.js";
import type { TextShown } from "./text-panel.js";
import { Problem } from "../../parts/problem.js";

interface OpeningProps {
  readonly text: TextShown;
  readonly amendmentId: string | null;
  readonly onClose: () => void;
}

const VISIBILITIES: readonly TallyVisibility[] = ["LIVE", "TURNOUT", "HIDDEN"];

/** The second of two gestures: what will apply, in plain words, and one button. What the rules prescribe is chosen already. */
export function Opening({ text, amendmentId, onClose }: OpeningProps) {
  const { table } = useTable();
  const open = useDeed(ChairOpensBallotDocument);
  const rules = table.conference.ruleSet.bodies.find(({ kind }) => kind === table.kind);
  const question = amendmentId ? "AMENDMENT" : "RECOMMENDATION";
  const [mode, setMode] = useState((rules?.mode ?? "RECORDED") as BallotMode);
  const [majority, setMajority] = useState(
    (rules?.questions.find((one) => one.question === question)?.majority ?? rules?.majority ?? "SIMPLE") as Majority,
  );
  const [tallyVisibility, setVisibility] = useState((rules?.tallyVisibility ?? "TURNOUT") as TallyVisibility);
  const [key] = useState(deedKey);
  const isConsensus = mode === "CONSENSUS";
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const input = {
      recommendationId: text.id,
      ...(amendmentId ? { amendmentId } : {}),
      mode,
      ...(isConsensus ? {} : { majority }),
      ...(isConsensus || mode === "SECRET" ? {} : { tallyVisibility }),
      // The same key again is the same ballot, so long as nothing else was chosen.
      clientMutationId: `${key} ${mode} ${majority} ${tallyVisibility}`,
    };
    if ((await open.run({ input }))?.kind === "done") onClose();
  };
  return (
    <Dialog
      title={t("opening.title")}
      onClose={onClose}
      actions={
        <>
          <button type="button" className="button" onClick={onClose}>
            {t("page.cancel")}
          </button>
          <button type="submit" form="opening" className="button is-main" disabled={open.isBusy}>
            {t(`opening.open.${mode}`)}
          </button>
        </>
      }
    >
      <form id="opening" className="form" onSubmit={(event) => void submit(event)}>
        <p className="opening-subject" dir="auto">
          {text.amendments.find(({ id }) => id === amendmentId)?.symbol ?? text.symbol} · {text.currentVersion.title}
        </p>
        <Choice
          label={t("opening.mode")}
          kind="mode"
          value={mode}
          of={rules?.modes ?? [mode]}
          onChoose={(one) => setMode(one as BallotMode)}
        />
        {!isConsensus && (
          <Choice
            label={t("opening.majority")}
            kind="majority"
            value={majority}
            of={(rules?.majorities ?? [majority]).filter((one) => one !== "CONSENSUS")}
            onChoose={(one) => setMajority(one as Majority)}
          />
        )}
        {!isConsensus && mode !== "SECRET" && (
          <Choice
            label={t("opening.visibility")}
            kind="visibility"
            value={tallyVisibility}
            of={VISIBILITIES}
            onChoose={(one) => setVisibility(one as TallyVisibility)}
          />
        )}
        <WhatApplies text={text} mode={mode} majority={majority} gate={rules?.languageGate ?? false} />
        <Problem words={open.problem} />
      </form>
    </Dialog>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly kind: string;
  readonly value: string;
  readonly of: readonly string[];
  readonly onChoose: (value: string) => void;
}

function Choice({ label, kind, value, of, onChoose }: ChoiceProps) {
  return (
    <label>
      {label}
      <select value={value} onChange={({ target }) => onChoose(target.value)}>
        {of.map((one) => (
          <option key={one} value={one}>
            {wordOf(kind, one)}
          </option>
        ))}
      </select>
    </label>
  );
}

interface AppliesProps {
  readonly text: TextShown;
  readonly mode: BallotMode;
  readonly majority: Majority;
  readonly gate: boolean;
}

/** In plain words, from the server's figures: who may vote, who is there, what adopts, what is missing. */
function WhatApplies({ text, mode, majority, gate }: AppliesProps) {
  const { table } = useTable();
  const { ruleSet } = table.conference;
  const entitled = table.seats.filter(({ delegation }) => delegation.mayVote);
  const present = entitled.filter(({ isPresent }) => isPresent).length;
  const missing = text.currentVersion.languages.filter(
    ({ conformity }) => conformity !== "ORIGINAL" && conformity !== "CONFORMED",
  );
  return (
    <ul className="applies">
      <li>{t("opening.entitled", { entitled: entitled.length, present })}</li>
      <li data-wrong={!table.quorum.isMet || undefined}>
        {table.quorum.isMet
          ? t("quorum.met", { required: table.quorum.required })
          : t("quorum.notMet", { required: table.quorum.required, missing: -table.quorum.margin })}
      </li>
      <li>
        {mode === "CONSENSUS"
          ? t("opening.consensus")
          : t(`opening.adopts.${majority}`, { members: table.quorum.base })}
      </li>
      {mode !== "CONSENSUS" && mode !== "SECRET" && (
        <li>{t(ruleSet.allowVoteChange ? "opening.mayChange" : "opening.final")}</li>
      )}
      {mode === "SECRET" && <li>{t("opening.secret", { papers: ruleSet.disclosure.papers })}</li>}
      <li>{t("opening.lock", { seconds: ruleSet.lockSeconds })}</li>
      {gate && missing.length > 0 && (
        <li data-wrong>
          {t("opening.gate", { count: missing.length })}{" "}
          {missing.map(({ locale: one }) => wordOf("language", one)).join(" · ")}
        </li>
      )}
    </ul>
  );
}
