import { registerEnumType } from "type-graphql";

export enum BallotMode {
  CONSENSUS = "CONSENSUS",
  RECORDED = "RECORDED",
  ROLL_CALL = "ROLL_CALL",
  SECRET = "SECRET",
}
registerEnumType(BallotMode, {
  name: "BallotMode",
  description: "How a body decides.",
  valuesConfig: {
    CONSENSUS: {
      description: "The chair puts the text; adopted when nobody objects. Nobody votes; an objection ends it.",
    },
    RECORDED: { description: "Each delegation's vote is recorded by name." },
    ROLL_CALL: { description: "Delegations are called one after the other; each votes when it is called, by name." },
    SECRET: {
      description:
        "Votes are sealed papers, cast with castSecretVote: nobody can link a delegation to its choice, also not with the database. What is promised and what is not stands in docs/secrecy.md.",
    },
  },
});

export enum Majority {
  CONSENSUS = "CONSENSUS",
  SIMPLE = "SIMPLE",
  TWO_THIRDS = "TWO_THIRDS",
  ABSOLUTE_OF_MEMBERS = "ABSOLUTE_OF_MEMBERS",
  TWO_THIRDS_OF_MEMBERS = "TWO_THIRDS_OF_MEMBERS",
  UNANIMITY = "UNANIMITY",
}
registerEnumType(Majority, {
  name: "Majority",
  description:
    "What adopts. y, n: votes for and against; M: members of the body. A tie never adopts, nor does a ballot without votes for.",
  valuesConfig: {
    CONSENSUS: { description: "No objection recorded." },
    SIMPLE: { description: "y > n." },
    TWO_THIRDS: { description: "3y ≥ 2(y + n), of those present and voting." },
    ABSOLUTE_OF_MEMBERS: { description: "2y > M." },
    TWO_THIRDS_OF_MEMBERS: { description: "3y ≥ 2M." },
    UNANIMITY: { description: "n = 0 and y > 0." },
  },
});

export enum TallyVisibility {
  HIDDEN = "HIDDEN",
  TURNOUT = "TURNOUT",
  LIVE = "LIVE",
}
registerEnumType(TallyVisibility, {
  name: "TallyVisibility",
  description: "When the tally can be seen.",
  valuesConfig: {
    HIDDEN: { description: "Chair, rapporteur and secretariat from closing; others when declared." },
    TURNOUT: { description: "As HIDDEN; meant for rooms that follow the turnout." },
    LIVE: { description: "Everybody admitted, while it changes. A secret ballot ignores it." },
  },
});

export enum BallotState {
  OPEN = "OPEN",
  LOCKING = "LOCKING",
  CLOSED = "CLOSED",
  DECLARED = "DECLARED",
  CANCELLED = "CANCELLED",
  ANNULLED = "ANNULLED",
}
registerEnumType(BallotState, {
  name: "BallotState",
  description: "Where a ballot stands. It never goes back to OPEN.",
  valuesConfig: {
    OPEN: { description: "Takes votes." },
    LOCKING: { description: "Takes votes while an announced countdown runs." },
    CLOSED: { description: "Counted and decided." },
    DECLARED: { description: "The chair has declared the decision." },
    CANCELLED: { description: "Ended without a count; the rows are kept." },
    ANNULLED: { description: "Declared void by two persons after its close; a new ballot may supersede it." },
  },
});

export enum VoteChoice {
  FOR = "FOR",
  AGAINST = "AGAINST",
  ABSTAIN = "ABSTAIN",
}
registerEnumType(VoteChoice, {
  name: "VoteChoice",
  description: "A delegation's choice.",
  valuesConfig: {
    FOR: { description: "In favour." },
    AGAINST: { description: "Against." },
    ABSTAIN: { description: "Present and not voting." },
  },
});

export enum Outcome {
  ADOPTED = "ADOPTED",
  NOT_ADOPTED = "NOT_ADOPTED",
  NO_QUORUM = "NO_QUORUM",
  ANNULLED = "ANNULLED",
}
registerEnumType(Outcome, {
  name: "Outcome",
  description: "What was decided.",
  valuesConfig: {
    ADOPTED: { description: "The majority was reached." },
    NOT_ADOPTED: { description: "The majority was not reached." },
    NO_QUORUM: { description: "Too few delegations were present at the close; the ballot may be run again." },
    ANNULLED: { description: "Declared void by two persons." },
  },
});

export enum VoteSource {
  DEVICE = "DEVICE",
  READ_IN = "READ_IN",
}
registerEnumType(VoteSource, {
  name: "VoteSource",
  description: "How a vote came in.",
  valuesConfig: {
    DEVICE: { description: "A delegate sent it." },
    READ_IN: { description: "Two persons recorded what a delegate said in the room, because its device failed." },
  },
});

export enum Outlook {
  OPEN = "OPEN",
  DECIDED = "DECIDED",
  IMPOSSIBLE = "IMPOSSIBLE",
}
registerEnumType(Outlook, {
  name: "Outlook",
  description:
    "What can still become of an open ballot, from what the viewer may see of it. A verdict that has been shown never flips. It speaks of the votes: the quorum is measured at the close.",
  valuesConfig: {
    OPEN: { description: "Both results are possible as far as the viewer may know." },
    DECIDED: { description: "The majority is reached, whatever is still cast." },
    IMPOSSIBLE: { description: "The majority can no longer be reached." },
  },
});

export enum SealFault {
  KEY_MISSING = "KEY_MISSING",
  PAPERS_DIFFER = "PAPERS_DIFFER",
  PAPER_DAMAGED = "PAPER_DAMAGED",
  SEALED_ELSEWHERE = "SEALED_ELSEWHERE",
  COUNT_BEGUN = "COUNT_BEGUN",
}
registerEnumType(SealFault, {
  name: "SealFault",
  description: "Why a secret ballot can take no paper, or cannot be counted. Cancel it and hold another.",
  valuesConfig: {
    KEY_MISSING: {
      description: "The key that opens its papers is not in the key directory, or was damaged there.",
    },
    PAPERS_DIFFER: {
      description: "There are not as many papers in the box as marks on the roll: the database was changed by others.",
    },
    PAPER_DAMAGED: { description: "A paper cannot be opened or holds no choice: the database was changed by others." },
    COUNT_BEGUN: {
      description: "Its count has begun and was interrupted: it takes no more papers, and is to be closed again.",
    },
    SEALED_ELSEWHERE: { description: "This server does not share the key directory that the ballot was opened with." },
  },
});
