import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compileMessageOrThrow } from "@lingui/message-utils/compileMessage";

const here = dirname(fileURLToPath(import.meta.url));

/** Words are ICU messages by key in board/words/; the rooms get them compiled, so no parser travels with them. */
const words = () => ({
  name: "rotunda-words",
  enforce: "pre",
  transform(text, id) {
    if (!/\/board\/words\/\w+\/\w+\.json$/.test(id)) return null;
    const compiled = Object.fromEntries(
      Object.entries(JSON.parse(text)).map(([key, icu]) => [key, compileMessageOrThrow(icu)]),
    );
    return { code: `export default ${JSON.stringify(compiled)};`, map: null, moduleType: "js" };
  },
});

/** Words bear the names of their part and language, so that a page can ask for its own beforehand. */
function chunkFileNames({ facadeModuleId }) {
  const [, part, language] = /\/words\/(\w+)\/(\w+)\.json$/.exec(facadeModuleId ?? "") ?? [];
  return part ? `assets/words.${part}.${language}-[hash].js` : "assets/[name]-[hash].js";
}

/**
 * From their sources the rooms are served at the root, each language below it, with the API of a server on port 4000; to that server the
 * page says that it came from there, for sockets from other origins are refused.
 */
const API = "http://127.0.0.1:4000";
const server = {
  port: 4040,
  strictPort: true,
  proxy: { "/graphql": { target: API, ws: true, changeOrigin: true, headers: { origin: API } } },
};

/** How the rooms are built, and how `npm run board` serves them while somebody works on them. */
export default ({ command }) => ({
  root: here,
  base: command === "build" ? "/board/" : "/",
  configFile: false,
  appType: "spa",
  plugins: [words()],
  oxc: { jsx: { runtime: "automatic" } },
  json: { stringify: false },
  server,
  build: {
    outDir: join(here, "../dist/board.vite"),
    emptyOutDir: true,
    target: ["chrome109", "firefox115", "safari16.4"],
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { output: { chunkFileNames } },
  },
});
