/** The import rule of ARCHITECTURE.md: main → app → domain → live → platform → kernel, and never in a circle. */
const VISIBLE = "\\.(entity|service|loaders|policy|events|refusals|types|words)\\.ts$";

/** The words of the domain, parents first: none imports one that stands behind it … */
const WORDS = [
  "identity",
  "conference",
  "delegation",
  "round-table",
  "accreditation",
  "recommendation",
  "amendment",
  "ballot",
  "conduct",
  "secret",
  "speaking",
  "lineage",
  "conclusion",
  "comment",
  "trail",
  "intake",
  "feed",
];
/** … nor those before it with which it has nothing to do. */
const STRANGERS = {
  recommendation: ["accreditation"],
  amendment: ["accreditation"],
  ballot: ["accreditation"],
  conduct: ["accreditation", "amendment"],
  secret: ["accreditation", "amendment", "conduct"],
  speaking: ["accreditation", "conduct", "secret"],
  lineage: ["accreditation", "amendment", "ballot", "secret", "speaking"],
  conclusion: ["accreditation", "amendment", "ballot", "secret", "speaking"],
  comment: ["accreditation", "amendment", "ballot", "secret", "speaking", "lineage", "conclusion"],
  intake: ["accreditation", "amendment", "ballot", "secret", "speaking", "lineage", "conclusion", "comment"],
};

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
    {
      name: "trail-knows-only-live-and-platform",
      severity: "error",
      from: { path: "^src/trail" },
      to: { path: "^src/(domain|audit|recount|[^/]+\\.ts$)" },
    },
    {
      name: "live-and-platform-know-no-trail",
      severity: "error",
      from: { path: "^src/(live|platform)" },
      to: { path: "^src/(trail|audit)" },
    },
    {
      name: "audit-stands-alone",
      comment: "What verifies the trail shares no code with what wrote it.",
      severity: "error",
      from: { path: "^src/audit" },
      to: { pathNot: "^(src/audit/|(node:)?(crypto|fs|fs/promises|readline|stream|events|buffer)$)" },
    },
    {
      name: "nobody-inside-asks-the-audit",
      severity: "error",
      from: { path: "^src/(?!audit/)" },
      to: { path: "^src/audit" },
    },
    {
      name: "recount-stands-alone",
      comment: "What counts anew shares no code with what counted.",
      severity: "error",
      from: { path: "^src/recount" },
      to: { pathNot: "^(src/recount/|crypto$|node:crypto$)" },
    },
    {
      name: "only-ballots-ask-for-a-recount",
      severity: "error",
      from: { path: "^src/(?!recount/|domain/ballot/)" },
      to: { path: "^src/recount" },
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
          "^src/domain/recommendation/(recommendation|paragraphs|place|words)\\.rules\\.ts$",
          "^src/domain/amendment/amendment\\.rules\\.ts$",
          "^src/domain/ballot/turnout\\.rules\\.ts$",
        ],
      },
    },
    ...WORDS.map((word, place) => ({
      name: `${word}-knows-no-child`,
      severity: "error",
      from: { path: `^src/domain/${word}/` },
      to: { path: `^src/domain/(${[...WORDS.slice(place + 1), ...(STRANGERS[word] ?? [])].join("|") || "-"})/` },
    })),
    {
      name: "rules-are-pure",
      severity: "error",
      from: { path: "\\.rules\\.ts$" },
      to: {
        pathNot: [
          "\\.(rules|words)\\.ts$",
          "^src/platform/kernel/",
          "^(node:|zod|i18n-iso-countries|diff)",
          "node_modules/(zod|i18n-iso-countries|diff)/",
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
      to: { path: "^(playground|test|scripts|rehearsal)/" },
    },
    {
      name: "rehearsal-speaks-only-the-api",
      comment: "Who plays a conference knows of the server what every client knows.",
      severity: "error",
      from: { path: "^rehearsal" },
      to: { path: "^(src|scripts|test|bench|client|migrations|ormconfig)" },
    },
    {
      name: "rehearsal-runs-in-no-circle",
      severity: "error",
      from: { path: "^rehearsal" },
      to: { circular: true },
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
