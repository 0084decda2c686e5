/** The second act of the walkthrough: a text that is amended, meets an objection, is voted and goes on to the plenary. */
import { setTimeout as sleep } from "node:timers/promises";
import { type Feed, granted, type Person, Stop } from "./walkthrough-people.js";
import { type Ballot, type Country, say } from "./walkthrough-words.js";

export interface Delegate {
  readonly country: Country;
  readonly person: Person;
}

/** What the first act left: the item is under discussion, a quorum is present. */
export interface Floor {
  readonly facilitator: Person;
  readonly agendaItemId: string;
  readonly feed: Feed;
  readonly delegates: readonly Delegate[];
  /** Every deed of this run has its own clientMutationId below it. */
  readonly run: string;
  readonly pace: number;
  readonly step: (title: string) => void;
}

interface Recommendation {
  readonly id: string;
  readonly symbol: string;
}

/** Answers what became of the text. */
export async function secondAct(floor: Floor): Promise<string> {
  const recommendation = await amend(floor);
  await reachConsensus(floor, recommendation);
  return forward(floor, recommendation);
}

const PARAGRAPHS = [
  { kind: "PREAMBULAR", text: "Convinced that officers who know each other act faster," },
  { kind: "OPERATIVE", text: "Recommends that bureaus exchange the names of their officers on duty;" },
  { kind: "OPERATIVE", text: "Asks the bureaus to keep this list up to date." },
];
const AMENDED = "Recommends that bureaus exchange the names and telephone numbers of their officers on duty;";

/** A text in paragraphs, and an amendment to it that the body votes on. */
async function amend(floor: Floor): Promise<Recommendation> {
  const { facilitator, agendaItemId, feed, delegates, run } = floor;
  const [, proposer, mover] = delegates;
  floor.step("An amendment");
  const title = "Officers who know each other";
  const proposal = { agendaItemId, title, paragraphs: PARAGRAPHS, clientMutationId: `${run}-second` };
  say(`${proposer!.country.name} proposes a text in paragraphs; ${mover!.country.name} wants to change one.`);
  const { recommendation } = await feed.during("RecommendationProposedEvent", async () =>
    granted(await proposer!.person.does<{ recommendation: Recommendation }>("ProposeRecommendation", proposal), title),
  );
  const { id: recommendationId } = recommendation;
  const paragraphId = (await paragraphsOf(proposer!.person, recommendationId))[1]!.paragraphId;
  const change = { recommendationId, expectedVersion: 1, kind: "REPLACE", paragraphId, text: AMENDED };
  const { amendment } = await feed.during("AmendmentProposedEvent", async () =>
    granted(await mover!.person.does<{ amendment: Recommendation }>("ProposeAmendment", change), "The amendment"),
  );
  const ruling = { amendmentId: amendment.id, inOrder: true };
  await feed.during("AmendmentRuledEvent", async () =>
    granted(await facilitator.does("RuleOnAmendment", ruling), "The ruling"),
  );
  await vote(floor, "PutAmendmentToVote", { recommendationId, amendmentId: amendment.id }, "amendment");
  const [, changed] = await paragraphsOf(proposer!.person, recommendationId);
  say(`The text is in its second version. Paragraph ${changed!.number}: “${changed!.text}”`);
  return recommendation;
}

/** Nobody votes on a consensus; one objection ends it, and the question is put to the vote. */
async function reachConsensus(floor: Floor, { id: recommendationId }: Recommendation): Promise<void> {
  const { facilitator, feed, delegates } = floor;
  const objector = delegates[3]!;
  floor.step("Consensus, and an objection");
  const asked = { recommendationId, mode: "CONSENSUS", clientMutationId: `${floor.run}-consensus` };
  const { ballot } = await feed.during("BallotOpenedEvent", async () =>
    granted(await facilitator.does<{ ballot: Ballot }>("AskForConsensus", asked), "Asking for consensus"),
  );
  say(`${facilitator.name} asks whether the text can be adopted by consensus.`);
  const reason = "We need to ask our capital first.";
  say(`${objector.country.name} objects: “${reason}” That ends it; the question goes to the vote.`);
  await feed.during("BallotClosedEvent", async () =>
    granted(await objector.person.does("ObjectToConsensus", { ballotId: ballot.id, reason }), "The objection"),
  );
  await declare(floor, ballot.id);
  await vote(floor, "OpenBallot", { recommendationId }, "after-consensus");
}

/** What a region has adopted goes on to the plenary as a copy that knows where it came from. */
async function forward({ facilitator, feed, delegates, step }: Floor, text: Recommendation): Promise<string> {
  step("On to the plenary");
  await feed.during("RecommendationForwardedEvent", async () =>
    granted(await facilitator.does("ForwardRecommendation", { recommendationId: text.id }), "Forwarding"),
  );
  const { country, person } = delegates[1]!;
  const { recommendation } = await person.data<{
    recommendation: { lineage: { descendants: readonly { symbol: string; bodyTitle: string }[] } };
  }>("TextLineage", { recommendationId: text.id });
  const [copy] = recommendation.lineage.descendants;
  if (!copy) throw new Stop("The copy of the text in the plenary was not found.");
  say(`${country.name}, which sits in both, follows it there: ${copy.symbol}, ${copy.bodyTitle}.`);
  return `${text.symbol}: amended, adopted after an objection, before the plenary as ${copy.symbol}.`;
}

const CHOICES = ["FOR", "FOR", "AGAINST", "FOR", "ABSTAIN"];

/** Opens a ballot, lets a few vote, closes and declares it. */
async function vote(floor: Floor, operation: string, question: object, key: string): Promise<void> {
  const { facilitator, feed, delegates, run } = floor;
  const opening = { ...question, mode: "RECORDED", clientMutationId: `${run}-${key}` };
  const { ballot } = await feed.during("BallotOpenedEvent", async () =>
    granted(await facilitator.does<{ ballot: Ballot }>(operation, opening), "Opening the ballot"),
  );
  say(`${facilitator.name} asks: ${ballot.question}`);
  for (const [at, choice] of CHOICES.entries()) {
    const cast = { ballotId: ballot.id, choice, clientMutationId: `${run}-${key}-${at}` };
    await feed.during("VoteCastEvent", async () =>
      granted(await delegates[at]!.person.does("CastVote", cast), "A vote"),
    );
    await sleep(floor.pace);
  }
  const closed = await feed.during("BallotClosedEvent", async () =>
    granted(await facilitator.does<{ ballot: Ballot }>("CloseBallot", { ballotId: ballot.id }), "Closing"),
  );
  say(closed.ballot.decision!.explanation);
  await declare(floor, ballot.id);
}

async function declare({ facilitator, feed }: Floor, ballotId: string): Promise<void> {
  await feed.during("DecisionDeclaredEvent", async () =>
    granted(await facilitator.does("DeclareDecision", { ballotId }), "Declaring the decision"),
  );
}

interface Paragraph {
  readonly paragraphId: string;
  readonly number: string | null;
  readonly text: string;
}

async function paragraphsOf(person: Person, recommendationId: string): Promise<readonly Paragraph[]> {
  const { recommendation } = await person.data<{
    recommendation: { currentVersion: { paragraphs: readonly Paragraph[] } };
  }>("Text", { recommendationId });
  return recommendation.currentVersion.paragraphs;
}
