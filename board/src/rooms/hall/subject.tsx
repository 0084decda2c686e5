import type { HallBallotQuery } from "../../api/generated/types.js";

export type HallBallot = NonNullable<HallBallotQuery["ballot"]>;

/** What is voted on, as it was put. */
export function Subject({ ballot, isBrief = false }: { readonly ballot: HallBallot; readonly isBrief?: boolean }) {
  const { amendment, recommendation } = ballot;
  return (
    <div className="hall-subject">
      <p className="hall-mid hall-named">
        <bdi className="hall-symbol">{amendment?.symbol ?? recommendation.symbol}</bdi>
        {isBrief && <bdi>{recommendation.title}</bdi>}
      </p>
      {ballot.declaredAt === null && !isBrief && (
        <p className="hall-question" dir="auto">
          {ballot.question}
        </p>
      )}
      {amendment?.text && ballot.closedAt === null && (
        <p className="hall-amendment" dir="auto">
          {amendment.text}
        </p>
      )}
    </div>
  );
}
