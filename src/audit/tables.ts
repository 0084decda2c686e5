/** A table whose rows entries record: the key of a row, and which rows are of a conference ($1). */
export interface BoundTable {
  readonly name: string;
  /** Whose facts these are in the entries, where it is another table. */
  readonly factsOf?: string;
  /** Parts of the key; `#` before one that is a number. */
  readonly key: readonly string[];
  /** What is compared; a column that comes as a salted hash is named in `hidden` too. */
  readonly columns: readonly string[];
  readonly hidden?: readonly string[];
  readonly of: string;
  /** Rows of it are replaced: the newest entry holds. */
  readonly latest?: boolean;
  /** Columns that have another name in the entries. */
  readonly named?: { readonly [column: string]: string };
}

const words = (text: string): string[] => text.split(" ");
const ROOMS = "(SELECT id FROM round_table WHERE conference_id = $1)";
const BALLOTS = `(SELECT id FROM ballot WHERE round_table_id IN ${ROOMS})`;
const TEXTS = `(SELECT id FROM recommendation WHERE round_table_id IN ${ROOMS})`;

export const TABLES: readonly BoundTable[] = [
  {
    name: "ballot",
    key: ["id"],
    columns: words(
      "id round_table_id recommendation_id amendment_id version_number version_hash subject_hash question mode majority rule_set_id members quorum_base present_at_open opened_at opened_by_id supersedes_id",
    ),
    of: `round_table_id IN ${ROOMS}`,
  },
  {
    name: "decision",
    key: ["ballot_id"],
    columns: words(
      "ballot_id outcome majority votes_for votes_against abstentions papers objections members eligible quorum_base present_at_open present_at_close quorum threshold margin explanation citation proof_hash roll_hash decided_at",
    ),
    of: `ballot_id IN ${BALLOTS}`,
  },
  {
    name: "vote_record",
    key: ["ballot_id", "delegation_id", "#number"],
    columns: words("ballot_id delegation_id number choice at participation_id source"),
    of: `ballot_id IN ${BALLOTS}`,
  },
  {
    name: "vote",
    factsOf: "vote_record",
    key: ["ballot_id", "delegation_id"],
    columns: words("ballot_id delegation_id choice cast_at delegate_id source"),
    of: `ballot_id IN ${BALLOTS}`,
    latest: true,
    named: { cast_at: "at" },
  },
  {
    name: "recommendation_version",
    key: ["id"],
    columns: words("id recommendation_id number title original_locale hash created_at created_by_id"),
    of: `recommendation_id IN ${TEXTS}`,
  },
  {
    name: "recommendation_text",
    key: ["version_id", "locale"],
    columns: [
      ...words("version_id locale conformity filed_by_id"),
      "encode(sha256(convert_to(text, 'UTF8')), 'hex') AS text_hash",
    ],
    of: `version_id IN (SELECT id FROM recommendation_version WHERE recommendation_id IN ${TEXTS})`,
    latest: true,
  },
  {
    name: "amendment",
    key: ["id"],
    columns: [
      ...words("id recommendation_id round_table_id number kind paragraph_id parent_id"),
      ...words("proposed_by_id submitted_by_id proposed_at"),
      "encode(sha256(convert_to(text, 'UTF8')), 'hex') AS text_hash",
    ],
    of: `round_table_id IN ${ROOMS}`,
  },
  {
    name: "credential_decision",
    key: ["id"],
    columns: words("id delegation_id number before decision reason decided_by_id at"),
    hidden: ["reason"],
    of: "conference_id = $1",
  },
  {
    name: "voting_right_record",
    key: ["id"],
    columns: words("id delegation_id number reason decided_by_id at"),
    hidden: ["reason"],
    of: "conference_id = $1",
  },
  {
    name: "comment",
    key: ["id"],
    columns: words("id recommendation_id parent_id author_id body audience posted_at"),
    hidden: ["body"],
    of: `round_table_id IN ${ROOMS}`,
  },
  {
    name: "conclusions",
    key: ["conference_id"],
    columns: words("conference_id version published_at published_by_id hash"),
    of: "conference_id = $1 AND published_at IS NOT NULL",
  },
];
