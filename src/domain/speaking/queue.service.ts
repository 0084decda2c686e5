import type { EntityManager } from "typeorm";
import { readRules, type StoredRules } from "../conference/rule-set.rules.js";
import { type Placed, queueOf, type Waiting } from "./speaking.rules.js";
import type { SpeakingPolicy } from "./speaking.words.js";

interface List {
  id: string;
  is_open: boolean | null;
  seconds: number | null;
  policy: SpeakingPolicy | null;
  rules: StoredRules;
}

/** The list of an agenda item as it applies: as it was opened, or as the rule set has it. */
export interface ListTerms {
  readonly isOpen: boolean;
  readonly seconds: number | null;
  readonly policy: SpeakingPolicy;
  readonly observersLast: boolean;
}

export async function termsOf(tx: EntityManager, itemIds: readonly string[]): Promise<Map<string, ListTerms>> {
  const rows: List[] = await tx.query(
    `SELECT i.id, l.is_open, l.seconds, l.policy, r.rules
     FROM agenda_item i JOIN round_table t ON t.id = i.round_table_id JOIN conference c ON c.id = t.conference_id
     JOIN rule_set r ON r.id = c.rule_set_id LEFT JOIN speakers_list l ON l.agenda_item_id = i.id WHERE i.id = ANY($1)`,
    [itemIds],
  );
  return new Map(
    rows.map((row) => {
      const { speaking } = readRules(row.rules);
      const { observersLast } = speaking;
      const opened = row.is_open !== null;
      const seconds = opened ? row.seconds : speaking.seconds;
      const policy = row.policy ?? (speaking.policy as SpeakingPolicy);
      return [row.id, { isOpen: row.is_open ?? false, seconds, policy, observersLast }];
    }),
  );
}

type Queued = Waiting & { readonly itemId: string };

/** Who waits on each item, in the order in which they would be called. */
export async function queuesOf(tx: EntityManager, itemIds: readonly string[]): Promise<Map<string, Placed[]>> {
  const terms = await termsOf(tx, itemIds);
  const waiting: Queued[] = await tx.query(
    `SELECT v.agenda_item_id AS "itemId", v.id, v.delegation_id AS "delegationId", v.kind, v.number, d.kind = 'OBSERVER' AS "isObserver"
     FROM intervention v JOIN delegation d ON d.id = v.delegation_id WHERE v.agenda_item_id = ANY($1) AND v.state = 'QUEUED'`,
    [itemIds],
  );
  const spoken: { item_id: string; delegation_id: string; times: number }[] = await tx.query(
    `SELECT agenda_item_id AS item_id, delegation_id, count(*)::int AS times FROM intervention
     WHERE agenda_item_id = ANY($1) AND started_at IS NOT NULL AND kind IN ('STATEMENT', 'QUESTION') GROUP BY 1, 2`,
    [itemIds],
  );
  return new Map(
    [...terms].map(([id, rules]) => {
      const times = spoken.filter((row) => row.item_id === id).map((row) => [row.delegation_id, row.times] as const);
      const mine = waiting.filter((one) => one.itemId === id);
      return [id, queueOf(mine, new Map(times), rules)];
    }),
  );
}
