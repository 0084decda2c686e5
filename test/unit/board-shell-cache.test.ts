import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { Client, type ExecutionResult, gql, subscriptionExchange } from "urql";
import { entriesToCome, roomCache } from "../../board/src/api/cache.js";
import { TableEventsDocument } from "../../board/src/api/generated/events.js";

const QUORUM = { __typename: "QuorumState", basis: "MEMBERS", base: 20, required: 11, margin: 1, isMet: true };
const ROOM = gql`
  query Room($id: ID!) {
    roundTable(id: $id) {
      id
      present
      quorum {
        present
        margin
        isMet
      }
      presidingOfficer {
        id
        displayName
      }
    }
  }
`;
const BALLOT = gql`
  query Ballot($id: ID!) {
    ballot(id: $id) {
      id
      state
      outlook
      turnout {
        voted
        eligible
        present
      }
      tally {
        for
        against
        abstain
      }
      roll {
        ballot {
          id
        }
        delegation {
          id
        }
        hasVoted
        vote {
          choice
        }
      }
    }
  }
`;
const delegation = (id: string) => ({ __typename: "Delegation", id });
const entry = (id: string, choice: string | null) => ({
  __typename: "RollEntry",
  ballot: { __typename: "Ballot", id: "b1" },
  delegation: delegation(id),
  callOrder: null,
  hasVoted: choice !== null,
  presentAtOpen: true,
  admittedAt: null,
  vote: choice === null ? null : { __typename: "Vote", choice },
});
const turnout = (voted: number) => ({ __typename: "Turnout", voted, eligible: 15, present: 12 });
const tally = (yes: number) => ({ __typename: "Tally", for: yes, against: 0, abstain: 0 });

/** A client with the cache of the rooms: what queries find is given, and events are handed in. */
function room() {
  let feed: ((result: ExecutionResult) => void) | undefined;
  const client = new Client({
    url: "http://127.0.0.1/",
    exchanges: [
      roomCache(),
      subscriptionExchange({
        enableAllOperations: true,
        forwardSubscription: ({ query }) => ({
          subscribe: (sink) => {
            if (query?.startsWith("subscription")) feed = (result) => sink.next(result);
            else
              setTimeout(
                () => (sink.next({ data: query?.includes("roundTable(") ? table : ballot }), sink.complete()),
                0,
              );
            return { unsubscribe: () => undefined };
          },
        }),
      }),
    ],
  });
  const table = {
    roundTable: {
      __typename: "RoundTable",
      id: "t1",
      present: 12,
      quorum: { ...QUORUM, present: 12 },
      presidingOfficer: { __typename: "Participation", id: "p1", displayName: "The chair" },
    },
  };
  const ballot = {
    ballot: {
      __typename: "Ballot",
      id: "b1",
      state: "OPEN",
      outlook: "OPEN",
      turnout: turnout(2),
      tally: tally(2),
      roll: [entry("d1", "FOR"), entry("d2", "FOR"), entry("d3", null), entry("d4", null)],
    },
  };
  client.subscription(TableEventsDocument, { roundTableId: "t1", locale: "EN" }).subscribe(() => undefined);
  return {
    load: async () => {
      await client.query(ROOM, { id: "t1" }).toPromise();
      await client.query(BALLOT, { id: "b1" }).toPromise();
    },
    happen: (event: object) =>
      feed!({ data: { roundTableEvents: { seq: 1, at: "2026-11-27T10:00:00Z", ...event } } } as ExecutionResult),
    table: () => client.readQuery<any>(ROOM, { id: "t1" })?.data.roundTable,
    ballot: () => client.readQuery<any>(BALLOT, { id: "b1" })?.data.ballot,
  };
}
const cast = (voted: number, yes: number | null, of: object | null) => ({
  __typename: "VoteCastEvent",
  ballot: { __typename: "Ballot", id: "b1", outlook: "OPEN" },
  turnout: turnout(voted),
  tally: yes === null ? null : tally(yes),
  entry: of,
});

describe("the cache of the rooms", () => {
  // Graphcache warns when it has to guess which fragment is meant. (It looks for the fields of all fragments while it writes,
  // and warns of each that is not there: that is its way, and only of builds for development.)
  const warned = jest.spyOn(console, "warn").mockImplementation(() => undefined);
  beforeEach(() => void warned.mockClear());
  afterEach(() => expect(warned.mock.calls.map(String).filter((one) => one.includes("Heuristic"))).toEqual([]));

  it("takes turnout, tally and the entry of the roll from a vote", async () => {
    const { load, happen, ballot } = room();
    await load();
    happen(cast(3, 3, entry("d3", "FOR")));
    expect(ballot()).toMatchObject({ turnout: { voted: 3 }, tally: { for: 3 } });
    expect(ballot().roll.map(({ hasVoted, vote }: any) => [hasVoted, vote?.choice])).toEqual([
      [true, "FOR"],
      [true, "FOR"],
      [true, "FOR"],
      [false, undefined],
    ]);
  });

  it("never replaces a turnout by an older one, nor the tally beside it", async () => {
    const { load, happen, ballot } = room();
    await load();
    happen(cast(4, 4, entry("d4", "FOR")));
    happen(cast(3, 3, entry("d3", "FOR")));
    expect(ballot()).toMatchObject({ turnout: { voted: 4 }, tally: { for: 4 } });
    expect(ballot().roll.every(({ hasVoted }: any) => hasVoted)).toBe(true);
  });

  it("takes a changed vote, which leaves the turnout as it was", async () => {
    const { load, happen, ballot } = room();
    await load();
    happen({ ...cast(2, 1, entry("d2", "AGAINST")), __typename: "VoteChangedEvent" });
    expect(ballot()).toMatchObject({ turnout: { voted: 2 }, tally: { for: 1 } });
    expect(ballot().roll[1].vote.choice).toBe("AGAINST");
  });

  it("keeps the tally that it has where an event may not tell it", async () => {
    const { load, happen, ballot } = room();
    await load();
    happen(cast(3, null, null));
    expect(ballot()).toMatchObject({ turnout: { voted: 3 }, tally: { for: 2 } });
  });

  it("writes the entries of votes that were taken together, once", async () => {
    const { load, happen, ballot } = room();
    await load();
    entriesToCome.push(entry("d3", "ABSTAIN"), entry("d4", "AGAINST"));
    happen(cast(4, 2, entry("d4", "AGAINST")));
    expect(
      ballot()
        .roll.slice(2)
        .map(({ vote }: any) => vote.choice),
    ).toEqual(["ABSTAIN", "AGAINST"]);
    expect(entriesToCome).toEqual([]);
  });

  it("writes presence and quorum to the table, and who presides", async () => {
    const { load, happen, table } = room();
    await load();
    const quorum = { ...QUORUM, present: 10, margin: -1, isMet: false };
    happen({ __typename: "QuorumLostEvent", quorum });
    expect(table()).toMatchObject({ present: 10, quorum: { present: 10, isMet: false } });
    happen({
      __typename: "DelegateCheckedInEvent",
      seat: { __typename: "Seat", id: "s1", isPresent: true },
      present: 11,
      quorum: { ...quorum, present: 11, margin: 0, isMet: true },
    });
    expect(table()).toMatchObject({ present: 11, quorum: { present: 11, isMet: true } });
    const officer = { __typename: "Participation", id: "p2", displayName: "The vice-chair" };
    happen({ __typename: "ChairTakenEvent", presidingOfficer: officer });
    expect(table().presidingOfficer).toMatchObject({ id: "p2", displayName: "The vice-chair" });
  });
});
