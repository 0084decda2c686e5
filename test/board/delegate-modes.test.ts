import { afterAll, afterEach, beforeAll, expect, it } from "@jest/globals";
import { optionsOf } from "../support/secret.js";
import { choose, openScene, recorded, type Scene, send, voteOf } from "./delegate-scene.js";
import { describeRooms, eventually, openStage, type Screen, type Stage } from "./stage.js";

const PHONE = { width: 360, height: 640 };

describeRooms("the delegate's room: secret, by consensus, by roll call", () => {
  let stage: Stage;
  let scene: Scene;
  let zambia: Screen;
  let kenya: Screen;
  let ballotId: string | null = null;
  beforeAll(async () => {
    stage = await openStage();
    scene = await openScene(stage);
    zambia = await stage.visit("demo-delegate-zm", scene.path, PHONE);
    kenya = await stage.visit("demo-delegate-ke", scene.path, PHONE);
    for (const { page } of [zambia, kenya]) await page.getByRole("heading", { name: /^Nothing is being/ }).waitFor();
  }, 90_000);
  afterAll(() => stage?.close());
  afterEach(async () => {
    if (ballotId) await scene.cancel(ballotId).catch(() => undefined);
    ballotId = null;
  });
  const opened = async (terms: object): Promise<string> => (ballotId = await scene.open(terms));

  it("tells before a secret vote what will be disclosed, and leaves nothing of the choice anywhere after it", async () => {
    const { page } = zambia;
    const id = await opened({ mode: "SECRET" });
    await page.locator(".disclosed summary").click();
    await page.getByText("Nobody can tell how your delegation voted.", { exact: false }).waitFor();
    await page.getByText(/The counts are announced from \d+ papers? on/).waitFor();
    const options = await optionsOf(await stage.at("demo-delegate-zm"), id);
    const lines: string[] = [];
    page.on("console", (message) => lines.push(message.text()));
    const bodies: string[] = [];
    page.on("request", (request) => bodies.push(request.postData() ?? ""));
    await choose(page, "AGAINST");
    await send(page);
    await page.locator(".recorded").filter({ hasText: "Recorded: your paper is in the box" }).waitFor();
    const sent = bodies.filter((body) => body.includes("castSecretVote"));
    expect(sent.length).toBe(1);
    expect(sent[0]).toContain(options.AGAINST);
    expect(sent[0]).not.toContain("AGAINST");
    // The page shows its receipt and no choice; storage, address and log know nothing.
    const html = await page.content();
    const stored = (await page.evaluate(
      "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href])",
    )) as string;
    for (const secret of Object.values(options)) {
      expect(html).not.toContain(secret);
      expect(stored).not.toContain(secret);
      expect(lines.join()).not.toContain(secret);
      expect(kenya.frames.join()).not.toContain(secret);
    }
    expect(await page.locator(".choice, .recorded[data-mark=AGAINST]").count()).toBe(0);
    expect(stored).not.toMatch(/AGAINST|Recorded/);
    expect(await page.locator("#say-now").textContent()).not.toMatch(/\bNO\b/);
    await page.locator(".receipt summary").click();
    const receipt = await page.locator(".receipt code").innerText();
    expect(receipt.split(".").length).toBe(3);
    await page.reload();
    await page.locator(".recorded").filter({ hasText: "Recorded: your paper is in the box" }).waitFor();
    await page.locator(".receipt summary").click();
    expect(await page.locator(".receipt code").innerText()).toBe(receipt);
  });

  it("says that a paper of the delegation is in the box already when a colleague was faster", async () => {
    const id = await opened({ mode: "SECRET" });
    const { page } = kenya;
    await page.locator(".choice").first().waitFor();
    await choose(page, "FOR");
    const colleague = await stage.at("demo-alternate-ke");
    const options = await optionsOf(colleague, id);
    expect((await colleague.deed("checkIn", { roundTableId: scene.tableId })).__typename).toBe("CheckInSuccess");
    const answer = await colleague.deed("castSecretVote", { ballotId: id, optionId: options.ABSTAIN });
    expect(answer.__typename).toBe("CastSecretVoteSuccess");
    await send(page);
    await page.locator("[data-press=refused]").waitFor();
    expect(await page.locator("[data-press=refused]").innerText()).toContain("Your delegation has already voted");
    await page.locator(".recorded").filter({ hasText: "Recorded: your paper is in the box" }).waitFor();
  });

  it("lets a delegation vote in a roll call when it is called, and says so", async () => {
    const { page } = zambia;
    const { data } = await scene.chair.send(
      "query S($id: ID!) { roundTable(id: $id) { seats { delegation { id country { code } } } } }",
      { id: scene.tableId },
    );
    const first = data.roundTable.seats.find(({ delegation }: any) => delegation.country.code === "ZM").delegation.id;
    const id = await opened({ mode: "ROLL_CALL", firstCalledId: first });
    await page.getByText("you vote when your delegation is called", { exact: false }).waitFor();
    expect(await page.locator(".choice").count()).toBe(0);
    const called = await scene.chair.deed("callNextDelegation", { ballotId: id });
    expect(called.__typename).toBe("CallNextDelegationSuccess");
    await page.getByText("You are being called. Vote now.").waitFor();
    await choose(page, "ABSTAIN");
    await send(page);
    await recorded(page, "ABSTAIN");
    expect(await voteOf(scene, id)).toBe("ABSTAIN");
    expect(await kenya.page.locator(".choice").count()).toBe(0);
  });

  it("says that voting rights are suspended, before and while a ballot is open", async () => {
    const { page } = zambia;
    const { data } = await scene.chair.send(
      "query S($id: ID!) { roundTable(id: $id) { seats { delegation { id country { code } } } } }",
      { id: scene.tableId },
    );
    const { delegation } = data.roundTable.seats.find((seat: any) => seat.delegation.country.code === "ZM");
    const office = await stage.at("demo-secretariat");
    const suspended = { delegationId: delegation.id, reason: "Contributions unpaid." };
    expect((await office.deed("suspendVotingRights", suspended)).__typename).toBe("SuspendVotingRightsSuccess");
    const words = page.getByText("The voting rights of your delegation are suspended.", { exact: false });
    await words.first().waitFor();
    await opened({});
    await kenya.page.locator(".choice").first().waitFor();
    await page.locator(".ballot").filter({ hasText: "are suspended" }).waitFor();
    expect(await page.locator(".choice").count()).toBe(0);
    const restored = { delegationId: delegation.id, reason: "Paid." };
    expect((await office.deed("restoreVotingRights", restored)).__typename).toBe("RestoreVotingRightsSuccess");
    await eventually("nothing stands in the way of the next ballot", async () => (await words.count()) === 0);
    // This one's roll was frozen without the delegation.
    await page.getByText("Your delegation is not on the roll of this ballot", { exact: false }).waitFor();
  });

  it("takes an objection to a consensus only with a second touch", async () => {
    const id = await opened({ mode: "CONSENSUS", majority: "CONSENSUS" });
    const { page } = kenya;
    await page.getByRole("button", { name: "I object" }).click();
    expect((await scene.ballot(id)).state).toBe("OPEN");
    await page.locator("textarea").fill("Paragraph 2 goes too far.");
    await page.getByRole("button", { name: "Object now" }).click();
    await page.locator(".result-sentence").waitFor();
    expect(await page.locator(".result-sentence").innerText()).toContain("1 delegation objected");
    const { data } = await scene.chair.send("query O($id: ID!) { ballot(id: $id) { objections { reason } } }", { id });
    expect(data.ballot.objections).toEqual([{ reason: "Paragraph 2 goes too far." }]);
    ballotId = null;
  });

  it("has asked no other host, and no page failed", () => {
    expect(stage.complaints).toEqual([]);
  });
});
