import { replaceInVariables } from "./editors.js";
import { readable } from "./transport.js";

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
  readIns: "readInId",
  readIn: "readInId",
  queue: "interventionId",
  speaker: "interventionId",
  intervention: "interventionId",
  delegations: "delegationId",
  delegation: "delegationId",
  delegates: "delegateId",
  participation: "participationId",
};
const IN_PROGRESS = new Set(["IN_SESSION", "OPEN", "UNDER_DISCUSSION", "PROPOSED"]);
const SOURCE_OF = {
  conferenceId: "Conferences",
  roundTableId: "Me or Conferences",
  agendaItemId: "Room",
  recommendationId: "Room",
  paragraphId: "Text",
  amendmentId: "ProposeAmendment or VotingOrder",
  ballotId: "Room",
  readInId: "ProposeReadIn or BallotConduct",
  interventionId: "SpeakersLists or RequestFloor",
  delegationId: "Me (your own) or Room",
  delegateId: "BallotConduct",
  alternateId: "BallotConduct or Accreditation",
  participationId: "Accreditation",
};
const known = new Map();

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
    const id = chosen?.[name] ?? chosen?.id;
    if (name && typeof id === "string") known.set(name, id);
    rememberIds(entries);
  }
}

/** Of a list the entry that is in progress, else one that somebody can do something with, else the first. */
function chosenOf(entries) {
  const useful = (one) =>
    one?.isPresent || one?.presentAtOpen || one?.kind === "OPERATIVE" || one?.recommendations?.length > 0;
  return entries.find((one) => IN_PROGRESS.has(one?.state)) ?? entries.find(useful) ?? entries[0];
}

/**
 * Variables with `<ballotId>` and the like replaced by ids seen in earlier answers, in the editor too: a person sees what is
 * sent. Only the exact placeholder is replaced, never something typed. An unknown one is refused before it is sent.
 */
export function fillPlaceholders(variables) {
  const filled = [];
  const missing = [];
  const text = JSON.stringify(variables ?? {}).replace(/"<(\w+)>"/g, (placeholder, name) => {
    const id = known.get(name);
    if (id === undefined) {
      missing.push(name);
      return placeholder;
    }
    filled.push(name);
    replaceInVariables(`<${name}>`, id);
    return JSON.stringify(id);
  });
  if (missing.length > 0) throw readable(missing.map(missingMessage).join("\n"));
  return { variables: filled.length > 0 ? JSON.parse(text) : variables, filled };
}

function missingMessage(name) {
  return `${name} is still a placeholder. Run ${SOURCE_OF[name] ?? "a query that returns one"} first and run this again: it is filled in then.`;
}
