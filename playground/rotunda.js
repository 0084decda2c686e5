import { createBar } from "./bar.js";
import { activeTab, endLiveOperationWithItsTab, openInNewTab } from "./editors.js";
import { examples, roles } from "./generated.js";
import { rememberIds } from "./known-ids.js";
import { fillPlaceholders } from "./placeholders.js";
import { storage } from "./storage.js";
import { createRoleTaking } from "./taking-roles.js";
import { takeLink, token } from "./token.js";
import { createTransport } from "./transport.js";

/** Open on the first visit; afterwards the person's own tabs are restored and these wait in the menu. */
const FIRST_TABS = ["SignIn", "Me", "Conferences", "Room", "RoomEvents"];
const HOW_TO_GET_A_TOKEN =
  "Not signed in, or the token has expired: enter your access code and press “Sign in”, or run SignIn and the token is filled in.";

const transport = createTransport({ onResult, onSocket: (state, detail) => bar.socket(state, detail) });
const bar = createBar({
  examples,
  roles,
  token,
  signIn,
  signOut,
  open: openInNewTab,
  takeRole: (role) => takeRole(role),
  activeTab,
});
const takeRole = createRoleTaking({ signIn, signOut, bar, examples });

function signOut() {
  token.set("");
  transport.closeSockets();
}

function onResult(result, operationName) {
  const refused = needsToken(result);
  if (refused) bar.notice(HOW_TO_GET_A_TOKEN, "warning");
  if (operationName === "IntrospectionQuery") {
    schemaMissing = !result.data;
    return;
  }
  rememberIds(result.data);
  if (result.data?.signIn?.accessToken) signedIn(result.data.signIn);
  else if (!refused) bar.clearWarning();
}

/** The code arrives as an error of the request or, from a mutation, as a refusal inside the data. */
function needsToken(result) {
  const codes = [
    ...(result.errors ?? []).map((error) => error.extensions?.code),
    ...Object.values(result.data ?? {}).map((field) => field?.code),
  ];
  return codes.includes("UNAUTHENTICATED");
}

/** Answers who it is, or why not. */
async function signIn(accessCode) {
  const query = examples.find(({ name }) => name === "SignIn").query;
  try {
    const { data, errors } = await transport.post({ query, variables: { input: { accessCode } } });
    if (data?.signIn?.accessToken) return signedIn(data.signIn);
    return notSignedIn(data?.signIn?.message ?? errors?.[0]?.message ?? "Signing in failed.");
  } catch (failure) {
    return notSignedIn(failure.message);
  }
}

function notSignedIn(failure) {
  bar.notice(failure, "warning");
  return { failure };
}

function signedIn({ accessToken, accessTokenExpiresAt, viewer }) {
  token.set(accessToken);
  const until = accessTokenExpiresAt ? ` until ${new Date(accessTokenExpiresAt).toLocaleTimeString()}` : "";
  bar.notice(`Signed in${viewer?.displayName ? ` as ${viewer.displayName}` : ""}${until}.`, "good");
  return { name: viewer?.displayName ?? "signed in" };
}

/** A server may refuse introspection to strangers: ask again as soon as there is somebody. */
let schemaMissing = false;
token.onChange((value) => {
  if (value && schemaMissing) document.querySelector('button[aria-label^="Re-fetch GraphQL schema"]')?.click();
});

/** Answers the role that the link names, which is taken once the editors are there. */
function useLink() {
  const link = takeLink();
  if (link.token) {
    token.set(link.token);
    bar.notice("The token was taken from the link and removed from the address bar.", "good");
  } else if (link.code) void signIn(link.code);
  if (link.role && !roleOf(link.role))
    bar.notice(`There is no role “${link.role}”: choose one from the menu.`, "warning");
  return roleOf(link.role);
}

const roleOf = (wanted) => roles.find(({ id }) => id === wanted);

endLiveOperationWithItsTab();
const role = useLink();
addEventListener("hashchange", () => {
  const named = useLink();
  if (named) void takeRole(named);
});

const firstVisit = storage.getItem("graphiql:tabState") === null;
const firstTabs = (role?.tabs ?? FIRST_TABS).flatMap((wanted) => examples.filter(({ name }) => name === wanted));

globalThis.YogaGraphiQL.renderYogaGraphiQL(document.querySelector("#root"), {
  title: "Rotunda",
  logo: " ",
  fetcher(params, options) {
    if (params.operationName === "IntrospectionQuery") return transport.fetcher(params, options);
    const { variables, filled } = fillPlaceholders(params.variables);
    if (filled.length > 0) bar.notice(`Filled in from an earlier answer: ${filled.join(", ")}.`, "good");
    return transport.fetcher({ ...params, variables }, options);
  },
  defaultTabs: firstTabs,
  // GraphiQL shows the first default tab without its variables. Given later, they would look like a tab of their own.
  ...(firstVisit ? { variables: firstTabs[0]?.variables } : {}),
  storage,
  // One place for the token. A headers editor beside it would reach HTTP only.
  isHeadersEditorEnabled: false,
  shouldPersistHeaders: false,
  // `undefined` on purpose: Yoga's own list leaves history out, GraphiQL's default is [history] (graphql/graphiql#4224).
  plugins: undefined,
  // Yoga would write every keystroke into `?query=` of the address, which then no longer asks for this page.
  onEditQuery: () => undefined,
});
if (role) void takeRole(role, { opened: firstVisit });
