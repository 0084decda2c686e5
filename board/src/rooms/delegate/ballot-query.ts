import { useEffect, useRef } from "react";
import { useQuery } from "urql";
import { DelegateBallotDocument, DelegatePartDocument } from "../../api/generated/delegate.js";
import { useApp, useFeed } from "../../parts/app-context.js";
import { SOON, useRoomQuery } from "../../parts/room-query.js";
import type { Ballot } from "./place.js";

/** A colleague may have voted for the delegation; of a ballot that many vote in it is asked at most so often, in milliseconds. */
const EVERY = 5_000;

/** The ballot from the cache, which events keep; asked for anew where they do not bring what it shows. */
export function useBallot(id: string): { readonly ballot: Ballot | undefined; readonly failed: boolean } {
  const { data, failed } = useRoomQuery(
    DelegateBallotDocument,
    { id },
    {
      changedBy: ({ __typename }) => /^(Ballot|DecisionDeclared|ConsensusObjected|AdmittedToBallot)/.test(__typename),
      spread: SOON,
    },
  );
  return { ballot: data?.ballot ?? undefined, failed };
}

/** The ballot as the cache has it: for what is shown beside its card. */
export function useKnownBallot(id: string | undefined): Ballot | undefined {
  const [{ data }] = useQuery({
    query: DelegateBallotDocument,
    variables: { id: id ?? "" },
    pause: id === undefined,
    requestPolicy: "cache-first",
  });
  return data?.ballot ?? undefined;
}

/**
 * Asks again what the delegation has voted while others' votes come in: one of them may be a colleague's. Once it has voted
 * only a change can change that.
 */
export function useOwnPart(id: string, hasVoted: boolean): void {
  const { api } = useApp();
  const feed = useFeed();
  const voted = useRef(hasVoted);
  voted.current = hasVoted;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let askedAt = -Infinity;
    const ask = (): void => {
      timer = undefined;
      askedAt = performance.now();
      void api.urql.query(DelegatePartDocument, { id }, { requestPolicy: "network-only" }).toPromise();
    };
    const off = feed.hear((event) => {
      const isWorthIt =
        event.__typename === "VoteChangedEvent" ||
        ((event.__typename === "VoteCastEvent" || event.__typename === "TurnoutChangedEvent") && !voted.current);
      if (!isWorthIt || event.ballot.id !== id) return;
      // Spread over a second, so that not all phones of a hall ask at once.
      timer ??= setTimeout(ask, Math.max(0, askedAt + EVERY - performance.now()) + Math.random() * 1_000);
    });
    return () => {
      clearTimeout(timer);
      off();
    };
  }, [api, feed, id]);
}
