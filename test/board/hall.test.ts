import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { BrowserContext } from "playwright-core";
import { castSecret, optionsOf } from "../support/secret.js";
import { type Floor, openSitting, reads, takeFloor, wall } from "./hall-floor.js";
import { describeRooms, openStage, type Screen, type Stage } from "./stage.js";

/** Everything that HTTP answered to a screen from now on. */
function answersTo(context: BrowserContext): string[] {
  const answers: string[] = [];
  context.on("response", (response) => {
    if (response.url().endsWith("/graphql"))
      void response.text().then(
        (text) => answers.push(text),
        () => undefined,
      );
  });
  return answers;
}

/** Figures of a vote, or a choice of anybody, as the API writes them. */
const SPOILER = /"tally":\{|"choice":"|"votesFor":\d|"outcome":"/;

describeRooms("the screen in the hall", () => {
  let stage: Stage;
  let floor: Floor;
  let hall: Screen;
  beforeAll(async () => {
    stage = await openStage();
    floor = await takeFloor(stage);
    hall = await stage.visit("demo-observer", `/hall/${floor.id}`, { width: 1920, height: 1080 });
  }, 60_000);
  afterAll(() => stage?.close());

  it("follows the sitting: welcome, the agenda item, the text in its language, who speaks, the pause", async () => {
    const { page } = hall;
    await reads(page, /Welcome\s+مرحباً بكم\s+Bienvenue\s+Bienvenidos/);
    const french = await stage.visit("demo-observer", `/hall/${floor.id}`, { language: "fr" });
    await reads(french.page, /^[^]*Bienvenue/);
    await openSitting(floor);
    await floor.chairs("takeUpAgendaItem", { agendaItemId: floor.items[1]!.id });
    await reads(page, new RegExp(`Agenda item 2[^]*${floor.items[1]!.title}`));
    await floor.chairs("closeAgendaItem", { agendaItemId: floor.items[1]!.id });
    await floor.chairs("takeUpAgendaItem", { agendaItemId: floor.items[2]!.id });
    await reads(page, /Recommend that each member country increase the use/);
    await reads(french.page, /Recommandent à chaque pays membre/);
    await french.context.close();
    await floor.chairs("openSpeakersList", { agendaItemId: floor.items[2]!.id, seconds: 90 });
    const zambia = await floor.delegate("ZM");
    await zambia.deed("requestFloor", { agendaItemId: floor.items[2]!.id, kind: "STATEMENT" });
    await reads(page, /Next speaker[^]*Zambia/);
    const { intervention } = await floor.chairs(
      "callSpeaker",
      { agendaItemId: floor.items[2]!.id },
      "intervention { id }",
    );
    await floor.chairs("startSpeaking", { interventionId: intervention.id });
    await reads(page, /Has the floor[^]*Zambia[^]*01:(2\d|30)/);
    const column = await page.locator(".hall-side").boundingBox();
    const text = await page.locator(".hall-stage").boundingBox();
    expect(text!.x + text!.width).toBeLessThanOrEqual(column!.x);
    await floor.chairs("endSpeech", { interventionId: intervention.id });
    await floor.chairs("suspendRoundTable", { roundTableId: floor.id });
    await reads(page, /The meeting is suspended[^]*\d\d:\d\d:\d\d/);
    await floor.chairs("resumeRoundTable", { roundTableId: floor.id });
    await reads(page, /Recommend that each member country/);
  }, 40_000);

  it("keeps a vote secret until the chair declares it: on the wall, in its socket, in every answer", async () => {
    const { page, context, frames } = hall;
    const answers = answersTo(context);
    frames.length = 0;
    const ballotId = await floor.openBallot(floor.items[2]!.texts[0]!, { mode: "RECORDED", tallyVisibility: "HIDDEN" });
    await reads(page, /Voting is open[^]*0 of 194 have voted/);
    await floor.vote(ballotId, { AD: "FOR", AE: "FOR", AF: "AGAINST", AG: "FOR", AL: "ABSTAIN" });
    await reads(page, /5 of 194 have voted/);
    expect(await page.locator(".hall-cells [data-voted]").count()).toBe(5);
    await page.reload();
    await reads(page, /5 of 194 have voted/);
    await floor.chairs("closeBallot", { ballotId });
    await reads(page, /Voting is closed[^]*The chair will announce the result/);
    await page.reload();
    await reads(page, /Voting is closed/);
    expect(await wall(page)).not.toMatch(/\bYes\b|Adopted/);
    expect(answers.join("\n")).toMatch(/"turnout":\{"voted":5/);
    expect(frames.join("\n")).toMatch(/"voted":5/);
    expect([...answers, ...frames].filter((one) => SPOILER.test(one))).toEqual([]);
    await floor.chairs("declareDecision", { ballotId });
    await reads(page, /Adopted\s+اعتُمد[^]*Yes[^]*3[^]*No\b[^]*1/);
    await page.reload();
    await reads(page, /Adopted[^]*Yes/);
    await floor.chairs("closeAgendaItem", { agendaItemId: floor.items[2]!.id });
  }, 40_000);

  it("shows the figures of a live ballot to everybody, on a scale that stays, and nothing moves or goes blank", async () => {
    const { page } = hall;
    await floor.chairs("takeUpAgendaItem", { agendaItemId: floor.items[3]!.id });
    await reads(page, /R\.2/);
    const watched = (await page.evaluateHandle(`(() => {
      const seen = { blanks: 0, shifts: 0 };
      new PerformanceObserver((list) => { for (const entry of list.getEntries()) seen.shifts += entry.value; }).observe({ type: "layout-shift" });
      new MutationObserver(() => { if (!document.querySelector(".hall-stage")?.innerText.trim()) seen.blanks += 1; })
        .observe(document.body, { childList: true, subtree: true, characterData: true });
      return seen;
    })()`)) as unknown as { jsonValue(): Promise<{ blanks: number; shifts: number }> };
    const ballotId = await floor.openBallot(floor.items[3]!.texts[0]!, { mode: "RECORDED", tallyVisibility: "LIVE" });
    await reads(page, /0 of 194 have voted[^]*Yes/);
    await floor.vote(ballotId, { AD: "FOR", AE: "AGAINST", AF: "AGAINST" });
    await reads(page, /3 of 194 have voted[^]*Yes[^]*1\s+No[^]*2/);
    expect((await watched.jsonValue()).shifts).toBeLessThan(0.01);
    await floor.chairs("lockBallot", { ballotId, seconds: 5 });
    await reads(page, /Voting closes[^]*00:0\d/);
    await reads(page, /Voting is closed/);
    await floor.chairs("declareDecision", { ballotId });
    await reads(page, /Not adopted/);
    expect((await watched.jsonValue()).blanks).toBe(0);
    await floor.chairs("closeAgendaItem", { agendaItemId: floor.items[3]!.id });
  }, 40_000);

  it("tells of a secret ballot in words and steps, never by marks", async () => {
    const { page, frames } = hall;
    await floor.chairs("takeUpAgendaItem", { agendaItemId: floor.items[4]!.id });
    frames.length = 0;
    const ballotId = await floor.openBallot(floor.items[4]!.texts[0]!, { mode: "SECRET" });
    await reads(page, /Secret ballot[^]*The ballot box is open/);
    const options = await optionsOf(await floor.delegate("AD"), ballotId);
    for (const country of ["AD", "AE", "AF", "AG", "AL", "AM"])
      await castSecret(await floor.delegate(country), ballotId, options.FOR);
    await reads(page, /At least 5 of 194/);
    expect(await page.locator(".hall-cells, .hall .mark").count()).toBe(0);
    expect(frames.filter((one) => SPOILER.test(one))).toEqual([]);
    await floor.chairs("cancelBallot", { ballotId, reason: "tried" });
    await reads(page, /^(?![^]*Secret ballot)[^]*R\.3/);
  }, 40_000);

  it("says who is called in a roll call, and asks whether there is an objection", async () => {
    const { page } = hall;
    const text = floor.items[4]!.texts[0]!;
    const rollCall = await floor.openBallot(text, { mode: "ROLL_CALL", firstCalledId: floor.delegations["FR"] });
    await reads(page, /The roll call is about to begin/);
    await floor.chairs("callNextDelegation", { ballotId: rollCall });
    await reads(page, /Called: 1 of 194[^]*France/);
    await floor.chairs("cancelBallot", { ballotId: rollCall, reason: "tried" });
    const consensus = await floor.openBallot(text, { mode: "CONSENSUS", majority: "CONSENSUS" });
    await reads(page, /Is there an objection\?\s+هل من اعتراض؟/);
    await (await floor.delegate("CA")).deed("objectToConsensus", { ballotId: consensus });
    await reads(page, /1 objection[^]*Canada/);
  }, 40_000);

  it("is read from the end of the room: figures at least 1/25 of the height, everything at least 1/40", async () => {
    const { page } = hall;
    const sizes = (await page.evaluate(`[...document.querySelectorAll(".hall *")]
      .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) && !one.closest(".unseen"))
      .map((one) => [parseFloat(getComputedStyle(one).fontSize) / innerHeight, one.textContent])`)) as [
      number,
      string,
    ][];
    expect(sizes.length).toBeGreaterThan(5);
    expect(sizes.filter(([size]) => size < 1 / 40)).toEqual([]);
    const large = (await page.evaluate(
      `[...document.querySelectorAll(".hall-huge, .hall-countdown, .hall-figure, .hall-clock")].map((one) => parseFloat(getComputedStyle(one).fontSize) / innerHeight)`,
    )) as number[];
    expect(Math.min(...large)).toBeGreaterThanOrEqual(1 / 25);
    expect(await page.evaluate(`getComputedStyle(document.querySelector(".hall")).cursor`)).toBe("none");
    expect(await page.locator("main :is(a, button, input, [tabindex])").count()).toBe(0);
  });

  it("let nothing be asked of another host, and no page failed", () => {
    expect(stage.complaints).toEqual([]);
  });
});
