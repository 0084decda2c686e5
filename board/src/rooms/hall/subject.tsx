import type { HallBallotQuery } from "../../api/generated/types.js";

export type HallBallot = NonNullable<HallBallotQuery["ballot"]>;

/** What is voted on, as it was put. */
export function Subject({ ballot, isBrief = false }: { readonly ballot: HallBallot; readonly isBrief?: boolean }) {
  const { amendment, recommendation } = ballot;
  const symbol = amendment?.symbol ?? recommendation.symbol;
  const isAsked = ballot.declaredAt === null && !isBrief;
  // The question as the server puts it names what it is about: a wall has no room to say it twice.
  const isNamed = isAsked && ballot.question.includes(symbol);
  return (
    <div className="hall-subject">
      {!isNamed && (
        <p className="hall-mid hall-named">
          <bdi className="hall-symbol">{symbol}</bdi>
          {isBrief && <bdi>{recommendation.title}</bdi>}
        </p>
      )}
      {isAsked && (
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
