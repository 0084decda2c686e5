import { type Cache, cacheExchange, type Data, type Variables } from "@urql/exchange-graphcache";
import { gql } from "urql";
import { KEYLESS, POSSIBLE_TYPES } from "./generated/types.js";

type Event = Data & {
  readonly __typename: string;
  readonly turnout?: Data & { voted: number; eligible: number };
  readonly tally?: Data | null;
  readonly ballot?: Data & { id: string };
  readonly present?: number;
  readonly quorum?: (Data & { present: number }) | null;
  readonly presidingOfficer?: (Data & { id: string }) | null;
  readonly comment?: (Data & { id: string; recommendation: { id: string } }) | null;
  readonly entry?: Data | null;
  readonly agendaItem?: Data & { id: string; state?: string };
  readonly intervention?: Data & { id: string; state: string };
  readonly rollCall?: Data & { answers: readonly { isPresent: boolean; delegation: { id: string } }[] };
};

const TURNOUT = gql`
  fragment _ on Ballot {
    id
    turnout {
      voted
      eligible
      present
    }
  }
`;
const TALLY = gql`
  fragment _ on Ballot {
    id
    tally {
      for
      against
      abstain
    }
  }
`;
const QUORUM = gql`
  fragment _ on RoundTable {
    id
    present
    quorum {
      basis
      base
      required
      present
      margin
      isMet
    }
  }
`;
const PRESIDING = gql`
  fragment _ on RoundTable {
    id
    presidingOfficer {
      id
    }
  }
`;
const SPEAKER = gql`
  fragment _ on RoundTable {
    id
    speaker {
      id
    }
  }
`;
const AGENDA = gql`
  fragment _ on RoundTable {
    id
    agendaItems {
      id
      state
    }
  }
`;
const ITEM = gql`
  fragment _ on AgendaItem {
    id
    state
  }
`;
const SEATS = gql`
  fragment _ on RoundTable {
    id
    seats {
      id
      isPresent
      delegation {
        id
      }
    }
  }
`;
const SEAT = gql`
  fragment _ on Seat {
    id
    isPresent
  }
`;
const ENTRY = gql`
  fragment _ on RollEntry {
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
`;

/** Entries of the roll that came with votes of which only the last one is shown: see pacing.ts. */
export const entriesToCome: Data[] = [];
/** Seats that came with events of presence of which only the last one is shown. */
export const seatsToCome: Data[] = [];

/**
 * The cache of the rooms. What an event brings in objects it takes in by itself; facts that stand on the event are as of its
 * number, and are written to the object they are about here.
 */
export const roomCache = () =>
  cacheExchange({
    possibleTypes: POSSIBLE_TYPES,
    keys: {
      ...Object.fromEntries(KEYLESS.map((type) => [type, () => null])),
      Country: (data) => data["code"] as string,
      RollEntry: (data) =>
        `${(data["ballot"] as { id: string } | undefined)?.id}.${(data["delegation"] as { id: string } | undefined)?.id}`,
    },
    resolvers: {
      Query: {
        roundTable: (_parent, { id }) => ({ __typename: "RoundTable", id }),
        ballot: (_parent, { id }) => ({ __typename: "Ballot", id }),
        recommendation: (_parent, { id }) => ({ __typename: "Recommendation", id }),
        conference: (_parent, { id }) => ({ __typename: "Conference", id }),
      },
    },
    updates: {
      Subscription: {
        roundTableEvents: (result, variables, cache) => {
          const event = result["roundTableEvents"] as Event | null;
          if (event) takeIn(cache, event, variables);
        },
      },
    },
  });

function takeIn(cache: Cache, event: Event, variables: Variables): void {
  const roundTableId = variables["roundTableId"] as string;
  for (const entry of entriesToCome.splice(0)) cache.writeFragment(ENTRY, entry);
  for (const seat of seatsToCome.splice(0)) cache.writeFragment(SEAT, seat);
  if (event.ballot && event.turnout) takeTurnout(cache, event.ballot.id, event);
  if (event.agendaItem?.state === "UNDER_DISCUSSION") takeUp(cache, roundTableId, event.agendaItem.id);
  if (event.intervention) takeFloor(cache, roundTableId, event.intervention);
  if (event.rollCall) takeRollCall(cache, roundTableId, event.rollCall);
  if (event.quorum)
    cache.writeFragment(QUORUM, {
      __typename: "RoundTable",
      id: roundTableId,
      present: event.present ?? event.quorum.present,
      quorum: event.quorum,
    });
  if (event.presidingOfficer !== undefined)
    cache.writeFragment(PRESIDING, {
      __typename: "RoundTable",
      id: roundTableId,
      presidingOfficer: event.presidingOfficer,
    });
}

/** One item at a time: what was under discussion goes back to those that wait. */
function takeUp(cache: Cache, roundTableId: string, id: string): void {
  const table = cache.readFragment(AGENDA, { __typename: "RoundTable", id: roundTableId }) as {
    agendaItems?: readonly { id: string; state: string }[];
  } | null;
  for (const item of table?.agendaItems ?? [])
    if (item.state === "UNDER_DISCUSSION" && item.id !== id)
      cache.writeFragment(ITEM, { __typename: "AgendaItem", id: item.id, state: "PENDING" });
}

/** A roll call says of delegations who was there; what a screen shows are their seats. */
function takeRollCall(cache: Cache, roundTableId: string, { answers }: NonNullable<Event["rollCall"]>): void {
  const table = cache.readFragment(SEATS, { __typename: "RoundTable", id: roundTableId }) as {
    seats?: readonly { id: string; delegation: { id: string } }[];
  } | null;
  const seats = new Map(table?.seats?.map((seat) => [seat.delegation.id, seat.id]));
  for (const { isPresent, delegation } of answers) {
    const id = seats.get(delegation.id);
    if (id) cache.writeFragment(SEAT, { __typename: "Seat", id, isPresent });
  }
}

const ON_FLOOR = ["CALLED", "SPEAKING", "PAUSED"];

/** Who has the floor: whoever was called last, until that turn is over. */
function takeFloor(cache: Cache, roundTableId: string, intervention: NonNullable<Event["intervention"]>): void {
  const table = { __typename: "RoundTable", id: roundTableId };
  const known = cache.readFragment(SPEAKER, table) as { speaker?: { id: string } | null } | null;
  if (ON_FLOOR.includes(intervention.state)) cache.writeFragment(SPEAKER, { ...table, speaker: intervention });
  else if (known?.speaker?.id === intervention.id) cache.writeFragment(SPEAKER, { ...table, speaker: null });
}

/** Votes are never fewer than they were: what shows fewer is older than what the cache has from a query. */
function takeTurnout(cache: Cache, id: string, { turnout, tally }: Event): void {
  const known = cache.readFragment(TURNOUT, { __typename: "Ballot", id }) as Event | null;
  if (known?.turnout && known.turnout.voted > turnout!.voted) return;
  cache.writeFragment(TURNOUT, { __typename: "Ballot", id, turnout });
  if (tally) cache.writeFragment(TALLY, { __typename: "Ballot", id, tally });
}
