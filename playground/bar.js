import { asSnippet } from "./snippet.js";

const element = (id) => document.getElementById(id);

/** The bar above GraphiQL: roles, sign-in, the token, examples, copy, the state of the socket and one line for messages. */
export function createBar({ examples, roles, token, signIn, signOut, open, takeRole, activeTab }) {
  const notice = (text, tone) => {
    element("notice").textContent = text;
    element("notice").dataset.tone = tone;
    element("notice").hidden = false;
  };
  wireToken(token, () => {
    signOut();
    notice("Signed out. Live subscriptions were stopped.", "good");
  });
  wireSignIn(signIn);
  wireMenu(element("roles"));
  element("role-list").append(
    ...roles.map((role) => choice(role.title, role.about, element("roles"), () => takeRole(role), true)),
  );
  wireExamples(examples, open);
  element("copy").addEventListener("click", async () => {
    await copy(asSnippet(activeTab()));
    notice("Copied. The command takes the token from the environment variable ROTUNDA_TOKEN.", "good");
  });
  return {
    notice,
    role(title) {
      element("roles").querySelector("summary").textContent = `Role: ${title}`;
    },
    askForCode: () => element("code").focus(),
    clearWarning() {
      if (element("notice").dataset.tone === "warning") element("notice").hidden = true;
    },
    socket(state, detail) {
      element("socket").dataset.state = state;
      element("socket").textContent = `Live: ${state}${detail ? ` (${detail})` : ""}`;
      element("socket").title = element("socket").textContent;
    },
  };
}

function wireToken(token, signOut) {
  const field = element("token");
  field.value = token.get();
  field.addEventListener("input", () => token.set(field.value));
  field.addEventListener("change", () => (field.value = token.get()));
  token.onChange((value) => {
    if (document.activeElement !== field) field.value = value;
  });
  element("clear-token").addEventListener("click", () => {
    field.value = "";
    signOut();
  });
  element("show-token").addEventListener("click", ({ currentTarget: button }) => {
    const shown = field.type === "text";
    field.type = shown ? "password" : "text";
    button.textContent = shown ? "Show" : "Hide";
    button.setAttribute("aria-label", `${button.textContent} token`);
  });
}

function wireSignIn(signIn) {
  const code = element("code");
  const submit = async () => {
    const accessCode = code.value.trim();
    if (!accessCode) return code.focus();
    element("sign-in").disabled = true;
    await signIn(accessCode);
    element("sign-in").disabled = false;
    code.value = "";
  };
  element("sign-in").addEventListener("click", submit);
  code.addEventListener("keydown", (event) => {
    if (event.key === "Enter") void submit();
  });
}

function wireExamples(examples, open) {
  const menu = element("examples");
  for (const group of new Set(examples.map((example) => example.group))) {
    const section = document.createElement("section");
    const title = document.createElement("h2");
    title.textContent = group;
    const matching = examples.filter((example) => example.group === group);
    section.append(title, ...matching.map((example) => choice(example.name, example.about, menu, () => open(example))));
    element("example-list").append(section);
  }
  wireMenu(menu);
}

function wireMenu(menu) {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
}

/** `spoken`: what it is about is shown below its name, else when one points at it. */
function choice(name, about, menu, choose, spoken = false) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = name;
  if (spoken) button.append(Object.assign(document.createElement("small"), { textContent: about }));
  else button.title = about;
  button.addEventListener("click", () => {
    menu.open = false;
    void choose();
  });
  return button;
}

/** The clipboard API exists on https and on loopback only; on a plain-http host the old way still works. */
async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}
