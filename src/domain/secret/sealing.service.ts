import { createHash, randomUUID } from "node:crypto";
import { type EntityManager, IsNull, Not } from "typeorm";
import type { Database } from "../../platform/database/database.js";
import { secrecyFaults } from "../../platform/database/settings.js";
import { Refusal, refuse } from "../../platform/kernel/refusal.js";
import type { KeyStore } from "../../platform/sealing/key-store.js";
import { open, seal } from "../../platform/sealing/sealed-box.js";
import type { Ballot } from "../ballot/ballot.entity.js";
import { BallotSealFaulty } from "../ballot/ballot.refusals.js";
import { SealFault } from "../ballot/ballot.words.js";
import type { Secrecy, SecretCount, Tally } from "../ballot/secrecy.types.js";
import { RuleSet } from "../conference/rule-set.entity.js";
import { difference, mayDisclose } from "./disclosure.rules.js";
import { earlierDisclosed, rollIds, voterIds } from "./near-repeats.service.js";
import { BallotSeal, KeyDirectory } from "./secret.entity.js";
import { noteFault } from "./faults.service.js";

const NO_KEY =
  "This server cannot seal papers: the sealing key is not in its key directory, is damaged or can be read by others, or keys cannot be written there. The operator makes a missing one with `npm run admin -- make-keys`.";
const OTHER_DIRECTORY =
  "This server does not share the key directory of the others, so it could not count what they seal. The operator must set KEY_DIR to one directory for all, or adopt this one with `npm run admin -- adopt-keys`.";

/** Seals papers so that only the close can open them, and not even the close can tell whose they are. */
export class SealingService implements Secrecy {
  constructor(
    private readonly database: Database,
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
    const directory = (await currentDirectory(tx))!;
    const publicKey = this.store!.make(keyId(directory.realm, ballot.id));
    await tx.insert(BallotSeal, {
      ...{ ballotId: ballot.id, directoryId: directory.id, publicKey },
      optionIds: [randomUUID(), randomUUID(), randomUUID()],
      fault: null,
    });
    return this.warnings(tx, ballot);
  }

  /** The option on a paper; a paper that is sealed is the same whatever it says. */
  paper({ ballotId, directoryId, publicKey, fault }: BallotSeal, optionId: string): Buffer {
    const known = fault ?? (directoryId === this.store?.directoryId ? null : SealFault.SEALED_ELSEWHERE);
    if (known) refuse(new BallotSealFaulty(known));
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
    const tally = await this.tallyOf(tx, kept, rows);
    const { rules } = await tx.findOneByOrFail(RuleSet, { id: ballot.ruleSetId });
    const hash = createHash("sha256");
    for (const { sealed } of rows) hash.update(sealed);
    return {
      tally,
      papers: rows.length,
      papersHash: hash.digest("hex"),
      isDisclosed: mayDisclose(rules.disclosure, tally, await nearest(tx, ballot, voters)),
    };
  }

  async isFaulty(tx: EntityManager, ballotId: string): Promise<boolean> {
    return tx.existsBy(BallotSeal, { ballotId, fault: Not(IsNull()) });
  }

  async note(ballotId: string, error: unknown): Promise<boolean> {
    const found = error instanceof Refusal && error.reason instanceof BallotSealFaulty ? error.reason.fault : null;
    if (found === null) return false;
    // A server that lacks the key directory says nothing about the ballot: another one counts it.
    if (found === SealFault.SEALED_ELSEWHERE) return true;
    await this.database.transaction(null, (tx) => noteFault(tx, ballotId, found));
    this.log(`the secret ballot ${ballotId} cannot be counted: ${found}`);
    return true;
  }

  async empty(tx: EntityManager, { id }: Ballot): Promise<void> {
    await tx.query("DELETE FROM sealed_paper WHERE ballot_id = $1", [id]);
    const directory = await currentDirectory(tx);
    // What a crash leaves undone is done at the next start, and each minute (wiping.service.ts).
    this.database.afterCommit(tx, () => this.destroy(directory, id));
  }

  private destroy(directory: KeyDirectory | null, ballotId: string): void {
    try {
      if (directory) this.store?.destroy(keyId(directory.realm, ballotId));
    } catch (error) {
      this.log(`the key of ballot ${ballotId} could not be destroyed yet`, error);
    }
  }

  private async tallyOf(tx: EntityManager, kept: BallotSeal, rows: readonly { sealed: Buffer }[]): Promise<Tally> {
    const { ballotId, optionIds } = kept;
    if (kept.directoryId !== this.store?.directoryId) refuse(new BallotSealFaulty(SealFault.SEALED_ELSEWHERE));
    const directory = await realmOf(tx);
    const key = this.store!.read(keyId(directory, ballotId));
    if (!key) return refuse(new BallotSealFaulty(SealFault.KEY_MISSING));
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
    const { rules } = await tx.findOneByOrFail(RuleSet, { id: ballot.ruleSetId });
    const roll = await rollIds(tx, ballot.id);
    const differing = Math.min(...(await earlierDisclosed(tx, ballot)).map((voters) => difference(roll, voters)));
    const few = roll.size < rules.disclosure.papers;
    return [
      ...(few
        ? [`Only ${roll.size} delegations may vote: the outcome alone will be told, and it may tell choices.`]
        : []),
      ...(differing <= rules.disclosure.repeats
        ? [
            `The roll differs by ${differing} from those who voted in an earlier secret ballot on the same question: if no more than ${rules.disclosure.repeats} differ at the close, the outcome alone will be told.`,
          ]
        : []),
    ];
  }

  private salt(ballotId: string): Buffer {
    return this.store!.derive("paper", ballotId);
  }
}

/** Each other ballot's counts, set beside these, would tell those who voted in one of the two only. */
async function nearest(tx: EntityManager, ballot: Ballot, voters: ReadonlySet<string>): Promise<number | null> {
  const earlier = await earlierDisclosed(tx, ballot);
  return earlier.length === 0 ? null : Math.min(...earlier.map((others) => difference(voters, others)));
}

export async function currentDirectory(tx: EntityManager): Promise<KeyDirectory | null> {
  const [newest] = await tx.find(KeyDirectory, { order: { number: "DESC" }, take: 1 });
  // The realm is the database's, whichever directory it uses now.
  return newest ? Object.assign(newest, { realm: await realmOf(tx) }) : null;
}

async function realmOf(tx: EntityManager): Promise<string> {
  return (await tx.findOneByOrFail(KeyDirectory, { number: 1 })).realm;
}

export function keyId(realm: string, ballotId: string): string {
  return `${realm}.${ballotId}`;
}

function bytesOf(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll("-", ""), "hex");
}

function uuidOf(bytes: Buffer): string {
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
