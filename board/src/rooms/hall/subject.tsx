import type { HallBallotQuery } from "../../api/generated/types.js";

export type HallBallot = NonNullable<HallBallotQuery["ballot"]>;

interface SubjectProps {
  readonly ballot: HallBallot;
  /** Its name alone, where the wall is needed for the names of delegations. */
  readonly isBrief?: boolean;
}

/** What is voted on, as it was put. */
export function Subject({ ballot, isBrief = false }: SubjectProps) {
  const { amendment, recommendation } = ballot;
  return (
    <div className="hall-subject">
      <p className="hall-mid hall-named">
        <bdi className="hall-symbol">{amendment?.symbol ?? recommendation.symbol}</bdi>
        <bdi>{recommendation.title}</bdi>
      </p>
      {!isBrief && (
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
