import type { HallTableQuery } from "../../api/generated/types.js";

export type HallTable = NonNullable<HallTableQuery["roundTable"]>;
type Item = HallTable["agendaItems"][number];

/** What the hall looks at. It follows from the state of the room alone, so a screen that was loaded anew shows the same. */
export type Scene =
  | { readonly kind: "welcome" | "idle" }
  | { readonly kind: "closed" | "cancelled" | "suspended" }
  | { readonly kind: "item"; readonly item: Item }
  | { readonly kind: "text"; readonly textId: string }
  | { readonly kind: "ballot"; readonly ballotId: string };

/** A result gives way to the next open text after so long, in milliseconds; sooner only to something new. */
export const RESULT_STAYS = 120_000;

const TAKES_VOTES = ["OPEN", "LOCKING"];
const IS_OPEN_TEXT = ["PROPOSED", "UNDER_CONSIDERATION"];

/** `declaredAt`: when the ballot was declared, where that is known already. */
export function sceneOf(table: HallTable, declaredAt: (ballotId: string) => string | null, now: number): Scene {
  const items = table.agendaItems;
  const open = latest(items.flatMap(ballotsOf).filter(({ state }) => TAKES_VOTES.includes(state)));
  if (open) return { kind: "ballot", ballotId: open.id };
  if (table.state === "SCHEDULED") return { kind: "welcome" };
  if (table.state === "CLOSED") return { kind: "closed" };
  if (table.state === "CANCELLED") return { kind: "cancelled" };
  if (table.state === "SUSPENDED") return { kind: "suspended" };
  const item = items.findLast(({ state }) => state === "UNDER_DISCUSSION");
  if (!item) return { kind: "idle" };
  const texts = item.recommendations.filter(({ state }) => IS_OPEN_TEXT.includes(state));
  const over = latest(ballotsOf(item).filter(({ state }) => state === "CLOSED" || state === "DECLARED"));
  if (over) {
    const declared = over.state === "DECLARED" ? declaredAt(over.id) : null;
    if (declared === null || texts.length === 0 || now - Date.parse(declared) < RESULT_STAYS)
      return { kind: "ballot", ballotId: over.id };
  }
  const text = texts.findLast(({ state }) => state === "UNDER_CONSIDERATION") ?? (texts.length === 1 ? texts[0] : null);
  return text ? { kind: "text", textId: text.id } : { kind: "item", item };
}

type Ballot = Item["recommendations"][number]["ballots"][number];

const ballotsOf = (item: Item): readonly Ballot[] => item.recommendations.flatMap(({ ballots }) => ballots);

const latest = (ballots: readonly Ballot[]): Ballot | undefined =>
  ballots.toSorted((a, b) => a.openedAt.localeCompare(b.openedAt)).at(-1);
