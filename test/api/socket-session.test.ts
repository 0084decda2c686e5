import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startApp, type TestApp } from "../support/app.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { contractOperation } from "../support/contract.js";
import { openRoom, type Room } from "../support/room.js";

describe("an open socket whose sign-in another process has ended", () => {
  let app: TestApp;
  let conference: TestConference;
  let room: Room;
  beforeAll(async () => {
    app = await startApp();
    conference = await buildConference(app);
    room = await openRoom(conference);
  });
  afterAll(() => app.close());

  it("does nothing more from the very next operation on, without waiting for the periodic check", async () => {
    const { database } = app.foundation;
    const comments = async () =>
      ((await database.read((tx) => tx.query("SELECT count(*)::int AS n FROM comment"))) as { n: number }[])[0]!.n;
    for (let round = 0; round < 5; round += 1) {
      const head = await conference.as("head-ke");
      const post = (body: string) =>
        head.subscribe(
          contractOperation("PostComment"),
          { input: { recommendationId: room.recommendationId, body } },
          "PostComment",
        );
      // A stock client closes a socket that nothing runs on: this keeps one and the same open.
      head.watch("RoomEvents", { roundTableId: room.tableId });
      const before = post("while signed in");
      await before.until(1);
      expect(before.messages[0].data.postComment.__typename).toBe("PostCommentSuccess");
      const posted = await comments();
      await database.transaction(null, (tx) =>
        tx.query(
          "UPDATE sign_in_session SET ended_at = clock_timestamp(), end_reason = 'CODE_REVOKED' WHERE ended_at IS NULL AND account_id = (SELECT id FROM account WHERE display_name = 'Head of KE')",
        ),
      );
      const after = post("afterwards");
      await after.ended;
      expect(after.messages).toEqual([]);
      expect(await comments()).toBe(posted);
    }
  });
});
