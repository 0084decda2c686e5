import { type Locale, type Paragraph, wordsIn } from "./phrases.js";
import type { Words } from "./regions.js";
import type { Motion, Text } from "./script-parts.js";
import type { Room, Stage } from "./stage.js";
import { decide, inWords } from "./votes.js";

interface Shown {
  readonly recommendation: {
    readonly sponsors: readonly { delegation: { country: { code: string } | null } }[];
    readonly currentVersion: {
      readonly number: number;
      readonly paragraphs: readonly { paragraphId: string; kind: Paragraph["kind"]; text: string }[];
      readonly languages: readonly {
        locale: Locale;
        conformity: string | null;
        missingParagraphs: readonly { paragraphId: string; text: string }[];
      }[];
    } | null;
  } | null;
}

interface Made {
  readonly recommendation: { readonly id: string; readonly symbol: string };
}

/** A text that stands before a body. */
export interface Standing {
  readonly id: string;
  readonly symbol: string;
}

/** A delegation proposes a text, at once or as a draft first; others join it and remark on it. Null when it was refused. */
export async function propose(room: Room, agendaItemId: string, text: Text): Promise<Standing | null> {
  const { stage } = room;
  const proposer = stage.head(text.proposer);
  for (const { words } of text.paragraphs) enter(stage, words);
  const paragraphs = text.paragraphs.map(({ kind, words }) => ({ kind, text: wordsIn(words, text.locale) }));
  const { locale } = text;
  const input = {
    agendaItemId,
    locale,
    title: wordsIn(text.title, locale),
    paragraphs,
    clientMutationId: proposer.key(),
  };
  await stage.pace.pause(20);
  const made = await stage.does<Made>(proposer, text.isDraft ? "DraftRecommendation" : "ProposeRecommendation", input);
  if (!made) return null;
  const { id: recommendationId, symbol } = made.recommendation;
  for (const who of text.sponsors) {
    await stage.pace.pause(4);
    await stage.does(stage.head(who), "SponsorRecommendation", { recommendationId });
  }
  if (text.isDraft) await stage.does(proposer, "ProposeDraft", { recommendationId });
  await Promise.all(
    text.comments.map(async ({ who, words, after }) => {
      await stage.pace.pause(after);
      const author = stage.head(who);
      const comment = { recommendationId, body: words, clientMutationId: author.key() };
      await stage.does(author, "PostComment", comment);
    }),
  );
  return { id: recommendationId, symbol };
}

/** Amendments are proposed, ruled on, accepted by the sponsors or put to the vote, in the order that the server gives. */
export async function amend(room: Room, text: Text, { id: recommendationId }: Standing): Promise<void> {
  const { stage, chair } = room;
  const votes = new Map<string, Motion>();
  for (const motion of text.amendments) {
    await stage.pace.pause(15);
    const amendmentId = await move(room, text, recommendationId, motion);
    if (!amendmentId) continue;
    const { isInOrder: inOrder, isFriendly } = motion;
    const reason = inOrder ? {} : { reason: "It concerns another subject." };
    await stage.does(chair, "RuleOnAmendment", { amendmentId, inOrder, ...reason });
    if (inOrder && isFriendly) await accept(room, recommendationId, amendmentId, text);
    votes.set(amendmentId, motion);
  }
  await voteOnAmendments(room, text, recommendationId, votes);
}

async function move(room: Room, text: Text, recommendationId: string, motion: Motion): Promise<string | null> {
  const { stage } = room;
  const mover = stage.head(motion.who);
  const version = (await textOf(stage, mover, recommendationId))?.currentVersion;
  const operative = version?.paragraphs.filter(({ kind }) => kind === "OPERATIVE") ?? [];
  const target = operative[motion.place % Math.max(1, operative.length)];
  if (!version || !target || (motion.kind === "DELETE" && operative.length < 2)) return null;
  if (motion.words) enter(stage, motion.words);
  const words = motion.words ? { text: wordsIn(motion.words, text.locale) } : {};
  const place =
    motion.kind === "ADD"
      ? { afterParagraphId: operative.at(-1)!.paragraphId, paragraphKind: "OPERATIVE" }
      : { paragraphId: target.paragraphId };
  const change = { recommendationId, expectedVersion: version.number, kind: motion.kind, ...place, ...words };
  const made = await stage.does<{ amendment: { id: string } }>(mover, "ProposeAmendment", {
    ...change,
    clientMutationId: mover.key(),
  });
  return made?.amendment.id ?? null;
}

