/**
 * GraphiQL's bundle exports no handle on its tabs, so examples are opened the way a person does it: press "New tab", then
 * type into the editors, whose text models Monaco publishes (see environment.js). Nothing that is already open is touched.
 */
export async function openInNewTab({ query, variables }) {
  const before = document.querySelectorAll('[id^="graphiql-session-tab-"]').length;
  document.querySelector('button[aria-label="New tab"]')?.click();
  await until(() => document.querySelectorAll('[id^="graphiql-session-tab-"]').length > before || before === 0);
  model("operation.graphql")?.setValue(query);
  model("variables.json")?.setValue(variables);
}

/**
 * GraphiQL runs one operation at a time and ends it when another tab is chosen, but forgets to for a new one: a running
 * subscription would go on writing its events into the answer of the new, empty tab, where nothing else could be run.
 */
export function endLiveOperationWithItsTab() {
  const onNewTab = (event) => {
    if (event.target.closest?.('button[aria-label="New tab"]')) {
      document.querySelector('button[aria-label^="Stop query"]')?.click();
    }
  };
  document.addEventListener("click", onNewTab, { capture: true });
}

/** What the open tab holds: the text of the operation and of its variables. */
export function activeTab() {
  return { query: model("operation.graphql")?.getValue() ?? "", variables: model("variables.json")?.getValue() ?? "" };
}

/** Replaces text in the variables of the open tab, visibly and so that Ctrl-Z takes it back. */
export function replaceInVariables(from, to) {
  const variables = model("variables.json");
  const edits = variables?.findMatches(from, false, false, true, null, false) ?? [];
  variables?.pushEditOperations(
    [],
    edits.map(({ range }) => ({ range, text: to })),
    () => null,
  );
}

function model(name) {
  return globalThis.monaco?.editor.getModels().find((candidate) => candidate.uri.path.endsWith(name));
}

async function until(condition) {
  for (let i = 0; i < 60 && !condition(); i++) await new Promise((resolve) => requestAnimationFrame(resolve));
}
