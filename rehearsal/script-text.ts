import type { Chance } from "./chance.js";
import { COMMENTS, LOCALES, OBJECTIONS, paragraphOn, textOn, titleOf, wordsIn } from "./phrases.js";
import type { Words } from "./regions.js";
import type { Cast, Choice, Motion, Text, Vote } from "./script-parts.js";

/** How long a recorded vote stays open, in seconds. */
const LONGEST_VOTE = 45;

export interface TextFacts {
  readonly subject: Words;
  readonly present: readonly string[];
  readonly away: readonly string[];
  readonly isPlenary: boolean;
  readonly chance: Chance;
}

/** Draws a proposal with everything that becomes of it in one body. */
export function textScript(facts: TextFacts): Text {
  const { subject, present, away, isPlenary, chance } = facts;
  const [proposer, ...others] = chance.shuffled(present);
  const paragraphs = textOn(subject, chance);
  const comments = Array.from({ length: chance.int(1, 5) }, () => ({
    who: chance.one(present),
    words: wordsIn(chance.one(COMMENTS), chance.one(LOCALES)),
    after: chance.seconds(5, 90),
  }));
  return {
    proposer: proposer!,
    isDraft: chance.maybe(0.5),
    locale: chance.one(LOCALES),
    title: titleOf(subject),
    paragraphs,
    sponsors: others.slice(0, chance.int(0, 4)),
    comments,
    amendments: Array.from({ length: chance.int(0, 3) }, () => motion(facts, paragraphs)),
    votes: questions(present, away, chance, isPlenary),
  };
}

/** Consensus is tried now and then; where somebody objects, a vote follows. */
export function questions(
  present: readonly string[],
  away: readonly string[],
  chance: Chance,
  isPlenary: boolean,
): readonly Vote[] {
  const support = 0.5 + chance.next() * 0.5;
  const vote = (mode: Vote["mode"]) => voteScript({ mode, support, present, away, chance });
  const drawn = chance.next();
  if (drawn < 0.3) {
    const consensus = vote("CONSENSUS");
    return consensus.objection ? [consensus, vote("RECORDED")] : [consensus];
  }
  // A call of all names takes long: the plenary is spared.
  if (drawn < 0.42 && !isPlenary) return [vote("ROLL_CALL")];
  return [vote(drawn > 0.9 ? "SECRET" : "RECORDED")];
}

function motion({ subject, present, away, chance }: TextFacts, paragraphs: Text["paragraphs"]): Motion {
  const drawn = chance.next();
  const kind = drawn < 0.6 ? "REPLACE" : drawn < 0.85 ? "ADD" : "DELETE";
  const support = chance.maybe(0.5) ? 0.7 : 0.35;
  return {
    who: chance.one(present),
    kind,
    place: chance.int(0, 3),
    words: kind === "DELETE" ? null : paragraphOn(subject, chance, paragraphs),
    isInOrder: chance.maybe(0.9),
    isFriendly: chance.maybe(0.25),
    vote: voteScript({ mode: "RECORDED", support, present, away, chance }),
  };
}

export interface VoteFacts {
  readonly mode: Vote["mode"];
  /** The share that is for it, of those who take sides. */
  readonly support: number;
  readonly present: readonly string[];
  /** Delegations that are not there. Now and then one of them tries to vote. */
  readonly away: readonly string[];
  readonly chance: Chance;
}

/** Draws a question: most vote within a minute, some are silent, some too late, some vote twice or change their mind. */
export function voteScript({ mode, support, present, away, chance }: VoteFacts): Vote {
  const votes = mode === "CONSENSUS" ? [] : present.flatMap((who) => cast(who, support, mode, chance) ?? []);
  const intruder = mode === "RECORDED" && away.length > 0 && chance.maybe(0.2) ? chance.one(away) : null;
  const objector = mode === "CONSENSUS" && chance.maybe(0.35) ? chance.one(present) : null;
  return {
    mode,
    tallyVisibility: chance.maybe(0.6) ? "LIVE" : chance.maybe(0.8) ? "TURNOUT" : "HIDDEN",
    end: chance.maybe(0.4) ? "LOCK" : "CLOSE",
    ballots: intruder ? [...votes, { who: intruder, choice: "FOR", after: 20, then: null }] : votes,
    objection: objector ? { who: objector, reason: wordsIn(chance.one(OBJECTIONS), chance.one(LOCALES)) } : null,
  };
}

function cast(who: string, support: number, mode: Vote["mode"], chance: Chance): Cast | null {
  if (chance.maybe(0.05)) return null;
  const choice = choiceOf(support, chance);
  const drawn = chance.next();
  const isOnTime = mode !== "RECORDED" || chance.maybe(0.97);
  const deed = mode !== "RECORDED" || drawn > 0.06 ? null : drawn < 0.02 ? "REPEAT" : "CHANGE";
  return {
    who,
    choice,
    after: isOnTime ? chance.seconds(2, LONGEST_VOTE) : null,
    then: deed && isOnTime ? { deed, choice: choiceOf(support, chance) } : null,
  };
}

function choiceOf(support: number, chance: Chance): Choice {
  if (chance.maybe(0.1)) return "ABSTAIN";
  return chance.maybe(support) ? "FOR" : "AGAINST";
}
