/**
 * GraphiQL's bundle exports no handle on its tabs, so examples are opened the way a person does it: press "New tab", then
 * type into the editors, whose text models Monaco publishes (see environment.js). Nothing that is already open is touched.
 */
export async function openInNewTab({ query, variables }) {
  const before = tabs().length;
  document.querySelector('button[aria-label="New tab"]')?.click();
  await until(() => tabs().length > before || before === 0);
  // the operation last: once GraphiQL has given the tab its name, it has taken the variables over as well
  model("variables.json")?.setValue(variables);
  model("operation.graphql")?.setValue(query);
}

/**
 * Opens several examples as a set of tabs and shows the first. Tabs that hold an example as it is make room for them; what a person
 * wrote or changed stays. `opened`: the page has started with this set.
 */
export async function openSet(wanted, { examples, opened }) {
  await until(() => tabs().length > 0 && model("operation.graphql") && model("variables.json"), PATIENT);
  if (!opened) {
    for (const [index, example] of wanted.entries()) {
      await openInNewTab(example);
      // GraphiQL takes text over a moment after typing; another tab opened before that would lose it
      await until(() => tabs().at(-1)?.textContent === example.name);
      // before the others come: a strip of tabs from which some were taken last swallows the next click
      if (index === 0) await closeUnchanged(tabs().length - 1, examples);
    }
  }
  const first = tabs().at(-wanted.length);
  first?.click();
  first?.focus();
}

/** Of the first `count` tabs. What tabs hold that are not shown is known only from where GraphiQL stores it. */
async function closeUnchanged(count, examples) {
  let stored = [];
  await until(() => (stored = storedTabs()).length === tabs().length, PATIENT);
  if (stored.length !== tabs().length) return;
  const own = new Set(examples.map(({ query }) => query.trim()));
  for (let index = count - 1; index >= 0; index--) {
    const left = tabs().length;
    if (own.has(stored[index].query?.trim()))
      tabs()[index].parentElement.querySelector("[aria-label='Close Tab']")?.click();
    else continue;
    await until(() => tabs().length < left);
  }
}

const tabs = () => [...document.querySelectorAll('[id^="graphiql-session-tab-"]')];

function storedTabs() {
  return JSON.parse(localStorage.getItem("graphiql:tabState") ?? "{}").tabs ?? [];
}

/** In frames: half a minute, on a machine that is busy loading the editors. */
const PATIENT = 1_800;

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

async function until(condition, frames = 60) {
  for (let i = 0; i < frames && !condition(); i++) await new Promise((resolve) => requestAnimationFrame(resolve));
}
