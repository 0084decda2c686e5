import { afterAll, afterEach, beforeAll, expect, it } from "@jest/globals";
import type { Page } from "playwright-core";
import { AFRICANS, DemoTable } from "./demo-table.js";
import { describeRooms, eventually, expectAccessible, expectNoSidewaysScroll, openStage, type Stage } from "./stage.js";

const PRESENT = AFRICANS.slice(0, 30);

/** What the bars say: choice → number. */
async function figures(page: Page): Promise<Record<string, number>> {
  const rows = await page.locator(".ballot-panel .tally tr").all();
  const read = rows.map(async (row) => [
    await row.getAttribute("data-mark"),
    Number(await row.locator("td.number").innerText()),
  ]);
  return Object.fromEntries(await Promise.all(read)) as Record<string, number>;
}

describeRooms("the facilitator's room", () => {
  let stage: Stage;
  let table: DemoTable;
  let path: string;
  /** The item under discussion; the sitting is opened where no test has done so. */
  let begun: Promise<{ itemId: string }> | undefined;
  const item = async (): Promise<string> => (await (begun ??= table.begin(PRESENT))).itemId;
  beforeAll(async () => {
    stage = await openStage();
    table = await DemoTable.open(stage);
    path = `/table/${table.id}`;
  }, 60_000);
  afterEach(async () => {
    stage.wire.flow();
    await table.clear();
  });
  afterAll(() => stage?.close());

  it("runs a ballot from the opening of the sitting to the announcement, and shows each vote as it comes", async () => {
    await table.checkIn(PRESENT);
    const { page, context } = await stage.visit("demo-facilitator-africa", path);
    await page.getByRole("button", { name: "Open the sitting" }).click();
    await page.getByRole("button", { name: "Take up: Biometric databases at land borders" }).click();
    await page.getByRole("button", { name: /R\.1/ }).click();
    await page.getByRole("button", { name: "Put to the vote …" }).click();
    // What will apply, in words, before the second gesture.
    const dialog = page.getByRole("dialog");
    expect(await dialog.innerText()).toMatch(/49 delegations may vote; 30 of them are present\./);
    expect(await dialog.innerText()).toContain("It is adopted with more yes than no.");
    await dialog.getByRole("combobox", { name: "What the room sees while it is open" }).selectOption("LIVE");
    await dialog.getByRole("button", { name: "Open the ballot" }).click();
    await page.locator(".ballot-state").getByText("Open", { exact: true }).waitFor();
    expect(await figures(page)).toEqual({ FOR: 0, AGAINST: 0, ABSTAIN: 0, none: 49 });

    const open = (
      await table.chair.send(
        `query($id: ID!) { roundTable(id: $id) { agendaItems { id recommendations { ballots { id state } } } } }`,
        { id: table.id },
      )
    ).data.roundTable.agendaItems;
    const onTable = open.find((one: any) => one.recommendations.length > 0);
    const ballotId = onTable.recommendations
      .flatMap((one: any) => one.ballots)
      .find((one: any) => one.state === "OPEN").id;
    await table.vote(ballotId, PRESENT.slice(0, 15), "FOR");
    await table.vote(ballotId, PRESENT.slice(15, 20), "AGAINST");
    await table.vote(ballotId, PRESENT.slice(20, 22), "ABSTAIN");
    await eventually("all votes are shown", async () => (await figures(page))["none"] === 27);
    expect(await figures(page)).toEqual({ FOR: 15, AGAINST: 5, ABSTAIN: 2, none: 27 });
    // The map says of each delegation what it did.
    const seat = (name: string) => page.locator(".seat").filter({ hasText: `${name}:` });
    expect(await seat("Angola").innerText()).toContain("Angola: Yes");
    expect(await seat("Zimbabwe").innerText()).toContain("Zimbabwe: Not voted, absent");
    await page.getByRole("button", { name: "Missing" }).click();
    expect(await page.locator(".missing").innerText()).toContain("8 present, not voted");

    await page.getByRole("button", { name: "Lock now …" }).click();
    expect(await dialog.innerText()).toContain("8 present delegations have not voted:");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Keep open");
    await page.keyboard.press("Enter");
    expect((await table.truth(ballotId)).state).toBe("OPEN");
    await page.getByRole("button", { name: "Lock now …" }).click();
    await dialog.getByRole("button", { name: "Lock now" }).click();
    await page.locator(".verdict").getByText("Adopted: 15 for, 5 against, 2 abstaining, 27 not voting.").waitFor();
    expect(await page.locator(".result").innerText()).toContain("Quorum at the close: 30 present of 49, 25 needed.");
    expect((await table.truth(ballotId)).state).toBe("CLOSED");
    await page.getByRole("button", { name: "Announce the result" }).click();
    await page.getByText(/Announced at \d\d:\d\d:\d\d\./).waitFor();
    expect((await table.truth(ballotId)).state).toBe("DECLARED");

    await page.getByText("Proof of this decision").click();
    await page.getByText("The record fits its digest.").waitFor();
    await page.getByRole("button", { name: "Count again" }).click();
    await page.getByText("Counted again by other code, from the recorded votes: the same.").waitFor();
    await context.close();
  }, 60_000);

  it("lets two chairs lock at once: the ballot is locked once, and both see the same verdict", async () => {
    const textId = await table.propose(await item(), "ke", "Two chairs");
    const ballotId = await table.openBallot(textId, { tallyVisibility: "TURNOUT" });
    await table.vote(ballotId, PRESENT.slice(0, 3));
    const [first, second] = await Promise.all([
      stage.visit("demo-facilitator-africa", path),
      stage.visit("demo-vice-chair-africa", path),
    ]);
    for (const { page } of [first, second]) await page.getByRole("button", { name: "Lock now …" }).click();
    // Whoever comes second finds the ballot locked; its dialog has nothing to ask any more.
    const locks = [first, second].map(({ page }) =>
      page.getByRole("dialog").getByRole("button", { name: "Lock now" }).click(),
    );
    await Promise.allSettled(locks);
    for (const { page } of [first, second]) {
      await page.locator(".verdict").getByText("Adopted: 3 for, 0 against, 0 abstaining, 46 not voting.").waitFor();
      await eventually("the dialog is gone", async () => (await page.getByRole("dialog").count()) === 0);
    }
    expect((await table.truth(ballotId)).tally).toEqual({ for: 3, against: 0, abstain: 0 });
    await table.declare(ballotId);
    await Promise.all([first.context.close(), second.context.close()]);
  }, 40_000);

  it("keeps a ballot open and in view while another text is read, and offers no other item meanwhile", async () => {
    const textId = await table.propose(await item(), "ke", "Read on");
    const ballotId = await table.openBallot(textId, { tallyVisibility: "LIVE" });
    const { page, context } = await stage.visit("demo-facilitator-africa", path);
    await page.getByRole("button", { name: /Two chairs/ }).click();
    await page.locator("#text-title").getByText("Two chairs").waitFor();
    expect(await page.getByRole("button", { name: /^Take up: Within 24 hours/ }).isDisabled()).toBe(true);
    await table.vote(ballotId, PRESENT.slice(0, 2));
    await eventually("the votes are shown", async () => (await figures(page))["FOR"] === 2);
    expect((await table.truth(ballotId)).state).toBe("OPEN");
    await table.close(ballotId);
    await table.declare(ballotId);
    await context.close();
  }, 40_000);

  it("moves nothing while votes come: no shift of the layout, and the map in its order", async () => {
    const textId = await table.propose(await item(), "ke", "Nothing moves");
    const ballotId = await table.openBallot(textId, { tallyVisibility: "LIVE" });
    const { page, context } = await stage.visit("demo-facilitator-africa", path, { width: 1440, height: 900 });
    await page.locator(".ballot-panel .tally").waitFor();
    await page.waitForLoadState("networkidle").catch(() => undefined);
    const order = await page.locator(".seat-code").allInnerTexts();
    await page.evaluate(
      "window.shifted = []; new PerformanceObserver((list) => { for (const { sources } of list.getEntries()) for (const { node } of sources) window.shifted.push((node?.nodeType === 3 ? node.parentElement : node)?.className ?? '?') }).observe({ type: 'layout-shift' })",
    );
    for (let from = 0; from < 30; from += 5) {
      await table.vote(ballotId, PRESENT.slice(from, from + 5), ["FOR", "AGAINST", "ABSTAIN"][(from / 5) % 3]!);
      await page.waitForTimeout(120);
    }
    await eventually("the votes are shown", async () => (await figures(page))["none"] === 19);
    // A number that gets a second digit is written further to the start of its own cell; nothing else moves.
    const shifted = (await page.evaluate("window.shifted")) as string[];
    expect(shifted.filter((one) => one !== "number")).toEqual([]);
    expect(await page.locator(".seat-code").allInnerTexts()).toEqual(order);
    await table.close(ballotId);
    await table.declare(ballotId);
    await context.close();
  }, 40_000);

  it("dates its figures when the connection is gone, and shows the exact truth when it is back", async () => {
    const textId = await table.propose(await item(), "ke", "The line is cut");
    const ballotId = await table.openBallot(textId, { tallyVisibility: "LIVE" });
    await table.vote(ballotId, PRESENT.slice(0, 4));
    const { page, context } = await stage.visit("demo-facilitator-africa", path);
    await eventually("the votes are shown", async () => (await figures(page))["FOR"] === 4);
    stage.wire.pull();
    // The others are at the server by another way.
    await table.vote(ballotId, PRESENT.slice(4, 20));
    await page
      .locator(".connection")
      .getByText(/Figures as of \d\d:\d\d:\d\d/)
      .waitFor({ timeout: 20_000 });
    expect((await figures(page))["FOR"]).toBe(4);
    stage.wire.flow();
    await page.locator(".connection[data-phase=back]").waitFor({ timeout: 20_000 });
    expect(await figures(page)).toEqual({ FOR: 20, AGAINST: 0, ABSTAIN: 0, none: 29 });
    await table.close(ballotId);
    await table.declare(ballotId);
    await context.close();
  }, 60_000);

  it("has nothing that a program finds against WCAG 2.2 AA, in four languages and two widths, and never scrolls sideways", async () => {
    const textId = await table.propose(await item(), "ke", "For all to read");
    const ballotId = await table.openBallot(textId, { tallyVisibility: "LIVE" });
    await table.vote(ballotId, PRESENT.slice(0, 4));
    for (const language of ["ar", "en", "fr", "es"] as const)
      for (const width of [360, 1440]) {
        const { page, context } = await stage.visit("demo-facilitator-africa", path, { language, width });
        await page.locator(".ballot-panel .tally").waitFor();
        await expectAccessible(page, `facilitator ${language} ${width}, voting`);
        await expectNoSidewaysScroll(page, `facilitator ${language} ${width}`);
        await context.close();
      }
    await table.close(ballotId);
    const { page, context } = await stage.visit("demo-facilitator-africa", path, { width: 320 });
    await page.locator(".verdict").waitFor();
    await expectNoSidewaysScroll(page, "facilitator at 320");
    await expectAccessible(page, "facilitator, result");
    await table.declare(ballotId);
    await context.close();
  }, 90_000);

  it("failed nowhere, and asked no other host", () => {
    expect(stage.complaints).toEqual([]);
  });
});
