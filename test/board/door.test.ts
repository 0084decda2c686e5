import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { describeRooms, eventually, expectAccessible, expectNoSidewaysScroll, openStage, type Stage } from "./stage.js";

describeRooms("the door and the lobby", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  }, 60_000);
  afterAll(() => stage?.close());

  it("lets in who opens the link of a badge, and takes the code out of the address", async () => {
    const { page, context } = await stage.visit("demo-delegate-zm", "");
    await page.getByText("Regional round table: Africa").waitFor();
    expect(page.url()).toBe(`${stage.origin}/en`);
    expect(await page.getByRole("listitem").filter({ hasText: "Americas" }).count()).toBe(0);
    await context.close();
  });

  it("takes the code also of a link that is opened in a page that is there already", async () => {
    const { page, context } = await stage.visit("demo-delegate-zm", "");
    await page.getByText("Regional round table: Africa").waitFor();
    // The same address but for what stands behind #: the browser loads nothing by itself.
    await page.goto(`${stage.origin}/en#code=demo-delegate-ca`);
    await page.getByText("Regional round table: Americas").waitFor();
    expect(page.url()).toBe(`${stage.origin}/en`);
    expect(await page.getByRole("listitem").filter({ hasText: "Africa" }).count()).toBe(0);
    await context.close();
  });

  it("says in words why a code does not work, and keeps what was typed", async () => {
    const { page, context } = await stage.visit("demo-nobody", "", { language: "fr" });
    await page.getByRole("alert").filter({ hasText: /\S/ }).first().waitFor();
    expect(await page.getByRole("textbox").inputValue()).toBe("demo-nobody");
    await page.getByRole("textbox").fill("demo-delegate-zm");
    await page.keyboard.press("Enter");
    await page.getByText("Regional round table: Africa").waitFor();
    await context.close();
  });

  it("keeps who is signed in through a reload, and forgets who signs out", async () => {
    const { page, context } = await stage.visit("demo-delegate-zm", "");
    await page.getByText("Regional round table: Africa").waitFor();
    await page.reload();
    await page.getByText("Regional round table: Africa").waitFor();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByLabel("Access code").waitFor();
    await page.reload();
    await page.getByLabel("Access code").waitFor();
    await context.close();
  });

  it("is there in four languages, from the right to the left in Arabic, without a word of English left", async () => {
    const seen = new Map<string, string>();
    for (const language of ["ar", "en", "fr", "es"] as const) {
      const { page, context } = await stage.visit("demo-nobody", "", { language, width: 360, height: 640 });
      await page.getByRole("alert").filter({ hasText: /\S/ }).first().waitFor();
      expect(await page.locator("html").getAttribute("dir")).toBe(language === "ar" ? "rtl" : "ltr");
      seen.set(language, await page.locator("main").innerText());
      await expectAccessible(page, `door ${language}`);
      await expectNoSidewaysScroll(page, `door ${language}`);
      await context.close();
    }
    expect(new Set(seen.values()).size).toBe(4);
  });

  it("changes the language in place, and the address with it", async () => {
    const { page, context } = await stage.visit("demo-delegate-zm", "");
    await page.getByText("Regional round table: Africa").waitFor();
    await page.getByRole("link", { name: "العربية" }).click();
    await eventually("the page is Arabic", async () => (await page.locator("html").getAttribute("dir")) === "rtl");
    expect(page.url()).toBe(`${stage.origin}/ar`);
    await expectAccessible(page, "lobby in Arabic");
    await context.close();
  });

  it("let nothing be asked of another host, and no page failed", () => {
    expect(stage.complaints).toEqual([]);
  });
});
