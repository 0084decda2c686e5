import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { Page } from "playwright-core";
import { describeRooms, eventually, openStage, type Stage } from "./stage.js";

describeRooms("the secretariat's room", () => {
  let stage: Stage;
  let conferenceId: string;
  const reads = (page: Page, words: RegExp): Promise<void> =>
    eventually(`the page reads ${words}`, async () => words.test(await page.locator("main").innerText()));
  beforeAll(async () => {
    stage = await openStage();
    const { data } = await (
      await stage.at("demo-secretariat")
    ).send("{ conferences(first: 10) { edges { node { id number } } } }");
    conferenceId = data.conferences.edges.find((edge: any) => edge.node.number === 15).node.id;
  }, 60_000);
  afterAll(() => stage?.close());

  it("shows all tables live: who presides, the item, how an open ballot goes", async () => {
    const { page, context } = await stage.visit("demo-secretariat", `/conference/${conferenceId}`);
    const africa = page.locator("article").filter({ hasText: "Regional round table: Africa" });
    await africa.getByText("Not yet open").waitFor();
    const chair = await stage.at("demo-facilitator-africa");
    const id = await stage.tableId("AFR");
    const { data } = await chair.send(
      `query ($id: ID!) { roundTable(id: $id) { seats { delegation { id } } agendaItems { id title recommendations { id } } } }`,
      { id },
    );
    const entries = data.roundTable.seats.map(({ delegation }: any) => ({
      delegationId: delegation.id,
      isPresent: true,
    }));
    await chair.deed("callTheRoll", { roundTableId: id, entries });
    await africa.getByText("49 of 49 present").waitFor();
    await chair.deed("openRoundTable", { roundTableId: id });
    await africa.getByText("In session").waitFor();
    const item = data.roundTable.agendaItems[2];
    await chair.deed("takeUpAgendaItem", { agendaItemId: item.id });
    await africa.getByText(item.title).waitFor();
    const { ballot } = await chair.deed(
      "openBallot",
      { recommendationId: item.recommendations[0].id },
      "ballot { id }",
    );
    await africa.getByText("0 of 49 have voted").waitFor();
    await (await stage.at("demo-delegate-zm")).deed("castVote", { ballotId: ballot.id, choice: "FOR" });
    await africa.getByText("1 of 49 have voted").waitFor();
    await chair.deed("lockBallot", { ballotId: ballot.id, seconds: 30 });
    await africa.getByRole("timer").waitFor();
    await chair.deed("closeBallot", { ballotId: ballot.id });
    await africa.getByText("No ballot is open.").waitFor();
    expect(await page.locator("article").count()).toBe(6);
    await context.close();
  }, 40_000);

  it("makes a link for the screen in a hall, which signs in as an observer and shows the hall", async () => {
    const { page, context } = await stage.visit("demo-secretariat", `/conference/${conferenceId}`);
    await page.getByRole("button", { name: "Hall screen Regional round table: Africa" }).click();
    await page.getByRole("button", { name: "Make a link" }).click();
    const link = await page.locator(".secret-link").innerText();
    const hall = await (await context.browser()!.newContext()).newPage();
    await hall.goto(link);
    await hall.locator(".hall-stage").waitFor();
    await hall.context().close();
    await context.close();
  }, 30_000);

  it("says the rules in sentences, with the quorum of the bodies as the server counts it", async () => {
    const { page, context } = await stage.visit("demo-secretariat", `/conference/${conferenceId}/set-up`);
    await reads(page, /more than 1\/2 of all members must be present\. Plenary: with 194 members, the quorum is 98\./);
    expect(await page.getByText("Load a conference file").count()).toBe(0);
    await context.close();
  });

  it("lets the credentials officer decide with a reason, and nobody else", async () => {
    const officer = await stage.visit("demo-credentials-officer", `/conference/${conferenceId}/delegations`);
    await officer.page.getByLabel("Search").fill("zambia");
    await officer.page.getByRole("button", { name: "Zambia" }).click();
    const dialog = officer.page.getByRole("dialog");
    expect(await dialog.getByRole("button", { name: "Reject" }).isDisabled()).toBe(true);
    await dialog.getByLabel("Reason, for the record").first().fill("The letter has no seal.");
    await dialog.getByRole("button", { name: "Seat provisionally" }).click();
    await dialog.getByText("Seated provisionally").first().waitFor();
    await dialog.getByText("The letter has no seal.").waitFor();
    await officer.context.close();
    const { page, context } = await stage.visit("demo-secretariat", `/conference/${conferenceId}/delegations`);
    await page.getByLabel("Search").fill("zambia");
    await page.getByText("Seated provisionally").waitFor();
    await page.getByRole("button", { name: "Zambia" }).click();
    await page.getByText("Credentials are decided by a credentials officer.").waitFor();
    expect(await page.getByRole("button", { name: "Reject" }).count()).toBe(0);
    await context.close();
  }, 30_000);

  it("adds somebody to a delegation, gives a function, hands the head over and withdraws", async () => {
    const { page, context } = await stage.visit("demo-secretariat", `/conference/${conferenceId}/delegations`);
    await page.getByLabel("Search").fill("Malta");
    await page.getByRole("button", { name: "Malta" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name of somebody new").fill("Maria Vella");
    await dialog.getByRole("button", { name: "Add to the delegation" }).click();
    const maria = dialog.getByRole("listitem").filter({ hasText: "Maria Vella" });
    await maria.getByRole("combobox").selectOption("ALTERNATE");
    await eventually(
      "she is an alternate",
      async () => (await maria.getByRole("combobox").inputValue()) === "ALTERNATE",
    );
    await maria.getByRole("button", { name: "Make head" }).click();
    await maria.getByText("Head of delegation").waitFor();
    await dialog
      .getByRole("listitem")
      .filter({ hasText: "Head of NCB, Malta" })
      .getByRole("button", { name: /^Withdraw/ })
      .click();
    await eventually("the former head is gone", async () => (await dialog.locator(".members > li").count()) === 1);
    await context.close();
  }, 30_000);

  it("let nothing be asked of another host, and no page failed", () => {
    expect(stage.complaints).toEqual([]);
  });
});
