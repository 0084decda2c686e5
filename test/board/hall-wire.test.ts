import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { type Floor, openSitting, reads, takeFloor, wall } from "./hall-floor.js";
import { describeRooms, openStage, type Screen, type Stage } from "./stage.js";

describeRooms("the screen in the hall on a bad wire", () => {
  let stage: Stage;
  let floor: Floor;
  let hall: Screen;
  let ballotId: string;
  beforeAll(async () => {
    stage = await openStage();
    floor = await takeFloor(stage);
    await openSitting(floor);
    await floor.chairs("takeUpAgendaItem", { agendaItemId: floor.items[2]!.id });
    ballotId = await floor.openBallot(floor.items[2]!.texts[0]!, { mode: "RECORDED", tallyVisibility: "TURNOUT" });
    hall = await stage.visit("demo-observer", `/hall/${floor.id}`, { width: 1920, height: 1080 });
    await reads(hall.page, /0 of 194 have voted/);
  }, 60_000);
  afterAll(() => stage?.close());

  it("is true again at once after the wire was cut, and says nothing of it", async () => {
    stage.wire.cut();
    await floor.vote(ballotId, { AD: "FOR" });
    await reads(hall.page, /1 of 194 have voted/);
    expect(await wall(hall.page)).not.toMatch(/Figures/);
  });

  it("dates its figures while nothing comes, keeps them, says that they are paused, and catches up", async () => {
    const { page } = hall;
    stage.wire.stall();
    await floor.vote(ballotId, { AE: "FOR", AF: "AGAINST" });
    await reads(page, /1 of 194 have voted[^]*Figures as of \d\d:\d\d:\d\d/);
    await expect(
      (async () => {
        for (const end = Date.now() + 40_000; Date.now() < end; await new Promise((next) => setTimeout(next, 500)))
          if (/Figures paused/.test(await wall(page))) return "paused";
        return "not paused";
      })(),
    ).resolves.toBe("paused");
    stage.wire.flow();
    await reads(page, /^(?![^]*Figures)[^]*3 of 194 have voted/);
  }, 60_000);

  it("shows the true state when it is loaded anew, also what happened while it was dark", async () => {
    const { page } = hall;
    stage.wire.pull();
    await floor.vote(ballotId, { AG: "ABSTAIN" });
    await floor.chairs("closeBallot", { ballotId });
    await floor.chairs("declareDecision", { ballotId });
    stage.wire.flow();
    await reads(page, /Adopted/);
    await page.reload();
    await reads(page, /Adopted[^]*Yes/);
    expect(stage.complaints).toEqual([]);
  }, 40_000);
});
