import { afterAll, beforeAll, it, expect } from "@jest/globals";
import { type Floor, openSitting, takeFloor } from "./hall-floor.js";
import { describeRooms, expectAccessible, openStage, type Stage } from "./stage.js";

describeRooms("the screen in the hall, for everybody in it and for nobody else", () => {
  let stage: Stage;
  let floor: Floor;
  beforeAll(async () => {
    stage = await openStage();
    floor = await takeFloor(stage);
    await openSitting(floor);
    await floor.chairs("takeUpAgendaItem", { agendaItemId: floor.items[2]!.id });
    await floor.openBallot(floor.items[2]!.texts[0]!, { mode: "RECORDED", tallyVisibility: "LIVE" });
  }, 60_000);
  afterAll(() => stage?.close());

  it("is accessible in four languages, on a wall and on a small one", async () => {
    for (const language of ["ar", "en", "fr", "es"] as const)
      for (const [width, height] of [
        [1920, 1080],
        [1024, 768],
      ] as const) {
        const { page, context } = await stage.visit("demo-observer", `/hall/${floor.id}`, { language, width, height });
        await page.locator(".hall-stage").waitFor();
        await expectAccessible(page, `hall ${language} ${width}`);
        await context.close();
      }
  }, 60_000);

  it("shows nothing to whoever may see more than the room, and asks for nothing on their behalf", async () => {
    for (const code of ["demo-facilitator-plenary", "demo-delegate-zm", "demo-secretariat"]) {
      const { page, context, frames } = await stage.visit(code, `/hall/${floor.id}`);
      const asked: string[] = [];
      page.on("request", (request) => void asked.push(request.postData() ?? ""));
      await page.getByRole("heading", { name: "This screen signs in by its own code" }).waitFor();
      await page.reload();
      await page.getByRole("heading", { name: "This screen signs in by its own code" }).waitFor();
      expect(asked.some((one) => one.includes("TableDoor"))).toBe(true);
      expect(asked.filter((one) => one.includes("Hall"))).toEqual([]);
      expect(frames).toEqual([]);
      await expectAccessible(page, `refusal ${code}`);
      await context.close();
    }
  }, 40_000);
});
