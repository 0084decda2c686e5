import { Field } from "type-graphql";
import { Locale } from "../../platform/graphql/locale.js";
import { DomainError, refusalType } from "../../platform/graphql/refusals.js";
import { BallotMode, SealFault } from "./ballot.words.js";

@refusalType("The ballot takes no more votes. The database clock decided.")
export class BallotClosed extends DomainError {
  override code = "BALLOT_CLOSED";
  override message = "The ballot is closed. This vote was not recorded.";
  @Field(() => Date, { description: "When it stopped taking votes." })
  closedAt: Date;
  constructor(closedAt: Date) {
    super();
    this.closedAt = closedAt;
  }
}

@refusalType("The delegation has voted on this ballot. castVote never replaces a vote.")
export class AlreadyVoted extends DomainError {
  override code = "ALREADY_VOTED";
  override message: string;
  @Field(() => Date, {
    nullable: true,
    description: "When the vote that stands was recorded; null for a secret ballot.",
  })
  castAt: Date | null;
  constructor(castAt: Date | null) {
    super();
    this.castAt = castAt;
    this.message = castAt
      ? "Your delegation has voted on this ballot. Its vote stands; use changeVote where the rules allow it."
      : "The paper of your delegation is in the box. It stands: a secret vote is never changed.";
  }
}

@refusalType("The ballot's mode differs from the one the voter was shown.")
export class ModeMismatch extends DomainError {
  override code = "MODE_MISMATCH";
  override message: string;
  @Field(() => BallotMode, { description: "The ballot's mode." })
  mode: BallotMode;
  constructor(mode: BallotMode) {
    super();
    this.mode = mode;
    this.message = `This ballot is ${mode}, not what you were shown. Load it again before you vote${
      mode === BallotMode.SECRET ? ", with castSecretVote" : ""
    }.`;
  }
}

@refusalType("The text is not conformed in all working languages, and this body votes on no other.")
export class LanguageGateClosed extends DomainError {
  override code = "LANGUAGE_GATE_CLOSED";
  override message: string;
  @Field(() => [Locale], { description: "Languages that are missing or not conformed." })
  missing: Locale[];
  constructor(missing: Locale[]) {
    super();
    this.missing = missing;
    this.message = `The text must be conformed in all working languages before a vote. Missing: ${missing.join(", ")}.`;
  }
}

@refusalType("The rule set does not allow this mode or majority in this body.")
export class RuleSetForbids extends DomainError {
  override code = "RULE_SET_FORBIDS";
  constructor(override message: string) {
    super();
  }
}

@refusalType(
  "A ballot of this mode cannot be held here as things stand; the message says what the operator has to change.",
)
export class ModeNotAvailable extends DomainError {
  override code = "MODE_NOT_AVAILABLE";
  override message: string;
  @Field(() => BallotMode, { description: "The mode that was asked for." })
  mode: BallotMode;
  constructor(mode: BallotMode, why: string) {
    super();
    this.mode = mode;
    this.message = `${mode} ballots cannot be held here now. ${why}`;
  }
}

@refusalType("A ballot on this recommendation is open.")
export class BallotAlreadyOpen extends DomainError {
  override code = "BALLOT_ALREADY_OPEN";
  override message = "A ballot on this recommendation is open. Close or cancel it first.";
}

@refusalType("Nobody votes on a ballot of this mode.")
export class VotesNotTaken extends DomainError {
  override code = "VOTES_NOT_TAKEN";
  override message = "The chair puts this text for consensus: silence adopts it. Use objectToConsensus to object.";
}

@refusalType("In a roll call a delegation votes when it is called.")
export class NotCalled extends DomainError {
  override code = "NOT_CALLED";
  override message = "Your delegation is not being called now. Wait until it is, and vote then.";
}

const SEAL_FAULTS: Record<SealFault, string> = {
  [SealFault.KEY_MISSING]:
    "The key of this secret ballot is missing: nothing can be counted. Restore the key directory, or cancel the ballot and hold another.",
  [SealFault.PAPERS_DIFFER]:
    "Papers in the box and marks on the roll differ: somebody has changed the database. Cancel the ballot and hold another.",
  [SealFault.PAPER_DAMAGED]:
    "A paper in the box cannot be opened: somebody has changed the database. Cancel the ballot and hold another.",
  [SealFault.COUNT_BEGUN]:
    "The count of this ballot has begun and was interrupted: no more papers are taken. The chair closes it again.",
  [SealFault.SEALED_ELSEWHERE]:
    "This server does not share the key directory that this ballot was opened with. Try again; the operator must give all servers the same KEY_DIR.",
};

@refusalType("A secret ballot can take no paper here, or cannot be counted. Nothing was changed.")
export class BallotSealFaulty extends DomainError {
  override code = "BALLOT_SEAL_FAULTY";
  override message: string;
  @Field(() => SealFault, { description: "What is wrong." })
  fault: SealFault;
  constructor(fault: SealFault) {
    super();
    this.fault = fault;
    this.message = SEAL_FAULTS[fault];
  }
}
