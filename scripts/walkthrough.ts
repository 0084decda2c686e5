/**
 * `npm run walkthrough`: the main job against a running server, step by step, with what each person sees. Speaks only the
 * public API: HTTP with fetch, live events with the stock graphql-ws client, documents of schema/operations/.
 */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { type Feed, granted, Person, requireServer, Stop } from "./walkthrough-people.js";
import { type Delegate, secondAct } from "./walkthrough-second-act.js";
import { type Ballot, counts, type Item, LiveLines, type Refused, type Room, say } from "./walkthrough-words.js";

const USAGE = `Usage: npm run walkthrough [-- --url http://127.0.0.1:4000/graphql] [--pace 120]

  --url   where the server is; else ROTUNDA_URL, else http://127.0.0.1:4000/graphql
  --pace  milliseconds between two deeds, so that a person can follow`;

// What schema/operations has no document for.
const AGENDA =
  "query Agenda($roundTableId: ID!) { roundTable(id: $roundTableId) { agendaItems { id title kind state } } }";

const REGIONS = ["africa", "americas", "asia-south-pacific", "europe", "middle-east-north-africa"];
const OUTSIDERS = ["zm", "ca"]; // one of them belongs to another region than the table, whichever table it is

let steps = 0;
const step = (title: string): void => console.log(`\n${(steps += 1)}. ${title}`);

interface Sitting {
  readonly facilitator: Person;
  readonly secretariat: Person;
  readonly room: Room;
  readonly item: Item;
  readonly feed: Feed;
  readonly lines: LiveLines;
}

/** Finds a regional table that meets or can meet, watches it, opens it and takes up an item for decision. */
async function openRoom(url: string): Promise<Sitting> {
  step("A facilitator signs in and opens the room");
  const reasons: string[] = [];
  for (const region of REGIONS) {
    const facilitator = await Person.signIn(url, `demo-facilitator-${region}`);
    const { viewer } = await facilitator.data<{ viewer: { facilitates: { id: string; title: string }[] } }>("Me");
    const table = viewer.facilitates[0];
    const room = table ? await facilitator.room(table.id) : null;
    if (!room) throw new Stop(`demo-facilitator-${region} chairs no table on this server: its demo data was changed.`);
    const delegations = `${room.seats.length} delegations`;
    say(
      `${facilitator.name} signs in with demo-facilitator-${region} and sees: ${room.title}, ${room.state}, ${delegations}.`,
    );
    const trouble = await begin(facilitator, room);
    if (typeof trouble !== "string") return trouble;
    say(`This room cannot be used: ${trouble} On to the next region.`);
    reasons.push(`${region}: ${trouble}`);
  }
  throw new Stop(
    `None of the five regional tables can meet now (${reasons.join(" ")}) Start a server on an empty DATA_DIR.`,
  );
}

/** The sitting, or in words why this room cannot be used. */
async function begin(facilitator: Person, room: Room): Promise<Sitting | string> {
  if (room.state !== "SCHEDULED" && room.state !== "OPEN") return `it is ${room.state}.`;
  const { roundTable } = await facilitator.data<{ roundTable: { agendaItems: Item[] } }>(
    "Agenda",
    { roundTableId: room.id },
    AGENDA,
  );
  const items = roundTable.agendaItems.filter(({ kind, state }) => kind === "DECISION" && state !== "CLOSED");
  const item = items.find(({ state }) => state === "UNDER_DISCUSSION") ?? items[0];
  if (!item) return "it has no open agenda item for decision.";
  const secretariat = await Person.signIn(facilitator.url, "demo-secretariat");
  const lines = new LiveLines();
  const feed = secretariat.watch(room.id, room.liveCursor, lines.show);
  say(`${secretariat.name} watches over a socket. Lines with “live” are what arrives there, numbered per room.`);
  if (room.state === "OPEN") say("The room is open already, from an earlier sitting.");
  else {
    const opened = await facilitator.does("OpenRoundTable", { roundTableId: room.id });
    if ("code" in opened) return secretariat.leave().then(() => (opened as Refused).message);
    await feed.saw("RoundTableOpenedEvent");
  }
  const taken = await facilitator.does("TakeUpAgendaItem", { agendaItemId: item.id });
  if ("code" in taken) return secretariat.leave().then(() => (taken as Refused).message);
  if (item.state === "UNDER_DISCUSSION") say(`“${item.title}” is under discussion already.`);
  else await feed.saw("AgendaItemTakenUpEvent");
  return { facilitator, secretariat, room, item, feed, lines };
}

