/** The import rule of ARCHITECTURE.md: main → app → domain → live → platform → kernel, and never in a circle. */
const VISIBLE = "\\.(entity|service|loaders|policy|events|refusals|types|words)\\.ts$";

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: { path: "^src" }, to: { circular: true } },
    {
      name: "platform-knows-nobody",
      severity: "error",
      from: { path: "^src/platform" },
      to: { path: "^src/(domain|live|[^/]+\\.ts$)" },
    },
    {
      name: "kernel-knows-nothing",
      severity: "error",
      from: { path: "^src/platform/kernel" },
      to: { path: "^(src/(?!platform/kernel)|node_modules)" },
    },
    {
      name: "live-knows-only-platform",
      severity: "error",
      from: { path: "^src/live" },
      to: { path: "^src/(domain|[^/]+\\.ts$)" },
    },
    { name: "domain-not-entry", severity: "error", from: { path: "^src/domain" }, to: { path: "^src/[^/]+\\.ts$" } },
    {
      name: "words-hide-their-internals",
      severity: "error",
      from: { path: "^src/domain/([^/]+)/" },
      to: {
        path: "^src/domain/([^/]+)/",
        pathNot: [
          "^src/domain/$1/",
          VISIBLE,
          "^src/domain/conference/(rule-set|quorum|country-names)\\.rules\\.ts$",
          "^src/domain/recommendation/recommendation\\.rules\\.ts$",
        ],
      },
    },
    ...[
      ["identity", "(conference|delegation|round-table|accreditation|recommendation|ballot|comment|feed|intake)"],
      ["conference", "(delegation|round-table|accreditation|recommendation|ballot|comment|feed|intake)"],
      ["delegation", "(round-table|accreditation|recommendation|ballot|comment|feed|intake)"],
      ["round-table", "(accreditation|recommendation|ballot|comment|feed|intake)"],
      ["accreditation", "(recommendation|ballot|comment|feed|intake)"],
      ["recommendation", "(accreditation|ballot|comment|feed|intake)"],
      ["ballot", "(accreditation|comment|feed|intake)"],
      ["comment", "(accreditation|ballot|feed|intake)"],
      ["intake", "(accreditation|ballot|comment|feed)"],
    ].map(([word, children]) => ({
      name: `${word}-knows-no-child`,
      severity: "error",
      from: { path: `^src/domain/${word}/` },
      to: { path: `^src/domain/${children}/` },
    })),
    {
      name: "rules-are-pure",
      severity: "error",
      from: { path: "\\.rules\\.ts$" },
      to: {
        pathNot: [
          "\\.(rules|words)\\.ts$",
          "^src/platform/kernel/",
          "^(node:|zod|i18n-iso-countries)",
          "node_modules/(zod|i18n-iso-countries)/",
        ],
        dependencyTypesNot: ["type-only", "core"],
      },
    },
    {
      name: "no-sql-in-resolvers",
      severity: "error",
      from: { path: "\\.resolver\\.ts$" },
      to: { path: "node_modules/typeorm/" },
    },
    {
      name: "src-stays-in-src",
      severity: "error",
      from: { path: "^src" },
      to: { path: "^(playground|test|scripts)/" },
    },
    {
      name: "no-dev-dependency-in-src",
      severity: "error",
      from: { path: "^src" },
      to: { dependencyTypes: ["npm-dev"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
  },
};
