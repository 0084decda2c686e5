import { createHash } from "node:crypto";
import type { EntityManager } from "typeorm";
import { knownIdentity } from "../../live/identity.js";
import type { Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { secrecyFaults } from "../../platform/database/settings.js";
import { Refusal, refuse } from "../../platform/kernel/refusal.js";
import type { KeyStore } from "../../platform/sealing/key-store.js";
import { open, seal } from "../../platform/sealing/sealed-box.js";
import type { Ballot } from "../ballot/ballot.entity.js";
import { BallotSealFaulty } from "../ballot/ballot.refusals.js";
import { SealFault, VoteChoice } from "../ballot/ballot.words.js";
import type { Secrecy, SecretCount, Tally } from "../ballot/secrecy.types.js";
import { RuleSet } from "../conference/rule-set.entity.js";
import { difference, mayDisclose, MOST_TOLD } from "./disclosure.rules.js";
import { earlierDisclosed, rollIds, voterIds } from "./near-repeats.service.js";
import { BallotSeal, KeyDirectory } from "./secret.entity.js";
import { noteFault } from "./faults.service.js";

const NO_KEY =
  "This server cannot seal papers: the sealing key is not in its key directory, is damaged or can be read by others, or keys cannot be written there. The operator makes a missing one with `npm run admin -- make-keys`.";
const OTHER_DIRECTORY =
  "This server does not share the key directory of the others, so it could not count what they seal. The operator must set KEY_DIR to one directory for all, or adopt this one with `npm run admin -- adopt-keys`.";

/** The order in which options are shown. */
export const CHOICES = [VoteChoice.FOR, VoteChoice.AGAINST, VoteChoice.ABSTAIN];

/** Seals papers so that only the close can open them, and not even the close can tell whose they are. */
export class SealingService implements Secrecy {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly store: KeyStore | null,
    private readonly log: (message: string, error?: unknown) => void,
    /** Refuse secret ballots where the database could lose what it has acknowledged. */
    private readonly isDurable = true,
  ) {}

  async fault(tx: EntityManager): Promise<string | null> {
    if (!this.store) return NO_KEY;
    const directory = await currentDirectory(tx);
    if (directory?.id !== this.store.directoryId) return OTHER_DIRECTORY;
    const [fault] = await secrecyFaults(tx, this.isDurable);
    return fault ? `The database would betray or lose votes: ${fault}.` : null;
  }

  async seal(tx: EntityManager, ballot: Ballot): Promise<string[]> {
    const publicKey = this.store!.make(ownerOf(await knownIdentity(tx)), ballot.id);
    const directoryId = this.store!.directoryId;
    await tx.insert(BallotSeal, { ballotId: ballot.id, directoryId, publicKey, fault: null });
    return this.warnings(tx, ballot);
  }

  /** Why this server can take no paper; null: it can. */
  faultOf({ ballotId, directoryId, fault }: BallotSeal): SealFault | null {
    if (fault) return fault;
    if (directoryId !== this.store?.directoryId) return SealFault.SEALED_ELSEWHERE;
    return this.store.isPinned(ballotId) ? SealFault.COUNT_BEGUN : null;
  }

  /**
   * What papers of a ballot may say, in the order of `CHOICES`; null where this server does not have its keys. Not kept in
   * the database: whoever can write there must not be able to give an option another meaning.
   */
  optionIds({ ballotId, directoryId }: Pick<BallotSeal, "ballotId" | "directoryId">): string[] | null {
    const { store } = this;
    if (directoryId !== store?.directoryId) return null;
    return CHOICES.map((choice) => uuidOf(store.derive("option", `${ballotId}\0${choice}`).subarray(0, 16)));
  }

  /** The option on a paper; a paper that is sealed is the same whatever it says. */
  paper({ ballotId, publicKey }: BallotSeal, optionId: string): Buffer {
    return seal(publicKey, this.salt(ballotId), bytesOf(ballotId), bytesOf(optionId));
  }

  /** Keyed hash of an idempotency key: without the key directory nobody can try out what it was. */
  markKey(ballotId: string, participationId: string, key: string): Buffer {
    if (!this.store) return refuse(new BallotSealFaulty(SealFault.SEALED_ELSEWHERE));
    return this.store.derive("mark", `${ballotId}\0${participationId}\0${key}`);
  }

  async count(tx: EntityManager, ballot: Ballot): Promise<SecretCount> {
    const kept = await tx.findOneByOrFail(BallotSeal, { ballotId: ballot.id });
    const rows: { sealed: Buffer }[] = await tx.query(
      "SELECT sealed FROM sealed_paper WHERE ballot_id = $1 ORDER BY sealed",
      [ballot.id],
    );
    const voters = await voterIds(tx, ballot.id);
    if (rows.length !== voters.size) refuse(new BallotSealFaulty(SealFault.PAPERS_DIFFER));
    const hash = createHash("sha256");
    for (const { sealed } of rows) hash.update(sealed);
    const papersHash = hash.digest();
    const tally = this.tallyOf(kept, rows, papersHash);
    const { rules } = await tx.findOneByOrFail(RuleSet, { id: ballot.ruleSetId });
    const earlier = (await earlierDisclosed(tx, ballot)).map((others) => difference(voters, others));
    const isDisclosed = mayDisclose(rules.disclosure, tally, earlier);
    return { tally, papers: rows.length, papersHash: papersHash.toString("hex"), isDisclosed };
  }

  /** Also where this server cannot know better: the directory that has the key may be lost. */
  async isFaulty(tx: EntityManager, ballotId: string): Promise<boolean> {
    const kept = await tx.findOneBy(BallotSeal, { ballotId });
    return kept !== null && (kept.fault !== null || kept.directoryId !== this.store?.directoryId);
  }

  async note(ballotId: string, error: unknown): Promise<boolean> {
    const found = error instanceof Refusal && error.reason instanceof BallotSealFaulty ? error.reason.fault : null;
    if (found === null) return false;
    // A server that lacks the key directory says nothing about the ballot: another one counts it.
    if (found === SealFault.SEALED_ELSEWHERE) return true;
    const isNew = await this.database.transaction(null, (tx) => noteFault(tx, this.journal, ballotId, found));
    if (isNew) this.log(`the secret ballot ${ballotId} cannot be counted: ${found}`);
    return true;
  }

  async empty(tx: EntityManager, { id }: Ballot): Promise<void> {
    await tx.query("DELETE FROM sealed_paper WHERE ballot_id = $1", [id]);
    // What a crash leaves undone is done at the next start, and each minute (wiping.service.ts).
    this.database.afterCommit(tx, () => this.destroy(id));
  }

  private destroy(ballotId: string): void {
    try {
      this.store?.destroy(ballotId);
    } catch (error) {
      this.log(`the key of ballot ${ballotId} could not be destroyed yet`, error);
    }
  }

  /**
   * Opens the papers. The key is used on one set of papers only, whatever becomes of the transaction: whoever can change
   * the database could otherwise have one set after the other counted, and learn each choice from the differences.
   */
  private tallyOf(kept: BallotSeal, rows: readonly { sealed: Buffer }[], papersHash: Buffer): Tally {
    const { ballotId } = kept;
    const optionIds = this.optionIds(kept);
    if (!optionIds) return refuse(new BallotSealFaulty(SealFault.SEALED_ELSEWHERE));
    const key = this.store!.read(ballotId);
    if (!key) return refuse(new BallotSealFaulty(SealFault.KEY_MISSING));
    if (!this.store!.pin(ballotId, papersHash)) refuse(new BallotSealFaulty(SealFault.PAPERS_DIFFER));
    const [salt, context] = [this.salt(ballotId), bytesOf(ballotId)];
    const counts = [0, 0, 0];
    for (const { sealed } of rows) {
      const content = open(key, salt, context, sealed);
      const place = content ? optionIds.indexOf(uuidOf(content)) : -1;
      if (place < 0) refuse(new BallotSealFaulty(SealFault.PAPER_DAMAGED));
      counts[place]! += 1;
    }
    return { for: counts[0]!, against: counts[1]!, abstain: counts[2]! };
  }

  /** The difference between two nearly equal ballots would tell the choices of those who differ. */
  private async warnings(tx: EntityManager, ballot: Ballot): Promise<string[]> {
    const { disclosure } = (await tx.findOneByOrFail(RuleSet, { id: ballot.ruleSetId })).rules;
    const roll = await rollIds(tx, ballot.id);
    const earlier = (await earlierDisclosed(tx, ballot)).map((voters) => difference(roll, voters));
    const few = `Only ${roll.size} delegations may vote: the outcome alone will be told, and it may tell choices.`;
    const near = `The roll differs by ${Math.min(...earlier)} from those who voted in an earlier secret ballot on the same question: if no more than ${disclosure.repeats} differ at the close, the outcome alone will be told.`;
    const often = `The counts of ${earlier.length} secret ballots on this question were told already: now the outcome alone will be.`;
    return [
      ...(roll.size < disclosure.papers ? [few] : []),
      ...(earlier.length >= MOST_TOLD ? [often] : Math.min(...earlier) <= disclosure.repeats ? [near] : []),
    ];
  }

  private salt(ballotId: string): Buffer {
    return this.store!.derive("paper", ballotId);
  }
}

export async function currentDirectory(tx: EntityManager): Promise<KeyDirectory | null> {
  const [newest] = await tx.find(KeyDirectory, { order: { number: "DESC" }, take: 1 });
  return newest ?? null;
}

/** How key files name a database: not by what a dump of it would carry along. "unknown" where it hides what it is. */
export function ownerOf(identity: string | null): string {
  return identity === null ? "unknown" : createHash("sha256").update(identity).digest("hex").slice(0, 32);
}

function bytesOf(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll("-", ""), "hex");
}

function uuidOf(bytes: Buffer): string {
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
