import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { describeRooms, expectAccessible, expectNoSidewaysScroll, openStage, type Stage } from "./stage.js";

const PAGES = ["overview", "set-up", "delegations", "list", "badges", "rehearsal"];

describeRooms("the secretariat's room for everybody", () => {
  let stage: Stage;
  let conferenceId: string;
  beforeAll(async () => {
    stage = await openStage();
    const { data } = await (
      await stage.at("demo-secretariat")
    ).send("{ conferences(first: 10) { edges { node { id number } } } }");
    conferenceId = data.conferences.edges.find((edge: any) => edge.node.number === 15).node.id;
  }, 60_000);
  afterAll(() => stage?.close());

  it.each(["ar", "en", "fr", "es"] as const)(
    "is accessible in %s at two widths, on every page",
    async (language) => {
      const { page, context } = await stage.visit("demo-secretariat", `/conference/${conferenceId}`, { language });
      await page.locator("article h2").first().waitFor();
      for (const path of PAGES) {
        await page.locator(`nav a[href$="/${path}"]`).click();
        await page.locator("main h2").first().waitFor();
        // The long lists are of one kind of row: some of them stand for all.
        if (path === "badges" || path === "delegations") await page.getByRole("searchbox").fill("zm");
        for (const width of [1280, 360]) {
          await page.setViewportSize({ width, height: 800 });
          await expectAccessible(page, `${path} ${language} ${width}`);
        }
      }
      await context.close();
    },
    30_000,
  );

  it("scrolls nowhere sideways on the smallest phone", async () => {
    const { page, context } = await stage.visit("demo-secretariat", `/conference/${conferenceId}`, { width: 320 });
    for (const path of PAGES) {
      await page.locator(`nav a[href$="/${path}"]`).click();
      await page.locator("main h2").first().waitFor();
      await expectNoSidewaysScroll(page, path);
    }
    await context.close();
    expect(stage.complaints).toEqual([]);
  }, 30_000);
});
