import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { readConferenceFile } from "../../src/domain/intake/conference-file.rules.js";
import { IntakeService } from "../../src/domain/intake/intake.service.js";
import { packageRoot } from "../../src/package-root.js";
import { startApp, type TestApp } from "../support/app.js";
import type { Client } from "../support/client.js";

describe("a delegation of observers with a seat", () => {
  let app: TestApp;
  let envoy: Client;
  let member: Client;
  let secretariat: Client;
  let tableId: string;
  let itemId: string;
  beforeAll(async () => {
    app = await startApp();
    const file = JSON.parse(readFileSync(join(packageRoot(), "data", "example-conference.json"), "utf8"));
    file.state = "IN_SESSION";
    for (const delegation of file.delegations) {
      delegation.credentials = "ACCEPTED";
      delegation.delegates[0].ref = `head-${delegation.ref}`;
    }
    const plenary = file.roundTables.find((table: any) => table.kind === "PLENARY");
    plenary.seats = file.delegations.map((delegation: any) => delegation.ref);
    const reading = readConferenceFile(JSON.stringify(file));
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    const { database, journal, codes } = app.foundation;
    const loaded = await new IntakeService(database, journal, codes).load(reading.file, {
      expiresAt: new Date(Date.now() + 86_400_000),
    });
    const as = (ref: string) => app.signIn(loaded.access.find((one) => one.ref === ref)!.code);
    [envoy, member, secretariat] = [await as("head-anglers"), await as("head-hu"), await as("secretariat")];
    const { data } = await secretariat.run("Conferences");
    tableId = data.conferences.edges[0].node.roundTables.find((table: any) => table.kind === "PLENARY").id;
    await secretariat.does("OpenRoundTable", { roundTableId: tableId });
    itemId = (await secretariat.run("Room", { roundTableId: tableId })).data.roundTable.agendaItems[1].id;
    await secretariat.does("TakeUpAgendaItem", { agendaItemId: itemId });
  });
  afterAll(() => app.close());

  it("stands as an observer: it is shown what observers are shown, and neither proposes, comments nor votes", async () => {
    const { data } = await envoy.send(
      "query R($id: ID!) { roundTable(id: $id) { myAdmission { standing } agendaItems { recommendations { id } } } }",
      { id: tableId },
    );
    expect(data.roundTable.myAdmission.standing).toBe("OBSERVER");
    const recommendationId = data.roundTable.agendaItems[1].recommendations[0].id as string;
    await member.does("PostComment", { recommendationId, body: "among members" });
    const comments = (await envoy.run("Room", { roundTableId: tableId })).data.roundTable.agendaItems[1]
      .recommendations[0].comments.edges;
    expect(comments).toEqual([]);
    const proposal = { agendaItemId: itemId, title: "By an observer", text: "Text." };
    expect(await envoy.does("ProposeRecommendation", proposal)).toMatchObject({ code: "NOT_ENTITLED" });
    expect(await envoy.does("PostComment", { recommendationId, body: "me too" })).toMatchObject({
      code: "NOT_ENTITLED",
    });
  });

  it("is not counted among those present, for a quorum, a turnout or a screen", async () => {
    await envoy.does("CheckIn", { roundTableId: tableId });
    await member.does("CheckIn", { roundTableId: tableId });
    const { data } = await secretariat.send("query R($id: ID!) { roundTable(id: $id) { present } }", { id: tableId });
    expect(data.roundTable.present).toBe(1);
  });
});