/** Heads of so many delegations as the quorum asks for sign in and check in, those first who are there already. */
async function fillSeats({ room, feed, lines, secretariat }: Sitting): Promise<Delegate[]> {
  step("Delegations take their seats");
  const quorum = Math.floor(room.seats.length / 2) + 1;
  const ordered = room.seats
    .filter((seat) => seat.delegation.country)
    .sort((a, b) => Number(b.isPresent) - Number(a.isPresent));
  const chosen = ordered.slice(0, quorum);
  const code = `demo-delegate-${chosen[0]!.delegation.country!.code.toLowerCase()}`;
  say(`A vote needs more than half of the ${room.seats.length} present: ${quorum}.`);
  say(`Heads of delegation sign in with codes such as ${code} and check in.`);
  const delegates: Delegate[] = [];
  for (let at = 0; at < chosen.length; at += 5) {
    const arriving = chosen.slice(at, at + 5).map(async ({ delegation }): Promise<Delegate> => {
      const country = delegation.country!;
      const person = await Person.signIn(secretariat.url, `demo-delegate-${country.code.toLowerCase()}`);
      granted(await person.does("CheckIn", { roundTableId: room.id }), `Checking in ${country.name}`);
      return { country, person };
    });
    delegates.push(...(await Promise.all(arriving)));
  }
  const fresh = chosen.filter((seat) => !seat.isPresent).length;
  await feed.saw("DelegateCheckedInEvent", fresh);
  lines.flush();
  if (fresh < chosen.length) say(`${chosen.length - fresh} of them had checked in before.`);
  return delegates;
}

/** Shows that the room does not exist for those who are not admitted to it. */
async function showPrivacy({ room, secretariat }: Sitting): Promise<void> {
  step("Who is not admitted");
  const seated = new Set(room.seats.map((seat) => seat.delegation.country?.code.toLowerCase()));
  const stranger = OUTSIDERS.find((code) => !seated.has(code))!;
  for (const code of [`demo-delegate-${stranger}`, "demo-observer"]) {
    const person = await Person.signIn(secretariat.url, code);
    const seen = await person.room(room.id);
    if (seen !== null) throw new Stop(`${person.name} can see the room, which must not be.`);
    const ended = await person.watch(room.id, null).ended;
    say(`${person.name} (${code}) asks for the room and gets null; a subscription ends with ${ended}.`);
    await person.leave();
  }
  say("That is also the answer for a room that does not exist: nobody learns more than that.");
}

interface Text {
  readonly id: string;
  readonly symbol: string;
}

async function propose(sitting: Sitting, delegates: readonly Delegate[], run: string): Promise<Text> {
  const [proposer, second, third] = delegates;
  step("A recommendation, and what others say to it");
  say(`${proposer!.country.name} proposes a text; ${second!.country.name} and ${third!.country.name} comment.`);
  const { recommendation } = granted(
    await proposer!.person.does<{ recommendation: Text }>("ProposeRecommendation", {
      agendaItemId: sitting.item.id,
      title: "A duty officer for urgent requests",
      text: "The Heads of Bureau,\n\n1. Recommend that every bureau name an officer on duty who answers urgent requests within two hours, on every day of the year.",
      clientMutationId: `${run}-propose`,
    }),
    "Proposing",
  );
  await sitting.feed.saw("RecommendationProposedEvent");
  const remarks: [Delegate, string][] = [
    [second!, "We have had such an officer since last year and support this."],
    [third!, "Small bureaus will need help to staff the nights."],
  ];
  for (const [at, [{ person, country }, body]] of remarks.entries()) {
    const input = { recommendationId: recommendation.id, body, clientMutationId: `${run}-comment-${at}` };
    granted(await person.does("PostComment", input), `The comment of ${country.name}`);
    await sitting.feed.saw("CommentPostedEvent", at + 1);
  }
  return recommendation;
}

const CHOICES = ["FOR", "FOR", "AGAINST", "FOR", "ABSTAIN"];

/** Opens a ballot; all but the last delegation vote. Shows that a vote counts once and stands. */
async function vote(
  { facilitator, feed }: Sitting,
  delegates: readonly Delegate[],
  text: Text,
  run: string,
  pace: number,
): Promise<Ballot> {
  step("The vote");
  const opening = { recommendationId: text.id, clientMutationId: `${run}-ballot` };
  const { ballot } = granted(await facilitator.does<{ ballot: Ballot }>("OpenBallot", opening), "Opening the ballot");
  say(`${facilitator.name} asks: ${ballot.question}`);
  await feed.saw("BallotOpenedEvent");
  const cast = ({ person }: Delegate, choice: string, key: string): Promise<object | Refused> =>
    person.does("CastVote", { ballotId: ballot.id, choice, clientMutationId: `${run}-${key}` });
  const voters = delegates.slice(0, -1);
  for (const [at, delegate] of voters.entries()) {
    const choice = CHOICES[at % CHOICES.length]!;
    granted((await cast(delegate, choice, `vote-${at}`)) as Refused, `The vote of ${delegate.country.name}`);
    await feed.saw("VoteCastEvent", at + 1);
    await sleep(pace);
  }
  const first = voters[0]!;
  granted((await cast(first, CHOICES[0]!, "vote-0")) as Refused, "Sending the same vote again");
  say(
    `${first.country.name} sends its vote once more, as a phone does after a lost connection: same answer, counted once.`,
  );
  const other = (await cast(first, "AGAINST", "second-thoughts")) as Refused;
  say(`${first.country.name} tries to vote AGAINST as well: ${other.code}.`);
  return ballot;
}

