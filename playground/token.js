const KEY = "rotunda:token";
const listeners = new Set();

/**
 * The one token of the page. Both transports read it at the moment they need it, so a change reaches the next request and
 * the next socket without a reload. It lives in sessionStorage only: it ends with the browser tab and no other tab sees it.
 */
export const token = {
  get() {
    return sessionStorage.getItem(KEY) ?? "";
  },
  /** People paste what they copied from a header, so a leading "Bearer" and line breaks are dropped. */
  set(text) {
    const value = text
      .trim()
      .replace(/^bearer\s+/i, "")
      .replace(/\s+/g, "");
    if (value === token.get()) return;
    if (value) sessionStorage.setItem(KEY, value);
    else sessionStorage.removeItem(KEY);
    for (const listener of listeners) listener(value);
  },
  onChange(listener) {
    listeners.add(listener);
  },
  /** What goes into the Authorization header and, word for word, into `connection_init`. */
  authorization() {
    const value = token.get();
    return value ? `Bearer ${value}` : undefined;
  },
};

/**
 * Reads `#token=…`, `#code=…` or `#role=…` and removes the fragment from the address bar and from the history entry.
 * A fragment, because unlike a query string it is never sent to the server and so never reaches a log or a Referer.
 */
export function takeLink() {
  const found = {};
  for (const part of location.hash.slice(1).split("&")) {
    const [name, ...rest] = part.split("=");
    if (["token", "code", "role"].includes(name)) found[name] = decode(rest.join("="));
  }
  if (Object.keys(found).length > 0) history.replaceState(history.state, "", location.pathname + location.search);
  return found;
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
