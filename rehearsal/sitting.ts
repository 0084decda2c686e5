import { debate } from "./debate.js";
import { agendaTitle } from "./phrases.js";
import type { Body, Item, Vote } from "./script-parts.js";
import type { Room } from "./stage.js";
import { amend, propose, type Standing, translate } from "./texts.js";
import { decide, inWords } from "./votes.js";

/** How often a chair tries to open a sitting that has no quorum yet, and how many seconds apart. */
const OPENINGS = 10;
const BETWEEN = 30;
/** The chair opens when those who came in so many seconds are there; the others come in while the sitting begins. */
const OPENING = 120;

/** A regional table from the first check-in to the end of its sitting; what it adopts goes to the plenary's item on the subject. */
export async function playTable(room: Room, body: Body, plenary: ReadonlyMap<string, string>): Promise<void> {
  await sit(room, body, async (agendaItemId, item) => {
    await debate(room, agendaItemId, item.speakers);
    const text = await propose(room, agendaItemId, item.text);
    if (!text) return;
    await amend(room, item.text, text);
    if (!(await settle(room, text, item.text.votes))) return;
    const target = plenary.get(agendaTitle(item.subject));
    const place = target ? { agendaItemId: target } : {};
    const input = { recommendationId: text.id, ...place, clientMutationId: room.chair.key() };
    if (await room.stage.does(room.chair, "ForwardRecommendation", input))
      room.stage.note(room.code, `${text.symbol} goes on to the plenary`);
  });
}

/** The plenary: texts on one subject are merged or taken one by one, translated, and voted on. */
export async function playPlenary(room: Room, body: Body): Promise<void> {
  await sit(room, body, async (agendaItemId, item) => {
    const { stage } = room;
    const arrived = await before(room, agendaItemId);
    await debate(room, agendaItemId, item.speakers);
    const own = arrived.length === 0 ? await propose(room, agendaItemId, item.text) : null;
    if (own) await amend(room, item.text, own);
    const texts = own ? [own] : await merged(room, agendaItemId, item, arrived);
    for (const [at, text] of texts.entries()) {
      await translate(stage, text.id);
      await settle(room, text, own ? item.text.votes : item.decisions[at % item.decisions.length]!);
    }
  });
}

/** Opens the sitting, takes up one item after the other, and ends it. */
async function sit(room: Room, body: Body, play: (agendaItemId: string, item: Item) => Promise<void>): Promise<void> {
  const { stage, id: roundTableId, chair, code } = room;
  const arriving = Promise.all(
    body.arrivals.map(async ({ who, after }) => {
      await stage.pace.pause(after);
      await stage.does(stage.head(who), "CheckIn", { roundTableId });
    }),
  );
  // Awaited below; a stop in the meantime must not count as unhandled.
  arriving.catch(() => undefined);
  await stage.pace.pause(OPENING);
  if (!(await open(room))) return void (await arriving);
  for (const item of body.items) {
    const agendaItemId = room.items.get(agendaTitle(item.subject));
    if (!agendaItemId) continue;
    for (const who of item.late) await stage.does(stage.head(who), "CheckIn", { roundTableId });
    if (!(await stage.does(chair, "TakeUpAgendaItem", { agendaItemId }))) continue;
    stage.note(code, `takes up: ${agendaTitle(item.subject)}`);
    // Nobody is still on the way when it comes to a vote.
    await arriving;
    await play(agendaItemId, item);
    await stage.does(chair, "CloseAgendaItem", { agendaItemId });
    for (const who of item.leaving) await stage.does(stage.head(who), "CheckOut", { roundTableId });
  }
  if (await stage.does(chair, "CloseRoundTable", { roundTableId })) stage.note(code, "the sitting is closed");
}

async function open({ stage, id: roundTableId, chair, code }: Room): Promise<boolean> {
  for (let attempt = 1; attempt <= OPENINGS; attempt += 1) {
    if (await stage.does(chair, "OpenRoundTable", { roundTableId })) {
      await stage.does(chair, "TakeChair", { roundTableId });
      stage.note(code, "the sitting is open");
      return true;
    }
    await stage.pace.pause(BETWEEN);
  }
  stage.note(code, "the sitting could not be opened");
  return false;
}

/** One question after the other until the text is decided; answers whether it was adopted. */
async function settle(
  room: Room,
  { id: recommendationId, symbol }: Standing,
  votes: readonly Vote[],
): Promise<boolean> {
  for (const vote of votes) {
    const decided = await decide(room, { recommendationId }, vote);
    const how = vote.mode.toLowerCase().replaceAll("_", " ");
    room.stage.note(room.code, `${symbol} (${how}): ${inWords(decided)}`);
    if (decided?.outcome === "ADOPTED") return true;
  }
  return false;
}

interface Waiting extends Standing {
  readonly state: string;
  readonly proposedBy: { readonly country: { readonly code: string } | null };
}

/** Texts of an item that wait for a decision: by their proposers, for which region was faster must not change what is played. */
async function before({ stage, chair, id: roundTableId }: Room, agendaItemId: string): Promise<Standing[]> {
  const asked = await stage.ask<{
    roundTable: { agendaItems: { id: string; recommendations: Waiting[] }[] } | null;
  }>(chair, "TextsOfRoom", { roundTableId });
  const item = asked?.roundTable?.agendaItems.find(({ id }) => id === agendaItemId);
  const waiting = item?.recommendations.filter(({ state }) => state === "PROPOSED") ?? [];
  const proposer = ({ proposedBy }: Waiting): string => proposedBy.country?.code ?? "";
  return waiting.sort((a, b) => (proposer(a) < proposer(b) ? -1 : 1));
}

async function merged(
  room: Room,
  agendaItemId: string,
  item: Item,
  arrived: readonly Standing[],
): Promise<readonly Standing[]> {
  if (!item.isMerged || arrived.length < 2) return arrived;
  const { stage, chair } = room;
  // A merged text is made in one language: whatever is missing in it is filed first.
  let isComplete = true;
  for (const { id } of arrived) isComplete = (await translate(stage, id)) && isComplete;
  if (!isComplete) return arrived;
  const recommendationIds = arrived.map(({ id }) => id);
  const input = { agendaItemId, recommendationIds, title: agendaTitle(item.subject), locale: "EN" };
  const made = await stage.does<{ recommendation: Standing }>(chair, "MergeRecommendations", {
    ...input,
    clientMutationId: chair.key(),
  });
  if (!made) return arrived;
  stage.note(room.code, `${arrived.map(({ symbol }) => symbol).join(", ")} become ${made.recommendation.symbol}`);
  return [made.recommendation];
}
