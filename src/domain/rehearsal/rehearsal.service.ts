import type { Database } from "../../platform/database/database.js";
import { InvalidInput, InvalidState, NotEntitled, NotFound } from "../../platform/graphql/refusals.js";
import { refuse } from "../../platform/kernel/refusal.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { hasDemo } from "../intake/demo.service.js";
import { mayRehearse } from "./rehearsal.policy.js";
import { RehearsalUnavailable } from "./rehearsal.refusals.js";
import type { Casting, Rehearsal } from "./rehearsal.types.js";
import { RehearsalState } from "./rehearsal.words.js";

/** What plays a rehearsal, one at a time. It knows nothing of who may ask for it. */
export interface Player {
  /** The one that runs or ran last; null before the first. */
  readonly current: Rehearsal | null;
  start(casting: Casting): Rehearsal;
  /** Resolves when nothing is played any more. */
  stop(): Promise<void>;
}

/** What a rehearsal may be asked for: the least and the most. */
const BOUNDS: Readonly<Record<keyof Casting, readonly [number, number]>> = {
  delegations: [5, 196],
  speed: [1, 50],
  seed: [0, 2_147_483_647],
  rounds: [1, 8],
};

/** Starting, stopping and watching a rehearsal, where demo data is and nowhere else. */
export class RehearsalService {
  /** `player` is null on a server that may never play one. */
  constructor(
    private readonly database: Database,
    private readonly player: Player | null,
  ) {}

  /** The rehearsal that runs or ran last; null when there was none, and for whoever may not start one. */
  async current(viewer: Viewer): Promise<Rehearsal | null> {
    return mayRehearse(viewer, await this.runsDemo(viewer)) ? (this.player?.current ?? null) : null;
  }

  async start(viewer: Viewer, casting: Casting): Promise<Rehearsal> {
    const player = await this.enter(viewer);
    for (const [field, [least, most]] of Object.entries(BOUNDS)) {
      const value = casting[field as keyof Casting];
      if (value < least || value > most)
        refuse(new InvalidInput(field, `${field} must be a whole number from ${least} to ${most}.`));
    }
    if (player.current?.state === RehearsalState.RUNNING)
      refuse(
        new InvalidState(RehearsalState.RUNNING, "A rehearsal is being played. Stop it first, or wait for its end."),
      );
    return player.start(casting);
  }

  async stop(viewer: Viewer, rehearsalId: string): Promise<Rehearsal> {
    const player = await this.enter(viewer);
    const { current } = player;
    if (current?.id !== rehearsalId.toLowerCase()) return refuse(new NotFound());
    if (current.state !== RehearsalState.RUNNING)
      refuse(
        new InvalidState(current.state, `The rehearsal is ${current.state}; only one that is RUNNING is stopped.`),
      );
    await player.stop();
    return player.current!;
  }

  private async enter(viewer: Viewer): Promise<Player> {
    if (!this.player || !(await hasDemo(this.database))) return refuse(new RehearsalUnavailable());
    if (!mayRehearse(viewer, await this.runsDemo(viewer)))
      refuse(new NotEntitled("Rehearsals are for the secretariat of a demo conference and for administrators."));
    return this.player;
  }

  private async runsDemo({ accountId }: Viewer): Promise<boolean> {
    const [row]: { found: boolean }[] = await this.database.read((tx) =>
      tx.query(
        `SELECT EXISTS (SELECT FROM participation p JOIN conference c ON c.id = p.conference_id
         WHERE p.account_id = $1 AND p.is_secretariat AND c.is_demo) AS found`,
        [accountId],
      ),
    );
    return row!.found;
  }
}
