import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";

/** A vote that is to be cast, and everything a row of it needs. */
export interface BarePaper {
  readonly ballotId: string;
  readonly roomId: string;
  readonly delegationId: string;
  readonly delegateId: string;
  readonly participationId: string;
}

// The fewest statements that leave the same rows: a vote, its record, a number in both topics, an event in each with the
// count. Lock first, one statement, one transaction per vote. One look at the votes, as the product has one. The topics
// come as a list of values: a row that was waited for is judged again, and with IN (… UNION ALL …) some are then not found.
const scriptOf = (room: string, ballot: string): string => `
WITH p AS (
  SELECT * FROM bench_paper WHERE n = (SELECT nextval('bench_next'))
), l AS (
  SELECT topic_id FROM live_topic WHERE topic_id IN (${room}, ${ballot}) ORDER BY topic_id FOR NO KEY UPDATE
), s AS (
  UPDATE live_topic t SET last_seq = last_seq + 1 FROM l WHERE t.topic_id = l.topic_id RETURNING t.topic_id, scope_id, last_seq
), v AS (
  INSERT INTO vote (ballot_id, delegation_id, choice, delegate_id)
  SELECT ${ballot}, delegation_id, 'FOR', delegate_id FROM p RETURNING ballot_id, delegation_id, choice, cast_at
), r AS (
  INSERT INTO vote_record (ballot_id, delegation_id, number, choice, at, participation_id)
  SELECT v.ballot_id, v.delegation_id, 1, v.choice, v.cast_at, p.participation_id FROM v, p
)
INSERT INTO live_event (scope_id, topic_id, seq, kind, body)
SELECT scope_id, topic_id, last_seq, 'VOTE_CAST', jsonb_build_object('ballotId', ${ballot},
       'voted', (SELECT count(*) FROM vote WHERE ballot_id = ${ballot}) + 1) FROM s;
`;
/** On one ballot it is a constant, as it would be in a statement written for that. */
const ONE = scriptOf(":room::uuid", ":ballot::uuid");
const MANY = scriptOf("(SELECT room_id FROM p)", "(SELECT ballot_id FROM p)");

/** pgbench on the tables of the product, and two of its own. */
export class Pgbench {
  private readonly directory = mkdtempSync(join(tmpdir(), "rotunda-votes-"));
  private readonly script = join(this.directory, "vote.sql");

  private constructor(
    private readonly client: pg.Client,
    private readonly databaseUrl: string,
  ) {}

  static async on(client: pg.Client, databaseUrl: string): Promise<Pgbench> {
    await client.query("CREATE SEQUENCE IF NOT EXISTS bench_next");
    await client.query(
      `CREATE TABLE IF NOT EXISTS bench_paper (n bigint PRIMARY KEY, ballot_id uuid, room_id uuid, delegation_id uuid,
         delegate_id uuid, participation_id uuid)`,
    );
    return new Pgbench(client, databaseUrl);
  }

  /** Casts these votes in their order, one a transaction; answers how many a second, null where there is no pgbench. */
  async cast(papers: readonly BarePaper[], clients: number): Promise<number | null> {
    await this.client.query("ALTER SEQUENCE bench_next RESTART");
    await this.client.query("TRUNCATE bench_paper");
    const of = (value: (paper: BarePaper) => string): string[] => papers.map(value);
    await this.client.query(
      `INSERT INTO bench_paper SELECT n, b, r, d, e, p
       FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[]) WITH ORDINALITY AS u(b, r, d, e, p, n)`,
      [
        of(({ ballotId }) => ballotId),
        of(({ roomId }) => roomId),
        of(({ delegationId }) => delegationId),
        of(({ delegateId }) => delegateId),
        of(({ participationId }) => participationId),
      ],
    );
    await this.client.query("VACUUM ANALYZE bench_paper");
    const { roomId, ballotId } = papers[0]!;
    const isOne = papers.every((paper) => paper.ballotId === ballotId);
    writeFileSync(this.script, isOne ? ONE : MANY);
    const constants = isOne ? ["-D", `room=${roomId}`, "-D", `ballot=${ballotId}`] : [];
    const each = Math.floor(papers.length / clients);
    try {
      const found = /^tps = ([\d.]+)/m.exec(this.call(clients, each, constants));
      const rest = papers.length - each * clients;
      if (rest > 0) this.call(1, rest, constants); // not counted, but every vote is there in the end
      return Number(found![1]);
    } catch (error) {
      if ((error as { code?: string }).code === "ENOENT") return null;
      throw error;
    }
  }

  close(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  private call(clients: number, transactions: number, constants: readonly string[]): string {
    const much = ["-c", String(clients), "-j", "1", "-t", String(transactions)];
    const args = ["-n", "-M", "prepared", "-f", this.script, ...much, ...constants, this.databaseUrl];
    return execFileSync("pgbench", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], timeout: 120_000 });
  }
}
