import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startApp, type TestApp } from "../support/app.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { openBallot, openRoom, type Room } from "../support/room.js";
import { sql } from "../support/sql.js";

const ROUNDS = 30;

/** A deed and the end of the admission it stands on, sent at the same moment by two people, round after round. */
describe("a deed that races the end of its own admission", () => {
  let app: TestApp;
  let conference: TestConference;
  let room: Room;
  beforeAll(async () => {
    app = await startApp();
    conference = await buildConference(app, { africans: ROUNDS });
    room = await openRoom(conference);
  }, 40_000);
  afterAll(() => app.close());

  it(`is either done before it or refused, and never told after it: ${ROUNDS} votes and remarks against ${ROUNDS} withdrawals`, async () => {
    const ballotId = await openBallot(room);
    const secretariat = await conference.as("secretariat");
    const { data } = await secretariat.send(
      "query($id: ID!) { roundTable(id: $id) { seats { delegation { id country { code } delegates { id participation { id } } } } } }",
      { id: room.tableId },
    );
    type Seat = {
      delegation: { id: string; country: { code: string }; delegates: { id: string; participation: { id: string } }[] };
    };
    const outcomes: { delegationId: string; participationId: string; vote: string; comment: string }[] = [];
    for (const [round, { delegation }] of (data.roundTable.seats as Seat[]).entries()) {
      const head = room.heads.get(`head-${delegation.country.code.toLowerCase()}`)!;
      const [delegate] = delegation.delegates;
      // From well before to well after: somewhere in between they meet.
      const [headStart, otherStart] = [Math.max(0, 7 - round), Math.max(0, round - 14)];
      const [vote, comment, withdrawn] = await Promise.all([
        sleep(otherStart).then(() => head.deed("castVote", { ballotId, choice: "FOR" })),
        sleep(otherStart).then(() =>
          head.deed("postComment", { recommendationId: room.recommendationId, body: delegation.id }),
        ),
        sleep(headStart).then(() => secretariat.deed("withdrawDelegate", { delegateId: delegate!.id })),
      ]);
      expect(withdrawn.__typename).toBe("WithdrawDelegateSuccess");
      outcomes.push({
        delegationId: delegation.id,
        participationId: delegate!.participation.id,
        vote: vote.__typename,
        comment: comment.__typename,
      });
    }

    const votes = await sql<{ delegation_id: string }>(app, "SELECT delegation_id FROM vote WHERE ballot_id = $1", [
      ballotId,
    ]);
    const comments = await sql<{ body: string; id: string }>(app, "SELECT id, body FROM comment");
    const events = await sql<{ topic_id: string; seq: string; kind: string; body: Record<string, string> }>(
      app,
      "SELECT topic_id, seq, kind, body FROM live_event WHERE topic_id = ANY($1) ORDER BY topic_id, seq",
      [[room.tableId, ballotId]],
    );
    const numberOf = (topic: string, kind: RegExp, holds: string): number =>
      Number(
        events.find(
          (event) => event.topic_id === topic && kind.test(event.kind) && Object.values(event.body).includes(holds),
        )?.seq ?? 0,
      );
    for (const { delegationId, participationId, vote, comment } of outcomes) {
      expect(["CastVoteSuccess", "NotFound"]).toContain(vote);
      expect(["PostCommentSuccess", "NotFound"]).toContain(comment);
      expect(votes.some((row) => row.delegation_id === delegationId)).toBe(vote === "CastVoteSuccess");
      const remark = comments.find((row) => row.body === delegationId);
      expect(remark !== undefined).toBe(comment === "PostCommentSuccess");
      for (const topic of [room.tableId, ballotId]) {
        const ended = numberOf(topic, /admission.?ended/i, participationId);
        const told = numberOf(topic, /vote.?cast/i, delegationId);
        expect(ended).toBeGreaterThan(0);
        expect(told > 0).toBe(vote === "CastVoteSuccess");
        expect(told).toBeLessThan(ended);
      }
      if (remark)
        expect(numberOf(room.tableId, /comment.?posted/i, remark.id)).toBeLessThan(
          numberOf(room.tableId, /admission.?ended/i, participationId),
        );
    }
    // The race was one: each side won some rounds.
    expect(new Set(outcomes.map(({ vote }) => vote)).size).toBe(2);
    const closed = await room.chair.deed("closeBallot", { ballotId }, "ballot { tally { for } turnout { voted } }");
    expect(closed.ballot).toEqual({ tally: { for: votes.length }, turnout: { voted: votes.length } });
  }, 30_000);
});
