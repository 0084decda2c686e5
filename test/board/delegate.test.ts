import { afterAll, afterEach, beforeAll, expect, it } from "@jest/globals";
import { choose, openScene, recorded, type Scene, send, voteOf } from "./delegate-scene.js";
import { describeRooms, eventually, openStage, type Screen, type Stage } from "./stage.js";

const PHONE = { width: 360, height: 640 };

describeRooms("the delegate's room: voting", () => {
  let stage: Stage;
  let scene: Scene;
  let zambia: Screen;
  let ballotId: string | null = null;
  beforeAll(async () => {
    stage = await openStage();
    scene = await openScene(stage);
    zambia = await stage.visit("demo-delegate-zm", scene.path, PHONE);
    await zambia.page.getByRole("heading", { name: "Nothing is being put to the vote" }).waitFor();
  }, 90_000);
  afterAll(() => stage?.close());
  afterEach(async () => {
    stage.wire.flow();
    if (ballotId) await scene.cancel(ballotId);
    ballotId = null;
  });
  const opened = async (terms: object = {}): Promise<string> => (ballotId = await scene.open(terms));

  it("takes a vote in two touches, shows it as recorded with its time, and keeps focus where it was", async () => {
    const { page } = zambia;
    const id = await opened();
    await page.getByRole("heading", { name: /^Shall / }).waitFor();
    expect(await page.evaluate("document.activeElement.tagName")).toBe("H2");
    await choose(page, "AGAINST");
    expect(await page.getByText("Not sent yet").isVisible()).toBe(true);
    await page.getByRole("button", { name: "Send vote: NO" }).click();
    await recorded(page, "AGAINST");
    expect(await page.getByText(/By the server at \d\d:\d\d:\d\d/).isVisible()).toBe(true);
    expect(await page.evaluate("document.activeElement.className")).toBe("recorded-word");
    expect(await page.locator("#say-now").textContent()).toContain("Recorded: NO");
    expect(await voteOf(scene, id)).toBe("AGAINST");
  });

  it("says that a vote is recorded only once the server has said so", async () => {
    const { page } = zambia;
    const id = await opened();
    await choose(page, "FOR");
    stage.wire.stall();
    await send(page);
    await page.locator("[data-press=sending]").waitFor();
    await page.getByText("Still trying", { exact: false }).waitFor();
    expect(await page.locator(".recorded").count()).toBe(0);
    expect(await page.locator("#say-now").textContent()).not.toContain("Recorded: YES");
    expect(await voteOf(scene, id)).toBeNull();
    stage.wire.flow();
    await recorded(page, "FOR");
    expect(await voteOf(scene, id)).toBe("FOR");
  });

  it("sends one vote for two quick presses, and shows it again after a reload", async () => {
    const { page } = zambia;
    const id = await opened();
    const sent: string[] = [];
    page.on("request", (request) => {
      if (request.postData()?.includes("DelegateCasts")) sent.push(request.postData()!);
    });
    await choose(page, "ABSTAIN");
    await page.locator(".slip-send button[type=submit]").dblclick();
    await recorded(page, "ABSTAIN");
    expect(sent.length).toBe(1);
    expect((JSON.parse(sent[0]!) as any).variables.input.expectedMode).toBe("RECORDED");
    await page.reload();
    await recorded(page, "ABSTAIN");
    expect((await scene.ballot(id)).turnout.voted).toBe(1);
  });

  it("keeps a choice that is being made through others' votes, a look at the text and another language", async () => {
    const { page } = zambia;
    const id = await opened();
    await choose(page, "ABSTAIN");
    for (const country of ["ke", "ng", "gh"]) await scene.cast(country, id, "FOR");
    const isKept = async (): Promise<boolean> => page.locator(".choice[data-mark=ABSTAIN] input").isChecked();
    await page.waitForTimeout(600);
    expect(await isKept()).toBe(true);
    await page.getByRole("button", { name: "Read the text" }).click();
    await page.locator(".paragraphs p").first().waitFor();
    await page.locator(".open-bar").click();
    expect(await isKept()).toBe(true);
    await page.locator(".strip-menu summary").click();
    await page.getByRole("link", { name: "Français" }).click();
    await eventually("the page is French", async () => (await page.locator("html").getAttribute("lang")) === "fr");
    await page.locator(".choice").first().waitFor();
    expect(await isKept()).toBe(true);
    expect(await page.locator(".recorded").count()).toBe(0);
    expect(await voteOf(scene, id)).toBeNull();
    await page.goBack();
    await eventually("the page is English", async () => (await page.locator("html").getAttribute("lang")) === "en");
  });

  it("changes a vote where the rules allow it, and shows what a colleague changed", async () => {
    const { page } = zambia;
    const id = await opened();
    await choose(page, "FOR");
    await send(page);
    await recorded(page, "FOR");
    await page.getByRole("button", { name: "Change my vote" }).click();
    await choose(page, "AGAINST");
    await page.getByRole("button", { name: "Change vote to: NO" }).click();
    await recorded(page, "AGAINST");
    expect(await voteOf(scene, id)).toBe("AGAINST");
    const again = await (await stage.at("demo-delegate-zm")).deed("changeVote", { ballotId: id, choice: "ABSTAIN" });
    expect(again.__typename).toBe("ChangeVoteSuccess");
    await recorded(page, "ABSTAIN");
  });

  it("shows on the phone of one delegate what another of the delegation has voted", async () => {
    const id = await opened();
    const alternate = await stage.visit("demo-alternate-zm", scene.path, PHONE);
    await alternate.page.locator(".choice").first().waitFor();
    await scene.cast("zm", id, "FOR");
    await recorded(alternate.page, "FOR");
    await alternate.context.close();
  });

  it("tells who reads of a ballot that opens by a bar, the title and a word, and does not take the page away", async () => {
    const { page } = zambia;
    await page.getByRole("button", { name: "Text", exact: true }).click();
    await page.locator(".paragraphs p").first().waitFor();
    await page.locator("textarea").fill("A remark that is being written");
    await opened();
    await page.locator(".open-bar").waitFor();
    expect(await page.title()).toMatch(/^\(1\) /);
    expect(await page.evaluate("document.activeElement.tagName")).toBe("TEXTAREA");
    expect(await page.locator("#say-now").textContent()).toContain("A ballot is open");
    await page.locator(".open-bar").click();
    await eventually(
      "the heading of the ballot has the focus",
      async () => (await page.evaluate("document.activeElement.tagName")) === "H2",
    );
  });

  it("says in words what stands in the way of a vote, and checks in", async () => {
    const { page } = zambia;
    await scene.seat("ZM", false);
    await opened();
    await page.getByText("Your delegation is not checked in.", { exact: false }).waitFor();
    expect(await page.locator(".choice").count()).toBe(0);
    await page.getByRole("button", { name: "Check in" }).click();
    await page.locator(".choice").first().waitFor();
    const adviser = await stage.visit("demo-adviser-zm", scene.path, PHONE);
    await adviser.page.getByText("Advisers do not vote.", { exact: false }).first().waitFor();
    expect(await adviser.page.locator(".choice").count()).toBe(0);
    await adviser.context.close();
  });

  it("has asked no other host, and no page failed", () => {
    expect(stage.complaints).toEqual([]);
  });
});
