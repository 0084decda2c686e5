import type { WalRecord } from "../capture/wal.js";
import type { Reader } from "../reading.js";
import type { Guess } from "../scoring.js";
import { byGroup, byRank, type Item } from "./matching.js";

/**
 * What the log tells: which records belong to one transaction, and their order. An update leaves out what its row has in
 * common with the one before; whose row it is follows from where that one lay, since its insertion.
 */
export function linkWal(records: readonly WalRecord[], reader: Reader): Record<string, Guess> {
  const owners = new Map<string, string>();
  const before = new Map(records.filter(({ blockId }) => blockId === 1).map(({ lsn, block }) => [lsn, block]));
  const written = records.filter(({ blockId }) => blockId === 0);
  const items: Item[] = written.map((record) => {
    const { voter, choice } = reader.read(record.data);
    const old = `${record.file}/${before.get(record.lsn) ?? record.block}/${offsetIn(record, "old_off")}`;
    const owner = voter ?? owners.get(old) ?? null;
    const place = `${record.file}/${record.block}/${offsetIn(record, "new_off") ?? offsetIn(record, "off")}`;
    if (owner !== null) owners.set(place, owner);
    return { place: String(record.file), order: record.place, group: String(record.xid), voter: owner, choice };
  });
  return { "WAL, same transaction": byGroup(items), "WAL, order": byRank(items) };
}

function offsetIn({ description }: WalRecord, name: string): string | undefined {
  return new RegExp(`\\b${name}: (\\d+)`).exec(description)?.[1];
}
