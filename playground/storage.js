const SECRET_VARIABLE = /((?:accessCode|refreshToken|accessToken|token|secret)\\*"\s*:\s*\\*")(?!demo-|<)[^"\\]*/gi;

/**
 * GraphiQL keeps tabs and history in localStorage, variables included. People type real access codes into SignIn, so what
 * stands in such a variable is left out of what is stored; the public demo codes and our placeholders are kept.
 */
export const storage = {
  getItem: (key) => localStorage.getItem(key),
  setItem: (key, value) => localStorage.setItem(key, value.replace(SECRET_VARIABLE, "$1")),
  removeItem: (key) => localStorage.removeItem(key),
  clear: () => localStorage.clear(),
  get length() {
    return localStorage.length;
  },
};
