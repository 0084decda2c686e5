/** Which field of an answer tells which id. */
const SOURCES = {
  conferences: "conferenceId",
  conference: "conferenceId",
  facilitates: "roundTableId",
  roundTables: "roundTableId",
  roundTable: "roundTableId",
  agendaItems: "agendaItemId",
  agendaItem: "agendaItemId",
  recommendations: "recommendationId",
  recommendation: "recommendationId",
  paragraphs: "paragraphId",
  amendments: "amendmentId",
  amendment: "amendmentId",
  ballots: "ballotId",
  ballot: "ballotId",
  options: "optionId",
  readIns: "readInId",
  readIn: "readInId",
  queue: "interventionId",
  speaker: "interventionId",
  intervention: "interventionId",
  delegations: "delegationId",
  delegation: "delegationId",
  delegates: "delegateId",
  participation: "participationId",
  rehearsal: "rehearsalId",
};
const IN_PROGRESS = new Set(["IN_SESSION", "OPEN", "UNDER_DISCUSSION", "PROPOSED"]);
const isInProgress = (entry) => IN_PROGRESS.has(entry?.state);
/** By which example an id becomes known. */
export const SOURCE_OF = {
  conferenceId: "Conferences",
  roundTableId: "Me or Conferences",
  agendaItemId: "Room",
  recommendationId: "Room",
  otherRecommendationId: "Room",
  paragraphId: "Text",
  amendmentId: "ProposeAmendment or VotingOrder",
  ballotId: "Room",
  optionId: "SecretBallotPaper",
  readInId: "ProposeReadIn or BallotConduct",
  interventionId: "SpeakersLists or RequestFloor",
  delegationId: "Me (your own) or Room",
  delegateId: "BallotConduct",
  alternateId: "BallotConduct or Accreditation",
  participationId: "Accreditation",
  rehearsalId: "StartRehearsal or Rehearsal",
};
const known = new Map();

/** For somebody else, to whom other things may be known. */
export function forgetIds() {
  known.clear();
}

/** Remembers ids that an answer mentions, so that the examples can be run one after the other without copying ids. */
export function rememberIds(value) {
  if (value === null || typeof value !== "object") return;
  if (Array.isArray(value)) {
    value.forEach(rememberIds);
    // what the chosen entry contains is remembered last and so wins over its siblings
    return rememberIds(chosenOf(value));
  }
  if (value.function === "ALTERNATE" && value.id) known.set("alternateId", value.id);
  for (const [field, child] of Object.entries(value)) {
    const name = SOURCES[field];
    const entries = child?.edges?.map(({ node }) => node) ?? child;
    const chosen = Array.isArray(entries) ? chosenOf(entries) : entries;
    const others = Array.isArray(entries) ? entries.filter((one) => one !== chosen && isInProgress(one)) : [];
    if (name) for (const one of [...others.reverse(), chosen]) remember(name, one?.[name] ?? one?.id);
    rememberIds(entries);
  }
}

/** For what takes two texts, the one that was known before is kept as well. */
function remember(name, id) {
  if (typeof id !== "string") return;
  const before = known.get(name);
  if (name === "recommendationId" && before && before !== id) known.set("otherRecommendationId", before);
  known.set(name, id);
}

/** Of a list the entry that is in progress, else one that somebody can do something with, else the first. */
function chosenOf(entries) {
  const useful = (one) =>
    one?.isPresent || one?.presentAtOpen || one?.kind === "OPERATIVE" || one?.recommendations?.length > 0;
  return entries.find(isInProgress) ?? entries.find(useful) ?? entries[0];
}

/** Variables with `<ballotId>` and the like replaced by ids seen in earlier answers; which were, and which are not known. */
export function fillIn(variables) {
  const filled = new Map();
  const missing = [];
  const text = JSON.stringify(variables ?? {}).replace(/"<(\w+)>"/g, (placeholder, name) => {
    const id = known.get(name);
    if (id === undefined) {
      missing.push(name);
      return placeholder;
    }
    filled.set(name, id);
    return JSON.stringify(id);
  });
  return { variables: filled.size > 0 ? JSON.parse(text) : variables, filled, missing };
}
