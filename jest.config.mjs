const swc = (jsc) => [
  "@swc/jest",
  { swcrc: false, jsc: { target: "es2023", ...jsc }, module: { type: "es6" }, sourceMaps: "inline" },
];

/** Tests run as ES modules through swc, against a real PostgreSQL that test/support/global-setup.mjs starts. */
export default {
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  testEnvironment: "node",
  extensionsToTreatAsEsm: [".ts", ".tsx"],
  moduleNameMapper: {
    // What only Vite has: words come from the files themselves, style is not looked at.
    "^\\./catalogues\\.js$": "<rootDir>/test/support/board-catalogues.ts",
    "\\.css$": "<rootDir>/test/support/board-style.ts",
    "^(\\.{1,2}/.*)\\.js$": "$1", // the sources import "./x.js", as Node wants it, and are ./x.ts
  },
  transform: {
    "/board/src/.*\\.tsx?$": swc({
      parser: { syntax: "typescript", tsx: true },
      transform: { react: { runtime: "automatic" } },
    }),
    // as .swcrc; @swc/jest adds what Jest needs
    "\\.ts$": swc({
      parser: { syntax: "typescript", decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: false },
      keepClassNames: true,
    }),
  },
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/.data/"],
  setupFiles: ["reflect-metadata"],
  globalSetup: "<rootDir>/test/support/global-setup.mjs",
  globalTeardown: "<rootDir>/test/support/global-teardown.mjs",
  testSequencer: "<rootDir>/test/support/sequencer.mjs",
  maxWorkers: 2,
  testTimeout: 30_000,
};
