import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, visit } from "graphql";

/** What the menu calls the files of operations, in its order; a file that is not named here comes last, under its own name. */
const GROUPS = {
  contract: "Start here",
  more: "More of the main job",
  ballots: "Ballots in every mode",
  secret: "Secret ballots",
  texts: "Texts and amendments",
  delegations: "Delegations and quorum",
  speaking: "Speakers",
  plenary: "To the plenary",
  administration: "Setting up",
};

/**
 * Every operation of `schema/operations/*.graphql` as a document that stands alone: its own text, comments included, then
 * the fragments it needs. Generated at build time, so the menu cannot fall behind what front-end teams send.
 *
 * @returns {{ name: string, group: string, about: string, query: string, variables: string }[]}
 */
export function readExamples(operationsDirectory, variablesFile) {
  const variables = JSON.parse(readFileSync(variablesFile, "utf8"));
  const files = readdirSync(operationsDirectory).filter((file) => file.endsWith(".graphql"));
  const order = Object.keys(GROUPS);
  const placeOf = (file) => (order.indexOf(nameOf(file)) + order.length + 1) % (order.length + 1);
  files.sort((a, b) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1));
  return files.flatMap((file) => {
    const source = readFileSync(join(operationsDirectory, file), "utf8");
    const definitions = parse(source).definitions;
    const fragments = new Map(definitions.filter(isFragment).map((fragment) => [fragment.name.value, fragment]));
    const operations = definitions.filter((definition) => definition.kind === "OperationDefinition" && definition.name);
    return operations.map((operation) => ({
      group: GROUPS[nameOf(file)] ?? nameOf(file),
      ...toExample(operation, fragments, source, variables),
    }));
  });
}

const nameOf = (file) => file.replace(/\.graphql$/, "");
const isFragment = (definition) => definition.kind === "FragmentDefinition";

function toExample(operation, fragments, source, variables) {
  const name = operation.name.value;
  const needed = [...neededFragments(operation, fragments)].map((fragment) => textOf(fragment, source));
  const about = commentAbove(operation, source);
  return {
    name,
    about: about.replace(/^# ?/gm, ""),
    query: [about + (about && "\n") + textOf(operation, source), ...needed].join("\n\n") + "\n",
    variables: JSON.stringify(variables[name] ?? guessVariables(operation), null, 2),
  };
}

function neededFragments(node, fragments, found = new Set()) {
  visit(node, {
    FragmentSpread(spread) {
      const fragment = fragments.get(spread.name.value);
      if (!fragment) throw new Error(`The fragment ${spread.name.value} is not in the same file.`);
      if (found.has(fragment)) return;
      found.add(fragment);
      neededFragments(fragment, fragments, found);
    },
  });
  return found;
}

const textOf = (node, source) => source.slice(node.loc.start, node.loc.end);

/** The comment lines directly above a definition; one that is followed by an empty line belongs to the file. */
function commentAbove(node, source) {
  const lines = source.slice(0, node.loc.start).replace(/\n$/, "").split("\n");
  const comments = [];
  while (lines.at(-1)?.startsWith("#")) comments.unshift(lines.pop());
  return comments.join("\n");
}

/** For an operation nobody wrote variables for: the required ones, with a placeholder where an id is wanted. */
function guessVariables(operation) {
  const required = operation.variableDefinitions.filter(({ type }) => type.kind === "NonNullType");
  return Object.fromEntries(
    required.map(({ variable, type }) => [variable.name.value, guess(variable.name.value, type)]),
  );
}

function guess(name, { type }) {
  if (type.kind === "ListType") return [];
  const samples = { ID: `<${name}>`, String: "", Int: 1, Float: 1, Boolean: true };
  return samples[type.name.value] ?? {};
}
