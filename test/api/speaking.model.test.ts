import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { GENERIC_RULE_SET } from "../../src/domain/intake/conference-file.rules.js";
import { startApp, type TestApp } from "../support/app.js";
import type { Client } from "../support/client.js";
import { buildConference } from "../support/conference.js";
import { openRoom, type Room } from "../support/room.js";

const SPEAKING = { seconds: null, replySeconds: 60, repliesPerItem: 1, policy: "FEWEST_FIRST", observersLast: true };
const DEEDS = ["STATEMENT", "POINT_OF_ORDER", "call", "start", "pause", "resume", "end", "skip", "withdraw", "rule"];

/** What must have come about, or the deeds were too few to say anything. */
const MET = [
  "STATEMENT QUEUED",
  "POINT_OF_ORDER SPEAKING",
  "POINT_OF_ORDER POINT_OF_ORDER_PENDING",
  "call CALLED",
  "call FLOOR_TAKEN",
  "call POINT_OF_ORDER_PENDING",
  "start SPEAKING",
  "pause PAUSED",
  "resume SPEAKING",
  "end DONE",
  "skip SKIPPED",
  "withdraw WITHDRAWN",
  "rule DONE",
];

interface Turn {
  readonly id: string;
  readonly who: number;
  readonly isPoint: boolean;
  state: string;
}

/** What a list is, in the fewest words: written beside the code, from its description. Answers what a deed must answer. */
class Reference {
  turns: Turn[] = [];
  readonly spoken = new Map<number, number>();

  point = (): Turn | undefined => this.turns.find((one) => one.isPoint && one.state === "SPEAKING");
  holder = (): Turn | undefined =>
    this.turns.find((one) => !one.isPoint && ["CALLED", "SPEAKING", "PAUSED"].includes(one.state));
  queue = (): Turn[] => {
    const times = (one: Turn): number => this.spoken.get(one.who) ?? 0;
    return this.turns.filter((one) => one.state === "QUEUED").sort((one, two) => times(one) - times(two));
  };

  /** Whom a deed is about: mostly somebody with whom it may succeed, also somebody with whom it cannot. */
  pick(deed: string, pick: number): Turn | undefined {
    const point = this.point();
    const usual =
      deed === "rule" ? point : deed === "skip" || deed === "withdraw" ? this.queue().at(-1) : this.holder();
    return [usual, usual, this.holder(), point, this.turns.at(-1 - (pick % 5))][pick % 5] ?? this.turns.at(-1);
  }

  ask(who: number, isPoint: boolean): string {
    const ends = ["DONE", "WITHDRAWN", "SKIPPED"];
    if (this.turns.some((one) => one.who === who && one.isPoint === isPoint && !ends.includes(one.state)))
      return "INVALID_STATE";
    if (!isPoint) return "QUEUED";
    if (this.point()) return "POINT_OF_ORDER_PENDING";
    for (const one of this.turns) if (one.state === "SPEAKING") one.state = "PAUSED";
    return "SPEAKING";
  }

  call(): string {
    const [next] = this.queue();
    if (!next) return "INVALID_STATE";
    if (this.point()) return "POINT_OF_ORDER_PENDING";
    if (this.holder()) return "FLOOR_TAKEN";
    return (next.state = "CALLED");
  }

  handle(deed: string, turn: Turn): string {
    const move = (from: string[], to: string, blocked = false): string => {
      if (turn.state === to) return to;
      if (!from.includes(turn.state)) return "INVALID_STATE";
      if (blocked) return "POINT_OF_ORDER_PENDING";
      return (turn.state = to);
    };
    if (deed === "rule") return turn.isPoint ? move(["SPEAKING"], "DONE") : "INVALID_STATE";
    if (deed === "withdraw") return move(turn.isPoint ? ["SPEAKING"] : ["QUEUED", "CALLED"], "WITHDRAWN");
    if (turn.isPoint) return "INVALID_STATE";
    if (deed === "start" || deed === "resume") {
      const isFirst = turn.state === "CALLED";
      const answer = move([deed === "start" ? "CALLED" : "PAUSED"], "SPEAKING", this.point() !== undefined);
      if (isFirst && answer === "SPEAKING") this.spoken.set(turn.who, (this.spoken.get(turn.who) ?? 0) + 1);
      return answer;
    }
    if (deed === "pause") return move(["SPEAKING"], "PAUSED");
    return deed === "end" ? move(["SPEAKING", "PAUSED"], "DONE") : move(["QUEUED", "CALLED"], "SKIPPED");
  }
}