async function decide(
  { facilitator, feed, room }: Sitting,
  delegates: readonly Delegate[],
  open: Ballot,
): Promise<Ballot> {
  step("The decision");
  const { ballot } = granted(
    await facilitator.does<{ ballot: Ballot }>("CloseBallot", { ballotId: open.id }),
    "Closing",
  );
  await feed.saw("BallotClosedEvent");
  const late = delegates.at(-1)!;
  const refused = (await late.person.does("CastVote", { ballotId: open.id, choice: "FOR" })) as Refused;
  say(`${late.country.name} votes too late: ${refused.code}. ${refused.message}`);
  say(`${facilitator.name} sees: ${ballot.decision!.outcome}.`);
  say(ballot.decision!.explanation);
  granted(await facilitator.does("DeclareDecision", { ballotId: open.id }), "Declaring the decision");
  if (!(await feed.saw("DecisionDeclaredEvent"))) throw new Stop("The live feed did not bring the end of the ballot.");
  const first = delegates[0]!;
  const seen = (await first.person.room(room.id))?.agendaItems
    .flatMap((item) => item.recommendations)
    .flatMap((one) => one.ballots);
  const own = seen?.find(({ id }) => id === open.id)?.myVote?.choice;
  say(`${first.country.name} loads the room again and finds its own vote: ${own}.`);
  return ballot;
}

/** Where two people watched at the same time they must have got the same events; the first one's have no gap. */
function compare(feed: Feed, other: Feed): string {
  const numbers = feed.events.map((event) => event.seq);
  const isGapless = numbers.every((seq, at) => at === 0 || seq === numbers[at - 1]! + 1);
  const from = other.events[0]?.seq ?? Infinity;
  const to = Math.min(numbers.at(-1)!, other.events.at(-1)?.seq ?? 0);
  const [mine, theirs] = [feed, other].map(({ events }) =>
    events.filter(({ seq }) => seq >= from && seq <= to).map(({ seq, __typename }) => `${seq} ${__typename}`),
  );
  if (!isGapless || mine!.length === 0 || mine!.join() !== theirs!.join())
    throw new Stop("Two people did not see the same events in the same order.");
  return `${numbers.length} live events, #${numbers[0]} to #${numbers.at(-1)} without a gap`;
}

async function walk(url: string, pace: number): Promise<void> {
  const started = Date.now();
  const run = randomUUID(); // every deed of this run has its own clientMutationId below it
  await requireServer(url);
  const sitting = await openRoom(url);
  const delegates = await fillSeats(sitting);
  await showPrivacy(sitting);
  const watcher = delegates[1]!;
  const cursor = (await watcher.person.room(sitting.room.id))!.liveCursor;
  const second = watcher.person.watch(sitting.room.id, cursor);
  const text = await propose(sitting, delegates, run);
  const ballot = await decide(sitting, delegates, await vote(sitting, delegates, text, run, pace));
  const { facilitator, item, feed } = sitting;
  const ending = await secondAct({ facilitator, agendaItemId: item.id, feed, delegates, run, pace, step });
  await second.saw("RecommendationForwardedEvent");
  const watched = compare(sitting.feed, second);
  await Promise.all([sitting.secretariat.leave(), watcher.person.leave()]);
  console.log(`\nDone in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
  say(`${text.symbol}: ${ballot.decision!.outcome}, ${counts(ballot.tally!)}.`);
  say(ending);
  say(
    `${sitting.secretariat.name} received ${watched}; ${watcher.country.name} watched from before the proposal and saw the same.`,
  );
  say(`Look around yourself: open ${url} in a browser and sign in with demo-secretariat. You may run this again.`);
}

/** The address of the API; a bare host means its /graphql. */
function addressOf(given: string): string {
  if (!URL.canParse(given) || !/^https?:/.test(given))
    throw new Stop(`${given} is no address such as http://127.0.0.1:4000/graphql.`);
  const url = new URL(given);
  if (url.pathname === "/") url.pathname = "/graphql";
  return url.href;
}

try {
  const options = {
    url: { type: "string" },
    pace: { type: "string", default: "120" },
    help: { type: "boolean" },
  } as const;
  const { values } = parseArgs({ options });
  const url = values.url ?? (process.env["ROTUNDA_URL"] || "http://127.0.0.1:4000/graphql");
  if (values.help) console.log(USAGE);
  else await walk(addressOf(url), Number(values.pace) || 0);
} catch (error) {
  const isUsage = /^ERR_PARSE_ARGS/.test((error as { code?: string }).code ?? "");
  console.error(
    isUsage ? USAGE : error instanceof Stop ? error.message : `The walkthrough broke off: ${String(error)}`,
  );
  process.exit(isUsage ? 2 : 1);
}
