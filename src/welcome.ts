import type { Config } from "./config.js";
import type { Foundation } from "./foundation.js";

export interface Welcome {
  readonly config: Config;
  readonly foundation: Foundation;
  /** http://host:port */
  readonly address: string;
  /** Demo data is there. */
  readonly demo: boolean;
  readonly milliseconds: number;
}

/** What the terminal shows once the server serves. Secrets only of the demo. */
export async function welcome({ config, foundation, address, demo, milliseconds }: Welcome): Promise<string> {
  const where = config.databaseUrl ? "the PostgreSQL server of DATABASE_URL" : config.dataDir;
  const lines = [
    "",
    `  Rotunda serves ${address}/graphql   (ready after ${(milliseconds / 1000).toFixed(1)} s; data in ${where})`,
    "",
  ];
  if (config.board)
    lines.push(
      `  Rooms for people: ${address}/   (sign in with a code${demo ? " below; each window is somebody of its own" : ""})`,
      "",
    );
  if (!demo) {
    lines.push("  No demo data here. Load a conference:  npm run import -- FILE   (docs/conference-file.md)", "");
    if (config.playground) lines.push(`  Playground  ${address}/graphql`, "");
    return [...lines, "  Stop with Ctrl-C.", ""].join("\n");
  }
  if (config.playground) {
    const { accessToken } = await foundation.signIns.signIn("demo-facilitator-africa", "welcome");
    lines.push(
      "  Playground, signed in as the facilitator of the Africa round table (10 minutes; then use a code below):",
      `  ${address}/graphql#token=${accessToken}`,
      "",
    );
  }
  lines.push(
    "  Access codes of the demo conferences (12th closed, 15th in session):",
    "    demo-secretariat            runs the 12th and the 15th",
    "    demo-facilitator-africa     chairs a round table; also -americas, -asia-south-pacific, -europe,",
    "                                -middle-east-north-africa, -plenary",
    "    demo-delegate-zm            head of Zambia's delegation; any member country by its two letters (-ca, -bt, -jo …)",
    "    demo-observer               watches the plenary",
    "    demo-alternate-zm           may vote for Zambia; demo-adviser-zm may not; also -bt, -ca, -fr, -jo, -ke",
    "    demo-vice-chair-africa      and demo-rapporteur-africa, at any table; demo-credentials-officer",
    "    demo-admin                  administers the server: imports conferences",
    "    demo-rehearsal-secretariat  a small third conference, by consensus; also demo-rehearsal-facilitator-africa,",
    "                                demo-rehearsal-zm …: data/demo/README.md",
    "",
    "  Try this in a second terminal: the whole main job, step by step, with what each person sees",
    "    npm run walkthrough",
    "",
    "  Stop with Ctrl-C.",
    "",
  );
  return lines.join("\n");
}