/** All sponsors, as far as the player moves them. */
async function accept({ stage }: Room, recommendationId: string, amendmentId: string, text: Text): Promise<void> {
  const shown = await textOf(stage, stage.head(text.proposer), recommendationId);
  const ours = new Set([text.proposer, ...text.sponsors]);
  for (const { delegation } of shown?.sponsors ?? []) {
    const who = delegation.country?.code.toLowerCase() ?? "";
    await stage.pace.pause(3);
    if (ours.has(who)) await stage.does(stage.head(who), "AcceptAmendment", { amendmentId });
  }
}

/** What one decides may make others fall: the order is asked for anew each time. */
async function voteOnAmendments(
  room: Room,
  text: Text,
  recommendationId: string,
  motions: ReadonlyMap<string, Motion>,
): Promise<void> {
  const { stage, chair } = room;
  const tried = new Set<string>();
  for (;;) {
    await ruleOnOthers(room, recommendationId);
    const asked = await stage.ask<{
      recommendation: { votingOrder: { amendment: Standing }[] } | null;
    }>(chair, "VotingOrder", { recommendationId });
    const next = asked?.recommendation?.votingOrder.find(({ amendment }) => !tried.has(amendment.id))?.amendment;
    if (!next) return;
    tried.add(next.id);
    const vote = motions.get(next.id)?.vote ?? text.votes.at(-1)!;
    const decided = await decide(room, { recommendationId, amendmentId: next.id }, { ...vote, mode: "RECORDED" });
    stage.note(room.code, `amendment ${next.symbol}: ${inWords(decided)}`);
  }
}

/** Somebody who tries a free seat may have moved an amendment that is in no script: it is in order, and voted on like the others. */
async function ruleOnOthers({ stage, chair }: Room, recommendationId: string): Promise<void> {
  const asked = await stage.ask<{ recommendation: { amendments: { id: string; state: string }[] } | null }>(
    chair,
    "AmendmentsOfText",
    { recommendationId },
  );
  for (const { id: amendmentId, state } of asked?.recommendation?.amendments ?? [])
    if (state === "PROPOSED") await stage.does(chair, "RuleOnAmendment", { amendmentId, inOrder: true });
}

/**
 * The secretariat files what is missing in any working language. Answers false when that cannot be done: what people wrote
 * themselves nobody here can translate, and the language gate stays closed.
 */
export async function translate(stage: Stage, recommendationId: string): Promise<boolean> {
  const secretariat = stage.person("secretariat");
  const version = (await textOf(stage, secretariat, recommendationId))?.currentVersion;
  let isComplete = version !== undefined;
  for (const { locale, missingParagraphs } of version?.languages ?? []) {
    const paragraphs = missingParagraphs.flatMap(({ paragraphId, text }) => {
      const words = stage.book.get(text);
      return words ? [{ paragraphId, text: wordsIn(words, locale) }] : [];
    });
    if (paragraphs.length < missingParagraphs.length) isComplete = false;
    else if (paragraphs.length > 0) {
      await stage.pace.pause(10);
      const filed = { recommendationId, expectedVersion: version!.number, locale, paragraphs, conformed: true };
      if (!(await stage.does(secretariat, "FileTranslation", filed))) isComplete = false;
    }
  }
  return isComplete;
}

async function textOf(stage: Stage, by: Parameters<Stage["ask"]>[0], recommendationId: string) {
  return (await stage.ask<Shown>(by, "Text", { recommendationId }))?.recommendation ?? null;
}

function enter(stage: Stage, words: Words): void {
  for (const said of Object.values(words) as string[]) stage.book.set(said, words);
}
