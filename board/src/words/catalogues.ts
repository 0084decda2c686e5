/** Compiled messages by path, each loaded when it is needed: what Vite makes of board/words/ (see vite.config.mjs). */
export const CATALOGUES = import.meta.glob<{ default: Record<string, string> }>("../../words/*/*.json");
