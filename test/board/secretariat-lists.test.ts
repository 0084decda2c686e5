import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { Page } from "playwright-core";
import { packageRoot } from "../../src/package-root.js";
import { readQr } from "./qr-reader.js";
import { describeRooms, eventually, expectAccessible, openStage, type Stage } from "./stage.js";

const file = (name: string, text: string | Buffer) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });

/** The text of the first QR code on a page, read from the squares that are drawn. */
async function qrOn(page: Page): Promise<string> {
  const { d, box } = (await page
    .locator("svg.qr")
    .first()
    .evaluate(
      `((svg) => ({ d: svg.querySelector("path").getAttribute("d"), box: svg.getAttribute("viewBox") }))(document.querySelector("svg.qr"))`,
    )) as { d: string; box: string };
  const size = Number(box.split(" ")[2]) - 8;
  const dark = new Set([...d.matchAll(/M(\d+) (\d+)h/g)].map(([, x, y]) => `${x},${y}`));
  return readQr((x, y) => dark.has(`${x},${y}`), size);
}

describeRooms("lists and badges of the secretariat", () => {
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

  const namesOf = async (country: string): Promise<string[]> => {
    const { data } = await (
      await stage.at("demo-secretariat")
    ).send(
      "query ($id: ID!) { conference(id: $id) { delegations { country { code } delegates { withdrawnAt participation { displayName } } } } }",
      { id: conferenceId },
    );
    const { delegates } = data.conference.delegations.find((one: any) => one.country?.code === country);
    return delegates.filter((one: any) => !one.withdrawnAt).map((one: any) => one.participation.displayName);
  };

  it("looks at a list first, says what each line would do, does it without the faulty lines, and takes it back", async () => {
    const { page, context } = await stage.visit("demo-secretariat", `/conference/${conferenceId}/list`);
    const list = [
      "Name;Country;Function",
      `"Mulenga; Chanda";ZM;adviser`,
      `"Said ""the"" owl";FJ;Delegate`,
      "Nobody;XX;DELEGATE",
      "Somebody;FJ;Emperor",
      ";FJ;DELEGATE",
    ].join("\r\n");
    await page.getByLabel("List (CSV)").setInputFiles(file("list.csv", list));
    await page.getByText("This list would add 2, change 0, leave 0 as they are; lines with problems: 3.").waitFor();
    expect(await page.getByRole("radio", { name: "semicolon" }).isChecked()).toBe(true);
    expect(await namesOf("ZM")).not.toContain("Mulenga; Chanda");
    await page.getByLabel("Only problems").check();
    expect(await page.locator("tbody tr").count()).toBe(3);
    await page.getByText("No delegation of this conference is of this country.").waitFor();
    await expectAccessible(page, "a list with problems");
    const href = await page.getByRole("link", { name: "Download 3 rejected lines" }).getAttribute("href");
    expect(decodeURIComponent(href!)).toMatch(/"FJ","Somebody","EMPEROR","This is no function/);
    await page.getByRole("button", { name: "Carry out 2 changes" }).click();
    await page.getByText("Done: added 2, changed 0").waitFor();
    expect(await namesOf("ZM")).toContain("Mulenga; Chanda");
    expect(await namesOf("FJ")).toContain('Said "the" owl');
    await page.getByRole("button", { name: /Take it back \(0?9:|Take it back \(10:/ }).click();
    await page.getByText("Taken back: 2. Not possible any more: 0.").waitFor();
    expect(await namesOf("ZM")).not.toContain("Mulenga; Chanda");
    await page.getByLabel("List (CSV)").setInputFiles(file("list.csv", Buffer.from([0x4e, 0xe9, 0x2c, 0xff])));
    await page.getByText("This file is not UTF-8.").waitFor();
    await context.close();
  }, 40_000);

  it("says on a phone that lists are imported at a desk", async () => {
    const { page, context } = await stage.visit("demo-secretariat", `/conference/${conferenceId}/list`, { width: 360 });
    await page.getByText("this needs a screen at least 768 pixels wide").waitFor();
    expect(await page.locator("input[type=file]").count()).toBe(0);
    await context.close();
  });

  it("prints badges whose QR code signs their bearer in, and ends the former code", async () => {
    const { page, context } = await stage.visit("demo-secretariat", `/conference/${conferenceId}/badges`);
    await page.getByLabel("Search").fill("zambia");
    await page.getByRole("button", { name: "New badge Head of NCB, Zambia" }).click();
    await page.getByText("1 badge is ready.").waitFor();
    const badge = page.locator(".badge");
    expect(await badge.innerText()).toMatch(/Head of NCB, Zambia\s+Zambia\s+زامبيا\s+Head of delegation/);
    const link = await qrOn(page);
    expect(link).toMatch(new RegExp(`^${stage.origin}/#code=\\S{8,}$`));
    await expectAccessible(page, "a badge");
    await page.emulateMedia({ media: "print" });
    const [width, quiet] = (await page.evaluate(`(() => {
      const svg = document.querySelector(".badge svg.qr");
      const box = svg.getBoundingClientRect();
      return [(box.width / 96) * 25.4, Number(svg.getAttribute("viewBox").split(" ")[0])];
    })()`)) as [number, number];
    expect(width).toBeGreaterThanOrEqual(25);
    expect(quiet).toBe(-4);
    expect(await page.getByRole("navigation").isVisible()).toBe(false);
    await page.emulateMedia({ media: "screen" });
    expect(await page.evaluate("JSON.stringify([{ ...sessionStorage }, { ...localStorage }])")).not.toContain(
      link.split("=")[1]!,
    );
    const phone = await (await context.browser()!.newContext()).newPage();
    await phone.goto(link);
    await phone.getByText("Regional round table: Africa").waitFor();
    await phone.context().close();
    const before = await stage.visit("demo-delegate-zm", "");
    await before.page.getByText("This code does not work").waitFor();
    await before.context.close();
    await page.getByRole("button", { name: "Done: forget the codes" }).click();
    expect(await page.locator(".badge").count()).toBe(0);
    await context.close();
  }, 40_000);

  it("puts four badges on a sheet", async () => {
    const { page, context } = await stage.visit("demo-secretariat", `/conference/${conferenceId}/badges`);
    await page.getByLabel("Search").fill("al");
    await page.getByRole("checkbox").nth(1).waitFor();
    for (const place of [1, 2, 3, 4, 5]) await page.getByRole("checkbox").nth(place).check();
    await page.getByRole("button", { name: "Issue 5 codes" }).click();
    await page.getByText("5 badges are ready.").waitFor();
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(2);
    await context.close();
  }, 40_000);

  it("lets an administrator look at a conference file, see its faults, and load it", async () => {
    const { page, context } = await stage.visit("demo-admin", "/conference/new");
    await page
      .getByLabel("Conference file (JSON)")
      .setInputFiles(file("bad.json", '{"format":"rotunda-conference/1"}'));
    await page.getByText(/\d+ problems\. Nothing can be loaded/).waitFor();
    await page.getByText("/conference", { exact: true }).waitFor();
    const example = readFileSync(join(packageRoot(), "data/example-conference.json"));
    await page.getByLabel("Conference file (JSON)").setInputFiles(file("example.json", example));
    const load = page.getByRole("button", { name: /Load it, and make \d+ access codes/ });
    await load.waitFor();
    const people = Number((await load.innerText()).match(/\d+/)![0]);
    await load.click();
    await eventually("everybody has a badge", async () => (await page.locator(".badge").count()) === people);
    const codes = await page.locator(".badge-code").allInnerTexts();
    expect((await stage.app.signIn(codes[0]!)).token).toBeTruthy();
    await page.getByLabel("Conference file (JSON)").setInputFiles(file("example.json", example));
    await page.getByText(/has conference number \d+ already/).waitFor();
    await context.close();
  }, 40_000);

  it("let nothing be asked of another host, and no page failed", () => {
    expect(stage.complaints).toEqual([]);
  });
});
