import { afterAll, afterEach, beforeAll, expect, it } from "@jest/globals";
import { choose, openScene, recorded, type Scene, send, voteOf } from "./delegate-scene.js";
import { describeRooms, eventually, openStage, type Screen, type Stage } from "./stage.js";

const PHONE = { width: 360, height: 640 };
const LOCKED = {
  en: /Not recorded\. The ballot was locked at \d\d:\d\d:\d\d; nothing was recorded after that\./,
  fr: /Non enregistré\. Le scrutin a été clos à \d\d:\d\d:\d\d\s; rien n’a été enregistré ensuite\./,
  es: /No registrado\. La votación se cerró a las \d\d:\d\d:\d\d; después no se registró nada\./,
  ar: /لم يُسجَّل\. أُقفل الاقتراع في الساعة .?\d\d:\d\d:\d\d.?، ولم يُسجَّل شيء بعد ذلك\./,
} as const;

describeRooms("the delegate's room: when the connection fails", () => {
  let stage: Stage;
  let scene: Scene;
  let ballotId: string | null = null;
  const screens: Screen[] = [];
  beforeAll(async () => {
    stage = await openStage();
    scene = await openScene(stage);
  }, 90_000);
  afterAll(() => stage?.close());
  afterEach(async () => {
    stage.wire.flow();
    for (const { context } of screens.splice(0)) await context.close();
    if (ballotId) await scene.cancel(ballotId).catch(() => undefined);
    ballotId = null;
  });
  const opened = async (terms: object = {}): Promise<string> => (ballotId = await scene.open(terms));
  const visit = async (country: string, language: "en" | "fr" | "es" | "ar" = "en"): Promise<Screen> => {
    const screen = await stage.visit(`demo-delegate-${country}`, scene.path, { ...PHONE, language });
    screens.push(screen);
    await screen.page.locator(".choice").first().waitFor();
    return screen;
  };

  it("tells a vote that was pressed without a connection as not sent, and does not cast it later", async () => {
    const id = await opened();
    const { page } = await visit("zm");
    await choose(page, "FOR");
    stage.wire.pull();
    await page.locator(".connection[data-phase=behind]").waitFor({ timeout: 20_000 });
    await send(page);
    await page.locator("[data-press=notSent]").waitFor();
    expect(await page.locator("[data-press=notSent]").innerText()).toMatch(
      /^Not sent: no connection; nothing was counted/,
    );
    expect(await page.locator("#say-now").textContent()).toContain("Not sent");
    stage.wire.flow();
    await page.locator(".connection[data-phase=live]").waitFor({ timeout: 30_000 });
    // What is in step again has heard of others' votes; its own would have come before them.
    await scene.cast("ke", id, "AGAINST");
    await page.waitForTimeout(2_000);
    expect(await voteOf(scene, id)).toBeNull();
    expect(await page.locator(".recorded").count()).toBe(0);
    await send(page);
    await recorded(page, "FOR");
    expect(await voteOf(scene, id)).toBe("FOR");
  }, 60_000);

  it("claims nothing when no answer comes, asks the server first, and says that it has nothing", async () => {
    const id = await opened();
    const { page } = await visit("zm");
    await choose(page, "AGAINST");
    stage.wire.pull();
    await send(page);
    await page.locator("[data-press=asking]").waitFor();
    stage.wire.flow();
    await page.locator("[data-press=lost]").waitFor({ timeout: 20_000 });
    expect(await page.locator("[data-press=lost]").innerText()).toMatch(/^Not recorded\. At \d\d:\d\d:\d\d the server/);
    expect(await voteOf(scene, id)).toBeNull();
    expect(await page.locator(".choice[data-mark=AGAINST] input").isChecked()).toBe(true);
  }, 60_000);

  it("finds a vote of which only the answer was lost, and counts it once", async () => {
    const id = await opened();
    const { page } = await visit("zm");
    // The server does it and the answer never comes back: as a cut at the wrong moment does.
    await page.route("**/graphql", async (route) => {
      if (!route.request().postData()?.includes("DelegateCasts")) return route.continue();
      await route.fetch();
      await route.abort("connectionreset");
    });
    await choose(page, "FOR");
    await send(page);
    await recorded(page, "FOR");
    expect(await page.locator(".press").count()).toBe(0);
    expect((await scene.ballot(id)).turnout.voted).toBe(1);
  }, 60_000);

  it("refuses a vote that was held up until after the lock, in words, in four languages", async () => {
    const id = await opened();
    const voters = await Promise.all(
      (["en", "fr", "es", "ar"] as const).map(async (language, place) => {
        const { page } = await visit(["zm", "ke", "ng", "gh"][place]!, language);
        return { language, page };
      }),
    );
    for (const { page } of voters) await choose(page, "FOR");
    stage.wire.stall();
    for (const { page } of voters) await send(page);
    await scene.close(id);
    stage.wire.flow();
    for (const { page, language } of voters) {
      await page.locator("[data-press=refused]").waitFor({ timeout: 20_000 });
      expect(await page.locator("[data-press=refused]").innerText()).toMatch(LOCKED[language]);
      expect(await page.locator(".recorded").count()).toBe(0);
    }
    expect((await scene.ballot(id)).turnout.voted).toBe(0);
    ballotId = null;
  }, 60_000);

  it("has asked no other host, and no page failed", () => {
    expect(stage.complaints).toEqual([]);
  });
});

describeRooms("the delegate's room: sockets that are cut and stall while people vote", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  }, 90_000);
  afterAll(() => stage?.close());

  it("shows every number right afterwards, on every phone", async () => {
    const scene = await openScene(stage);
    const id = await scene.open();
    const phones = await Promise.all(
      ["zm", "ke", "ng"].map(async (country) => {
        const { page } = await stage.visit(`demo-delegate-${country}`, scene.path, PHONE);
        await page.locator(".choice").first().waitFor();
        return page;
      }),
    );
    const others = ["gh", "za", "tz", "et", "sn", "ml", "bf", "ci", "cm", "ug", "rw", "bj"];
    const end = Date.now() + 20_000;
    let pressed = false;
    for (let turn = 0; Date.now() < end; turn += 1) {
      if (turn % 3 === 0) stage.wire.cut();
      else if (turn % 3 === 1) stage.wire.stall();
      else stage.wire.flow();
      const country = others[turn];
      if (country) await scene.cast(country, id, turn % 2 === 0 ? "FOR" : "AGAINST");
      if (turn === 5 && !pressed) {
        pressed = true;
        for (const page of phones) await choose(page, "FOR").then(() => send(page));
      }
      await new Promise((resolve) => setTimeout(resolve, 1_200));
    }
    stage.wire.flow();
    for (const page of phones) {
      // Each phone says what is true of its vote: recorded, or not, and then it is sent again.
      await eventually(
        "the vote has an end",
        async () => (await page.locator(".recorded, [data-press=lost], [data-press=notSent]").count()) > 0,
        40_000,
      );
      if ((await page.locator(".recorded").count()) === 0) await send(page);
      await recorded(page, "FOR");
    }
    await scene.close(id);
    const { turnout, tally } = await scene.ballot(id);
    expect(turnout.voted).toBe(others.length + phones.length);
    for (const page of phones) {
      await page.locator(".result-sentence").waitFor({ timeout: 20_000 });
      expect(await page.locator(".result-sentence").innerText()).toContain(
        `${tally.for} for, ${tally.against} against`,
      );
      await page.reload();
      await page.locator(".result-sentence").waitFor({ timeout: 20_000 });
      await recorded(page, "FOR");
    }
    expect(stage.complaints).toEqual([]);
  }, 120_000);
});
