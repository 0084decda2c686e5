import { openSet } from "./editors.js";
import { forgetIds } from "./known-ids.js";

/**
 * Being somebody: signs in with the role's demo code where the server holds demo data, else asks for a code, and opens the tabs that this
 * role needs. Each tab takes its ids from the answers of those to its left.
 *
 * @param {{ signIn(code: string): Promise<{ name?: string, failure?: string }>, signOut(): void, bar: object, examples: object[] }} page
 */
export function createRoleTaking({ signIn, signOut, bar, examples }) {
  /** `opened`: its tabs are there already. */
  return async function take(role, { opened = false } = {}) {
    bar.role(role.title);
    forgetIds();
    const isDemo = await holdsDemoData();
    // Whoever was signed in before is not this role.
    if (!isDemo) signOut();
    const { name, failure } = isDemo ? await signIn(role.code) : {};
    const tabs = role.tabs.map((tab) => examples.find((example) => example.name === tab));
    await openSet(tabs, { examples, opened });
    const ready = `${tabs.length} tabs are ready: run them from left to right, ids are filled in on the way.`;
    if (name) return bar.notice(`You are ${name}. ${ready}`, "good");
    const why = failure ?? "This server holds no demo data.";
    bar.notice(
      `${why} Enter the access code of a ${role.title.toLowerCase()} and press “Sign in”. ${ready}`,
      "warning",
    );
    bar.askForCode();
  };
}

/** Demo codes are offered only where the server says so; when it cannot say, there is none. */
async function holdsDemoData() {
  try {
    const response = await fetch("/playground/demo", { credentials: "omit" });
    return response.ok && (await response.json()).demo === true;
  } catch {
    return false;
  }
}
