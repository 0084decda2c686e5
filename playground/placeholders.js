import { replaceInVariables } from "./editors.js";
import { fillIn, SOURCE_OF } from "./known-ids.js";
import { readable } from "./transport.js";

/**
 * Variables with placeholders replaced by ids seen in earlier answers, in the editor too: a person sees what is
 * sent. Only the exact placeholder is replaced, never something typed. An unknown one is refused before it is sent.
 */
export function fillPlaceholders(given) {
  const { variables, filled, missing } = fillIn(given);
  for (const [name, id] of filled) replaceInVariables(`<${name}>`, id);
  if (missing.length > 0) throw readable(missing.map(missingMessage).join("\n"));
  return { variables, filled: [...filled.keys()] };
}

function missingMessage(name) {
  return `${name} is still a placeholder. Run ${SOURCE_OF[name] ?? "a query that returns one"} first and run this again: it is filled in then.`;
}
