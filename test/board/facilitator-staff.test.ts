import { afterAll, afterEach, beforeAll, expect, it } from "@jest/globals";
import type { Page } from "playwright-core";
import { AFRICANS, DemoTable } from "./demo-table.js";
import { describeRooms, eventually, expectAccessible, expectNoSidewaysScroll, openStage, type Stage } from "./stage.js";

const PRESENT = AFRICANS.slice(0, 30);

describeRooms("the facilitator's room, for those who look over a shoulder and those with a phone", () => {
  let stage: Stage;
  let table: DemoTable;
  let path: string;
  let itemId: string;
  beforeAll(async () => {
    stage = await openStage();
    table = await DemoTable.open(stage);
    path = `/table/${table.id}`;
    ({ itemId } = await table.begin(PRESENT));
  }, 60_000);
  afterEach(() => table.clear());
  afterAll(() => stage?.close());

  const buttons = async (page: Page): Promise<string[]> =>
    (await page.getByRole("button", { disabled: false }).allInnerTexts()).map((text) => text.split("\n")[0]!);

  it("offers a rapporteur nothing that would be refused, and still shows all", async () => {
    const textId = await table.propose(itemId, "ke", "Seen by the rapporteur");
    const ballotId = await table.openBallot(textId, { tallyVisibility: "LIVE" });
    await table.vote(ballotId, PRESENT.slice(0, 3));
    const { page, context } = await stage.visit("demo-rapporteur-africa", path);
    await page.getByText("You follow this sitting here; whoever presides conducts it.").waitFor();
    await eventually("the votes are shown", async () =>
      (await page.locator(".ballot-panel .tally").innerText()).includes("3"),
    );
    const offered = await buttons(page);
    const looks = /^(Ballot|Text|Agenda|Seats|Speakers|Map|Missing|Presence|HNCB)/;
    expect(offered.filter((text) => !looks.test(text))).toEqual([]);
    await table.close(ballotId);
    await page.locator(".verdict").waitFor();
    expect((await buttons(page)).filter((text) => !looks.test(text) && text !== "Count again")).toEqual([]);
    await context.close();
  }, 40_000);

  it("shows at once who is present after a roll call of presence by somebody else", async () => {
    const { page, context } = await stage.visit("demo-facilitator-africa", path);
    const seat = page.locator(".seat").filter({ hasText: "Zimbabwe:" });
    await eventually("it is absent", async () => (await seat.getAttribute("data-absent")) !== null);
    const { data } = await table.chair.send(
      `query($id: ID!) { roundTable(id: $id) { seats { delegation { id country { code } } } } }`,
      { id: table.id },
    );
    const { delegation } = data.roundTable.seats.find((one: any) => one.delegation.country.code === "ZW");
    const note = (isPresent: boolean) =>
      table.chair.deed("callTheRoll", {
        roundTableId: table.id,
        entries: [{ delegationId: delegation.id, isPresent }],
      });
    await note(true);
    await eventually("it is present", async () => (await seat.getAttribute("data-absent")) === null);
    await note(false);
    await eventually("it is absent again", async () => (await seat.getAttribute("data-absent")) !== null);
    await context.close();
  }, 40_000);

  it("leads through a ballot on a phone of 360 by 640, with the keyboard, and every next step in view", async () => {
    const textId = await table.propose(itemId, "ke", "Conducted on a phone");
    const { page, context } = await stage.visit("demo-facilitator-africa", path, { width: 360, height: 640 });
    await page.getByRole("button", { name: "Agenda" }).click();
    await page.getByRole("button", { name: /Conducted on a phone/ }).click();
    await page.getByRole("button", { name: "Text", exact: true }).click();
    await page.getByRole("button", { name: "Put to the vote …" }).click();
    const opens = page.getByRole("button", { name: "Open the ballot" });
    const box = (await opens.boundingBox())!;
    expect(box.y + box.height).toBeLessThanOrEqual(640);
    // The first choice has the focus; the button that opens is reached by tabs, never by the same key twice.
    expect(await page.evaluate("document.activeElement.tagName")).toBe("SELECT");
    for (let tabs = 0; tabs < 8; tabs += 1) {
      if ((await page.evaluate("document.activeElement.textContent")) === "Open the ballot") break;
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    await page.locator(".ballot-state").getByText("Open", { exact: true }).waitFor();
    expect(await page.getByRole("button", { name: "Cancel the ballot …" }).isVisible()).toBe(false);
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("button", { name: "Cancel the ballot …" }).waitFor();
    await expectAccessible(page, "facilitator 360, more");
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("button", { name: "Lock now …" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Lock now" }).click();
    await page.getByRole("button", { name: "Read out the result …" }).click();
    expect(await page.evaluate("document.activeElement.className")).toBe("verdict");
    await page.getByRole("button", { name: "Announce the result" }).click();
    await page.getByText(/Announced at \d\d:\d\d:\d\d\./).waitFor();
    await expectNoSidewaysScroll(page, "facilitator 360, announced");
    expect(textId).toBeTruthy();
    await context.close();
  }, 40_000);

  it("gives the marks on the wall the colours of their choices", async () => {
    const textId = await table.propose(itemId, "ke", "Seen on the wall");
    const ballotId = await table.openBallot(textId, { tallyVisibility: "LIVE" });
    const { accessCode } = await table.chair.deed("openHallScreen", { roundTableId: table.id }, "accessCode");
    const { page, context } = await stage.visit(accessCode as string, `/hall/${table.id}`, {
      width: 1920,
      height: 1080,
    });
    const fill = `getComputedStyle(document.querySelector(".hall-figures .mark-body")).fill`;
    await page.locator(".hall-figures").waitFor();
    expect(await page.evaluate(fill)).toBe("rgb(79, 179, 255)");
    await table.close(ballotId);
    await table.declare(ballotId);
    // The names take turns with the figures.
    const roll = page.locator(".hall-roll > div");
    await roll.last().waitFor();
    // The last name of the roll stands above the foot, and no code is cut off.
    const [last, foot] = [(await roll.last().boundingBox())!, (await page.locator(".hall-foot").boundingBox())!];
    expect(last.y + last.height).toBeLessThanOrEqual(foot.y);
    const cut = `[...document.querySelectorAll(".hall-roll bdi")].filter((one) => one.scrollWidth > one.clientWidth).length`;
    expect(await page.evaluate(cut)).toBe(0);
    await context.close();
  }, 40_000);

  it("failed nowhere, and asked no other host", () => {
    expect(stage.complaints).toEqual([]);
  });
});
