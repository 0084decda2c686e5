import { randomUUID } from "node:crypto";
import type { Person } from "./person.js";
import type { Cast, Choice, Vote } from "./script-parts.js";
import type { Room } from "./stage.js";

/** What is voted on. */
export interface Question {
  readonly recommendationId: string;
  readonly amendmentId?: string;
}

export interface Decided {
  readonly outcome: string;
  readonly votesFor: number | null;
  readonly votesAgainst: number | null;
  readonly abstentions: number | null;
}

interface Opened {
  readonly ballot: { readonly id: string };
}

interface Called {
  readonly ballot: { readonly calls: readonly { readonly delegation: { country: { code: string } | null } }[] };
}

const DOCUMENTS = {
  RECORDED: "OpenBallot",
  CONSENSUS: "AskForConsensus",
  ROLL_CALL: "OpenRollCall",
  SECRET: "OpenSecretBallot",
} as const;

/** Seconds until a chair closes a consensus to which nobody objects, and until it reads a decision out. */
const SILENCE = 20;
const READING = 6;
const LONGEST_LOCK = 10;

/** Puts a question, lets everybody answer as the script has it, closes and declares; null when it could not be put. */
export async function decide(room: Room, question: Question, vote: Vote): Promise<Decided | null> {
  const { stage, chair } = room;
  const { mode, tallyVisibility } = vote;
  const visibility = mode === "RECORDED" || mode === "ROLL_CALL" ? { tallyVisibility } : {};
  const document = question.amendmentId ? "PutAmendmentToVote" : DOCUMENTS[mode];
  const input = { ...question, mode, ...visibility, clientMutationId: chair.key() };
  const opened = await stage.does<Opened>(chair, document, input);
  if (!opened) return skipped(room, vote);
  stage.figures.ballots += 1;
  const ballotId = opened.ballot.id;
  if (mode === "ROLL_CALL") await callAll(room, ballotId, vote);
  else if (mode !== "CONSENSUS") await castAll(room, ballotId, vote);
  // An objection ends a consensus by itself.
  const isOver = mode === "CONSENSUS" && (await waitForObjection(room, ballotId, vote));
  if (!isOver) await close(room, ballotId, vote);
  await Promise.all(vote.ballots.filter(({ after }) => after === null).map((one) => comeLate(room, ballotId, one)));
  await stage.pace.pause(READING);
  const declared = await stage.does<{ ballot: { decision: Decided | null } }>(chair, "DeclareDecision", { ballotId });
  return declared?.ballot.decision ?? null;
}

function skipped({ stage, code }: Room, { mode }: Vote): null {
  if (mode === "SECRET") stage.note(code, "no secret ballot is held: this server cannot, or the chair was refused");
  return null;
}

async function castAll(room: Room, ballotId: string, { mode, ballots }: Vote): Promise<void> {
  await Promise.all(
    ballots.map(async (one) => {
      if (one.after === null) return;
      await room.stage.pace.pause(one.after);
      if (mode === "SECRET") await castSealed(room, ballotId, one);
      else await castOpen(room, ballotId, one);
    }),
  );
}

async function castOpen({ stage }: Room, ballotId: string, one: Cast): Promise<void> {
  const head = stage.head(one.who);
  const send = async (deed: string, choice: Choice): Promise<void> => {
    const done = await stage.does(head, deed, { ballotId, choice, clientMutationId: head.key() });
    if (done && deed === "CastVote") stage.figures.votes += 1;
  };
  await send("CastVote", one.choice);
  if (!one.then) return;
  await stage.pace.pause(4);
  await send(one.then.deed === "CHANGE" ? "ChangeVote" : "CastVote", one.then.choice);
}

async function castSealed({ stage }: Room, ballotId: string, { who, choice }: Cast): Promise<void> {
  const head = stage.head(who);
  const paper = await stage.ask<{ ballot: { options: { id: string; choice: Choice }[] | null } | null }>(
    head,
    "SecretBallotPaper",
    { id: ballotId },
  );
  const optionId = paper?.ballot?.options?.find((option) => option.choice === choice)?.id;
  if (!optionId) return;
  const input = { ballotId, optionId, clientMutationId: randomUUID() };
  if (await stage.does(head, "CastSecretVote", input)) stage.figures.votes += 1;
}

/** The chair calls one delegation after the other; whoever says nothing is called a second time at the end. */
async function callAll(room: Room, ballotId: string, { ballots }: Vote): Promise<void> {
  const { stage, chair } = room;
  const answers = new Map(ballots.map((one) => [one.who, one]));
  for (;;) {
    const called = await stage.does<Called>(chair, "CallNextDelegation", { ballotId });
    const country = called?.ballot.calls.at(-1)?.delegation.country?.code.toLowerCase();
    if (!country) return;
    await stage.pace.pause(3);
    const answer = answers.get(country);
    if (answer) await castOpen(room, ballotId, answer);
    answers.delete(country);
  }
}

/** Answers whether a delegation objected. */
async function waitForObjection({ stage }: Room, ballotId: string, { objection }: Vote): Promise<boolean> {
  await stage.pace.pause(objection ? SILENCE / 2 : SILENCE);
  if (!objection) return false;
  const { who, reason } = objection;
  return (await stage.does(stage.head(who), "ObjectToConsensus", { ballotId, reason })) !== null;
}

/** At once, or by the countdown, which the server's clock ends: it does not go faster. */
async function close(room: Room, ballotId: string, { mode, end }: Vote): Promise<void> {
  const { stage, chair, watch } = room;
  if (end === "CLOSE" || mode !== "RECORDED") return void (await stage.does(chair, "CloseBallot", { ballotId }));
  const seconds = Math.max(3, Math.round(LONGEST_LOCK / stage.pace.speed));
  if (!(await stage.does(chair, "LockBallot", { ballotId, seconds }))) return;
  if (await watch.sawClose(ballotId, (seconds + 10) * 1_000)) return stage.pace.check();
  stage.figures.failed("LockBallot: the countdown ended, and no event told that the ballot closed");
}

/** Somebody who comes too late is refused, and has it recorded how it meant to vote. */
async function comeLate({ stage }: Room, ballotId: string, { who, choice }: Cast): Promise<void> {
  const head: Person = stage.head(who);
  await stage.does(head, "CastVote", { ballotId, choice, clientMutationId: head.key() });
  await stage.does(head, "RecordVoteIntention", { ballotId, choice });
}

/** A decision in a few words. */
export function inWords(decided: Decided | null): string {
  if (!decided) return "no decision";
  const { outcome, votesFor, votesAgainst, abstentions } = decided;
  const words = outcome.toLowerCase().replaceAll("_", " ");
  // Nobody votes on a consensus, and the counts of a secret ballot may be kept back.
  const isCounted = votesFor !== null && votesFor + (votesAgainst ?? 0) + (abstentions ?? 0) > 0;
  return isCounted ? `${words}, ${votesFor} for, ${votesAgainst} against, ${abstentions} abstaining` : words;
}