describe("a speakers' list, whatever chair and delegations do in whatever order", () => {
  let app: TestApp;
  let room: Room;
  let heads: Client[];
  const reference = new Reference();
  const met = new Map<string, number>();
  beforeAll(async () => {
    app = await startApp();
    const conference = await buildConference(app, {
      africans: 3,
      rules: { ...GENERIC_RULE_SET, speaking: SPEAKING },
    });
    room = await openRoom(conference);
    heads = [...room.heads.values()];
    await room.chair.deed("openSpeakersList", { agendaItemId: room.itemId });
  });
  afterAll(() => app.close());

  const NAMES: Record<string, string> = {
    start: "startSpeaking",
    pause: "pauseSpeaker",
    resume: "resumeSpeaker",
    end: "endSpeech",
    skip: "skipSpeaker",
    withdraw: "withdrawRequest",
    rule: "ruleOnPointOfOrder",
  };
  const answered = (answer: any): string => answer.code ?? answer.intervention.state;
  const ONE = "intervention { id state }";

  async function run(deed: string, who: number, pick: number): Promise<[string, string]> {
    const agendaItemId = room.itemId;
    if (deed === "STATEMENT" || deed === "POINT_OF_ORDER") {
      const expected = reference.ask(who, deed === "POINT_OF_ORDER");
      const answer = await heads[who]!.deed("requestFloor", { agendaItemId, kind: deed }, ONE);
      if (answer.intervention)
        reference.turns.push({ id: answer.intervention.id, who, isPoint: deed !== "STATEMENT", state: expected });
      return [answered(answer), expected];
    }
    if (deed === "call")
      return [answered(await room.chair.deed("callSpeaker", { agendaItemId }, ONE)), reference.call()];
    const turn = reference.pick(deed, pick);
    if (!turn) return ["nothing", "nothing"];
    const input = { interventionId: turn.id, ...(deed === "rule" ? { isUpheld: true, ruling: "So ruled." } : {}) };
    const client = deed === "withdraw" ? heads[turn.who]! : room.chair;
    return [answered(await client.deed(NAMES[deed]!, input, ONE)), reference.handle(deed, turn)];
  }

  async function shown(): Promise<object> {
    const query =
      "query Q($id: ID!) { roundTable(id: $id) { speaker { id } agendaItems { id speakersList { queue { id } interventions { id state } } } } }";
    const { roundTable } = (await room.chair.send(query, { id: room.tableId })).data;
    const { speakersList } = roundTable.agendaItems.find((one: any) => one.id === room.itemId);
    return {
      speaker: roundTable.speaker?.id ?? null,
      queue: speakersList.queue.map((one: any) => one.id),
      states: speakersList.interventions.map((one: any) => one.state),
    };
  }

  const anyDeed = fc.record({
    deed: fc.constantFrom(...DEEDS, "call", "call", "start", "start", "rule", "rule", "end", "STATEMENT", "STATEMENT"),
    who: fc.nat({ max: 2 }),
    pick: fc.nat({ max: 24 }),
  });

  it("answers as the reference does, and shows the same speaker, queue and states", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyDeed, { minLength: 25, maxLength: 40 }), async (deeds) => {
        for (const { deed, who, pick } of deeds) {
          const [actual, expected] = await run(deed, who, pick);
          expect([deed, actual]).toEqual([deed, expected]);
          met.set(`${deed} ${expected}`, (met.get(`${deed} ${expected}`) ?? 0) + 1);
        }
        const speaker = reference.point() ?? reference.holder();
        expect(await shown()).toEqual({
          speaker: speaker?.id ?? null,
          queue: reference.queue().map((one) => one.id),
          states: reference.turns.slice(-200).map((one) => one.state),
        });
      }),
      { seed: 20_190_411, numRuns: 12, endOnFailure: true },
    );
    expect([...met.keys()]).toEqual(expect.arrayContaining(MET));
  }, 60_000);
});
