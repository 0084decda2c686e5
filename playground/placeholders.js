import { replaceInVariables } from "./editors.js";
import { readable } from "./transport.js";

/** Which field of an answer tells which id. A list offers the entry that is in progress, else its first. */
const SOURCES = {
  facilitates: "roundTableId",
  roundTables: "roundTableId",
  roundTable: "roundTableId",
  agendaItems: "agendaItemId",
  agendaItem: "agendaItemId",
  recommendations: "recommendationId",
  recommendation: "recommendationId",
  ballots: "ballotId",
  ballot: "ballotId",
};
const IN_PROGRESS = new Set(["OPEN", "UNDER_DISCUSSION", "PROPOSED"]);
const SOURCE_OF = {
  roundTableId: "Me or Conferences",
  agendaItemId: "Room",
  recommendationId: "Room",
  ballotId: "Room",
};
const known = new Map();

/** Remembers ids that an answer mentions, so that the examples can be run one after the other without copying ids. */
export function rememberIds(value) {
  if (Array.isArray(value)) return value.forEach(rememberIds);
  if (value === null || typeof value !== "object") return;
  for (const [field, child] of Object.entries(value)) {
    const name = SOURCES[field];
    const chosen = Array.isArray(child) ? (child.find((entry) => IN_PROGRESS.has(entry?.state)) ?? child[0]) : child;
    if (name && typeof chosen?.id === "string") known.set(name, chosen.id);
    // what the chosen entry contains is remembered last and so wins over its siblings
    rememberIds(child);
    if (name && Array.isArray(child)) rememberIds(chosen);
  }
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
