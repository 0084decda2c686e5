import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startApp, type TestApp } from "../support/app.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { recountAfter } from "../support/recounting.js";
import { openBallot, openRoom, type Room } from "../support/room.js";

let app: TestApp;
let conference: TestConference;
let room: Room;
beforeAll(async () => {
  app = await startApp();
  conference = await buildConference(app);
  room = await openRoom(conference);
});
afterAll(() => app.close());

const head = (code: string) => room.heads.get(`head-${code}`)!;

const after = (...planted: string[]) => recountAfter(app, conference.id, planted);

async function proposed(text: string): Promise<{ id: string; paragraphs: string[] }> {
  const input = { agendaItemId: room.itemId, title: "Text", text };
  const shown = "recommendation { id currentVersion { paragraphs { paragraphId } } }";
  const { recommendation } = await head("zm").deed("proposeRecommendation", input, shown);
  const paragraphs = recommendation.currentVersion.paragraphs.map((one: any) => one.paragraphId as string);
  return { id: recommendation.id, paragraphs };
}

async function amended(recommendationId: string, change: object): Promise<string> {
  const input = { recommendationId, expectedVersion: 1, ...change };
  const { amendment, message } = await head("ke").deed("proposeAmendment", input, "amendment { id }");
  expect(message).toBeUndefined();
  await room.chair.deed("ruleOnAmendment", { amendmentId: amendment.id, inOrder: true });
  return amendment.id as string;
}

/** A consensus that one delegation prevents. */
async function objectedTo(recommendationId: string, amendmentId?: string): Promise<string> {
  const ballotId = await openBallot({ ...room, recommendationId }, { amendmentId, mode: "CONSENSUS" });
  await head("ng").deed("objectToConsensus", { ballotId });
  return ballotId;
}

const AGREES = { findings: [] };
const TEXT_DIFFERS = { findings: expect.arrayContaining([expect.objectContaining({ check: "TEXT" })]) };

describe("the recount of what was voted on", () => {
  it("goes by what an amendment said at the opening, although it was reworded since", async () => {
    const { id, paragraphs } = await proposed("One.\n\nTwo.");
    const amendmentId = await amended(id, { kind: "REPLACE", paragraphId: paragraphs[0], text: "Uno uno." });
    const ballotId = await objectedTo(id, amendmentId);
    const sub = await amended(id, { kind: "REPLACE", parentId: amendmentId, text: "Dos." });
    const accepted = await head("ke").deed("acceptAmendment", { amendmentId: sub }, "amendment { state }");
    expect(accepted.amendment.state).toBe("ACCEPTED_BY_SPONSORS");
    await objectedTo(id, amendmentId);
    expect(await after()).toMatchObject(AGREES);
    const where = `WHERE id = '${ballotId}'`;
    const reworded = `replace(subject, 'Uno uno.', 'Tres.')`;
    const rehashed = `subject_hash = encode(sha256(convert_to(${reworded}, 'UTF8')), 'hex')`;
    for (const planted of [
      `UPDATE ballot SET subject = ${reworded} ${where}`,
      `UPDATE ballot SET subject = ${reworded}, ${rehashed} ${where}`,
      `UPDATE ballot SET subject_hash = 'ab' ${where}`,
      `UPDATE ballot SET subject = 'nothing' ${where}`,
      `UPDATE amendment SET text = 'Tres.' WHERE id = '${amendmentId}'`,
      `UPDATE amendment SET kind = 'DELETE', text = NULL WHERE id = '${amendmentId}'`,
    ])
      expect([planted, await after(planted)]).toMatchObject([planted, TEXT_DIFFERS]);
  });

  it("goes by the place that an amendment had at the opening, although paragraphs around it moved", async () => {
    const { id, paragraphs } = await proposed("One.\n\nTwo.\n\nThree.");
    const input = { kind: "ADD", afterParagraphId: paragraphs[2], paragraphKind: "OPERATIVE", text: "Four." };
    const added = await amended(id, input);
    await objectedTo(id, added);
    await app.foundation.database.transaction(null, (tx) =>
      tx.query("UPDATE amendment SET place = '{9}' WHERE id = $1", [added]),
    );
    expect(await after()).toMatchObject(AGREES);
  });

  it("goes by the languages that were conformed at the opening, and finds one that reads otherwise since", async () => {
    const { id } = await proposed("One.\n\nTwo.");
    const secretariat = await conference.as("secretariat");
    const file = (locale: string, conformed: boolean) =>
      secretariat.deed("fileTranslation", {
        recommendationId: id,
        expectedVersion: 1,
        locale,
        text: `${locale}.\n\nDeux.`,
        conformed,
      });
    await file("FR", true);
    const ballotId = await openBallot({ ...room, recommendationId: id });
    await file("ES", true);
    await room.chair.deed("closeBallot", { ballotId });
    expect(await after()).toMatchObject(AGREES);
    const text = `FROM recommendation_version v WHERE v.id = t.version_id AND v.recommendation_id = '${id}' AND t.locale =`;
    expect(await after(`UPDATE recommendation_text t SET text = text || '!' ${text} 'ES'`)).toMatchObject(AGREES);
    const where = `WHERE id = '${ballotId}'`;
    for (const planted of [
      `UPDATE recommendation_text t SET text = text || '!' ${text} 'FR'`,
      `UPDATE recommendation_text t SET conformity = 'DRAFT' ${text} 'FR'`,
      `UPDATE ballot SET subject = '[]' ${where}`,
      `UPDATE ballot SET subject = (subject::jsonb - 1)::text ${where}`,
      `UPDATE ballot SET subject_hash = 'ab' ${where}`,
    ])
      expect([planted, await after(planted)]).toMatchObject([planted, TEXT_DIFFERS]);
  });

  it("cannot be misled by rewriting it: the database keeps what was voted on", async () => {
    const attempt = (query: string) => app.foundation.database.transaction(null, (tx) => tx.query(query));
    for (const query of [
      "UPDATE ballot SET subject = '[]'",
      "UPDATE ballot SET subject_hash = 'ab'",
      "UPDATE amendment SET text = 'Tres.' WHERE settled_at IS NULL",
    ])
      await expect(attempt(query)).rejects.toMatchObject({ driverError: { code: "23000" } });
  });
});
