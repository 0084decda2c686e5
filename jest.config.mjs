/** Tests run as ES modules through swc, against a real PostgreSQL that test/support/global-setup.mjs starts. */
export default {
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  testEnvironment: "node",
  extensionsToTreatAsEsm: [".ts"],
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" }, // the sources import "./x.js", as Node wants it, and are ./x.ts
  transform: {
    "\\.ts$": [
      "@swc/jest",
      {
        swcrc: false, // as .swcrc; @swc/jest adds what Jest needs
        jsc: {
          parser: { syntax: "typescript", decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: false },
          target: "es2023",
          keepClassNames: true,
        },
        module: { type: "es6" },
        sourceMaps: "inline",
      },
    ],
  },
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/.data/"],
  setupFiles: ["reflect-metadata"],
  globalSetup: "<rootDir>/test/support/global-setup.mjs",
  globalTeardown: "<rootDir>/test/support/global-teardown.mjs",
  maxWorkers: 2,
  testTimeout: 30_000,
};
