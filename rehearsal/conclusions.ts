import { LOCALES, PREAMBLE, wordsIn } from "./phrases.js";
import type { Room } from "./stage.js";

interface Seen {
  readonly roundTable: {
    readonly agendaItems: readonly { recommendations: readonly { id: string; state: string }[] }[];
  } | null;
}

/** What the plenary adopted, put into order by the secretariat and published. */
export async function concludeIn({ stage, id: roundTableId }: Room, conferenceId: string): Promise<void> {
  const secretariat = stage.person("secretariat");
  const seen = await stage.ask<Seen>(secretariat, "TextsOfRoom", { roundTableId });
  const texts = seen?.roundTable?.agendaItems.flatMap(({ recommendations }) => recommendations) ?? [];
  const recommendationIds = texts.flatMap(({ id, state }) => (state === "ENDORSED" ? [id] : []));
  const before = await stage.ask<{ conference: { conclusionsDocument: { version: number } | null } | null }>(
    secretariat,
    "ConclusionsDocument",
    { conferenceId },
  );
  const expectedVersion = before?.conference?.conclusionsDocument?.version ?? 0;
  const preamble = LOCALES.map((locale) => ({ locale, text: wordsIn(PREAMBLE, locale) }));
  await stage.pace.pause(60);
  const input = { conferenceId, expectedVersion, recommendationIds, preamble };
  if (!(await stage.does(secretariat, "ArrangeConclusions", input))) return;
  await stage.pace.pause(60);
  if (await stage.does(secretariat, "PublishConclusions", { conferenceId }))
    stage.note("", `the conclusions are published: ${recommendationIds.length} texts`);
}
