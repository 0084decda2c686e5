import type { EntityManager } from "typeorm";
import { noteRows, type WrittenRows } from "../../live/facts.js";

/** What the trail keeps of a text: its versions with the hash that ballots are bound to, and the hash of each language. */
export const VERSIONS: WrittenRows = {
  table: "recommendation_version",
  columns: ["id", "recommendation_id", "number", "title", "original_locale", "hash", "created_at", "created_by_id"],
};

/** A draft translation may be replaced: the newest entry holds. */
export const TEXTS: WrittenRows = {
  table: "recommendation_text",
  columns: [
    "version_id",
    "locale",
    "conformity",
    "filed_by_id",
    "encode(sha256(convert_to(text, 'UTF8')), 'hex') AS text_hash",
  ],
};

export async function noteVersion(tx: EntityManager, versionId: string): Promise<void> {
  await noteRows(tx, VERSIONS, "id = $1", [versionId]);
  await noteRows(tx, TEXTS, "version_id = $1", [versionId]);
}

export function noteTranslation(tx: EntityManager, versionId: string, locale: string): Promise<void> {
  return noteRows(tx, TEXTS, "version_id = $1 AND locale = $2", [versionId, locale]);
}
