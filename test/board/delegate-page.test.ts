import { afterAll, afterEach, beforeAll, expect, it } from "@jest/globals";
import type { Page } from "playwright-core";
import { choose, openScene, recorded, type Scene } from "./delegate-scene.js";
import {
  describeRooms,
  eventually,
  expectAccessible,
  expectNoSidewaysScroll,
  openStage,
  type Screen,
  type Stage,
} from "./stage.js";

const PHONE = { width: 360, height: 640 };
const TABS = 5;

/** Whether all of it can be seen and touched without scrolling: inside of the window, and nothing above it. */
async function isInReach(page: Page, selector: string): Promise<boolean> {
  const script = `[...document.querySelectorAll(${JSON.stringify(selector)})].every((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const under = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return top >= 0 && bottom <= innerHeight && element.contains(under);
  })`;
  return (await page.locator(selector).count()) > 0 && (await page.evaluate<boolean>(script));
}

describeRooms("the delegate's room: the page", () => {
  let stage: Stage;
  let scene: Scene;
  let zambia: Screen;
  let ballotId: string | null = null;
  const opened = async (terms: object = {}): Promise<string> => (ballotId = await scene.open(terms));
  afterEach(async () => {
    if (ballotId) await scene.cancel(ballotId);
    ballotId = null;
  });
  beforeAll(async () => {
    stage = await openStage();
    scene = await openScene(stage);
    zambia = await stage.visit("demo-delegate-zm", scene.path, PHONE);
    await zambia.page.getByRole("heading", { name: /^Nothing is being/ }).waitFor();
  }, 90_000);
  afterAll(() => stage?.close());

  it("puts a comment under the text, for the others at once, and takes it back", async () => {
    const { page } = zambia;
    const kenya = await stage.visit("demo-delegate-ke", scene.path, PHONE);
    for (const one of [page, kenya.page]) {
      await one.getByRole("button", { name: "Text", exact: true }).click();
      await one.locator(".paragraphs p").first().waitFor();
    }
    await page.locator("textarea").fill("Zambia would add a date.");
    await page.getByRole("button", { name: "Post the comment" }).click();
    await page.getByText("Zambia would add a date.").waitFor();
    await kenya.page.getByText("Zambia would add a date.").waitFor();
    expect(await kenya.page.getByRole("button", { name: "Withdraw" }).count()).toBe(0);
    await page.getByRole("button", { name: "Withdraw" }).click();
    await page.getByText("This comment was withdrawn.").waitFor();
    await kenya.page.getByText("This comment was withdrawn.").waitFor();
    await kenya.context.close();
  });

  it("asks for the floor, says where the delegation is on the list, and withdraws", async () => {
    const { page } = zambia;
    await (await stage.at("demo-delegate-ke")).deed("requestFloor", { agendaItemId: scene.itemId, kind: "QUESTION" });
    const opens = await scene.chair.deed("openSpeakersList", { agendaItemId: scene.itemId });
    expect(["OpenSpeakersListSuccess", "InvalidState"]).toContain(opens.__typename);
    await page.getByRole("button", { name: "Floor", exact: true }).click();
    await page.getByRole("button", { name: "Request the floor" }).click();
    await page.getByText(/^You are number \d on the list/).waitFor();
    await page.getByRole("button", { name: "Request the floor" }).click();
    await page.locator("form .problem").waitFor();
    await page.getByRole("button", { name: "Withdraw the request" }).click();
    await eventually("it is off the list", async () => (await page.getByText(/^You are number/).count()) === 0);
    await page.getByRole("combobox").selectOption("POINT_OF_ORDER");
    await page.getByRole("button", { name: "Request the floor" }).click();
    await page.locator(".speaker").filter({ hasText: "Zambia" }).waitFor();
    expect(await page.locator(".speaker").innerText()).toContain("Point of order");
  });

  it("shows the people of the delegation and who of them may vote", async () => {
    const { page } = zambia;
    await page.getByRole("button", { name: "Delegation", exact: true }).click();
    const colleagues = page.locator(".colleagues li");
    await colleagues.first().waitFor();
    expect(await colleagues.count()).toBe(3);
    expect(await colleagues.filter({ hasText: "Adviser" }).innerText()).toContain("does not vote");
    expect(await colleagues.filter({ hasText: "(you)" }).innerText()).toContain("Head of delegation · may vote");
    await page.getByRole("button", { name: "Now", exact: true }).click();
  });

  it("has all options and the button in reach of a thumb at 360 by 640, in four languages", async () => {
    await opened({ closesAt: new Date(Date.now() + 600_000).toISOString() });
    for (const language of ["en", "fr", "es", "ar"] as const) {
      const { page, context } = await stage.visit("demo-delegate-zm", scene.path, { ...PHONE, language });
      await page.locator(".choice").first().waitFor();
      await choose(page, "AGAINST");
      expect([language, await isInReach(page, ".choice"), await isInReach(page, ".slip-send .is-main")]).toEqual([
        language,
        true,
        true,
      ]);
      const boxes = await Promise.all((await page.locator(".choice").all()).map((one) => one.boundingBox()));
      expect(Math.min(...boxes.map((box) => box!.height))).toBeGreaterThanOrEqual(52);
      // Text of twice the size: the button stays in reach, whatever there is to scroll above it.
      await page.evaluate("document.documentElement.style.fontSize = '200%'");
      await eventually(`${language}: Send is in reach at 200 %`, () => isInReach(page, ".slip-send .is-main"), 3_000);
      await expectNoSidewaysScroll(page, `${language} at 200 %`);
      await context.close();
    }
  }, 60_000);

  it.each(["en", "fr", "es", "ar"] as const)(
    "is accessible in %s, on a phone and on a wide screen",
    async (language) => {
      await opened();
      for (const size of [
        { width: 320, height: 640 },
        { width: 1280, height: 800 },
      ]) {
        const { page, context } = await stage.visit("demo-delegate-zm", scene.path, { ...size, language });
        await page.locator(".choice").first().waitFor();
        await choose(page, "FOR");
        const tabs = page.locator(".seat-tabs button");
        const count = await tabs.count();
        expect(count).toBe(size.width < 1024 ? TABS : TABS - 1);
        for (let place = 0; place < count; place += 1) {
          await tabs.nth(place).click();
          await page.locator(".panel h2").first().waitFor();
          await expectAccessible(page, `${language} ${size.width} tab ${place}`);
          await expectNoSidewaysScroll(page, `${language} ${size.width} tab ${place}`);
        }
        await context.close();
      }
    },
    60_000,
  );

  it("can be used with the keyboard alone, and focus is never lost", async () => {
    await opened();
    const { page, context } = await stage.visit("demo-delegate-zm", scene.path, { width: 1280, height: 800 });
    await page.locator(".choice").first().waitFor();
    const active = (): Promise<string> =>
      page.evaluate("document.activeElement.className || document.activeElement.tagName");
    for (let step = 0; step < 30 && (await page.evaluate("document.activeElement.type")) !== "radio"; step += 1)
      await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    expect(await page.locator(".choice[data-mark=AGAINST] input").isChecked()).toBe(true);
    await page.keyboard.press("Tab");
    expect(await active()).toContain("is-main");
    await page.keyboard.press("Enter");
    await recorded(page, "AGAINST");
    await eventually("focus is on what took the button's place", async () => (await active()) === "recorded-word");
    await context.close();
  });

  it("has asked no other host, and no page failed", () => {
    expect(stage.complaints).toEqual([]);
  });
});
