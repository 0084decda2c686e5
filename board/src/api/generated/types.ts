// Written by board/generate.mjs from schema/: change the documents there, not this file.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends " $fragmentName" | "__typename" ? T[P] : never };
/** Adding a person to a delegation: a participant of the conference, or somebody new by name. */
export type AddDelegateInput = {
  /** Idempotency key: sent again with the same input, the answer is the same and nothing is doubled. */
  clientMutationId?: string | null | undefined;
  /** The delegation. */
  delegationId: string;
  /** Place in the delegation; HEAD only while it has none. */
  function: DelegateFunction;
  /** The name of somebody new, up to 200 characters. */
  name?: string | null | undefined;
  /** The participation of the person, when there is one. */
  participationId?: string | null | undefined;
};

/** Admitting a delegation to an open ballot. */
export type AdmitToBallotInput = {
  /** The ballot, taking votes. */
  ballotId: string;
  /** The delegation, seated in the body. */
  delegationId: string;
};

/** What an agenda item is for. */
export type AgendaItemKind =
  /** The body is to decide. */
  | "DECISION"
  /** The body discusses. */
  | "DISCUSSION"
  /** The body is informed. */
  | "INFORMATION";

/** Where an agenda item stands. */
export type AgendaItemState =
  /** Dealt with. */
  | "CLOSED"
  /** Put off. */
  | "DEFERRED"
  /** Not taken up, or sent back when another was taken up. */
  | "PENDING"
  /** The body is at it; at most one per body. */
  | "UNDER_DISCUSSION";

/** What becomes of an amendment when another is adopted. */
export type AmendmentEffect =
  /** Nothing is left for it to change. */
  | "LAPSES"
  /** It stands, and now applies to what the other has made of the text. */
  | "REBASED";

/** What an amendment does with a paragraph. */
export type AmendmentKind =
  /** Adds a paragraph. */
  | "ADD"
  /** Removes a paragraph whole. */
  | "DELETE"
  /** Puts a paragraph elsewhere among those of its kind. */
  | "MOVE"
  /** Gives a paragraph, or the amendment that it amends, another text. */
  | "REPLACE";

/** Where an amendment stands. */
export type AmendmentState =
  /** All sponsors accepted it; it is part of the text. */
  | "ACCEPTED_BY_SPONSORS"
  /** Adopted by vote; it is part of the text. */
  | "ADOPTED"
  /** The chair ruled that it is in order: sponsors may accept it, or it is voted on. */
  | "IN_ORDER"
  /** Another decision left nothing for it to change. */
  | "LAPSED"
  /** The chair ruled that it is not in order. */
  | "OUT_OF_ORDER"
  /** Waits for the chair's ruling. */
  | "PROPOSED"
  /** A ballot on it was opened. */
  | "PUT_TO_VOTE"
  /** Voted down. */
  | "REJECTED"
  /** Taken back by the delegation that proposed it. */
  | "WITHDRAWN";

/** In which office somebody proposed to annul a ballot; the other one confirms. */
export type AnnullingOffice =
  /** Facilitator or vice-chair of the body. */
  | "CHAIR"
  /** Secretariat of the conference. */
  | "SECRETARIAT";

/** What a person does in one body besides being a delegate. */
export type AppointmentRole =
  /** Chairs the body; one per body. */
  | "FACILITATOR"
  /** Watches; sees no comment that is not public. */
  | "OBSERVER"
  /** Writes the report. */
  | "RAPPORTEUR"
  /** Chairs in the facilitator's place. */
  | "VICE_CHAIR";

/** How a body decides. */
export type BallotMode =
  /** The chair puts the text; adopted when nobody objects. Nobody votes; an objection ends it. */
  | "CONSENSUS"
  /** Each delegation's vote is recorded by name. */
  | "RECORDED"
  /** Delegations are called one after the other; each votes when it is called, by name. */
  | "ROLL_CALL"
  /** Votes are sealed papers, cast with castSecretVote: nobody can link a delegation to its choice, also not with the database. What is promised and what is not stands in docs/secrecy.md. */
  | "SECRET";

/** Where a ballot stands. It never goes back to OPEN. */
export type BallotState =
  /** Declared void by two persons after its close; a new ballot may supersede it. */
  | "ANNULLED"
  /** Ended without a count; the rows are kept. */
  | "CANCELLED"
  /** Counted and decided. */
  | "CLOSED"
  /** The chair has declared the decision. */
  | "DECLARED"
  /** Takes votes while an announced countdown runs. */
  | "LOCKING"
  /** Takes votes. */
  | "OPEN";

/** Calling the next delegation of a roll call. */
export type CallNextDelegationInput = {
  /** The ballot, in mode ROLL_CALL. */
  ballotId: string;
  /** Number of the last call that the chair was shown, 0 before the first: sent twice, only one delegation is called; StaleVersion when another was called since. */
  lastCall?: number | null | undefined;
};

/** Calling a speaker. */
export type CallSpeakerInput = {
  /** The agenda item, UNDER_DISCUSSION. */
  agendaItemId: string;
  /** Whom; the next of the list when omitted. */
  interventionId?: string | null | undefined;
};

/** Calling the roll of presence. */
export type CallTheRollInput = {
  /** Idempotency key: sent again with the same input, the answer is the same and nothing is doubled. */
  clientMutationId?: string | null | undefined;
  /** Each delegation that was called, 1 to 400; those not named keep the presence they have. */
  entries: Array<RollCallEntryInput>;
  /** The body. */
  roundTableId: string;
};

/** Cancelling a ballot. */
export type CancelBallotInput = {
  /** The ballot, taking votes. */
  ballotId: string;
  /** Why, for the body; up to 500 characters. */
  reason: string;
};

/** Casting a vote in a secret ballot. */
export type CastSecretVoteInput = {
  /** The ballot, SECRET. */
  ballotId: string;
  /** Idempotency key, random: the same key again is answered with the same receipt, whatever the option. Never put the choice into it. */
  clientMutationId?: string | null | undefined;
  /** The option, one of Ballot.options: an id, so that a request has one length whatever is chosen. */
  optionId: string;
};

/** Casting a vote. */
export type CastVoteInput = {
  /** The ballot. */
  ballotId: string;
  /** The choice. */
  choice: VoteChoice;
  /** Idempotency key: with it, the same cast may be sent again and again and counts once. */
  clientMutationId?: string | null | undefined;
  /** The mode the voter was shown; ModeMismatch when the ballot's differs. */
  expectedMode?: BallotMode | null | undefined;
};

/** Changing what a person is in a delegation. */
export type ChangeDelegateFunctionInput = {
  /** The delegate; not the head, who hands over. */
  delegateId: string;
  /** The new place; HEAD only while the delegation has none. */
  function: DelegateFunction;
};

/** Changing a vote. */
export type ChangeVoteInput = {
  /** The ballot. */
  ballotId: string;
  /** The choice. */
  choice: VoteChoice;
  /** Idempotency key: with it, the same cast may be sent again and again and counts once. */
  clientMutationId?: string | null | undefined;
  /** The mode the voter was shown; ModeMismatch when the ballot's differs. */
  expectedMode?: BallotMode | null | undefined;
};

/** Checking in. */
export type CheckInInput = {
  /** Where. */
  roundTableId: string;
};

/** Checking out. */
export type CheckOutInput = {
  /** Where. */
  roundTableId: string;
};

/** Closing an agenda item. */
export type CloseAgendaItemInput = {
  /** The item, UNDER_DISCUSSION. */
  agendaItemId: string;
};

/** Closing a ballot. */
export type CloseBallotInput = {
  /** The ballot, taking votes. */
  ballotId: string;
};

/** Closing a conference. */
export type CloseConferenceInput = {
  /** The conference, IN_SESSION, with no round table meeting. */
  conferenceId: string;
};

/** Closing a round table. */
export type CloseRoundTableInput = {
  /** The round table, OPEN, with no ballot open. */
  roundTableId: string;
};

/** Closing a speakers' list. */
export type CloseSpeakersListInput = {
  /** The agenda item. */
  agendaItemId: string;
};

/** Who may read a comment. */
export type CommentAudience =
  /** Delegates of the body, its chair, rapporteur and the secretariat. */
  | "BODY"
  /** Everybody admitted to the body, observers too. */
  | "PUBLIC";

/** Where a conference stands. */
export type ConferenceState =
  /** Over; its conclusions are published to all participants. */
  | "CLOSED"
  /** Its round tables meet. */
  | "IN_SESSION"
  /** Announced; its round tables cannot be opened yet. */
  | "PLANNED";

/** Confirming the annulment of a ballot. */
export type ConfirmAnnulmentInput = {
  /** The ballot whose annulment is proposed. */
  ballotId: string;
};

/** Confirming a vote that another person noted. */
export type ConfirmReadInInput = {
  /** The note. */
  readInId: string;
};

/** Whether a language version may be relied on. */
export type Conformity =
  /** Compared with the original by the secretariat. */
  | "CONFORMED"
  /** A translation that has not been compared with the original. */
  | "DRAFT"
  /** The language in which it was proposed. */
  | "ORIGINAL";

/** What was decided on a delegation's credentials. */
export type Credentials =
  /** Accepted. */
  | "ACCEPTED"
  /** Not examined yet: no vote. */
  | "PENDING"
  /** Provisionally seated: votes like an accepted one. */
  | "PROVISIONAL"
  /** Rejected: no vote. */
  | "REJECTED";

/** A decision on credentials. */
export type CredentialsRuling =
  /** In order. The delegation must have a head. */
  | "ACCEPTED"
  /** Seated until they are in order: votes like an accepted one. */
  | "PROVISIONAL"
  /** Not in order: no vote. */
  | "REJECTED";

/** Deciding on credentials. */
export type DecideCredentialsInput = {
  /** What is decided. */
  decision: CredentialsRuling;
  /** The delegation. */
  delegationId: string;
  /** The credentials that the officer was shown; refused when somebody decided in the meantime. */
  expectedCredentials?: Credentials | null | undefined;
  /** Why, up to 1,000 characters. */
  reason: string;
};

/** Declaring a decision. */
export type DeclareDecisionInput = {
  /** The ballot, CLOSED. */
  ballotId: string;
};

/** Putting an agenda item off. */
export type DeferAgendaItemInput = {
  /** The item, UNDER_DISCUSSION. */
  agendaItemId: string;
};

/** A person's place in a delegation. */
export type DelegateFunction =
  /** Adviser: neither votes nor proposes. */
  | "ADVISER"
  /** Stands in for the head. */
  | "ALTERNATE"
  /** Delegate. */
  | "DELEGATE"
  /** Head of delegation; one per delegation. */
  | "HEAD";

/** A line of a list of delegates. */
export type DelegateRowInput = {
  /** The country of the delegation: its ISO code of two or three letters, or its name in a working language. */
  country: string;
  /** Place in the delegation. */
  function: DelegateFunction;
  /** The person's name, up to 200 characters. Whoever is in the delegation under this name is that person; capitals and spaces at the ends do not matter. */
  name: string;
};

/** What a delegation represents. */
export type DelegationKind =
  /** A member country: it may vote where it is seated. */
  | "MEMBER"
  /** An observer: it never votes. */
  | "OBSERVER";

/** Ending a turn. */
export type EndSpeechInput = {
  /** The intervention, SPEAKING or PAUSED. */
  interventionId: string;
};

/** Enrolling delegates from a list. */
export type EnrolDelegatesInput = {
  /** The conference. */
  conferenceId: string;
  /** True: only say what the list would do. False: do it. */
  dryRun: boolean;
  /** The list, 1 to 500 lines; whoever is not on it stays as before. */
  rows: Array<DelegateRowInput>;
};

/** What a line of a list of delegates does. */
export type EnrolmentAction =
  /** Adds the person to the delegation. */
  | "ADD"
  /** The person is in the delegation, and gets another function. */
  | "CHANGE_FUNCTION"
  /** It cannot be done; field and message say why. */
  | "PROBLEM"
  /** The person is in the delegation in this function already. */
  | "UNCHANGED";

/** Giving more time. */
export type ExtendTimeInput = {
  /** Idempotency key: sent again with the same input, the answer is the same and nothing is doubled. */
  clientMutationId?: string | null | undefined;
  /** The intervention, with a limit and not ended. */
  interventionId: string;
  /** Seconds more, 1 to 3600. */
  seconds: number;
};

/** Forwarding a recommendation to the plenary. */
export type ForwardRecommendationInput = {
  /** The agenda item of the plenary; when omitted, its first that is not closed, one for decisions before others. */
  agendaItemId?: string | null | undefined;
  /** Idempotency key: sent again with the same input, the answer is the same and nothing is doubled. */
  clientMutationId?: string | null | undefined;
  /** The recommendation, adopted by a body other than the plenary. */
  recommendationId: string;
};

/** Handing over the head of a delegation. */
export type HandOverHeadInput = {
  /** The delegate of the same delegation who becomes its head. */
  toDelegateId: string;
};

/** Importing a conference file. */
export type ImportConferenceInput = {
  /** Idempotency key: the same key with the same file gives the same conference, without its access codes. */
  clientMutationId?: string | null | undefined;
  /** The text of a conference file: JSON in the format rotunda-conference/1. */
  file: string;
};

/** What the floor is asked for. */
export type InterventionKind =
  /** Why the delegation voted as it did; once the ballot is closed. */
  | "EXPLANATION_OF_VOTE_AFTER"
  /** Why the delegation will vote as it will; before a ballot opens. */
  | "EXPLANATION_OF_VOTE_BEFORE"
  /** About procedure: interrupts whoever speaks and is ruled on at once. */
  | "POINT_OF_ORDER"
  /** A question. */
  | "QUESTION"
  /** An answer to what was said: called when the list is exhausted, a few per item. */
  | "RIGHT_OF_REPLY"
  /** A statement. */
  | "STATEMENT";

/** Where an intervention stands. */
export type InterventionState =
  /** Called by the chair; the clock does not run yet. */
  | "CALLED"
  /** Has spoken, or was ruled on. */
  | "DONE"
  /** Interrupted; the clock stands. */
  | "PAUSED"
  /** On the list. */
  | "QUEUED"
  /** Passed over by the chair. */
  | "SKIPPED"
  /** Speaking; the clock runs. At most one in a body. */
  | "SPEAKING"
  /** Taken back by the delegation. */
  | "WITHDRAWN";

/** Issuing access codes to many, for their badges. */
export type IssueAccessCodesInput = {
  /** When they expire; 14 days from now when omitted, at most 366. */
  expiresAt?: string | null | undefined;
  /** The participations of the people, 1 to 200, each once. */
  participationIds: Array<string>;
  /** True: in place of all codes that they have, whose sign-ins end, your own too if you name yourself. False: a further one. */
  replace?: boolean;
};

/** A working language. */
export type Locale =
  /** Arabic. */
  | "AR"
  /** English. */
  | "EN"
  /** Spanish. */
  | "ES"
  /** French. */
  | "FR";

/** Announcing the close of a ballot. */
export type LockBallotInput = {
  /** The ballot, OPEN. */
  ballotId: string;
  /** Length of the countdown in seconds, 3 to 600; the rule set's when omitted. */
  seconds?: number | null | undefined;
};

/** What adopts. y, n: votes for and against; M: members of the body. A tie never adopts, nor does a ballot without votes for. */
export type Majority =
  /** 2y > M. */
  | "ABSOLUTE_OF_MEMBERS"
  /** No objection recorded. */
  | "CONSENSUS"
  /** y > n. */
  | "SIMPLE"
  /** 3y ≥ 2(y + n), of those present and voting. */
  | "TWO_THIRDS"
  /** 3y ≥ 2M. */
  | "TWO_THIRDS_OF_MEMBERS"
  /** n = 0 and y > 0. */
  | "UNANIMITY";

/** Objecting to a consensus. */
export type ObjectToConsensusInput = {
  /** The ballot, in mode CONSENSUS. */
  ballotId: string;
  /** Why, for the record; up to 2,000 characters. */
  reason?: string | null | undefined;
};

/** Opening a ballot. What is omitted follows the conference's rule set. */
export type OpenBallotInput = {
  /** An amendment to it, IN_ORDER, to be voted on instead of the text as a whole. */
  amendmentId?: string | null | undefined;
  /** Idempotency key: sent again with the same input, the answer is the same and nothing is doubled. */
  clientMutationId?: string | null | undefined;
  /** When it closes by itself, by the database clock; the chair closes it when omitted. */
  closesAt?: string | null | undefined;
  /** The delegation that a roll call begins with; drawn by lot when omitted. */
  firstCalledId?: string | null | undefined;
  /** What adopts. */
  majority?: Majority | null | undefined;
  /** How votes are given. */
  mode?: BallotMode | null | undefined;
  /** The question as read out, up to 500 characters; made from symbol and title when omitted. */
  question?: string | null | undefined;
  /** The recommendation, PROPOSED or UNDER_CONSIDERATION, of the item under discussion. */
  recommendationId: string;
  /** What the body sees while it is open. */
  tallyVisibility?: TallyVisibility | null | undefined;
};

/** Opening a conference. */
export type OpenConferenceInput = {
  /** The conference, PLANNED. */
  conferenceId: string;
};

/** Letting a screen in the hall sign in. */
export type OpenHallScreenInput = {
  /** True: codes given for this hall before stop working and the screens that they signed in go dark. False: a second screen goes on beside the first. */
  replace?: boolean;
  /** The round table whose hall it stands in. */
  roundTableId: string;
};

/** Opening a round table. */
export type OpenRoundTableInput = {
  /** The round table, SCHEDULED. */
  roundTableId: string;
};

/** Opening a speakers' list. */
export type OpenSpeakersListInput = {
  /** The agenda item. */
  agendaItemId: string;
  /** Seconds for a statement or question, 1 to 3600; as before, or as the rule set says, when omitted. */
  seconds?: number | null | undefined;
};

/** What was decided. */
export type Outcome =
  /** The majority was reached. */
  | "ADOPTED"
  /** Declared void by two persons. */
  | "ANNULLED"
  /** The majority was not reached. */
  | "NOT_ADOPTED"
  /** Too few delegations were present at the close; the ballot may be run again. */
  | "NO_QUORUM";

/** What can still become of an open ballot, from what the viewer may see of it. A verdict that has been shown never flips. It speaks of the votes: the quorum is measured at the close. */
export type Outlook =
  /** The majority is reached, whatever is still cast. */
  | "DECIDED"
  /** The majority can no longer be reached. */
  | "IMPOSSIBLE"
  /** Both results are possible as far as the viewer may know. */
  | "OPEN";

/** What became of a paragraph between two versions. */
export type ParagraphChangeKind =
  /** It is new. */
  | "ADDED"
  /** It reads otherwise; it may have moved, too. */
  | "CHANGED"
  /** It reads the same and stands elsewhere. */
  | "MOVED"
  /** It is gone. */
  | "REMOVED"
  /** It reads the same in the same place. */
  | "UNCHANGED";

/** What a paragraph does in a text. */
export type ParagraphKind =
  /** Says what is recommended; numbered from 1. */
  | "OPERATIVE"
  /** Says why; stands before the operative ones and has no number. */
  | "PREAMBULAR";

/** Stopping the clock. */
export type PauseSpeakerInput = {
  /** The intervention, SPEAKING. */
  interventionId: string;
};

/** What became of some words of a paragraph. */
export type PieceOperation =
  /** They are gone. */
  | "DELETE"
  /** They stand in both versions. */
  | "EQUAL"
  /** They are new. */
  | "INSERT";

/** Posting a comment. */
export type PostCommentInput = {
  /** Who may read it; BODY when omitted. */
  audience?: CommentAudience | null | undefined;
  /** The remark, up to 5,000 characters. */
  body: string;
  /** Idempotency key: sent again with the same input, the answer is the same and nothing is doubled. */
  clientMutationId?: string | null | undefined;
  /** The comment that it answers, on the same recommendation. */
  parentId?: string | null | undefined;
  /** The recommendation. */
  recommendationId: string;
};

/** Looking at a conference file before it is imported. */
export type PreviewConferenceImportInput = {
  /** The text of a conference file: JSON in the format rotunda-conference/1. */
  file: string;
};

/** Proposing to annul a ballot. */
export type ProposeAnnulmentInput = {
  /** The ballot, CLOSED or DECLARED. */
  ballotId: string;
  /** Why, for the body; up to 500 characters. */
  reason: string;
};

/** Noting a vote that was said in the room. */
export type ProposeReadInInput = {
  /** The ballot, taking votes by name. */
  ballotId: string;
  /** The choice that was said. */
  choice: VoteChoice;
  /** Idempotency key: sent again with the same input, the answer is the same and nothing is doubled. */
  clientMutationId?: string | null | undefined;
  /** The delegate who said it, checked in. */
  delegateId: string;
};

/** Whom a quorum is counted on. */
export type QuorumBasis =
  /** Member delegations whose credentials are accepted or provisional. */
  | "ACCREDITED"
  /** All member delegations seated in the body. */
  | "MEMBERS";

/** Where a recommendation stands. */
export type RecommendationState =
  /** Adopted by the body. */
  | "ADOPTED"
  /** Put off. */
  | "DEFERRED"
  /** Being written, not yet before the body. Everybody admitted to the body sees it; the delegation that wrote it proposes it. */
  | "DRAFT"
  /** Adopted by the plenary. */
  | "ENDORSED"
  /** Adopted by the body and forwarded to the plenary, where a copy of it stands. */
  | "FORWARDED"
  /** Became part of another text of the body, together with others. */
  | "MERGED"
  /** Voted down. */
  | "NOT_ADOPTED"
  /** Before the body. */
  | "PROPOSED"
  /** A ballot on it was opened. */
  | "UNDER_CONSIDERATION"
  /** Withdrawn before a ballot on it was opened. */
  | "WITHDRAWN";

/** What a recount looks at. */
export type RecountCheck =
  /** Every ballot that was closed by a count has a decision, and no other has; an annulled one was annulled by two. */
  | "DECISION"
  /** A consensus has no votes, other modes have no objections, and in a roll call nobody voted before being called. */
  | "MODE"
  /** The outcome follows from quorum, votes and majority. */
  | "OUTCOME"
  /** Who was present at the opening and at the close is what the check-ins and check-outs say. */
  | "PRESENCE"
  /** The hash of the proof is that of the decision's numbers. */
  | "PROOF_HASH"
  /** The quorum is the rule set's fraction of the decision's base, and no more than that are present at the close. */
  | "QUORUM"
  /** Each vote that was read in was confirmed by a second person, with that choice. */
  | "READ_IN"
  /** Each vote equals the newest record of its delegation, and records are numbered 1, 2, 3 … without a hole. */
  | "RECORDS"
  /** Votes, objections and calls belong to delegations on the roll, one vote each; the decision counts the roll's rows. */
  | "ROLL"
  /** The hash of the roll, choices included, is that of its rows. */
  | "ROLL_HASH"
  /** The decision's numbers are the votes and objections that are there. */
  | "TALLY"
  /** What was voted on, text with its languages or amendment, has the hashes that stand on the ballot. */
  | "TEXT"
  /** Threshold and margin follow from the votes against, the members and the majority. */
  | "THRESHOLD"
  /** Votes, their records and objections lie between the opening, or the late admission, and the close. */
  | "TIMES";

/** Staying signed in. */
export type RefreshSessionInput = {
  /** The refresh token of the last signIn or refreshSession; it works once. */
  refreshToken: string;
};

/** Where a rehearsal stands. */
export type RehearsalState =
  /** It could not go on; the words say why. */
  | "FAILED"
  /** It was played to its end. */
  | "FINISHED"
  /** It is being played. */
  | "RUNNING"
  /** Somebody stopped it, or the server was stopped. */
  | "STOPPED";

/** Rejecting a vote that was noted. */
export type RejectReadInInput = {
  /** The note. */
  readInId: string;
};

/** Asking for the floor. */
export type RequestFloorInput = {
  /** On what. */
  agendaItemId: string;
  /** The ballot, for an EXPLANATION_OF_VOTE_AFTER or a POINT_OF_ORDER about a vote under way. */
  ballotId?: string | null | undefined;
  /** Idempotency key: sent again with the same input, the answer is the same and nothing is doubled. */
  clientMutationId?: string | null | undefined;
  /** What for. */
  kind: InterventionKind;
  /** The text, for an EXPLANATION_OF_VOTE_BEFORE. */
  recommendationId?: string | null | undefined;
};

/** Restoring the voting rights of a delegation. */
export type RestoreVotingRightsInput = {
  /** The delegation. */
  delegationId: string;
  /** Why, up to 1,000 characters. */
  reason: string;
};

/** Resuming a round table. */
export type ResumeRoundTableInput = {
  /** The round table, SUSPENDED. */
  roundTableId: string;
};

/** Letting the clock run on. */
export type ResumeSpeakerInput = {
  /** The intervention, PAUSED. */
  interventionId: string;
};

/** What was heard when a delegation was called. */
export type RollCallEntryInput = {
  /** The delegation, seated in the body. */
  delegationId: string;
  /** Whether it is there. */
  isPresent: boolean;
  /** A remark, up to 200 characters. */
  note?: string | null | undefined;
};

/** What kind of body meets. */
export type RoundTableKind =
  /** Some delegations that prepare a text. */
  | "DRAFTING_GROUP"
  /** Experts and an audience. */
  | "PANEL"
  /** All delegations. */
  | "PLENARY"
  /** The delegations of one region. */
  | "REGIONAL";

/** Where a round table stands. */
export type RoundTableState =
  /** It does not take place. */
  | "CANCELLED"
  /** It is over. */
  | "CLOSED"
  /** It meets. */
  | "OPEN"
  /** Announced; may be opened or cancelled. */
  | "SCHEDULED"
  /** It pauses; may be resumed. */
  | "SUSPENDED";

/** Ruling on an amendment. */
export type RuleOnAmendmentInput = {
  /** The amendment. */
  amendmentId: string;
  /** Whether it may be considered. */
  inOrder: boolean;
  /** Why, up to 500 characters; needed when it is not in order. */
  reason?: string | null | undefined;
};

/** Ruling on a point of order. */
export type RuleOnPointOfOrderInput = {
  /** The point of order. */
  interventionId: string;
  /** Whether it is upheld. */
  isUpheld: boolean;
  /** The ruling, up to 1,000 characters. */
  ruling: string;
};

/** Why a secret ballot can take no paper, or cannot be counted. Cancel it and hold another. */
export type SealFault =
  /** Its count has begun and was interrupted: it takes no more papers, and is to be closed again. */
  | "COUNT_BEGUN"
  /** The key that opens its papers is not in the key directory, or was damaged there. */
  | "KEY_MISSING"
  /** There are not as many papers in the box as marks on the roll: the database was changed by others. */
  | "PAPERS_DIFFER"
  /** A paper cannot be opened or holds no choice: the database was changed by others. */
  | "PAPER_DAMAGED"
  /** This server does not share the key directory that the ballot was opened with. */
  | "SEALED_ELSEWHERE";

/** Where the box of a secret ballot stands. */
export type SealState =
  /** The ballot is over: papers and key are destroyed. */
  | "DESTROYED"
  /** It cannot be counted as it stands; `fault` says why. */
  | "FAULTY"
  /** Papers come in, and nobody can open them before the close. */
  | "SEALED";

/** Signing in with a personal access code. */
export type SignInInput = {
  /** The code from the badge or the invitation; capitals, spaces and hyphens do not matter. */
  accessCode: string;
};

/** Passing somebody over. */
export type SkipSpeakerInput = {
  /** The intervention, QUEUED or CALLED. */
  interventionId: string;
};

/** Who of those on the list is next. The chair may call somebody else. */
export type SpeakingPolicy =
  /** Whoever has spoken less often on the item, then whoever asked first. */
  | "FEWEST_FIRST"
  /** Whoever asked first. */
  | "FIRST_COME";

/** As what somebody is admitted to a body: it decides what is shown. */
export type Standing =
  /** Member of a delegation seated there. */
  | "DELEGATE"
  /** Observer. */
  | "OBSERVER"
  /** Facilitator, vice-chair, rapporteur or secretariat. */
  | "STAFF";

/** Starting a rehearsal. */
export type StartRehearsalInput = {
  /** How many delegations are invited, 5 to 196. */
  delegations?: number;
  /** Agenda items of each regional table, 1 to 8. */
  rounds?: number;
  /** The seed, not negative: with the same seed the same is played. */
  seed?: number;
  /** How many times faster than in life it is played, 1 to 50. */
  speed?: number;
};

/** Starting the clock of whoever was called. */
export type StartSpeakingInput = {
  /** The intervention, CALLED. */
  interventionId: string;
};

/** Stopping a rehearsal. */
export type StopRehearsalInput = {
  /** The rehearsal, RUNNING. */
  rehearsalId: string;
};

/** Suspending a round table. */
export type SuspendRoundTableInput = {
  /** The round table, OPEN, with no ballot open. */
  roundTableId: string;
};

/** Suspending the voting rights of a delegation. */
export type SuspendVotingRightsInput = {
  /** The delegation, a member. */
  delegationId: string;
  /** Why, up to 1,000 characters. */
  reason: string;
};

/** Taking the chair. */
export type TakeChairInput = {
  /** The body, with no ballot open. */
  roundTableId: string;
};

/** Taking up an agenda item. */
export type TakeUpAgendaItemInput = {
  /** The item. */
  agendaItemId: string;
};

/** Taking up a withdrawn recommendation. */
export type TakeUpRecommendationInput = {
  /** The recommendation. */
  recommendationId: string;
};

/** When the tally can be seen. */
export type TallyVisibility =
  /** Chair, rapporteur and secretariat from closing; others when declared. */
  | "HIDDEN"
  /** Everybody admitted, while it changes. A secret ballot ignores it. */
  | "LIVE"
  /** As HIDDEN; meant for rooms that follow the turnout. */
  | "TURNOUT";

/** A delegation's choice. */
export type VoteChoice =
  /** Present and not voting. */
  | "ABSTAIN"
  /** Against. */
  | "AGAINST"
  /** In favour. */
  | "FOR";

/** How a vote came in. */
export type VoteSource =
  /** A delegate sent it. */
  | "DEVICE"
  /** Two persons recorded what a delegate said in the room, because its device failed. */
  | "READ_IN";

/** Taking back a proposal to annul a ballot. */
export type WithdrawAnnulmentInput = {
  /** The ballot whose annulment is proposed. */
  ballotId: string;
};

/** Withdrawing a comment. */
export type WithdrawCommentInput = {
  /** The comment. */
  commentId: string;
};

/** Taking a person out of a delegation. */
export type WithdrawDelegateInput = {
  /** The delegate. */
  delegateId: string;
};

/** Taking back a request for the floor. */
export type WithdrawRequestInput = {
  /** The intervention, not begun; or a point of order, not ruled on. */
  interventionId: string;
};

export type DelegateTableQueryVariables = Exact<{
  id: string;
  locale: Locale;
}>;

export type DelegateTableQuery = {
  __typename: "Query";
  roundTable: {
    __typename: "RoundTable";
    liveCursor: string;
    id: string;
    code: string;
    title: string;
    state: RoundTableState;
    present: number;
    quorum: {
      __typename: "QuorumState";
      basis: QuorumBasis;
      base: number;
      required: number;
      present: number;
      margin: number;
      isMet: boolean;
    };
    presidingOfficer: { __typename: "Participation"; id: string; displayName: string } | null;
    conference: {
      __typename: "Conference";
      id: string;
      title: string;
      timeZone: string;
      ruleSet: {
        __typename: "RuleSet";
        id: string;
        allowVoteChange: boolean;
        changeUntil: string;
        headMayOverride: boolean;
        mayCast: Array<string>;
      };
    };
    myAdmission: {
      __typename: "Admission";
      standing: Standing;
      delegation: {
        __typename: "Delegation";
        id: string;
        kind: DelegationKind;
        organisation: string | null;
        credentials: Credentials;
        mayVote: boolean;
        votingSuspended: boolean;
        delegates: Array<{
          __typename: "Delegate";
          id: string;
          function: DelegateFunction;
          participation: { __typename: "Participation"; id: string; displayName: string };
        }>;
        country: { __typename: "Country"; code: string; name: string } | null;
      } | null;
    };
    seats: Array<{
      __typename: "Seat";
      id: string;
      isPresent: boolean;
      delegation: {
        __typename: "Delegation";
        id: string;
        kind: DelegationKind;
        organisation: string | null;
        country: { __typename: "Country"; code: string; name: string } | null;
      };
    }>;
    speaker: {
      __typename: "Intervention";
      id: string;
      kind: InterventionKind;
      state: InterventionState;
      secondsAllotted: number | null;
      secondsUsed: number;
      startedAt: string | null;
      endsAt: string | null;
      ruling: string | null;
      isUpheld: boolean | null;
      delegation: {
        __typename: "Delegation";
        id: string;
        kind: DelegationKind;
        organisation: string | null;
        country: { __typename: "Country"; code: string; name: string } | null;
      };
    } | null;
    agendaItems: Array<{
      __typename: "AgendaItem";
      id: string;
      position: number;
      title: string;
      kind: AgendaItemKind;
      state: AgendaItemState;
      minutes: number | null;
      speakersList: {
        __typename: "SpeakersList";
        isOpen: boolean;
        seconds: number | null;
        policy: SpeakingPolicy;
        queue: Array<{
          __typename: "Intervention";
          id: string;
          kind: InterventionKind;
          state: InterventionState;
          position: number | null;
          requestedAt: string;
          delegation: {
            __typename: "Delegation";
            id: string;
            kind: DelegationKind;
            organisation: string | null;
            country: { __typename: "Country"; code: string; name: string } | null;
          };
        }>;
      };
      recommendations: Array<{
        __typename: "Recommendation";
        id: string;
        symbol: string;
        title: string;
        state: RecommendationState;
        agendaItem: { __typename: "AgendaItem"; id: string };
        ballots: Array<{ __typename: "Ballot"; id: string; state: BallotState; mode: BallotMode; openedAt: string }>;
      }>;
    }>;
  } | null;
  viewer: {
    __typename: "Viewer";
    id: string;
    participations: Array<{
      __typename: "Participation";
      id: string;
      delegation: { __typename: "Delegation"; id: string } | null;
    }>;
  };
};

export type DelegateBallotQueryVariables = Exact<{
  id: string;
}>;

export type DelegateBallotQuery = {
  __typename: "Query";
  ballot: {
    __typename: "Ballot";
    id: string;
    question: string;
    mode: BallotMode;
    majority: Majority;
    state: BallotState;
    tallyVisibility: TallyVisibility;
    openedAt: string;
    closesAt: string | null;
    closedAt: string | null;
    declaredAt: string | null;
    lockingAt: string | null;
    outlook: Outlook | null;
    version: number;
    cancelReason: string | null;
    hasVoted: boolean | null;
    receipt: string | null;
    options: Array<{ __typename: "BallotOption"; id: string; choice: VoteChoice }> | null;
    disclosure: { __typename: "Disclosure"; papers: number; outside: number; repeats: number } | null;
    objections: Array<{
      __typename: "ConsensusObjection";
      recordedAt: string;
      reason: string | null;
      delegation: { __typename: "Delegation"; id: string };
    }>;
    roll: Array<{
      __typename: "RollEntry";
      ballot: { __typename: "Ballot"; id: string };
      delegation: { __typename: "Delegation"; id: string };
    }>;
    turnout: { __typename: "Turnout"; voted: number; eligible: number; present: number };
    tally: { __typename: "Tally"; for: number; against: number; abstain: number } | null;
    amendment: { __typename: "Amendment"; id: string; symbol: string; kind: AmendmentKind } | null;
    recommendation: {
      __typename: "Recommendation";
      id: string;
      symbol: string;
      title: string;
      state: RecommendationState;
    };
    decision: {
      __typename: "Decision";
      outcome: Outcome;
      majority: Majority;
      votesFor: number | null;
      votesAgainst: number | null;
      abstentions: number | null;
      objections: number;
      papers: number | null;
      eligible: number;
      members: number;
      threshold: number | null;
      margin: number | null;
      quorum: number;
      quorumBase: number;
      presentAtOpen: number;
      presentAtClose: number;
      citation: string;
      decidedAt: string;
    } | null;
    calls: Array<{
      __typename: "RollCallEntry";
      number: number;
      calledAt: string;
      delegation: { __typename: "Delegation"; id: string };
    }>;
    myVote: { __typename: "Vote"; choice: VoteChoice; castAt: string; source: VoteSource } | null;
  } | null;
};

export type DelegatePartQueryVariables = Exact<{
  id: string;
}>;

export type DelegatePartQuery = {
  __typename: "Query";
  ballot: {
    __typename: "Ballot";
    id: string;
    state: BallotState;
    closedAt: string | null;
    hasVoted: boolean | null;
    receipt: string | null;
    myVote: { __typename: "Vote"; choice: VoteChoice; castAt: string; source: VoteSource } | null;
  } | null;
};

export type MyPartFragment = {
  __typename: "Ballot";
  id: string;
  hasVoted: boolean | null;
  receipt: string | null;
  myVote: { __typename: "Vote"; choice: VoteChoice; castAt: string; source: VoteSource } | null;
};

export type DelegateCastsMutationVariables = Exact<{
  input: CastVoteInput;
}>;

export type DelegateCastsMutation = {
  __typename: "Mutation";
  castVote:
    | { __typename: "AlreadyVoted"; code: string; message: string }
    | { __typename: "BallotClosed"; closedAt: string; code: string; message: string }
    | {
        __typename: "CastVoteSuccess";
        ballot: {
          __typename: "Ballot";
          id: string;
          hasVoted: boolean | null;
          receipt: string | null;
          myVote: { __typename: "Vote"; choice: VoteChoice; castAt: string; source: VoteSource } | null;
        };
      }
    | { __typename: "IdempotencyConflict"; code: string; message: string }
    | { __typename: "InvalidInput"; code: string; message: string }
    | { __typename: "ModeMismatch"; code: string; message: string }
    | { __typename: "NotCalled"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | { __typename: "NotPresent"; code: string; message: string }
    | { __typename: "RoundTableNotOpen"; code: string; message: string }
    | { __typename: "VotesNotTaken"; code: string; message: string };
};

export type DelegateChangesMutationVariables = Exact<{
  input: ChangeVoteInput;
}>;

export type DelegateChangesMutation = {
  __typename: "Mutation";
  changeVote:
    | { __typename: "BallotClosed"; closedAt: string; code: string; message: string }
    | {
        __typename: "ChangeVoteSuccess";
        ballot: {
          __typename: "Ballot";
          id: string;
          hasVoted: boolean | null;
          receipt: string | null;
          myVote: { __typename: "Vote"; choice: VoteChoice; castAt: string; source: VoteSource } | null;
        };
      }
    | { __typename: "IdempotencyConflict"; code: string; message: string }
    | { __typename: "InvalidInput"; code: string; message: string }
    | { __typename: "InvalidState"; state: string; code: string; message: string }
    | { __typename: "ModeMismatch"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | { __typename: "NotPresent"; code: string; message: string }
    | { __typename: "RoundTableNotOpen"; code: string; message: string }
    | { __typename: "VotesNotTaken"; code: string; message: string };
};

export type DelegateCastsPaperMutationVariables = Exact<{
  input: CastSecretVoteInput;
}>;

export type DelegateCastsPaperMutation = {
  __typename: "Mutation";
  castSecretVote:
    | { __typename: "AlreadyVoted"; code: string; message: string }
    | { __typename: "BallotClosed"; closedAt: string; code: string; message: string }
    | { __typename: "BallotSealFaulty"; fault: SealFault; code: string; message: string }
    | {
        __typename: "CastSecretVoteSuccess";
        ballot: {
          __typename: "Ballot";
          id: string;
          hasVoted: boolean | null;
          receipt: string | null;
          myVote: { __typename: "Vote"; choice: VoteChoice; castAt: string; source: VoteSource } | null;
        };
      }
    | { __typename: "InvalidInput"; code: string; message: string }
    | { __typename: "ModeMismatch"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | { __typename: "NotPresent"; code: string; message: string }
    | { __typename: "RoundTableNotOpen"; code: string; message: string };
};

export type DelegateObjectsMutationVariables = Exact<{
  input: ObjectToConsensusInput;
}>;

export type DelegateObjectsMutation = {
  __typename: "Mutation";
  objectToConsensus:
    | { __typename: "BallotClosed"; closedAt: string; code: string; message: string }
    | { __typename: "InvalidInput"; code: string; message: string }
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | { __typename: "NotPresent"; code: string; message: string }
    | {
        __typename: "ObjectToConsensusSuccess";
        ballot: {
          __typename: "Ballot";
          id: string;
          question: string;
          mode: BallotMode;
          majority: Majority;
          state: BallotState;
          tallyVisibility: TallyVisibility;
          openedAt: string;
          closesAt: string | null;
          closedAt: string | null;
          declaredAt: string | null;
          lockingAt: string | null;
          outlook: Outlook | null;
          version: number;
          cancelReason: string | null;
          objections: Array<{
            __typename: "ConsensusObjection";
            recordedAt: string;
            reason: string | null;
            delegation: { __typename: "Delegation"; id: string };
          }>;
          turnout: { __typename: "Turnout"; voted: number; eligible: number; present: number };
          tally: { __typename: "Tally"; for: number; against: number; abstain: number } | null;
          amendment: { __typename: "Amendment"; id: string; symbol: string; kind: AmendmentKind } | null;
          recommendation: {
            __typename: "Recommendation";
            id: string;
            symbol: string;
            title: string;
            state: RecommendationState;
          };
          decision: {
            __typename: "Decision";
            outcome: Outcome;
            majority: Majority;
            votesFor: number | null;
            votesAgainst: number | null;
            abstentions: number | null;
            objections: number;
            papers: number | null;
            eligible: number;
            members: number;
            threshold: number | null;
            margin: number | null;
            quorum: number;
            quorumBase: number;
            presentAtOpen: number;
            presentAtClose: number;
            citation: string;
            decidedAt: string;
          } | null;
        };
      };
};

export type DelegateChecksInMutationVariables = Exact<{
  input: CheckInInput;
}>;

export type DelegateChecksInMutation = {
  __typename: "Mutation";
  checkIn:
    | { __typename: "CheckInSuccess"; seat: { __typename: "Seat"; id: string; isPresent: boolean } }
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string };
};

export type DelegateChecksOutMutationVariables = Exact<{
  input: CheckOutInput;
}>;

export type DelegateChecksOutMutation = {
  __typename: "Mutation";
  checkOut:
    | { __typename: "CheckOutSuccess"; seat: { __typename: "Seat"; id: string; isPresent: boolean } }
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string };
};

export type DelegateAsksForFloorMutationVariables = Exact<{
  input: RequestFloorInput;
}>;

export type DelegateAsksForFloorMutation = {
  __typename: "Mutation";
  requestFloor:
    | { __typename: "AgendaItemNotUnderDiscussion"; state: AgendaItemState; code: string; message: string }
    | { __typename: "IdempotencyConflict"; code: string; message: string }
    | { __typename: "InvalidInput"; code: string; message: string }
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | { __typename: "NotPresent"; code: string; message: string }
    | { __typename: "PointOfOrderPending"; code: string; message: string }
    | {
        __typename: "RequestFloorSuccess";
        intervention: {
          __typename: "Intervention";
          id: string;
          kind: InterventionKind;
          state: InterventionState;
          secondsAllotted: number | null;
          secondsUsed: number;
          startedAt: string | null;
          endsAt: string | null;
          ruling: string | null;
          isUpheld: boolean | null;
          delegation: { __typename: "Delegation"; id: string };
          agendaItem: { __typename: "AgendaItem"; id: string };
        };
      }
    | { __typename: "RoundTableNotOpen"; code: string; message: string }
    | { __typename: "SpeakersListClosed"; code: string; message: string };
};

export type DelegateWithdrawsRequestMutationVariables = Exact<{
  input: WithdrawRequestInput;
}>;

export type DelegateWithdrawsRequestMutation = {
  __typename: "Mutation";
  withdrawRequest:
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | {
        __typename: "WithdrawRequestSuccess";
        intervention: {
          __typename: "Intervention";
          id: string;
          kind: InterventionKind;
          state: InterventionState;
          secondsAllotted: number | null;
          secondsUsed: number;
          startedAt: string | null;
          endsAt: string | null;
          ruling: string | null;
          isUpheld: boolean | null;
          delegation: { __typename: "Delegation"; id: string };
          agendaItem: { __typename: "AgendaItem"; id: string };
        };
      };
};

export type DelegateSeatsQueryVariables = Exact<{
  id: string;
}>;

export type DelegateSeatsQuery = {
  __typename: "Query";
  roundTable: {
    __typename: "RoundTable";
    id: string;
    seats: Array<{ __typename: "Seat"; id: string; isPresent: boolean }>;
  } | null;
};

export type DelegateSpeakersQueryVariables = Exact<{
  id: string;
}>;

export type DelegateSpeakersQuery = {
  __typename: "Query";
  roundTable: {
    __typename: "RoundTable";
    id: string;
    speaker: { __typename: "Intervention"; id: string } | null;
    agendaItems: Array<{
      __typename: "AgendaItem";
      id: string;
      speakersList: {
        __typename: "SpeakersList";
        isOpen: boolean;
        seconds: number | null;
        policy: SpeakingPolicy;
        queue: Array<{
          __typename: "Intervention";
          id: string;
          kind: InterventionKind;
          state: InterventionState;
          position: number | null;
          requestedAt: string;
          delegation: { __typename: "Delegation"; id: string };
        }>;
      };
    }>;
  } | null;
};

export type DelegateTextQueryVariables = Exact<{
  id: string;
  locale: Locale;
}>;

export type DelegateTextQuery = {
  __typename: "Query";
  recommendation: {
    __typename: "Recommendation";
    id: string;
    symbol: string;
    title: string;
    state: RecommendationState;
    proposedBy: {
      __typename: "Delegation";
      id: string;
      kind: DelegationKind;
      organisation: string | null;
      country: { __typename: "Country"; code: string; name: string } | null;
    };
    currentVersion: {
      __typename: "RecommendationVersion";
      id: string;
      number: number;
      title: string;
      originalLocale: Locale;
      createdAt: string;
      paragraphs: Array<{
        __typename: "Paragraph";
        paragraphId: string;
        kind: ParagraphKind;
        number: string | null;
        text: string | null;
      }>;
      original: Array<{ __typename: "Paragraph"; paragraphId: string; text: string | null }>;
      languages: Array<{
        __typename: "VersionLanguage";
        locale: Locale;
        conformity: Conformity | null;
        missingParagraphs: Array<{ __typename: "Paragraph"; paragraphId: string }>;
      }>;
    };
    versions: Array<{ __typename: "RecommendationVersion"; id: string; number: number; createdAt: string }>;
    votingOrder: Array<{ __typename: "VotingPlace"; rank: number; amendment: { __typename: "Amendment"; id: string } }>;
    amendments: Array<{
      __typename: "Amendment";
      id: string;
      symbol: string;
      kind: AmendmentKind;
      state: AmendmentState;
      text: string | null;
      parent: { __typename: "Amendment"; id: string; symbol: string } | null;
      paragraph: { __typename: "Paragraph"; paragraphId: string; number: string | null; text: string | null } | null;
      proposedBy: {
        __typename: "Delegation";
        id: string;
        kind: DelegationKind;
        organisation: string | null;
        country: { __typename: "Country"; code: string; name: string } | null;
      };
    }>;
    agendaItem: { __typename: "AgendaItem"; id: string };
    ballots: Array<{ __typename: "Ballot"; id: string; state: BallotState; mode: BallotMode; openedAt: string }>;
  } | null;
};

export type DelegateTextChangesQueryVariables = Exact<{
  id: string;
  since: number;
}>;

export type DelegateTextChangesQuery = {
  __typename: "Query";
  recommendation: {
    __typename: "Recommendation";
    id: string;
    currentVersion: {
      __typename: "RecommendationVersion";
      id: string;
      originalLocale: Locale;
      diff: Array<{
        __typename: "ParagraphChange";
        change: ParagraphChangeKind;
        moved: boolean;
        paragraph: { __typename: "Paragraph"; paragraphId: string; number: string | null; kind: ParagraphKind };
        pieces: Array<{ __typename: "TextPiece"; op: PieceOperation; text: string }>;
      }>;
    };
  } | null;
};

export type DelegateCommentsQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;

export type DelegateCommentsQuery = {
  __typename: "Query";
  recommendation: {
    __typename: "Recommendation";
    id: string;
    comments: {
      __typename: "CommentConnection";
      edges: Array<{
        __typename: "CommentEdge";
        node: {
          __typename: "Comment";
          id: string;
          body: string | null;
          postedAt: string;
          withdrawnAt: string | null;
          audience: CommentAudience;
          author: {
            __typename: "Participation";
            id: string;
            displayName: string;
            delegation: { __typename: "Delegation"; id: string } | null;
          };
        };
      }>;
      pageInfo: { __typename: "PageInfo"; hasNextPage: boolean; endCursor: string | null };
    };
  } | null;
};

export type RemarkFragment = {
  __typename: "Comment";
  id: string;
  body: string | null;
  postedAt: string;
  withdrawnAt: string | null;
  audience: CommentAudience;
  author: {
    __typename: "Participation";
    id: string;
    displayName: string;
    delegation: { __typename: "Delegation"; id: string } | null;
  };
};

export type DelegatePostsCommentMutationVariables = Exact<{
  input: PostCommentInput;
}>;

export type DelegatePostsCommentMutation = {
  __typename: "Mutation";
  postComment:
    | { __typename: "IdempotencyConflict"; code: string; message: string }
    | { __typename: "InvalidInput"; code: string; message: string }
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | {
        __typename: "PostCommentSuccess";
        comment: {
          __typename: "Comment";
          id: string;
          body: string | null;
          postedAt: string;
          withdrawnAt: string | null;
          audience: CommentAudience;
          author: {
            __typename: "Participation";
            id: string;
            displayName: string;
            delegation: { __typename: "Delegation"; id: string } | null;
          };
        };
      };
};

export type DelegateWithdrawsCommentMutationVariables = Exact<{
  input: WithdrawCommentInput;
}>;

export type DelegateWithdrawsCommentMutation = {
  __typename: "Mutation";
  withdrawComment:
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | {
        __typename: "WithdrawCommentSuccess";
        comment: {
          __typename: "Comment";
          id: string;
          body: string | null;
          postedAt: string;
          withdrawnAt: string | null;
          audience: CommentAudience;
          author: {
            __typename: "Participation";
            id: string;
            displayName: string;
            delegation: { __typename: "Delegation"; id: string } | null;
          };
        };
      };
};

export type EnterRoomsMutationVariables = Exact<{
  input: SignInInput;
}>;

export type EnterRoomsMutation = {
  __typename: "Mutation";
  signIn:
    | { __typename: "AccessCodeRejected"; code: string; message: string }
    | { __typename: "SignInSuccess"; accessToken: string; refreshToken: string }
    | { __typename: "TooManyAttempts"; retryAfterSeconds: number; code: string; message: string };
};

export type StayInRoomsMutationVariables = Exact<{
  input: RefreshSessionInput;
}>;

export type StayInRoomsMutation = {
  __typename: "Mutation";
  refreshSession:
    | { __typename: "RefreshSessionSuccess"; accessToken: string; refreshToken: string }
    | { __typename: "RefreshTokenRejected"; code: string; message: string };
};

export type LeaveRoomsMutationVariables = Exact<{ [key: string]: never }>;

export type LeaveRoomsMutation = {
  __typename: "Mutation";
  signOut: { __typename: "SignOutSuccess"; signedOut: boolean };
};

export type TableEventsSubscriptionVariables = Exact<{
  roundTableId: string;
  after?: string | null | undefined;
}>;

export type TableEventsSubscription = {
  __typename: "Subscription";
  roundTableEvents:
    | { __typename: "AdmissionEndedEvent"; seq: number; at: string }
    | { __typename: "AdmissionGrantedEvent"; seq: number; at: string }
    | { __typename: "AdmittedToBallotEvent"; seq: number; at: string }
    | {
        __typename: "AgendaItemClosedEvent";
        seq: number;
        at: string;
        agendaItem: {
          __typename: "AgendaItem";
          id: string;
          position: number;
          title: string;
          kind: AgendaItemKind;
          state: AgendaItemState;
          minutes: number | null;
        };
      }
    | {
        __typename: "AgendaItemDeferredEvent";
        seq: number;
        at: string;
        agendaItem: {
          __typename: "AgendaItem";
          id: string;
          position: number;
          title: string;
          kind: AgendaItemKind;
          state: AgendaItemState;
          minutes: number | null;
        };
      }
    | {
        __typename: "AgendaItemReopenedEvent";
        seq: number;
        at: string;
        agendaItem: {
          __typename: "AgendaItem";
          id: string;
          position: number;
          title: string;
          kind: AgendaItemKind;
          state: AgendaItemState;
          minutes: number | null;
        };
      }
    | {
        __typename: "AgendaItemTakenUpEvent";
        seq: number;
        at: string;
        agendaItem: {
          __typename: "AgendaItem";
          id: string;
          position: number;
          title: string;
          kind: AgendaItemKind;
          state: AgendaItemState;
          minutes: number | null;
        };
      }
    | { __typename: "AmendmentAcceptedEvent"; seq: number; at: string }
    | { __typename: "AmendmentAdoptedEvent"; seq: number; at: string }
    | { __typename: "AmendmentLapsedEvent"; seq: number; at: string }
    | { __typename: "AmendmentProposedEvent"; seq: number; at: string }
    | { __typename: "AmendmentRejectedEvent"; seq: number; at: string }
    | { __typename: "AmendmentRuledEvent"; seq: number; at: string }
    | { __typename: "AmendmentWithdrawnEvent"; seq: number; at: string }
    | { __typename: "AnnulmentProposedEvent"; seq: number; at: string }
    | { __typename: "AnnulmentWithdrawnEvent"; seq: number; at: string }
    | {
        __typename: "BallotAnnulledEvent";
        seq: number;
        at: string;
        ballot: { __typename: "Ballot"; id: string; state: BallotState };
      }
    | {
        __typename: "BallotCancelledEvent";
        seq: number;
        at: string;
        ballot: {
          __typename: "Ballot";
          id: string;
          state: BallotState;
          closedAt: string | null;
          closesAt: string | null;
          cancelReason: string | null;
          outlook: Outlook | null;
        };
      }
    | {
        __typename: "BallotClosedEvent";
        seq: number;
        at: string;
        ballot: {
          __typename: "Ballot";
          id: string;
          question: string;
          mode: BallotMode;
          majority: Majority;
          state: BallotState;
          tallyVisibility: TallyVisibility;
          openedAt: string;
          closesAt: string | null;
          closedAt: string | null;
          declaredAt: string | null;
          lockingAt: string | null;
          outlook: Outlook | null;
          version: number;
          cancelReason: string | null;
          turnout: { __typename: "Turnout"; voted: number; eligible: number; present: number };
          tally: { __typename: "Tally"; for: number; against: number; abstain: number } | null;
          amendment: { __typename: "Amendment"; id: string; symbol: string; kind: AmendmentKind } | null;
          recommendation: {
            __typename: "Recommendation";
            id: string;
            symbol: string;
            title: string;
            state: RecommendationState;
          };
          decision: {
            __typename: "Decision";
            outcome: Outcome;
            majority: Majority;
            votesFor: number | null;
            votesAgainst: number | null;
            abstentions: number | null;
            objections: number;
            papers: number | null;
            eligible: number;
            members: number;
            threshold: number | null;
            margin: number | null;
            quorum: number;
            quorumBase: number;
            presentAtOpen: number;
            presentAtClose: number;
            citation: string;
            decidedAt: string;
          } | null;
        };
      }
    | {
        __typename: "BallotLockingEvent";
        seq: number;
        at: string;
        ballot: {
          __typename: "Ballot";
          id: string;
          state: BallotState;
          closesAt: string | null;
          lockingAt: string | null;
        };
      }
    | {
        __typename: "BallotOpenedEvent";
        seq: number;
        at: string;
        ballot: {
          __typename: "Ballot";
          id: string;
          question: string;
          mode: BallotMode;
          majority: Majority;
          state: BallotState;
          tallyVisibility: TallyVisibility;
          openedAt: string;
          closesAt: string | null;
          closedAt: string | null;
          declaredAt: string | null;
          lockingAt: string | null;
          outlook: Outlook | null;
          version: number;
          cancelReason: string | null;
          recommendation: {
            __typename: "Recommendation";
            id: string;
            symbol: string;
            title: string;
            state: RecommendationState;
            agendaItem: { __typename: "AgendaItem"; id: string };
            ballots: Array<{
              __typename: "Ballot";
              id: string;
              state: BallotState;
              mode: BallotMode;
              openedAt: string;
            }>;
          };
          turnout: { __typename: "Turnout"; voted: number; eligible: number; present: number };
          tally: { __typename: "Tally"; for: number; against: number; abstain: number } | null;
          amendment: { __typename: "Amendment"; id: string; symbol: string; kind: AmendmentKind } | null;
          decision: {
            __typename: "Decision";
            outcome: Outcome;
            majority: Majority;
            votesFor: number | null;
            votesAgainst: number | null;
            abstentions: number | null;
            objections: number;
            papers: number | null;
            eligible: number;
            members: number;
            threshold: number | null;
            margin: number | null;
            quorum: number;
            quorumBase: number;
            presentAtOpen: number;
            presentAtClose: number;
            citation: string;
            decidedAt: string;
          } | null;
        };
      }
    | {
        __typename: "ChairHandedOverEvent";
        seq: number;
        at: string;
        presidingOfficer: { __typename: "Participation"; id: string; displayName: string } | null;
      }
    | {
        __typename: "ChairTakenEvent";
        seq: number;
        at: string;
        presidingOfficer: { __typename: "Participation"; id: string; displayName: string } | null;
      }
    | {
        __typename: "CommentPostedEvent";
        seq: number;
        at: string;
        comment: {
          __typename: "Comment";
          id: string;
          recommendation: { __typename: "Recommendation"; id: string };
        } | null;
      }
    | { __typename: "CommentWithdrawnEvent"; seq: number; at: string }
    | { __typename: "ConclusionsPublishedEvent"; seq: number; at: string }
    | {
        __typename: "ConsensusObjectedEvent";
        seq: number;
        at: string;
        ballot: { __typename: "Ballot"; id: string; state: BallotState };
        delegation: { __typename: "Delegation"; id: string };
      }
    | {
        __typename: "CredentialsDecidedEvent";
        seq: number;
        at: string;
        delegation: {
          __typename: "Delegation";
          id: string;
          credentials: Credentials;
          mayVote: boolean;
          votingSuspended: boolean;
        };
      }
    | { __typename: "CredentialsOfficerAppointedEvent"; seq: number; at: string }
    | { __typename: "CredentialsOfficerDismissedEvent"; seq: number; at: string }
    | {
        __typename: "DecisionDeclaredEvent";
        seq: number;
        at: string;
        ballot: {
          __typename: "Ballot";
          id: string;
          question: string;
          mode: BallotMode;
          majority: Majority;
          state: BallotState;
          tallyVisibility: TallyVisibility;
          openedAt: string;
          closesAt: string | null;
          closedAt: string | null;
          declaredAt: string | null;
          lockingAt: string | null;
          outlook: Outlook | null;
          version: number;
          cancelReason: string | null;
          turnout: { __typename: "Turnout"; voted: number; eligible: number; present: number };
          tally: { __typename: "Tally"; for: number; against: number; abstain: number } | null;
          amendment: { __typename: "Amendment"; id: string; symbol: string; kind: AmendmentKind } | null;
          recommendation: {
            __typename: "Recommendation";
            id: string;
            symbol: string;
            title: string;
            state: RecommendationState;
          };
          decision: {
            __typename: "Decision";
            outcome: Outcome;
            majority: Majority;
            votesFor: number | null;
            votesAgainst: number | null;
            abstentions: number | null;
            objections: number;
            papers: number | null;
            eligible: number;
            members: number;
            threshold: number | null;
            margin: number | null;
            quorum: number;
            quorumBase: number;
            presentAtOpen: number;
            presentAtClose: number;
            citation: string;
            decidedAt: string;
          } | null;
        };
      }
    | { __typename: "DelegateAddedEvent"; seq: number; at: string }
    | {
        __typename: "DelegateCheckedInEvent";
        present: number;
        seq: number;
        at: string;
        seat: { __typename: "Seat"; id: string; isPresent: boolean };
        quorum: {
          __typename: "QuorumState";
          basis: QuorumBasis;
          base: number;
          required: number;
          present: number;
          margin: number;
          isMet: boolean;
        } | null;
      }
    | {
        __typename: "DelegateCheckedOutEvent";
        present: number;
        seq: number;
        at: string;
        seat: { __typename: "Seat"; id: string; isPresent: boolean };
        quorum: {
          __typename: "QuorumState";
          basis: QuorumBasis;
          base: number;
          required: number;
          present: number;
          margin: number;
          isMet: boolean;
        } | null;
      }
    | { __typename: "DelegateFunctionChangedEvent"; seq: number; at: string }
    | {
        __typename: "DelegationCalledEvent";
        seq: number;
        at: string;
        ballot: {
          __typename: "Ballot";
          id: string;
          calls: Array<{
            __typename: "RollCallEntry";
            number: number;
            calledAt: string;
            delegation: { __typename: "Delegation"; id: string };
          }>;
        };
      }
    | {
        __typename: "FloorRequestWithdrawnEvent";
        seq: number;
        at: string;
        intervention: {
          __typename: "Intervention";
          id: string;
          kind: InterventionKind;
          state: InterventionState;
          secondsAllotted: number | null;
          secondsUsed: number;
          startedAt: string | null;
          endsAt: string | null;
          ruling: string | null;
          isUpheld: boolean | null;
          delegation: { __typename: "Delegation"; id: string };
          agendaItem: { __typename: "AgendaItem"; id: string };
        };
      }
    | {
        __typename: "FloorRequestedEvent";
        seq: number;
        at: string;
        intervention: {
          __typename: "Intervention";
          id: string;
          kind: InterventionKind;
          state: InterventionState;
          secondsAllotted: number | null;
          secondsUsed: number;
          startedAt: string | null;
          endsAt: string | null;
          ruling: string | null;
          isUpheld: boolean | null;
          delegation: { __typename: "Delegation"; id: string };
          agendaItem: { __typename: "AgendaItem"; id: string };
        };
      }
    | { __typename: "HeadHandedOverEvent"; seq: number; at: string }
    | {
        __typename: "PointOfOrderRaisedEvent";
        seq: number;
        at: string;
        intervention: {
          __typename: "Intervention";
          id: string;
          kind: InterventionKind;
          state: InterventionState;
          secondsAllotted: number | null;
          secondsUsed: number;
          startedAt: string | null;
          endsAt: string | null;
          ruling: string | null;
          isUpheld: boolean | null;
          delegation: { __typename: "Delegation"; id: string };
          agendaItem: { __typename: "AgendaItem"; id: string };
        };
      }
    | {
        __typename: "PointOfOrderRuledEvent";
        seq: number;
        at: string;
        intervention: {
          __typename: "Intervention";
          id: string;
          kind: InterventionKind;
          state: InterventionState;
          secondsAllotted: number | null;
          secondsUsed: number;
          startedAt: string | null;
          endsAt: string | null;
          ruling: string | null;
          isUpheld: boolean | null;
          delegation: { __typename: "Delegation"; id: string };
          agendaItem: { __typename: "AgendaItem"; id: string };
        };
      }
    | {
        __typename: "QuorumLostEvent";
        seq: number;
        at: string;
        quorum: {
          __typename: "QuorumState";
          basis: QuorumBasis;
          base: number;
          required: number;
          present: number;
          margin: number;
          isMet: boolean;
        } | null;
      }
    | {
        __typename: "QuorumReachedEvent";
        seq: number;
        at: string;
        quorum: {
          __typename: "QuorumState";
          basis: QuorumBasis;
          base: number;
          required: number;
          present: number;
          margin: number;
          isMet: boolean;
        } | null;
      }
    | { __typename: "ReadInProposedEvent"; seq: number; at: string }
    | { __typename: "ReadInRejectedEvent"; seq: number; at: string }
    | {
        __typename: "RecommendationDraftedEvent";
        seq: number;
        at: string;
        recommendation: {
          __typename: "Recommendation";
          id: string;
          agendaItem: {
            __typename: "AgendaItem";
            id: string;
            recommendations: Array<{
              __typename: "Recommendation";
              id: string;
              symbol: string;
              title: string;
              state: RecommendationState;
              agendaItem: { __typename: "AgendaItem"; id: string };
              ballots: Array<{
                __typename: "Ballot";
                id: string;
                state: BallotState;
                mode: BallotMode;
                openedAt: string;
              }>;
            }>;
          };
        };
      }
    | {
        __typename: "RecommendationForwardedEvent";
        seq: number;
        at: string;
        recommendation: {
          __typename: "Recommendation";
          id: string;
          symbol: string;
          title: string;
          state: RecommendationState;
          agendaItem: { __typename: "AgendaItem"; id: string };
          ballots: Array<{ __typename: "Ballot"; id: string; state: BallotState; mode: BallotMode; openedAt: string }>;
        };
      }
    | {
        __typename: "RecommendationProposedEvent";
        seq: number;
        at: string;
        recommendation: {
          __typename: "Recommendation";
          id: string;
          agendaItem: {
            __typename: "AgendaItem";
            id: string;
            recommendations: Array<{
              __typename: "Recommendation";
              id: string;
              symbol: string;
              title: string;
              state: RecommendationState;
              agendaItem: { __typename: "AgendaItem"; id: string };
              ballots: Array<{
                __typename: "Ballot";
                id: string;
                state: BallotState;
                mode: BallotMode;
                openedAt: string;
              }>;
            }>;
          };
        };
      }
    | {
        __typename: "RecommendationReceivedEvent";
        seq: number;
        at: string;
        recommendation: {
          __typename: "Recommendation";
          id: string;
          agendaItem: {
            __typename: "AgendaItem";
            id: string;
            recommendations: Array<{
              __typename: "Recommendation";
              id: string;
              symbol: string;
              title: string;
              state: RecommendationState;
              agendaItem: { __typename: "AgendaItem"; id: string };
              ballots: Array<{
                __typename: "Ballot";
                id: string;
                state: BallotState;
                mode: BallotMode;
                openedAt: string;
              }>;
            }>;
          };
        };
      }
    | {
        __typename: "RecommendationRevisedEvent";
        seq: number;
        at: string;
        recommendation: {
          __typename: "Recommendation";
          id: string;
          symbol: string;
          title: string;
          state: RecommendationState;
          agendaItem: { __typename: "AgendaItem"; id: string };
          ballots: Array<{ __typename: "Ballot"; id: string; state: BallotState; mode: BallotMode; openedAt: string }>;
        };
      }
    | { __typename: "RecommendationSponsoredEvent"; seq: number; at: string }
    | {
        __typename: "RecommendationTakenUpEvent";
        seq: number;
        at: string;
        recommendation: {
          __typename: "Recommendation";
          id: string;
          symbol: string;
          title: string;
          state: RecommendationState;
          agendaItem: { __typename: "AgendaItem"; id: string };
          ballots: Array<{ __typename: "Ballot"; id: string; state: BallotState; mode: BallotMode; openedAt: string }>;
        };
      }
    | {
        __typename: "RecommendationWithdrawnEvent";
        seq: number;
        at: string;
        recommendation: {
          __typename: "Recommendation";
          id: string;
          symbol: string;
          title: string;
          state: RecommendationState;
          agendaItem: { __typename: "AgendaItem"; id: string };
          ballots: Array<{ __typename: "Ballot"; id: string; state: BallotState; mode: BallotMode; openedAt: string }>;
        };
      }
    | {
        __typename: "RecommendationsMergedEvent";
        seq: number;
        at: string;
        recommendation: {
          __typename: "Recommendation";
          id: string;
          agendaItem: {
            __typename: "AgendaItem";
            id: string;
            recommendations: Array<{
              __typename: "Recommendation";
              id: string;
              symbol: string;
              title: string;
              state: RecommendationState;
              agendaItem: { __typename: "AgendaItem"; id: string };
              ballots: Array<{
                __typename: "Ballot";
                id: string;
                state: BallotState;
                mode: BallotMode;
                openedAt: string;
              }>;
            }>;
          };
        };
      }
    | {
        __typename: "RollCalledEvent";
        seq: number;
        at: string;
        rollCall: {
          __typename: "RollCall";
          answers: Array<{
            __typename: "RollCallAnswer";
            isPresent: boolean;
            delegation: { __typename: "Delegation"; id: string };
          }>;
        };
        quorum: {
          __typename: "QuorumState";
          basis: QuorumBasis;
          base: number;
          required: number;
          present: number;
          margin: number;
          isMet: boolean;
        } | null;
      }
    | {
        __typename: "RoundTableCancelledEvent";
        seq: number;
        at: string;
        roundTable: { __typename: "RoundTable"; id: string; state: RoundTableState };
      }
    | {
        __typename: "RoundTableClosedEvent";
        seq: number;
        at: string;
        roundTable: { __typename: "RoundTable"; id: string; state: RoundTableState };
      }
    | {
        __typename: "RoundTableOpenedEvent";
        seq: number;
        at: string;
        roundTable: { __typename: "RoundTable"; id: string; state: RoundTableState };
      }
    | {
        __typename: "RoundTableResumedEvent";
        seq: number;
        at: string;
        roundTable: { __typename: "RoundTable"; id: string; state: RoundTableState };
      }
    | {
        __typename: "RoundTableSuspendedEvent";
        seq: number;
        at: string;
        roundTable: { __typename: "RoundTable"; id: string; state: RoundTableState };
      }
    | { __typename: "SealFaultFoundEvent"; seq: number; at: string }
    | { __typename: "SealFaultGoneEvent"; seq: number; at: string }
    | {
        __typename: "SpeakerCalledEvent";
        seq: number;
        at: string;
        intervention: {
          __typename: "Intervention";
          id: string;
          kind: InterventionKind;
          state: InterventionState;
          secondsAllotted: number | null;
          secondsUsed: number;
          startedAt: string | null;
          endsAt: string | null;
          ruling: string | null;
          isUpheld: boolean | null;
          delegation: { __typename: "Delegation"; id: string };
          agendaItem: { __typename: "AgendaItem"; id: string };
        };
      }
    | {
        __typename: "SpeakerSkippedEvent";
        seq: number;
        at: string;
        intervention: {
          __typename: "Intervention";
          id: string;
          kind: InterventionKind;
          state: InterventionState;
          secondsAllotted: number | null;
          secondsUsed: number;
          startedAt: string | null;
          endsAt: string | null;
          ruling: string | null;
          isUpheld: boolean | null;
          delegation: { __typename: "Delegation"; id: string };
          agendaItem: { __typename: "AgendaItem"; id: string };
        };
      }
    | {
        __typename: "SpeakersListClosedEvent";
        seq: number;
        at: string;
        agendaItem: {
          __typename: "AgendaItem";
          id: string;
          speakersList: { __typename: "SpeakersList"; isOpen: boolean; seconds: number | null };
        };
      }
    | {
        __typename: "SpeakersListOpenedEvent";
        seq: number;
        at: string;
        agendaItem: {
          __typename: "AgendaItem";
          id: string;
          speakersList: { __typename: "SpeakersList"; isOpen: boolean; seconds: number | null };
        };
      }
    | {
        __typename: "SpeakingTimeExtendedEvent";
        seq: number;
        at: string;
        intervention: {
          __typename: "Intervention";
          id: string;
          kind: InterventionKind;
          state: InterventionState;
          secondsAllotted: number | null;
          secondsUsed: number;
          startedAt: string | null;
          endsAt: string | null;
          ruling: string | null;
          isUpheld: boolean | null;
          delegation: { __typename: "Delegation"; id: string };
          agendaItem: { __typename: "AgendaItem"; id: string };
        };
      }
    | {
        __typename: "SpeechEndedEvent";
        seq: number;
        at: string;
        intervention: {
          __typename: "Intervention";
          id: string;
          kind: InterventionKind;
          state: InterventionState;
          secondsAllotted: number | null;
          secondsUsed: number;
          startedAt: string | null;
          endsAt: string | null;
          ruling: string | null;
          isUpheld: boolean | null;
          delegation: { __typename: "Delegation"; id: string };
          agendaItem: { __typename: "AgendaItem"; id: string };
        };
      }
    | {
        __typename: "SpeechPausedEvent";
        seq: number;
        at: string;
        intervention: {
          __typename: "Intervention";
          id: string;
          kind: InterventionKind;
          state: InterventionState;
          secondsAllotted: number | null;
          secondsUsed: number;
          startedAt: string | null;
          endsAt: string | null;
          ruling: string | null;
          isUpheld: boolean | null;
          delegation: { __typename: "Delegation"; id: string };
          agendaItem: { __typename: "AgendaItem"; id: string };
        };
      }
    | {
        __typename: "SpeechResumedEvent";
        seq: number;
        at: string;
        intervention: {
          __typename: "Intervention";
          id: string;
          kind: InterventionKind;
          state: InterventionState;
          secondsAllotted: number | null;
          secondsUsed: number;
          startedAt: string | null;
          endsAt: string | null;
          ruling: string | null;
          isUpheld: boolean | null;
          delegation: { __typename: "Delegation"; id: string };
          agendaItem: { __typename: "AgendaItem"; id: string };
        };
      }
    | {
        __typename: "SpeechStartedEvent";
        seq: number;
        at: string;
        intervention: {
          __typename: "Intervention";
          id: string;
          kind: InterventionKind;
          state: InterventionState;
          secondsAllotted: number | null;
          secondsUsed: number;
          startedAt: string | null;
          endsAt: string | null;
          ruling: string | null;
          isUpheld: boolean | null;
          delegation: { __typename: "Delegation"; id: string };
          agendaItem: { __typename: "AgendaItem"; id: string };
        };
      }
    | { __typename: "SponsorshipWithdrawnEvent"; seq: number; at: string }
    | { __typename: "TranslationFiledEvent"; seq: number; at: string }
    | {
        __typename: "TurnoutChangedEvent";
        seq: number;
        at: string;
        ballot: { __typename: "Ballot"; id: string };
        turnout: { __typename: "Turnout"; voted: number; eligible: number; present: number };
      }
    | {
        __typename: "VoteCastEvent";
        seq: number;
        at: string;
        ballot: { __typename: "Ballot"; id: string; outlook: Outlook | null };
        turnout: { __typename: "Turnout"; voted: number; eligible: number; present: number };
        tally: { __typename: "Tally"; for: number; against: number; abstain: number } | null;
        entry: {
          __typename: "RollEntry";
          callOrder: number | null;
          hasVoted: boolean | null;
          presentAtOpen: boolean;
          admittedAt: string | null;
          ballot: { __typename: "Ballot"; id: string };
          delegation: { __typename: "Delegation"; id: string };
          vote: { __typename: "Vote"; choice: VoteChoice } | null;
        } | null;
      }
    | {
        __typename: "VoteChangedEvent";
        seq: number;
        at: string;
        ballot: { __typename: "Ballot"; id: string; outlook: Outlook | null };
        turnout: { __typename: "Turnout"; voted: number; eligible: number; present: number };
        tally: { __typename: "Tally"; for: number; against: number; abstain: number } | null;
        entry: {
          __typename: "RollEntry";
          callOrder: number | null;
          hasVoted: boolean | null;
          presentAtOpen: boolean;
          admittedAt: string | null;
          ballot: { __typename: "Ballot"; id: string };
          delegation: { __typename: "Delegation"; id: string };
          vote: { __typename: "Vote"; choice: VoteChoice } | null;
        } | null;
      }
    | { __typename: "VoteIntentionRecordedEvent"; seq: number; at: string }
    | {
        __typename: "VotingRightsRestoredEvent";
        seq: number;
        at: string;
        delegation: {
          __typename: "Delegation";
          id: string;
          credentials: Credentials;
          mayVote: boolean;
          votingSuspended: boolean;
        };
      }
    | {
        __typename: "VotingRightsSuspendedEvent";
        seq: number;
        at: string;
        delegation: {
          __typename: "Delegation";
          id: string;
          credentials: Credentials;
          mayVote: boolean;
          votingSuspended: boolean;
        };
      };
};

export type SittingFragment = { __typename: "RoundTable"; id: string; state: RoundTableState };

export type PersonFragment = { __typename: "Participation"; id: string; displayName: string };

export type StandingFragment = {
  __typename: "Delegation";
  id: string;
  credentials: Credentials;
  mayVote: boolean;
  votingSuspended: boolean;
};

export type AddedToItemFragment = {
  __typename: "Recommendation";
  id: string;
  agendaItem: {
    __typename: "AgendaItem";
    id: string;
    recommendations: Array<{
      __typename: "Recommendation";
      id: string;
      symbol: string;
      title: string;
      state: RecommendationState;
      agendaItem: { __typename: "AgendaItem"; id: string };
      ballots: Array<{ __typename: "Ballot"; id: string; state: BallotState; mode: BallotMode; openedAt: string }>;
    }>;
  };
};

export type MovedFragment = {
  __typename: "Amendment";
  id: string;
  state: AmendmentState;
  symbol: string;
  recommendation: { __typename: "Recommendation"; id: string };
};

export type TurnoutNowFragment = { __typename: "Turnout"; voted: number; eligible: number; present: number };

export type OpenedFragment = {
  __typename: "Ballot";
  id: string;
  question: string;
  mode: BallotMode;
  majority: Majority;
  state: BallotState;
  tallyVisibility: TallyVisibility;
  openedAt: string;
  closesAt: string | null;
  closedAt: string | null;
  declaredAt: string | null;
  lockingAt: string | null;
  outlook: Outlook | null;
  version: number;
  cancelReason: string | null;
  recommendation: {
    __typename: "Recommendation";
    id: string;
    symbol: string;
    title: string;
    state: RecommendationState;
    agendaItem: { __typename: "AgendaItem"; id: string };
    ballots: Array<{ __typename: "Ballot"; id: string; state: BallotState; mode: BallotMode; openedAt: string }>;
  };
  turnout: { __typename: "Turnout"; voted: number; eligible: number; present: number };
  tally: { __typename: "Tally"; for: number; against: number; abstain: number } | null;
  amendment: { __typename: "Amendment"; id: string; symbol: string; kind: AmendmentKind } | null;
  decision: {
    __typename: "Decision";
    outcome: Outcome;
    majority: Majority;
    votesFor: number | null;
    votesAgainst: number | null;
    abstentions: number | null;
    objections: number;
    papers: number | null;
    eligible: number;
    members: number;
    threshold: number | null;
    margin: number | null;
    quorum: number;
    quorumBase: number;
    presentAtOpen: number;
    presentAtClose: number;
    citation: string;
    decidedAt: string;
  } | null;
};

export type CastFragment = {
  __typename: "VoteCastEvent";
  ballot: { __typename: "Ballot"; id: string; outlook: Outlook | null };
  turnout: { __typename: "Turnout"; voted: number; eligible: number; present: number };
  tally: { __typename: "Tally"; for: number; against: number; abstain: number } | null;
  entry: {
    __typename: "RollEntry";
    callOrder: number | null;
    hasVoted: boolean | null;
    presentAtOpen: boolean;
    admittedAt: string | null;
    ballot: { __typename: "Ballot"; id: string };
    delegation: { __typename: "Delegation"; id: string };
    vote: { __typename: "Vote"; choice: VoteChoice } | null;
  } | null;
};

export type ChangedFragment = {
  __typename: "VoteChangedEvent";
  ballot: { __typename: "Ballot"; id: string; outlook: Outlook | null };
  turnout: { __typename: "Turnout"; voted: number; eligible: number; present: number };
  tally: { __typename: "Tally"; for: number; against: number; abstain: number } | null;
  entry: {
    __typename: "RollEntry";
    callOrder: number | null;
    hasVoted: boolean | null;
    presentAtOpen: boolean;
    admittedAt: string | null;
    ballot: { __typename: "Ballot"; id: string };
    delegation: { __typename: "Delegation"; id: string };
    vote: { __typename: "Vote"; choice: VoteChoice } | null;
  } | null;
};

export type CallsFragment = {
  __typename: "Ballot";
  calls: Array<{
    __typename: "RollCallEntry";
    number: number;
    calledAt: string;
    delegation: { __typename: "Delegation"; id: string };
  }>;
};

export type ListChangedFragment = {
  __typename: "AgendaItem";
  id: string;
  speakersList: {
    __typename: "SpeakersList";
    isOpen: boolean;
    seconds: number | null;
    policy: SpeakingPolicy;
    queue: Array<{
      __typename: "Intervention";
      id: string;
      kind: InterventionKind;
      state: InterventionState;
      position: number | null;
      requestedAt: string;
      delegation: { __typename: "Delegation"; id: string };
    }>;
  };
};

export type FloorFragment = {
  __typename: "Intervention";
  id: string;
  kind: InterventionKind;
  state: InterventionState;
  secondsAllotted: number | null;
  secondsUsed: number;
  startedAt: string | null;
  endsAt: string | null;
  ruling: string | null;
  isUpheld: boolean | null;
  delegation: { __typename: "Delegation"; id: string };
  agendaItem: { __typename: "AgendaItem"; id: string };
};

export type ChairOpensTableMutationVariables = Exact<{
  input: OpenRoundTableInput;
}>;

export type ChairOpensTableMutation = {
  __typename: "Mutation";
  openRoundTable:
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | {
        __typename: "OpenRoundTableSuccess";
        roundTable: { __typename: "RoundTable"; id: string; state: RoundTableState };
      }
    | { __typename: "QuorumNotMet"; present: number; required: number; members: number; code: string; message: string };
};

export type ChairSuspendsTableMutationVariables = Exact<{
  input: SuspendRoundTableInput;
}>;

export type ChairSuspendsTableMutation = {
  __typename: "Mutation";
  suspendRoundTable:
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | {
        __typename: "SuspendRoundTableSuccess";
        roundTable: { __typename: "RoundTable"; id: string; state: RoundTableState };
      };
};

export type ChairResumesTableMutationVariables = Exact<{
  input: ResumeRoundTableInput;
}>;

export type ChairResumesTableMutation = {
  __typename: "Mutation";
  resumeRoundTable:
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | {
        __typename: "ResumeRoundTableSuccess";
        roundTable: { __typename: "RoundTable"; id: string; state: RoundTableState };
      };
};

export type ChairClosesTableMutationVariables = Exact<{
  input: CloseRoundTableInput;
}>;

export type ChairClosesTableMutation = {
  __typename: "Mutation";
  closeRoundTable:
    | {
        __typename: "CloseRoundTableSuccess";
        roundTable: { __typename: "RoundTable"; id: string; state: RoundTableState };
      }
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string };
};

export type ChairTakesChairMutationVariables = Exact<{
  input: TakeChairInput;
}>;

export type ChairTakesChairMutation = {
  __typename: "Mutation";
  takeChair:
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | {
        __typename: "TakeChairSuccess";
        roundTable: {
          __typename: "RoundTable";
          id: string;
          presidingOfficer: { __typename: "Participation"; id: string; displayName: string } | null;
        };
      };
};

export type ChairTakesUpItemMutationVariables = Exact<{
  input: TakeUpAgendaItemInput;
}>;

export type ChairTakesUpItemMutation = {
  __typename: "Mutation";
  takeUpAgendaItem:
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | { __typename: "RoundTableNotOpen"; code: string; message: string }
    | {
        __typename: "TakeUpAgendaItemSuccess";
        agendaItem: {
          __typename: "AgendaItem";
          id: string;
          position: number;
          title: string;
          kind: AgendaItemKind;
          state: AgendaItemState;
          minutes: number | null;
        };
      };
};

export type ChairDefersItemMutationVariables = Exact<{
  input: DeferAgendaItemInput;
}>;

export type ChairDefersItemMutation = {
  __typename: "Mutation";
  deferAgendaItem:
    | {
        __typename: "DeferAgendaItemSuccess";
        agendaItem: {
          __typename: "AgendaItem";
          id: string;
          position: number;
          title: string;
          kind: AgendaItemKind;
          state: AgendaItemState;
          minutes: number | null;
        };
      }
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | { __typename: "RoundTableNotOpen"; code: string; message: string };
};

export type ChairClosesItemMutationVariables = Exact<{
  input: CloseAgendaItemInput;
}>;

export type ChairClosesItemMutation = {
  __typename: "Mutation";
  closeAgendaItem:
    | {
        __typename: "CloseAgendaItemSuccess";
        agendaItem: {
          __typename: "AgendaItem";
          id: string;
          position: number;
          title: string;
          kind: AgendaItemKind;
          state: AgendaItemState;
          minutes: number | null;
        };
      }
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | { __typename: "RoundTableNotOpen"; code: string; message: string };
};

export type ChairTakesUpTextMutationVariables = Exact<{
  input: TakeUpRecommendationInput;
}>;

export type ChairTakesUpTextMutation = {
  __typename: "Mutation";
  takeUpRecommendation:
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | { __typename: "RoundTableNotOpen"; code: string; message: string }
    | {
        __typename: "TakeUpRecommendationSuccess";
        recommendation: {
          __typename: "Recommendation";
          id: string;
          symbol: string;
          title: string;
          state: RecommendationState;
          agendaItem: { __typename: "AgendaItem"; id: string };
          ballots: Array<{ __typename: "Ballot"; id: string; state: BallotState; mode: BallotMode; openedAt: string }>;
        };
      };
};

export type ChairRulesOnAmendmentMutationVariables = Exact<{
  input: RuleOnAmendmentInput;
}>;

export type ChairRulesOnAmendmentMutation = {
  __typename: "Mutation";
  ruleOnAmendment:
    | { __typename: "InvalidInput"; code: string; message: string }
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | {
        __typename: "RuleOnAmendmentSuccess";
        amendment: {
          __typename: "Amendment";
          id: string;
          state: AmendmentState;
          symbol: string;
          recommendation: { __typename: "Recommendation"; id: string };
        };
      };
};

export type ChairForwardsTextMutationVariables = Exact<{
  input: ForwardRecommendationInput;
}>;

export type ChairForwardsTextMutation = {
  __typename: "Mutation";
  forwardRecommendation:
    | {
        __typename: "ForwardRecommendationSuccess";
        recommendation: {
          __typename: "Recommendation";
          id: string;
          symbol: string;
          title: string;
          state: RecommendationState;
          agendaItem: { __typename: "AgendaItem"; id: string };
          ballots: Array<{ __typename: "Ballot"; id: string; state: BallotState; mode: BallotMode; openedAt: string }>;
        };
      }
    | { __typename: "IdempotencyConflict"; code: string; message: string }
    | { __typename: "InvalidInput"; code: string; message: string }
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string };
};

export type ChairOpensBallotMutationVariables = Exact<{
  input: OpenBallotInput;
}>;

export type ChairOpensBallotMutation = {
  __typename: "Mutation";
  openBallot:
    | { __typename: "AgendaItemNotUnderDiscussion"; code: string; message: string }
    | { __typename: "BallotAlreadyOpen"; code: string; message: string }
    | { __typename: "IdempotencyConflict"; code: string; message: string }
    | { __typename: "InvalidInput"; code: string; message: string }
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "LanguageGateClosed"; missing: Array<Locale>; code: string; message: string }
    | { __typename: "ModeNotAvailable"; mode: BallotMode; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | {
        __typename: "OpenBallotSuccess";
        warnings: Array<string>;
        ballot: {
          __typename: "Ballot";
          id: string;
          question: string;
          mode: BallotMode;
          majority: Majority;
          state: BallotState;
          tallyVisibility: TallyVisibility;
          openedAt: string;
          closesAt: string | null;
          closedAt: string | null;
          declaredAt: string | null;
          lockingAt: string | null;
          outlook: Outlook | null;
          version: number;
          cancelReason: string | null;
          recommendation: {
            __typename: "Recommendation";
            id: string;
            symbol: string;
            title: string;
            state: RecommendationState;
            agendaItem: { __typename: "AgendaItem"; id: string };
            ballots: Array<{
              __typename: "Ballot";
              id: string;
              state: BallotState;
              mode: BallotMode;
              openedAt: string;
            }>;
          };
          turnout: { __typename: "Turnout"; voted: number; eligible: number; present: number };
          tally: { __typename: "Tally"; for: number; against: number; abstain: number } | null;
          amendment: { __typename: "Amendment"; id: string; symbol: string; kind: AmendmentKind } | null;
          decision: {
            __typename: "Decision";
            outcome: Outcome;
            majority: Majority;
            votesFor: number | null;
            votesAgainst: number | null;
            abstentions: number | null;
            objections: number;
            papers: number | null;
            eligible: number;
            members: number;
            threshold: number | null;
            margin: number | null;
            quorum: number;
            quorumBase: number;
            presentAtOpen: number;
            presentAtClose: number;
            citation: string;
            decidedAt: string;
          } | null;
        };
      }
    | { __typename: "QuorumNotMet"; present: number; required: number; members: number; code: string; message: string }
    | { __typename: "RoundTableNotOpen"; code: string; message: string }
    | { __typename: "RuleSetForbids"; code: string; message: string }
    | { __typename: "TooFewSponsors"; required: number; sponsors: number; code: string; message: string };
};

export type ChairLocksBallotMutationVariables = Exact<{
  input: LockBallotInput;
}>;

export type ChairLocksBallotMutation = {
  __typename: "Mutation";
  lockBallot:
    | { __typename: "BallotClosed"; closedAt: string; code: string; message: string }
    | { __typename: "InvalidInput"; code: string; message: string }
    | { __typename: "InvalidState"; code: string; message: string }
    | {
        __typename: "LockBallotSuccess";
        ballot: {
          __typename: "Ballot";
          id: string;
          question: string;
          mode: BallotMode;
          majority: Majority;
          state: BallotState;
          tallyVisibility: TallyVisibility;
          openedAt: string;
          closesAt: string | null;
          closedAt: string | null;
          declaredAt: string | null;
          lockingAt: string | null;
          outlook: Outlook | null;
          version: number;
          cancelReason: string | null;
          turnout: { __typename: "Turnout"; voted: number; eligible: number; present: number };
          tally: { __typename: "Tally"; for: number; against: number; abstain: number } | null;
          amendment: { __typename: "Amendment"; id: string; symbol: string; kind: AmendmentKind } | null;
          recommendation: {
            __typename: "Recommendation";
            id: string;
            symbol: string;
            title: string;
            state: RecommendationState;
          };
          decision: {
            __typename: "Decision";
            outcome: Outcome;
            majority: Majority;
            votesFor: number | null;
            votesAgainst: number | null;
            abstentions: number | null;
            objections: number;
            papers: number | null;
            eligible: number;
            members: number;
            threshold: number | null;
            margin: number | null;
            quorum: number;
            quorumBase: number;
            presentAtOpen: number;
            presentAtClose: number;
            citation: string;
            decidedAt: string;
          } | null;
        };
      }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string };
};

export type ChairClosesBallotMutationVariables = Exact<{
  input: CloseBallotInput;
}>;

export type ChairClosesBallotMutation = {
  __typename: "Mutation";
  closeBallot:
    | { __typename: "BallotClosed"; closedAt: string; code: string; message: string }
    | { __typename: "BallotSealFaulty"; fault: SealFault; code: string; message: string }
    | {
        __typename: "CloseBallotSuccess";
        ballot: {
          __typename: "Ballot";
          id: string;
          question: string;
          mode: BallotMode;
          majority: Majority;
          state: BallotState;
          tallyVisibility: TallyVisibility;
          openedAt: string;
          closesAt: string | null;
          closedAt: string | null;
          declaredAt: string | null;
          lockingAt: string | null;
          outlook: Outlook | null;
          version: number;
          cancelReason: string | null;
          turnout: { __typename: "Turnout"; voted: number; eligible: number; present: number };
          tally: { __typename: "Tally"; for: number; against: number; abstain: number } | null;
          amendment: { __typename: "Amendment"; id: string; symbol: string; kind: AmendmentKind } | null;
          recommendation: {
            __typename: "Recommendation";
            id: string;
            symbol: string;
            title: string;
            state: RecommendationState;
          };
          decision: {
            __typename: "Decision";
            outcome: Outcome;
            majority: Majority;
            votesFor: number | null;
            votesAgainst: number | null;
            abstentions: number | null;
            objections: number;
            papers: number | null;
            eligible: number;
            members: number;
            threshold: number | null;
            margin: number | null;
            quorum: number;
            quorumBase: number;
            presentAtOpen: number;
            presentAtClose: number;
            citation: string;
            decidedAt: string;
          } | null;
        };
      }
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string };
};

export type ChairCancelsBallotMutationVariables = Exact<{
  input: CancelBallotInput;
}>;

export type ChairCancelsBallotMutation = {
  __typename: "Mutation";
  cancelBallot:
    | { __typename: "BallotClosed"; closedAt: string; code: string; message: string }
    | {
        __typename: "CancelBallotSuccess";
        ballot: {
          __typename: "Ballot";
          id: string;
          question: string;
          mode: BallotMode;
          majority: Majority;
          state: BallotState;
          tallyVisibility: TallyVisibility;
          openedAt: string;
          closesAt: string | null;
          closedAt: string | null;
          declaredAt: string | null;
          lockingAt: string | null;
          outlook: Outlook | null;
          version: number;
          cancelReason: string | null;
          turnout: { __typename: "Turnout"; voted: number; eligible: number; present: number };
          tally: { __typename: "Tally"; for: number; against: number; abstain: number } | null;
          amendment: { __typename: "Amendment"; id: string; symbol: string; kind: AmendmentKind } | null;
          recommendation: {
            __typename: "Recommendation";
            id: string;
            symbol: string;
            title: string;
            state: RecommendationState;
          };
          decision: {
            __typename: "Decision";
            outcome: Outcome;
            majority: Majority;
            votesFor: number | null;
            votesAgainst: number | null;
            abstentions: number | null;
            objections: number;
            papers: number | null;
            eligible: number;
            members: number;
            threshold: number | null;
            margin: number | null;
            quorum: number;
            quorumBase: number;
            presentAtOpen: number;
            presentAtClose: number;
            citation: string;
            decidedAt: string;
          } | null;
        };
      }
    | { __typename: "InvalidInput"; code: string; message: string }
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string };
};

export type ChairDeclaresDecisionMutationVariables = Exact<{
  input: DeclareDecisionInput;
}>;

export type ChairDeclaresDecisionMutation = {
  __typename: "Mutation";
  declareDecision:
    | {
        __typename: "DeclareDecisionSuccess";
        ballot: {
          __typename: "Ballot";
          id: string;
          question: string;
          mode: BallotMode;
          majority: Majority;
          state: BallotState;
          tallyVisibility: TallyVisibility;
          openedAt: string;
          closesAt: string | null;
          closedAt: string | null;
          declaredAt: string | null;
          lockingAt: string | null;
          outlook: Outlook | null;
          version: number;
          cancelReason: string | null;
          turnout: { __typename: "Turnout"; voted: number; eligible: number; present: number };
          tally: { __typename: "Tally"; for: number; against: number; abstain: number } | null;
          amendment: { __typename: "Amendment"; id: string; symbol: string; kind: AmendmentKind } | null;
          recommendation: {
            __typename: "Recommendation";
            id: string;
            symbol: string;
            title: string;
            state: RecommendationState;
          };
          decision: {
            __typename: "Decision";
            outcome: Outcome;
            majority: Majority;
            votesFor: number | null;
            votesAgainst: number | null;
            abstentions: number | null;
            objections: number;
            papers: number | null;
            eligible: number;
            members: number;
            threshold: number | null;
            margin: number | null;
            quorum: number;
            quorumBase: number;
            presentAtOpen: number;
            presentAtClose: number;
            citation: string;
            decidedAt: string;
          } | null;
        };
      }
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string };
};

export type ChairCallsNextDelegationMutationVariables = Exact<{
  input: CallNextDelegationInput;
}>;

export type ChairCallsNextDelegationMutation = {
  __typename: "Mutation";
  callNextDelegation:
    | { __typename: "BallotClosed"; closedAt: string; code: string; message: string }
    | {
        __typename: "CallNextDelegationSuccess";
        ballot: {
          __typename: "Ballot";
          id: string;
          calls: Array<{
            __typename: "RollCallEntry";
            number: number;
            calledAt: string;
            delegation: { __typename: "Delegation"; id: string };
          }>;
        };
      }
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | { __typename: "StaleVersion"; code: string; message: string };
};

export type ChairAdmitsToBallotMutationVariables = Exact<{
  input: AdmitToBallotInput;
}>;

export type ChairAdmitsToBallotMutation = {
  __typename: "Mutation";
  admitToBallot:
    | {
        __typename: "AdmitToBallotSuccess";
        ballot: {
          __typename: "Ballot";
          id: string;
          turnout: { __typename: "Turnout"; voted: number; eligible: number; present: number };
          roll: Array<{
            __typename: "RollEntry";
            callOrder: number | null;
            hasVoted: boolean | null;
            presentAtOpen: boolean;
            admittedAt: string | null;
            ballot: { __typename: "Ballot"; id: string };
            delegation: { __typename: "Delegation"; id: string };
            vote: { __typename: "Vote"; choice: VoteChoice } | null;
          }>;
        };
      }
    | { __typename: "BallotClosed"; closedAt: string; code: string; message: string }
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | { __typename: "RuleSetForbids"; code: string; message: string };
};

export type ReadInIsProposedMutationVariables = Exact<{
  input: ProposeReadInInput;
}>;

export type ReadInIsProposedMutation = {
  __typename: "Mutation";
  proposeReadIn:
    | { __typename: "AlreadyVoted"; code: string; message: string }
    | { __typename: "BallotClosed"; closedAt: string; code: string; message: string }
    | { __typename: "IdempotencyConflict"; code: string; message: string }
    | { __typename: "InvalidInput"; code: string; message: string }
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotCalled"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | { __typename: "NotPresent"; code: string; message: string }
    | { __typename: "ProposeReadInSuccess"; readIn: { __typename: "ReadIn"; id: string } }
    | { __typename: "RoundTableNotOpen"; code: string; message: string }
    | { __typename: "VotesNotTaken"; code: string; message: string };
};

export type ReadInIsConfirmedMutationVariables = Exact<{
  input: ConfirmReadInInput;
}>;

export type ReadInIsConfirmedMutation = {
  __typename: "Mutation";
  confirmReadIn:
    | { __typename: "AlreadyVoted"; code: string; message: string }
    | { __typename: "BallotClosed"; closedAt: string; code: string; message: string }
    | {
        __typename: "ConfirmReadInSuccess";
        ballot: {
          __typename: "Ballot";
          id: string;
          question: string;
          mode: BallotMode;
          majority: Majority;
          state: BallotState;
          tallyVisibility: TallyVisibility;
          openedAt: string;
          closesAt: string | null;
          closedAt: string | null;
          declaredAt: string | null;
          lockingAt: string | null;
          outlook: Outlook | null;
          version: number;
          cancelReason: string | null;
          turnout: { __typename: "Turnout"; voted: number; eligible: number; present: number };
          tally: { __typename: "Tally"; for: number; against: number; abstain: number } | null;
          amendment: { __typename: "Amendment"; id: string; symbol: string; kind: AmendmentKind } | null;
          recommendation: {
            __typename: "Recommendation";
            id: string;
            symbol: string;
            title: string;
            state: RecommendationState;
          };
          decision: {
            __typename: "Decision";
            outcome: Outcome;
            majority: Majority;
            votesFor: number | null;
            votesAgainst: number | null;
            abstentions: number | null;
            objections: number;
            papers: number | null;
            eligible: number;
            members: number;
            threshold: number | null;
            margin: number | null;
            quorum: number;
            quorumBase: number;
            presentAtOpen: number;
            presentAtClose: number;
            citation: string;
            decidedAt: string;
          } | null;
        };
      }
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotCalled"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | { __typename: "NotPresent"; code: string; message: string }
    | { __typename: "RoundTableNotOpen"; code: string; message: string }
    | { __typename: "SecondPersonNeeded"; code: string; message: string }
    | { __typename: "VotesNotTaken"; code: string; message: string };
};

export type ReadInIsRejectedMutationVariables = Exact<{
  input: RejectReadInInput;
}>;

export type ReadInIsRejectedMutation = {
  __typename: "Mutation";
  rejectReadIn:
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | { __typename: "RejectReadInSuccess"; ballot: { __typename: "Ballot"; id: string } };
};

export type AnnulmentIsProposedMutationVariables = Exact<{
  input: ProposeAnnulmentInput;
}>;

export type AnnulmentIsProposedMutation = {
  __typename: "Mutation";
  proposeAnnulment:
    | { __typename: "InvalidInput"; code: string; message: string }
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | {
        __typename: "ProposeAnnulmentSuccess";
        ballot: {
          __typename: "Ballot";
          id: string;
          question: string;
          mode: BallotMode;
          majority: Majority;
          state: BallotState;
          tallyVisibility: TallyVisibility;
          openedAt: string;
          closesAt: string | null;
          closedAt: string | null;
          declaredAt: string | null;
          lockingAt: string | null;
          outlook: Outlook | null;
          version: number;
          cancelReason: string | null;
          turnout: { __typename: "Turnout"; voted: number; eligible: number; present: number };
          tally: { __typename: "Tally"; for: number; against: number; abstain: number } | null;
          amendment: { __typename: "Amendment"; id: string; symbol: string; kind: AmendmentKind } | null;
          recommendation: {
            __typename: "Recommendation";
            id: string;
            symbol: string;
            title: string;
            state: RecommendationState;
          };
          decision: {
            __typename: "Decision";
            outcome: Outcome;
            majority: Majority;
            votesFor: number | null;
            votesAgainst: number | null;
            abstentions: number | null;
            objections: number;
            papers: number | null;
            eligible: number;
            members: number;
            threshold: number | null;
            margin: number | null;
            quorum: number;
            quorumBase: number;
            presentAtOpen: number;
            presentAtClose: number;
            citation: string;
            decidedAt: string;
          } | null;
        };
      };
};

export type AnnulmentIsConfirmedMutationVariables = Exact<{
  input: ConfirmAnnulmentInput;
}>;

export type AnnulmentIsConfirmedMutation = {
  __typename: "Mutation";
  confirmAnnulment:
    | {
        __typename: "ConfirmAnnulmentSuccess";
        ballot: {
          __typename: "Ballot";
          id: string;
          question: string;
          mode: BallotMode;
          majority: Majority;
          state: BallotState;
          tallyVisibility: TallyVisibility;
          openedAt: string;
          closesAt: string | null;
          closedAt: string | null;
          declaredAt: string | null;
          lockingAt: string | null;
          outlook: Outlook | null;
          version: number;
          cancelReason: string | null;
          turnout: { __typename: "Turnout"; voted: number; eligible: number; present: number };
          tally: { __typename: "Tally"; for: number; against: number; abstain: number } | null;
          amendment: { __typename: "Amendment"; id: string; symbol: string; kind: AmendmentKind } | null;
          recommendation: {
            __typename: "Recommendation";
            id: string;
            symbol: string;
            title: string;
            state: RecommendationState;
          };
          decision: {
            __typename: "Decision";
            outcome: Outcome;
            majority: Majority;
            votesFor: number | null;
            votesAgainst: number | null;
            abstentions: number | null;
            objections: number;
            papers: number | null;
            eligible: number;
            members: number;
            threshold: number | null;
            margin: number | null;
            quorum: number;
            quorumBase: number;
            presentAtOpen: number;
            presentAtClose: number;
            citation: string;
            decidedAt: string;
          } | null;
        };
      }
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | { __typename: "SecondPersonNeeded"; code: string; message: string };
};

export type AnnulmentIsWithdrawnMutationVariables = Exact<{
  input: WithdrawAnnulmentInput;
}>;

export type AnnulmentIsWithdrawnMutation = {
  __typename: "Mutation";
  withdrawAnnulment:
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | { __typename: "WithdrawAnnulmentSuccess"; ballot: { __typename: "Ballot"; id: string } };
};

export type PresenceIsRecordedMutationVariables = Exact<{
  input: CallTheRollInput;
}>;

export type PresenceIsRecordedMutation = {
  __typename: "Mutation";
  callTheRoll:
    | {
        __typename: "CallTheRollSuccess";
        rollCall: {
          __typename: "RollCall";
          answers: Array<{
            __typename: "RollCallAnswer";
            isPresent: boolean;
            delegation: { __typename: "Delegation"; id: string };
          }>;
        };
      }
    | { __typename: "IdempotencyConflict"; code: string; message: string }
    | { __typename: "InvalidInput"; code: string; message: string }
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string };
};

export type ChairOpensListMutationVariables = Exact<{
  input: OpenSpeakersListInput;
}>;

export type ChairOpensListMutation = {
  __typename: "Mutation";
  openSpeakersList:
    | { __typename: "AgendaItemNotUnderDiscussion"; code: string; message: string }
    | { __typename: "InvalidInput"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | {
        __typename: "OpenSpeakersListSuccess";
        agendaItem: {
          __typename: "AgendaItem";
          id: string;
          speakersList: {
            __typename: "SpeakersList";
            isOpen: boolean;
            seconds: number | null;
            policy: SpeakingPolicy;
            queue: Array<{
              __typename: "Intervention";
              id: string;
              kind: InterventionKind;
              state: InterventionState;
              position: number | null;
              requestedAt: string;
              delegation: { __typename: "Delegation"; id: string };
            }>;
          };
        };
      }
    | { __typename: "RoundTableNotOpen"; code: string; message: string };
};

export type ChairClosesListMutationVariables = Exact<{
  input: CloseSpeakersListInput;
}>;

export type ChairClosesListMutation = {
  __typename: "Mutation";
  closeSpeakersList:
    | {
        __typename: "CloseSpeakersListSuccess";
        agendaItem: {
          __typename: "AgendaItem";
          id: string;
          speakersList: {
            __typename: "SpeakersList";
            isOpen: boolean;
            seconds: number | null;
            policy: SpeakingPolicy;
            queue: Array<{
              __typename: "Intervention";
              id: string;
              kind: InterventionKind;
              state: InterventionState;
              position: number | null;
              requestedAt: string;
              delegation: { __typename: "Delegation"; id: string };
            }>;
          };
        };
      }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string };
};

export type ChairCallsSpeakerMutationVariables = Exact<{
  input: CallSpeakerInput;
}>;

export type ChairCallsSpeakerMutation = {
  __typename: "Mutation";
  callSpeaker:
    | { __typename: "AgendaItemNotUnderDiscussion"; code: string; message: string }
    | {
        __typename: "CallSpeakerSuccess";
        intervention: {
          __typename: "Intervention";
          id: string;
          kind: InterventionKind;
          state: InterventionState;
          secondsAllotted: number | null;
          secondsUsed: number;
          startedAt: string | null;
          endsAt: string | null;
          ruling: string | null;
          isUpheld: boolean | null;
          delegation: { __typename: "Delegation"; id: string };
          agendaItem: { __typename: "AgendaItem"; id: string };
        };
      }
    | { __typename: "FloorTaken"; state: InterventionState; code: string; message: string }
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | { __typename: "PointOfOrderPending"; code: string; message: string }
    | { __typename: "RoundTableNotOpen"; code: string; message: string };
};

export type ChairStartsClockMutationVariables = Exact<{
  input: StartSpeakingInput;
}>;

export type ChairStartsClockMutation = {
  __typename: "Mutation";
  startSpeaking:
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | { __typename: "PointOfOrderPending"; code: string; message: string }
    | { __typename: "RoundTableNotOpen"; code: string; message: string }
    | {
        __typename: "StartSpeakingSuccess";
        intervention: {
          __typename: "Intervention";
          id: string;
          kind: InterventionKind;
          state: InterventionState;
          secondsAllotted: number | null;
          secondsUsed: number;
          startedAt: string | null;
          endsAt: string | null;
          ruling: string | null;
          isUpheld: boolean | null;
          delegation: { __typename: "Delegation"; id: string };
          agendaItem: { __typename: "AgendaItem"; id: string };
        };
      };
};

export type ChairPausesSpeakerMutationVariables = Exact<{
  input: PauseSpeakerInput;
}>;

export type ChairPausesSpeakerMutation = {
  __typename: "Mutation";
  pauseSpeaker:
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | {
        __typename: "PauseSpeakerSuccess";
        intervention: {
          __typename: "Intervention";
          id: string;
          kind: InterventionKind;
          state: InterventionState;
          secondsAllotted: number | null;
          secondsUsed: number;
          startedAt: string | null;
          endsAt: string | null;
          ruling: string | null;
          isUpheld: boolean | null;
          delegation: { __typename: "Delegation"; id: string };
          agendaItem: { __typename: "AgendaItem"; id: string };
        };
      };
};

export type ChairResumesSpeakerMutationVariables = Exact<{
  input: ResumeSpeakerInput;
}>;

export type ChairResumesSpeakerMutation = {
  __typename: "Mutation";
  resumeSpeaker:
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | { __typename: "PointOfOrderPending"; code: string; message: string }
    | {
        __typename: "ResumeSpeakerSuccess";
        intervention: {
          __typename: "Intervention";
          id: string;
          kind: InterventionKind;
          state: InterventionState;
          secondsAllotted: number | null;
          secondsUsed: number;
          startedAt: string | null;
          endsAt: string | null;
          ruling: string | null;
          isUpheld: boolean | null;
          delegation: { __typename: "Delegation"; id: string };
          agendaItem: { __typename: "AgendaItem"; id: string };
        };
      }
    | { __typename: "RoundTableNotOpen"; code: string; message: string };
};

export type ChairEndsSpeechMutationVariables = Exact<{
  input: EndSpeechInput;
}>;

export type ChairEndsSpeechMutation = {
  __typename: "Mutation";
  endSpeech:
    | {
        __typename: "EndSpeechSuccess";
        intervention: {
          __typename: "Intervention";
          id: string;
          kind: InterventionKind;
          state: InterventionState;
          secondsAllotted: number | null;
          secondsUsed: number;
          startedAt: string | null;
          endsAt: string | null;
          ruling: string | null;
          isUpheld: boolean | null;
          delegation: { __typename: "Delegation"; id: string };
          agendaItem: { __typename: "AgendaItem"; id: string };
        };
      }
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string };
};

export type ChairExtendsTimeMutationVariables = Exact<{
  input: ExtendTimeInput;
}>;

export type ChairExtendsTimeMutation = {
  __typename: "Mutation";
  extendTime:
    | {
        __typename: "ExtendTimeSuccess";
        intervention: {
          __typename: "Intervention";
          id: string;
          kind: InterventionKind;
          state: InterventionState;
          secondsAllotted: number | null;
          secondsUsed: number;
          startedAt: string | null;
          endsAt: string | null;
          ruling: string | null;
          isUpheld: boolean | null;
          delegation: { __typename: "Delegation"; id: string };
          agendaItem: { __typename: "AgendaItem"; id: string };
        };
      }
    | { __typename: "IdempotencyConflict"; code: string; message: string }
    | { __typename: "InvalidInput"; code: string; message: string }
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string };
};

export type ChairSkipsSpeakerMutationVariables = Exact<{
  input: SkipSpeakerInput;
}>;

export type ChairSkipsSpeakerMutation = {
  __typename: "Mutation";
  skipSpeaker:
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | {
        __typename: "SkipSpeakerSuccess";
        intervention: {
          __typename: "Intervention";
          id: string;
          kind: InterventionKind;
          state: InterventionState;
          secondsAllotted: number | null;
          secondsUsed: number;
          startedAt: string | null;
          endsAt: string | null;
          ruling: string | null;
          isUpheld: boolean | null;
          delegation: { __typename: "Delegation"; id: string };
          agendaItem: { __typename: "AgendaItem"; id: string };
        };
      };
};

export type ChairRulesOnPointMutationVariables = Exact<{
  input: RuleOnPointOfOrderInput;
}>;

export type ChairRulesOnPointMutation = {
  __typename: "Mutation";
  ruleOnPointOfOrder:
    | { __typename: "InvalidInput"; code: string; message: string }
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | {
        __typename: "RuleOnPointOfOrderSuccess";
        intervention: {
          __typename: "Intervention";
          id: string;
          kind: InterventionKind;
          state: InterventionState;
          secondsAllotted: number | null;
          secondsUsed: number;
          startedAt: string | null;
          endsAt: string | null;
          ruling: string | null;
          isUpheld: boolean | null;
          delegation: { __typename: "Delegation"; id: string };
          agendaItem: { __typename: "AgendaItem"; id: string };
        };
      };
};

export type FacilitatorTableQueryVariables = Exact<{
  id: string;
  locale: Locale;
}>;

export type FacilitatorTableQuery = {
  __typename: "Query";
  roundTable: {
    __typename: "RoundTable";
    liveCursor: string;
    id: string;
    code: string;
    title: string;
    kind: RoundTableKind;
    state: RoundTableState;
    room: string | null;
    startsAt: string | null;
    present: number;
    seats: Array<{
      __typename: "Seat";
      id: string;
      isPresent: boolean;
      delegation: {
        __typename: "Delegation";
        id: string;
        kind: DelegationKind;
        organisation: string | null;
        credentials: Credentials;
        mayVote: boolean;
        votingSuspended: boolean;
        country: { __typename: "Country"; code: string; name: string } | null;
      };
    }>;
    conference: {
      __typename: "Conference";
      id: string;
      number: number;
      title: string;
      timeZone: string;
      workingLanguages: Array<Locale>;
      series: { __typename: "Series"; id: string; code: string };
      ruleSet: {
        __typename: "RuleSet";
        id: string;
        title: string;
        citation: string;
        lockSeconds: number;
        lateAdmission: boolean;
        allowVoteChange: boolean;
        quorum: {
          __typename: "QuorumRule";
          basis: string;
          numerator: number;
          denominator: number;
          strict: boolean;
          at: Array<string>;
        };
        bodies: Array<{
          __typename: "BodyRules";
          kind: string;
          mode: string;
          majority: string;
          tallyVisibility: string;
          languageGate: boolean;
          modes: Array<string>;
          majorities: Array<string>;
          questions: Array<{ __typename: "QuestionRule"; question: string; majority: string }>;
        }>;
        disclosure: { __typename: "DisclosureRule"; papers: number; hideUnanimity: boolean };
      };
    };
    quorum: {
      __typename: "QuorumState";
      basis: QuorumBasis;
      base: number;
      required: number;
      present: number;
      margin: number;
      isMet: boolean;
    };
    presidingOfficer: { __typename: "Participation"; id: string; displayName: string } | null;
    myAdmission: {
      __typename: "Admission";
      standing: Standing;
      isPresiding: boolean;
      mayPreside: boolean;
      delegation: {
        __typename: "Delegation";
        id: string;
        kind: DelegationKind;
        organisation: string | null;
        country: { __typename: "Country"; code: string; name: string } | null;
      } | null;
    };
    speaker: {
      __typename: "Intervention";
      id: string;
      kind: InterventionKind;
      state: InterventionState;
      secondsAllotted: number | null;
      secondsUsed: number;
      startedAt: string | null;
      endsAt: string | null;
      ruling: string | null;
      isUpheld: boolean | null;
      delegation: {
        __typename: "Delegation";
        id: string;
        kind: DelegationKind;
        organisation: string | null;
        country: { __typename: "Country"; code: string; name: string } | null;
      };
    } | null;
    agendaItems: Array<{
      __typename: "AgendaItem";
      id: string;
      position: number;
      title: string;
      kind: AgendaItemKind;
      state: AgendaItemState;
      minutes: number | null;
      speakersList: {
        __typename: "SpeakersList";
        isOpen: boolean;
        seconds: number | null;
        policy: SpeakingPolicy;
        queue: Array<{
          __typename: "Intervention";
          id: string;
          kind: InterventionKind;
          state: InterventionState;
          position: number | null;
          requestedAt: string;
          delegation: {
            __typename: "Delegation";
            id: string;
            kind: DelegationKind;
            organisation: string | null;
            country: { __typename: "Country"; code: string; name: string } | null;
          };
        }>;
      };
      recommendations: Array<{
        __typename: "Recommendation";
        id: string;
        symbol: string;
        title: string;
        state: RecommendationState;
        agendaItem: { __typename: "AgendaItem"; id: string };
        ballots: Array<{ __typename: "Ballot"; id: string; state: BallotState; mode: BallotMode; openedAt: string }>;
      }>;
    }>;
  } | null;
};

export type TableAtLargeFragment = {
  __typename: "RoundTable";
  id: string;
  code: string;
  title: string;
  kind: RoundTableKind;
  state: RoundTableState;
  room: string | null;
  startsAt: string | null;
  present: number;
  quorum: {
    __typename: "QuorumState";
    basis: QuorumBasis;
    base: number;
    required: number;
    present: number;
    margin: number;
    isMet: boolean;
  };
  presidingOfficer: { __typename: "Participation"; id: string; displayName: string } | null;
  myAdmission: {
    __typename: "Admission";
    standing: Standing;
    isPresiding: boolean;
    mayPreside: boolean;
    delegation: {
      __typename: "Delegation";
      id: string;
      kind: DelegationKind;
      organisation: string | null;
      country: { __typename: "Country"; code: string; name: string } | null;
    } | null;
  };
  conference: {
    __typename: "Conference";
    id: string;
    number: number;
    title: string;
    timeZone: string;
    workingLanguages: Array<Locale>;
    series: { __typename: "Series"; id: string; code: string };
  };
  speaker: {
    __typename: "Intervention";
    id: string;
    kind: InterventionKind;
    state: InterventionState;
    secondsAllotted: number | null;
    secondsUsed: number;
    startedAt: string | null;
    endsAt: string | null;
    ruling: string | null;
    isUpheld: boolean | null;
    delegation: {
      __typename: "Delegation";
      id: string;
      kind: DelegationKind;
      organisation: string | null;
      country: { __typename: "Country"; code: string; name: string } | null;
    };
  } | null;
  agendaItems: Array<{
    __typename: "AgendaItem";
    id: string;
    position: number;
    title: string;
    kind: AgendaItemKind;
    state: AgendaItemState;
    minutes: number | null;
    speakersList: {
      __typename: "SpeakersList";
      isOpen: boolean;
      seconds: number | null;
      policy: SpeakingPolicy;
      queue: Array<{
        __typename: "Intervention";
        id: string;
        kind: InterventionKind;
        state: InterventionState;
        position: number | null;
        requestedAt: string;
        delegation: {
          __typename: "Delegation";
          id: string;
          kind: DelegationKind;
          organisation: string | null;
          country: { __typename: "Country"; code: string; name: string } | null;
        };
      }>;
    };
    recommendations: Array<{
      __typename: "Recommendation";
      id: string;
      symbol: string;
      title: string;
      state: RecommendationState;
      agendaItem: { __typename: "AgendaItem"; id: string };
      ballots: Array<{ __typename: "Ballot"; id: string; state: BallotState; mode: BallotMode; openedAt: string }>;
    }>;
  }>;
};

export type RulesHereFragment = {
  __typename: "Conference";
  id: string;
  ruleSet: {
    __typename: "RuleSet";
    id: string;
    title: string;
    citation: string;
    lockSeconds: number;
    lateAdmission: boolean;
    allowVoteChange: boolean;
    quorum: {
      __typename: "QuorumRule";
      basis: string;
      numerator: number;
      denominator: number;
      strict: boolean;
      at: Array<string>;
    };
    bodies: Array<{
      __typename: "BodyRules";
      kind: string;
      mode: string;
      majority: string;
      tallyVisibility: string;
      languageGate: boolean;
      modes: Array<string>;
      majorities: Array<string>;
      questions: Array<{ __typename: "QuestionRule"; question: string; majority: string }>;
    }>;
    disclosure: { __typename: "DisclosureRule"; papers: number; hideUnanimity: boolean };
  };
};

export type TextAtTableQueryVariables = Exact<{
  id: string;
  locale: Locale;
}>;

export type TextAtTableQuery = {
  __typename: "Query";
  recommendation: {
    __typename: "Recommendation";
    proposedAt: string;
    id: string;
    symbol: string;
    title: string;
    state: RecommendationState;
    proposedBy: {
      __typename: "Delegation";
      id: string;
      kind: DelegationKind;
      organisation: string | null;
      country: { __typename: "Country"; code: string; name: string } | null;
    };
    sponsors: Array<{
      __typename: "Sponsorship";
      sponsoredAt: string;
      delegation: {
        __typename: "Delegation";
        id: string;
        kind: DelegationKind;
        organisation: string | null;
        country: { __typename: "Country"; code: string; name: string } | null;
      };
    }>;
    currentVersion: {
      __typename: "RecommendationVersion";
      id: string;
      number: number;
      title: string;
      hash: string;
      originalLocale: Locale;
      createdAt: string;
      paragraphs: Array<{
        __typename: "Paragraph";
        paragraphId: string;
        kind: ParagraphKind;
        number: string | null;
        text: string | null;
      }>;
      original: Array<{ __typename: "Paragraph"; paragraphId: string; text: string | null }>;
      languages: Array<{
        __typename: "VersionLanguage";
        locale: Locale;
        conformity: Conformity | null;
        missingParagraphs: Array<{ __typename: "Paragraph"; paragraphId: string; number: string | null }>;
      }>;
    };
    versions: Array<{
      __typename: "RecommendationVersion";
      id: string;
      number: number;
      title: string;
      createdAt: string;
    }>;
    votingOrder: Array<{
      __typename: "VotingPlace";
      rank: number;
      reason: string;
      amendment: { __typename: "Amendment"; id: string };
    }>;
    amendments: Array<{
      __typename: "Amendment";
      id: string;
      symbol: string;
      kind: AmendmentKind;
      state: AmendmentState;
      text: string | null;
      reason: string | null;
      baseVersion: number;
      parent: { __typename: "Amendment"; id: string; symbol: string } | null;
      paragraph: { __typename: "Paragraph"; paragraphId: string; number: string | null; text: string | null } | null;
      proposedBy: {
        __typename: "Delegation";
        id: string;
        kind: DelegationKind;
        organisation: string | null;
        country: { __typename: "Country"; code: string; name: string } | null;
      };
      ifAdopted: Array<{
        __typename: "AmendmentConsequence";
        effect: AmendmentEffect;
        amendment: { __typename: "Amendment"; id: string; symbol: string };
      }>;
    }>;
    agendaItem: { __typename: "AgendaItem"; id: string };
    ballots: Array<{ __typename: "Ballot"; id: string; state: BallotState; mode: BallotMode; openedAt: string }>;
  } | null;
};

export type VersionNowFragment = {
  __typename: "RecommendationVersion";
  id: string;
  number: number;
  title: string;
  hash: string;
  originalLocale: Locale;
  createdAt: string;
  paragraphs: Array<{
    __typename: "Paragraph";
    paragraphId: string;
    kind: ParagraphKind;
    number: string | null;
    text: string | null;
  }>;
  original: Array<{ __typename: "Paragraph"; paragraphId: string; text: string | null }>;
  languages: Array<{
    __typename: "VersionLanguage";
    locale: Locale;
    conformity: Conformity | null;
    missingParagraphs: Array<{ __typename: "Paragraph"; paragraphId: string; number: string | null }>;
  }>;
};

export type SpeakersAtTableQueryVariables = Exact<{
  id: string;
}>;

export type SpeakersAtTableQuery = {
  __typename: "Query";
  roundTable: {
    __typename: "RoundTable";
    id: string;
    speaker: { __typename: "Intervention"; id: string } | null;
    agendaItems: Array<{
      __typename: "AgendaItem";
      id: string;
      speakersList: {
        __typename: "SpeakersList";
        isOpen: boolean;
        seconds: number | null;
        policy: SpeakingPolicy;
        queue: Array<{
          __typename: "Intervention";
          id: string;
          kind: InterventionKind;
          state: InterventionState;
          position: number | null;
          requestedAt: string;
          delegation: { __typename: "Delegation"; id: string };
        }>;
      };
    }>;
  } | null;
};

export type CommentsAtTableQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;

export type CommentsAtTableQuery = {
  __typename: "Query";
  recommendation: {
    __typename: "Recommendation";
    id: string;
    comments: {
      __typename: "CommentConnection";
      edges: Array<{
        __typename: "CommentEdge";
        node: {
          __typename: "Comment";
          id: string;
          body: string | null;
          postedAt: string;
          withdrawnAt: string | null;
          audience: CommentAudience;
          author: {
            __typename: "Participation";
            id: string;
            displayName: string;
            delegation: { __typename: "Delegation"; id: string } | null;
          };
        };
      }>;
      pageInfo: { __typename: "PageInfo"; hasNextPage: boolean; endCursor: string | null };
    };
  } | null;
};

export type CommentNowFragment = {
  __typename: "Comment";
  id: string;
  body: string | null;
  postedAt: string;
  withdrawnAt: string | null;
  audience: CommentAudience;
  author: {
    __typename: "Participation";
    id: string;
    displayName: string;
    delegation: { __typename: "Delegation"; id: string } | null;
  };
};

export type VersionChangesQueryVariables = Exact<{
  id: string;
  since: number;
}>;

export type VersionChangesQuery = {
  __typename: "Query";
  recommendation: {
    __typename: "Recommendation";
    id: string;
    currentVersion: {
      __typename: "RecommendationVersion";
      id: string;
      diff: Array<{
        __typename: "ParagraphChange";
        change: ParagraphChangeKind;
        formerNumber: string | null;
        moved: boolean;
        paragraph: { __typename: "Paragraph"; paragraphId: string; number: string | null; kind: ParagraphKind };
        pieces: Array<{ __typename: "TextPiece"; op: PieceOperation; text: string }>;
      }>;
    };
  } | null;
};

export type BallotAtTableQueryVariables = Exact<{
  id: string;
}>;

export type BallotAtTableQuery = {
  __typename: "Query";
  ballot: {
    __typename: "Ballot";
    versionHash: string;
    id: string;
    question: string;
    mode: BallotMode;
    majority: Majority;
    state: BallotState;
    tallyVisibility: TallyVisibility;
    openedAt: string;
    closesAt: string | null;
    closedAt: string | null;
    declaredAt: string | null;
    lockingAt: string | null;
    outlook: Outlook | null;
    version: number;
    cancelReason: string | null;
    roll: Array<{
      __typename: "RollEntry";
      callOrder: number | null;
      hasVoted: boolean | null;
      presentAtOpen: boolean;
      admittedAt: string | null;
      ballot: { __typename: "Ballot"; id: string };
      delegation: { __typename: "Delegation"; id: string };
      vote: { __typename: "Vote"; choice: VoteChoice } | null;
    }>;
    objections: Array<{
      __typename: "ConsensusObjection";
      recordedAt: string;
      reason: string | null;
      delegation: { __typename: "Delegation"; id: string };
    }>;
    readIns: Array<{
      __typename: "ReadIn";
      id: string;
      choice: VoteChoice;
      confirmedAt: string | null;
      rejectedAt: string | null;
      proposedBy: { __typename: "Participation"; id: string; displayName: string };
      delegation: { __typename: "Delegation"; id: string };
    }> | null;
    annulment: {
      __typename: "Annulment";
      reason: string;
      proposedAs: AnnullingOffice;
      proposedAt: string;
      confirmedAt: string | null;
      proposedBy: { __typename: "Participation"; id: string; displayName: string };
    } | null;
    box: { __typename: "SealedBox"; state: SealState; fault: SealFault | null } | null;
    disclosure: { __typename: "Disclosure"; papers: number; outside: number; repeats: number } | null;
    decision: {
      __typename: "Decision";
      outcome: Outcome;
      majority: Majority;
      votesFor: number | null;
      votesAgainst: number | null;
      abstentions: number | null;
      objections: number;
      papers: number | null;
      eligible: number;
      members: number;
      threshold: number | null;
      margin: number | null;
      quorum: number;
      quorumBase: number;
      presentAtOpen: number;
      presentAtClose: number;
      citation: string;
      decidedAt: string;
      proof: {
        __typename: "DecisionProof";
        formula: string;
        evaluated: string | null;
        hash: string | null;
        isIntact: boolean;
        silent: number;
        document: string;
      } | null;
    } | null;
    turnout: { __typename: "Turnout"; voted: number; eligible: number; present: number };
    tally: { __typename: "Tally"; for: number; against: number; abstain: number } | null;
    amendment: { __typename: "Amendment"; id: string; symbol: string; kind: AmendmentKind } | null;
    recommendation: {
      __typename: "Recommendation";
      id: string;
      symbol: string;
      title: string;
      state: RecommendationState;
    };
    calls: Array<{
      __typename: "RollCallEntry";
      number: number;
      calledAt: string;
      delegation: { __typename: "Delegation"; id: string };
    }>;
  } | null;
};

export type DecisionRecountQueryVariables = Exact<{
  id: string;
}>;

export type DecisionRecountQuery = {
  __typename: "Query";
  ballot: {
    __typename: "Ballot";
    id: string;
    decision: {
      __typename: "Decision";
      outcome: Outcome;
      recount: {
        __typename: "BallotRecount";
        agrees: boolean;
        findings: Array<{ __typename: "RecountFinding"; check: RecountCheck; expected: string; found: string }>;
      };
    } | null;
  } | null;
};

export type DelegatesOfRollQueryVariables = Exact<{
  id: string;
}>;

export type DelegatesOfRollQuery = {
  __typename: "Query";
  ballot: {
    __typename: "Ballot";
    id: string;
    roll: Array<{
      __typename: "RollEntry";
      callOrder: number | null;
      hasVoted: boolean | null;
      presentAtOpen: boolean;
      admittedAt: string | null;
      delegation: {
        __typename: "Delegation";
        id: string;
        delegates: Array<{
          __typename: "Delegate";
          id: string;
          function: DelegateFunction;
          withdrawnAt: string | null;
          participation: { __typename: "Participation"; id: string; displayName: string };
        }>;
      };
      ballot: { __typename: "Ballot"; id: string };
      vote: { __typename: "Vote"; choice: VoteChoice } | null;
    }>;
  } | null;
};

export type HallScreenOpensMutationVariables = Exact<{
  input: OpenHallScreenInput;
}>;

export type HallScreenOpensMutation = {
  __typename: "Mutation";
  openHallScreen:
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | { __typename: "OpenHallScreenSuccess"; accessCode: string; expiresAt: string };
};

export type HallTableQueryVariables = Exact<{
  id: string;
  locale: Locale;
}>;

export type HallTableQuery = {
  __typename: "Query";
  roundTable: {
    __typename: "RoundTable";
    id: string;
    liveCursor: string;
    title: string;
    kind: RoundTableKind;
    state: RoundTableState;
    room: string | null;
    present: number;
    quorum: {
      __typename: "QuorumState";
      basis: QuorumBasis;
      base: number;
      required: number;
      present: number;
      margin: number;
      isMet: boolean;
    };
    myAdmission: { __typename: "Admission"; standing: Standing };
    conference: {
      __typename: "Conference";
      id: string;
      number: number;
      title: string;
      timeZone: string;
      workingLanguages: Array<Locale>;
    };
    seats: Array<{
      __typename: "Seat";
      id: string;
      isPresent: boolean;
      delegation: {
        __typename: "Delegation";
        id: string;
        kind: DelegationKind;
        organisation: string | null;
        country: {
          __typename: "Country";
          code: string;
          alpha3: string;
          name: string;
          names: Array<{ __typename: "LocalizedName"; locale: Locale; name: string }>;
        } | null;
      };
    }>;
    speaker: {
      __typename: "Intervention";
      id: string;
      kind: InterventionKind;
      state: InterventionState;
      secondsAllotted: number | null;
      secondsUsed: number;
      startedAt: string | null;
      endsAt: string | null;
      delegation: { __typename: "Delegation"; id: string };
    } | null;
    agendaItems: Array<{
      __typename: "AgendaItem";
      id: string;
      position: number;
      title: string;
      kind: AgendaItemKind;
      state: AgendaItemState;
      minutes: number | null;
      recommendations: Array<{
        __typename: "Recommendation";
        id: string;
        symbol: string;
        title: string;
        state: RecommendationState;
        agendaItem: { __typename: "AgendaItem"; id: string };
        ballots: Array<{ __typename: "Ballot"; id: string; state: BallotState; mode: BallotMode; openedAt: string }>;
      }>;
    }>;
  } | null;
};

export type HallDelegationFragment = {
  __typename: "Delegation";
  id: string;
  kind: DelegationKind;
  organisation: string | null;
  country: {
    __typename: "Country";
    code: string;
    alpha3: string;
    name: string;
    names: Array<{ __typename: "LocalizedName"; locale: Locale; name: string }>;
  } | null;
};

export type HallSpeakersQueryVariables = Exact<{
  id: string;
}>;

export type HallSpeakersQuery = {
  __typename: "Query";
  roundTable: {
    __typename: "RoundTable";
    id: string;
    agendaItems: Array<{
      __typename: "AgendaItem";
      id: string;
      state: AgendaItemState;
      speakersList: {
        __typename: "SpeakersList";
        queue: Array<{
          __typename: "Intervention";
          id: string;
          state: InterventionState;
          delegation: { __typename: "Delegation"; id: string };
        }>;
      };
    }>;
  } | null;
};

export type HallTextQueryVariables = Exact<{
  id: string;
  locale: Locale;
}>;

export type HallTextQuery = {
  __typename: "Query";
  recommendation: {
    __typename: "Recommendation";
    id: string;
    symbol: string;
    title: string;
    currentVersion: {
      __typename: "RecommendationVersion";
      id: string;
      number: number;
      title: string;
      originalLocale: Locale;
      paragraphs: Array<{
        __typename: "Paragraph";
        paragraphId: string;
        kind: ParagraphKind;
        number: string | null;
        text: string | null;
      }>;
      original: Array<{ __typename: "Paragraph"; paragraphId: string; text: string | null }>;
    };
  } | null;
};

export type HallBallotQueryVariables = Exact<{
  id: string;
}>;

export type HallBallotQuery = {
  __typename: "Query";
  ballot: {
    __typename: "Ballot";
    id: string;
    question: string;
    mode: BallotMode;
    majority: Majority;
    state: BallotState;
    tallyVisibility: TallyVisibility;
    openedAt: string;
    closesAt: string | null;
    closedAt: string | null;
    declaredAt: string | null;
    lockingAt: string | null;
    outlook: Outlook | null;
    version: number;
    cancelReason: string | null;
    objections: Array<{
      __typename: "ConsensusObjection";
      recordedAt: string;
      delegation: { __typename: "Delegation"; id: string };
    }>;
    roll: Array<{
      __typename: "RollEntry";
      callOrder: number | null;
      hasVoted: boolean | null;
      presentAtOpen: boolean;
      admittedAt: string | null;
      ballot: { __typename: "Ballot"; id: string };
      delegation: { __typename: "Delegation"; id: string };
      vote: { __typename: "Vote"; choice: VoteChoice } | null;
    }>;
    amendment: {
      __typename: "Amendment";
      id: string;
      text: string | null;
      symbol: string;
      kind: AmendmentKind;
      paragraph: { __typename: "Paragraph"; paragraphId: string; number: string | null } | null;
    } | null;
    turnout: { __typename: "Turnout"; voted: number; eligible: number; present: number };
    tally: { __typename: "Tally"; for: number; against: number; abstain: number } | null;
    recommendation: {
      __typename: "Recommendation";
      id: string;
      symbol: string;
      title: string;
      state: RecommendationState;
    };
    decision: {
      __typename: "Decision";
      outcome: Outcome;
      majority: Majority;
      votesFor: number | null;
      votesAgainst: number | null;
      abstentions: number | null;
      objections: number;
      papers: number | null;
      eligible: number;
      members: number;
      threshold: number | null;
      margin: number | null;
      quorum: number;
      quorumBase: number;
      presentAtOpen: number;
      presentAtClose: number;
      citation: string;
      decidedAt: string;
    } | null;
    calls: Array<{
      __typename: "RollCallEntry";
      number: number;
      calledAt: string;
      delegation: { __typename: "Delegation"; id: string };
    }>;
  } | null;
};

type Refused_AccessCodeRejected_Fragment = { __typename: "AccessCodeRejected"; code: string; message: string };

type Refused_AgendaItemNotUnderDiscussion_Fragment = {
  __typename: "AgendaItemNotUnderDiscussion";
  code: string;
  message: string;
};

type Refused_AlreadyVoted_Fragment = { __typename: "AlreadyVoted"; code: string; message: string };

type Refused_BallotAlreadyOpen_Fragment = { __typename: "BallotAlreadyOpen"; code: string; message: string };

type Refused_BallotClosed_Fragment = { __typename: "BallotClosed"; code: string; message: string };

type Refused_BallotSealFaulty_Fragment = { __typename: "BallotSealFaulty"; code: string; message: string };

type Refused_ConferenceFileRejected_Fragment = { __typename: "ConferenceFileRejected"; code: string; message: string };

type Refused_EditionExists_Fragment = { __typename: "EditionExists"; code: string; message: string };

type Refused_EnrolmentHasProblems_Fragment = { __typename: "EnrolmentHasProblems"; code: string; message: string };

type Refused_FloorTaken_Fragment = { __typename: "FloorTaken"; code: string; message: string };

type Refused_HeadMissing_Fragment = { __typename: "HeadMissing"; code: string; message: string };

type Refused_IdempotencyConflict_Fragment = { __typename: "IdempotencyConflict"; code: string; message: string };

type Refused_InvalidInput_Fragment = { __typename: "InvalidInput"; code: string; message: string };

type Refused_InvalidState_Fragment = { __typename: "InvalidState"; code: string; message: string };

type Refused_LanguageGateClosed_Fragment = { __typename: "LanguageGateClosed"; code: string; message: string };

type Refused_ModeMismatch_Fragment = { __typename: "ModeMismatch"; code: string; message: string };

type Refused_ModeNotAvailable_Fragment = { __typename: "ModeNotAvailable"; code: string; message: string };

type Refused_NotCalled_Fragment = { __typename: "NotCalled"; code: string; message: string };

type Refused_NotEntitled_Fragment = { __typename: "NotEntitled"; code: string; message: string };

type Refused_NotFound_Fragment = { __typename: "NotFound"; code: string; message: string };

type Refused_NotPresent_Fragment = { __typename: "NotPresent"; code: string; message: string };

type Refused_PointOfOrderPending_Fragment = { __typename: "PointOfOrderPending"; code: string; message: string };

type Refused_QuorumNotMet_Fragment = { __typename: "QuorumNotMet"; code: string; message: string };

type Refused_RefreshTokenRejected_Fragment = { __typename: "RefreshTokenRejected"; code: string; message: string };

type Refused_RehearsalUnavailable_Fragment = { __typename: "RehearsalUnavailable"; code: string; message: string };

type Refused_RoundTableNotOpen_Fragment = { __typename: "RoundTableNotOpen"; code: string; message: string };

type Refused_RuleSetForbids_Fragment = { __typename: "RuleSetForbids"; code: string; message: string };

type Refused_SecondPersonNeeded_Fragment = { __typename: "SecondPersonNeeded"; code: string; message: string };

type Refused_SpeakersListClosed_Fragment = { __typename: "SpeakersListClosed"; code: string; message: string };

type Refused_StaleVersion_Fragment = { __typename: "StaleVersion"; code: string; message: string };

type Refused_TooFewSponsors_Fragment = { __typename: "TooFewSponsors"; code: string; message: string };

type Refused_TooManyAttempts_Fragment = { __typename: "TooManyAttempts"; code: string; message: string };

type Refused_VotesNotTaken_Fragment = { __typename: "VotesNotTaken"; code: string; message: string };

export type RefusedFragment =
  | Refused_AccessCodeRejected_Fragment
  | Refused_AgendaItemNotUnderDiscussion_Fragment
  | Refused_AlreadyVoted_Fragment
  | Refused_BallotAlreadyOpen_Fragment
  | Refused_BallotClosed_Fragment
  | Refused_BallotSealFaulty_Fragment
  | Refused_ConferenceFileRejected_Fragment
  | Refused_EditionExists_Fragment
  | Refused_EnrolmentHasProblems_Fragment
  | Refused_FloorTaken_Fragment
  | Refused_HeadMissing_Fragment
  | Refused_IdempotencyConflict_Fragment
  | Refused_InvalidInput_Fragment
  | Refused_InvalidState_Fragment
  | Refused_LanguageGateClosed_Fragment
  | Refused_ModeMismatch_Fragment
  | Refused_ModeNotAvailable_Fragment
  | Refused_NotCalled_Fragment
  | Refused_NotEntitled_Fragment
  | Refused_NotFound_Fragment
  | Refused_NotPresent_Fragment
  | Refused_PointOfOrderPending_Fragment
  | Refused_QuorumNotMet_Fragment
  | Refused_RefreshTokenRejected_Fragment
  | Refused_RehearsalUnavailable_Fragment
  | Refused_RoundTableNotOpen_Fragment
  | Refused_RuleSetForbids_Fragment
  | Refused_SecondPersonNeeded_Fragment
  | Refused_SpeakersListClosed_Fragment
  | Refused_StaleVersion_Fragment
  | Refused_TooFewSponsors_Fragment
  | Refused_TooManyAttempts_Fragment
  | Refused_VotesNotTaken_Fragment;

export type CountryNameFragment = { __typename: "Country"; code: string; name: string };

export type DelegationNameFragment = {
  __typename: "Delegation";
  id: string;
  kind: DelegationKind;
  organisation: string | null;
  country: { __typename: "Country"; code: string; name: string } | null;
};

export type QuorumNowFragment = {
  __typename: "QuorumState";
  basis: QuorumBasis;
  base: number;
  required: number;
  present: number;
  margin: number;
  isMet: boolean;
};

export type SpeakerNowFragment = {
  __typename: "Intervention";
  id: string;
  kind: InterventionKind;
  state: InterventionState;
  secondsAllotted: number | null;
  secondsUsed: number;
  startedAt: string | null;
  endsAt: string | null;
  ruling: string | null;
  isUpheld: boolean | null;
  delegation: {
    __typename: "Delegation";
    id: string;
    kind: DelegationKind;
    organisation: string | null;
    country: { __typename: "Country"; code: string; name: string } | null;
  };
};

export type ListNowFragment = {
  __typename: "SpeakersList";
  isOpen: boolean;
  seconds: number | null;
  policy: SpeakingPolicy;
  queue: Array<{
    __typename: "Intervention";
    id: string;
    kind: InterventionKind;
    state: InterventionState;
    position: number | null;
    requestedAt: string;
    delegation: {
      __typename: "Delegation";
      id: string;
      kind: DelegationKind;
      organisation: string | null;
      country: { __typename: "Country"; code: string; name: string } | null;
    };
  }>;
};

export type DecisionNowFragment = {
  __typename: "Decision";
  outcome: Outcome;
  majority: Majority;
  votesFor: number | null;
  votesAgainst: number | null;
  abstentions: number | null;
  objections: number;
  papers: number | null;
  eligible: number;
  members: number;
  threshold: number | null;
  margin: number | null;
  quorum: number;
  quorumBase: number;
  presentAtOpen: number;
  presentAtClose: number;
  citation: string;
  decidedAt: string;
};

export type BallotNowFragment = {
  __typename: "Ballot";
  id: string;
  question: string;
  mode: BallotMode;
  majority: Majority;
  state: BallotState;
  tallyVisibility: TallyVisibility;
  openedAt: string;
  closesAt: string | null;
  closedAt: string | null;
  declaredAt: string | null;
  lockingAt: string | null;
  outlook: Outlook | null;
  version: number;
  cancelReason: string | null;
  turnout: { __typename: "Turnout"; voted: number; eligible: number; present: number };
  tally: { __typename: "Tally"; for: number; against: number; abstain: number } | null;
  amendment: { __typename: "Amendment"; id: string; symbol: string; kind: AmendmentKind } | null;
  recommendation: {
    __typename: "Recommendation";
    id: string;
    symbol: string;
    title: string;
    state: RecommendationState;
  };
  decision: {
    __typename: "Decision";
    outcome: Outcome;
    majority: Majority;
    votesFor: number | null;
    votesAgainst: number | null;
    abstentions: number | null;
    objections: number;
    papers: number | null;
    eligible: number;
    members: number;
    threshold: number | null;
    margin: number | null;
    quorum: number;
    quorumBase: number;
    presentAtOpen: number;
    presentAtClose: number;
    citation: string;
    decidedAt: string;
  } | null;
};

export type EntryNowFragment = {
  __typename: "RollEntry";
  callOrder: number | null;
  hasVoted: boolean | null;
  presentAtOpen: boolean;
  admittedAt: string | null;
  ballot: { __typename: "Ballot"; id: string };
  delegation: { __typename: "Delegation"; id: string };
  vote: { __typename: "Vote"; choice: VoteChoice } | null;
};

export type ListedFragment = {
  __typename: "Recommendation";
  id: string;
  symbol: string;
  title: string;
  state: RecommendationState;
  agendaItem: { __typename: "AgendaItem"; id: string };
  ballots: Array<{ __typename: "Ballot"; id: string; state: BallotState; mode: BallotMode; openedAt: string }>;
};

export type ItemNowFragment = {
  __typename: "AgendaItem";
  id: string;
  position: number;
  title: string;
  kind: AgendaItemKind;
  state: AgendaItemState;
  minutes: number | null;
};

export type SecretariatDeskQueryVariables = Exact<{
  id: string;
}>;

export type SecretariatDeskQuery = {
  __typename: "Query";
  viewer: { __typename: "Viewer"; id: string; displayName: string; isAdmin: boolean };
  conference: {
    __typename: "Conference";
    id: string;
    number: number;
    title: string;
    city: string;
    state: ConferenceState;
    startsOn: string;
    endsOn: string;
    timeZone: string;
    workingLanguages: Array<Locale>;
    myParticipation: {
      __typename: "Participation";
      id: string;
      displayName: string;
      isSecretariat: boolean;
      isCredentialsOfficer: boolean;
    } | null;
  } | null;
};

export type EditionFragment = {
  __typename: "Conference";
  id: string;
  number: number;
  title: string;
  city: string;
  state: ConferenceState;
  startsOn: string;
  endsOn: string;
  timeZone: string;
  workingLanguages: Array<Locale>;
};

export type WhoAdministersQueryVariables = Exact<{ [key: string]: never }>;

export type WhoAdministersQuery = {
  __typename: "Query";
  viewer: { __typename: "Viewer"; id: string; displayName: string; isAdmin: boolean };
};

export type TablesOfConferenceQueryVariables = Exact<{
  id: string;
}>;

export type TablesOfConferenceQuery = {
  __typename: "Query";
  conference: {
    __typename: "Conference";
    id: string;
    state: ConferenceState;
    roundTables: Array<{ __typename: "RoundTable"; id: string; title: string }>;
  } | null;
};

export type TableAtGlanceQueryVariables = Exact<{
  id: string;
  locale: Locale;
}>;

export type TableAtGlanceQuery = {
  __typename: "Query";
  roundTable: {
    __typename: "RoundTable";
    id: string;
    liveCursor: string;
    title: string;
    kind: RoundTableKind;
    state: RoundTableState;
    room: string | null;
    startsAt: string | null;
    present: number;
    quorum: {
      __typename: "QuorumState";
      basis: QuorumBasis;
      base: number;
      required: number;
      present: number;
      margin: number;
      isMet: boolean;
    };
    presidingOfficer: { __typename: "Participation"; id: string; displayName: string } | null;
    region: { __typename: "Region"; id: string; name: string } | null;
    agendaItems: Array<{
      __typename: "AgendaItem";
      id: string;
      position: number;
      title: string;
      kind: AgendaItemKind;
      state: AgendaItemState;
      minutes: number | null;
      recommendations: Array<{
        __typename: "Recommendation";
        id: string;
        symbol: string;
        title: string;
        state: RecommendationState;
        agendaItem: { __typename: "AgendaItem"; id: string };
        ballots: Array<{ __typename: "Ballot"; id: string; state: BallotState; mode: BallotMode; openedAt: string }>;
      }>;
    }>;
  } | null;
};

export type BallotAtGlanceQueryVariables = Exact<{
  id: string;
}>;

export type BallotAtGlanceQuery = {
  __typename: "Query";
  ballot: {
    __typename: "Ballot";
    id: string;
    state: BallotState;
    mode: BallotMode;
    question: string;
    closesAt: string | null;
    turnout: { __typename: "Turnout"; voted: number; eligible: number; present: number };
    recommendation: { __typename: "Recommendation"; id: string; symbol: string };
  } | null;
};

export type ConferenceSetUpQueryVariables = Exact<{
  id: string;
}>;

export type ConferenceSetUpQuery = {
  __typename: "Query";
  conference: {
    __typename: "Conference";
    id: string;
    number: number;
    title: string;
    city: string;
    state: ConferenceState;
    startsOn: string;
    endsOn: string;
    timeZone: string;
    workingLanguages: Array<Locale>;
    series: { __typename: "Series"; id: string; code: string; title: string };
    ruleSet: {
      __typename: "RuleSet";
      id: string;
      title: string;
      citation: string;
      version: number;
      lockSeconds: number;
      lateAdmission: boolean;
      allowVoteChange: boolean;
      headMayOverride: boolean;
      minimumSponsors: number;
      mayCast: Array<string>;
      quorum: {
        __typename: "QuorumRule";
        basis: string;
        numerator: number;
        denominator: number;
        strict: boolean;
        at: Array<string>;
      };
      bodies: Array<{
        __typename: "BodyRules";
        kind: string;
        mode: string;
        majority: string;
        tallyVisibility: string;
        languageGate: boolean;
      }>;
      speaking: { __typename: "SpeakingRules"; seconds: number | null };
    };
    roundTables: Array<{
      __typename: "RoundTable";
      id: string;
      title: string;
      kind: RoundTableKind;
      startsAt: string | null;
      quorum: { __typename: "QuorumState"; base: number; required: number };
      agendaItems: Array<{
        __typename: "AgendaItem";
        id: string;
        position: number;
        title: string;
        minutes: number | null;
      }>;
    }>;
  } | null;
};

export type DelegationsOfConferenceQueryVariables = Exact<{
  id: string;
  locale: Locale;
}>;

export type DelegationsOfConferenceQuery = {
  __typename: "Query";
  conference: {
    __typename: "Conference";
    id: string;
    delegations: Array<{
      __typename: "Delegation";
      id: string;
      kind: DelegationKind;
      organisation: string | null;
      credentials: Credentials;
      mayVote: boolean;
      votingSuspended: boolean;
      delegates: Array<{
        __typename: "Delegate";
        id: string;
        function: DelegateFunction;
        withdrawnAt: string | null;
        participation: { __typename: "Participation"; id: string; displayName: string };
      }>;
      country: { __typename: "Country"; code: string; name: string } | null;
    }>;
  } | null;
};

export type MemberFragment = {
  __typename: "Delegate";
  id: string;
  function: DelegateFunction;
  withdrawnAt: string | null;
  participation: { __typename: "Participation"; id: string; displayName: string };
};

export type DelegationRecordsQueryVariables = Exact<{
  id: string;
}>;

export type DelegationRecordsQuery = {
  __typename: "Query";
  conference: {
    __typename: "Conference";
    id: string;
    delegations: Array<{
      __typename: "Delegation";
      id: string;
      credentialDecisions: Array<{
        __typename: "CredentialDecision";
        id: string;
        at: string;
        decision: CredentialsRuling;
        reason: string;
        decidedBy: { __typename: "Participation"; id: string; displayName: string };
      }> | null;
    }>;
  } | null;
};

export type PeopleForBadgesQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
}>;

export type PeopleForBadgesQuery = {
  __typename: "Query";
  conference: {
    __typename: "Conference";
    id: string;
    participants: {
      __typename: "ParticipationConnection";
      edges: Array<{
        __typename: "ParticipationEdge";
        node: {
          __typename: "Participation";
          id: string;
          displayName: string;
          isSecretariat: boolean;
          isCredentialsOfficer: boolean;
          delegate: {
            __typename: "Delegate";
            id: string;
            function: DelegateFunction;
            delegation: { __typename: "Delegation"; id: string };
          } | null;
          appointments: Array<{
            __typename: "Appointment";
            id: string;
            role: AppointmentRole;
            roundTable: { __typename: "RoundTable"; id: string };
          }> | null;
        };
      }>;
      pageInfo: { __typename: "PageInfo"; hasNextPage: boolean; endCursor: string | null };
    } | null;
  } | null;
};

export type NamesForBadgesQueryVariables = Exact<{
  id: string;
}>;

export type NamesForBadgesQuery = {
  __typename: "Query";
  conference: {
    __typename: "Conference";
    id: string;
    title: string;
    delegations: Array<{
      __typename: "Delegation";
      id: string;
      organisation: string | null;
      country: {
        __typename: "Country";
        code: string;
        names: Array<{ __typename: "LocalizedName"; locale: Locale; name: string }>;
      } | null;
    }>;
    roundTables: Array<{ __typename: "RoundTable"; id: string; title: string; state: RoundTableState }>;
  } | null;
};

export type CodesAreIssuedMutationVariables = Exact<{
  input: IssueAccessCodesInput;
}>;

export type CodesAreIssuedMutation = {
  __typename: "Mutation";
  issueAccessCodes:
    | { __typename: "InvalidInput"; code: string; message: string }
    | {
        __typename: "IssueAccessCodesSuccess";
        codes: Array<{
          __typename: "IssuedAccessCode";
          accessCode: string;
          expiresAt: string;
          participation: { __typename: "Participation"; id: string };
        }>;
      }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string };
};

export type ScreenIsOpenedMutationVariables = Exact<{
  input: OpenHallScreenInput;
}>;

export type ScreenIsOpenedMutation = {
  __typename: "Mutation";
  openHallScreen:
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | { __typename: "OpenHallScreenSuccess"; accessCode: string; expiresAt: string };
};

export type ConferenceIsOpenedMutationVariables = Exact<{
  input: OpenConferenceInput;
}>;

export type ConferenceIsOpenedMutation = {
  __typename: "Mutation";
  openConference:
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | {
        __typename: "OpenConferenceSuccess";
        conference: { __typename: "Conference"; id: string; state: ConferenceState };
      };
};

export type ConferenceIsClosedMutationVariables = Exact<{
  input: CloseConferenceInput;
}>;

export type ConferenceIsClosedMutation = {
  __typename: "Mutation";
  closeConference:
    | {
        __typename: "CloseConferenceSuccess";
        conference: { __typename: "Conference"; id: string; state: ConferenceState };
      }
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string };
};

export type CredentialsAreDecidedMutationVariables = Exact<{
  input: DecideCredentialsInput;
}>;

export type CredentialsAreDecidedMutation = {
  __typename: "Mutation";
  decideCredentials:
    | {
        __typename: "DecideCredentialsSuccess";
        delegation: {
          __typename: "Delegation";
          id: string;
          credentials: Credentials;
          mayVote: boolean;
          votingSuspended: boolean;
        };
      }
    | { __typename: "HeadMissing"; code: string; message: string }
    | { __typename: "InvalidInput"; code: string; message: string }
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string };
};

export type RightsAreSuspendedMutationVariables = Exact<{
  input: SuspendVotingRightsInput;
}>;

export type RightsAreSuspendedMutation = {
  __typename: "Mutation";
  suspendVotingRights:
    | { __typename: "InvalidInput"; code: string; message: string }
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | {
        __typename: "SuspendVotingRightsSuccess";
        delegation: {
          __typename: "Delegation";
          id: string;
          credentials: Credentials;
          mayVote: boolean;
          votingSuspended: boolean;
        };
      };
};

export type RightsAreRestoredMutationVariables = Exact<{
  input: RestoreVotingRightsInput;
}>;

export type RightsAreRestoredMutation = {
  __typename: "Mutation";
  restoreVotingRights:
    | { __typename: "InvalidInput"; code: string; message: string }
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | {
        __typename: "RestoreVotingRightsSuccess";
        delegation: {
          __typename: "Delegation";
          id: string;
          credentials: Credentials;
          mayVote: boolean;
          votingSuspended: boolean;
        };
      };
};

export type MemberIsAddedMutationVariables = Exact<{
  input: AddDelegateInput;
}>;

export type MemberIsAddedMutation = {
  __typename: "Mutation";
  addDelegate:
    | {
        __typename: "AddDelegateSuccess";
        delegate: {
          __typename: "Delegate";
          id: string;
          function: DelegateFunction;
          withdrawnAt: string | null;
          delegation: {
            __typename: "Delegation";
            id: string;
            delegates: Array<{
              __typename: "Delegate";
              id: string;
              function: DelegateFunction;
              withdrawnAt: string | null;
              participation: { __typename: "Participation"; id: string; displayName: string };
            }>;
          };
          participation: { __typename: "Participation"; id: string; displayName: string };
        };
      }
    | { __typename: "IdempotencyConflict"; code: string; message: string }
    | { __typename: "InvalidInput"; code: string; message: string }
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string };
};

export type MemberIsWithdrawnMutationVariables = Exact<{
  input: WithdrawDelegateInput;
}>;

export type MemberIsWithdrawnMutation = {
  __typename: "Mutation";
  withdrawDelegate:
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | {
        __typename: "WithdrawDelegateSuccess";
        delegate: {
          __typename: "Delegate";
          id: string;
          function: DelegateFunction;
          withdrawnAt: string | null;
          delegation: {
            __typename: "Delegation";
            id: string;
            delegates: Array<{
              __typename: "Delegate";
              id: string;
              function: DelegateFunction;
              withdrawnAt: string | null;
              participation: { __typename: "Participation"; id: string; displayName: string };
            }>;
          };
          participation: { __typename: "Participation"; id: string; displayName: string };
        };
      };
};

export type FunctionIsChangedMutationVariables = Exact<{
  input: ChangeDelegateFunctionInput;
}>;

export type FunctionIsChangedMutation = {
  __typename: "Mutation";
  changeDelegateFunction:
    | {
        __typename: "ChangeDelegateFunctionSuccess";
        delegate: {
          __typename: "Delegate";
          id: string;
          function: DelegateFunction;
          withdrawnAt: string | null;
          participation: { __typename: "Participation"; id: string; displayName: string };
        };
      }
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string };
};

export type HeadIsHandedOverMutationVariables = Exact<{
  input: HandOverHeadInput;
}>;

export type HeadIsHandedOverMutation = {
  __typename: "Mutation";
  handOverHead:
    | {
        __typename: "HandOverHeadSuccess";
        delegate: {
          __typename: "Delegate";
          id: string;
          function: DelegateFunction;
          withdrawnAt: string | null;
          delegation: {
            __typename: "Delegation";
            id: string;
            delegates: Array<{
              __typename: "Delegate";
              id: string;
              function: DelegateFunction;
              withdrawnAt: string | null;
              participation: { __typename: "Participation"; id: string; displayName: string };
            }>;
          };
          participation: { __typename: "Participation"; id: string; displayName: string };
        };
      }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string };
};

export type ListIsEnrolledMutationVariables = Exact<{
  input: EnrolDelegatesInput;
}>;

export type ListIsEnrolledMutation = {
  __typename: "Mutation";
  enrolDelegates:
    | {
        __typename: "EnrolDelegatesSuccess";
        dryRun: boolean;
        rows: Array<{
          __typename: "EnrolmentRow";
          number: number;
          action: EnrolmentAction;
          before: DelegateFunction | null;
          field: string | null;
          message: string | null;
          delegate: { __typename: "Delegate"; id: string; function: DelegateFunction } | null;
        }>;
      }
    | {
        __typename: "EnrolmentHasProblems";
        code: string;
        message: string;
        rows: Array<{
          __typename: "EnrolmentRow";
          number: number;
          action: EnrolmentAction;
          before: DelegateFunction | null;
          field: string | null;
          message: string | null;
          delegate: { __typename: "Delegate"; id: string; function: DelegateFunction } | null;
        }>;
      }
    | { __typename: "InvalidInput"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string };
};

export type EnrolledLineFragment = {
  __typename: "EnrolmentRow";
  number: number;
  action: EnrolmentAction;
  before: DelegateFunction | null;
  field: string | null;
  message: string | null;
  delegate: { __typename: "Delegate"; id: string; function: DelegateFunction } | null;
};

export type FileIsPreviewedQueryVariables = Exact<{
  input: PreviewConferenceImportInput;
}>;

export type FileIsPreviewedQuery = {
  __typename: "Query";
  previewConferenceImport:
    | {
        __typename: "ConferenceFileRejected";
        code: string;
        message: string;
        problems: Array<{ __typename: "ConferenceFileProblem"; path: string; message: string }>;
      }
    | { __typename: "NotEntitled"; code: string; message: string }
    | {
        __typename: "PreviewConferenceImportSuccess";
        preview: {
          __typename: "ConferencePreview";
          seriesCode: string;
          seriesExists: boolean;
          number: number;
          editionExists: boolean;
          title: string;
          city: string;
          startsOn: string;
          endsOn: string;
          workingLanguages: Array<Locale>;
          delegations: number;
          people: number;
          roundTables: number;
          agendaItems: number;
          recommendations: number;
          warnings: Array<string>;
        };
      };
};

export type FileIsImportedMutationVariables = Exact<{
  input: ImportConferenceInput;
}>;

export type FileIsImportedMutation = {
  __typename: "Mutation";
  importConference:
    | {
        __typename: "ConferenceFileRejected";
        code: string;
        message: string;
        problems: Array<{ __typename: "ConferenceFileProblem"; path: string; message: string }>;
      }
    | { __typename: "EditionExists"; code: string; message: string }
    | { __typename: "IdempotencyConflict"; code: string; message: string }
    | {
        __typename: "ImportConferenceSuccess";
        access: Array<{
          __typename: "IssuedAccess";
          accessCode: string;
          name: string;
          role: string;
          participationId: string;
        }>;
        conference: {
          __typename: "Conference";
          id: string;
          number: number;
          title: string;
          city: string;
          state: ConferenceState;
          startsOn: string;
          endsOn: string;
          timeZone: string;
          workingLanguages: Array<Locale>;
        };
      }
    | { __typename: "InvalidInput"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string };
};

export type RehearsalNowQueryVariables = Exact<{ [key: string]: never }>;

export type RehearsalNowQuery = {
  __typename: "Query";
  rehearsal: {
    __typename: "Rehearsal";
    id: string;
    state: RehearsalState;
    delegations: number;
    speed: number;
    deeds: number;
    share: number;
    words: string;
    errors: number;
    startedAt: string;
    endedAt: string | null;
    conference: { __typename: "Conference"; id: string; title: string } | null;
    access: Array<{ __typename: "RehearsalAccess"; role: string; accessCode: string }>;
  } | null;
};

export type RehearsedFragment = {
  __typename: "Rehearsal";
  id: string;
  state: RehearsalState;
  delegations: number;
  speed: number;
  deeds: number;
  share: number;
  words: string;
  errors: number;
  startedAt: string;
  endedAt: string | null;
  conference: { __typename: "Conference"; id: string; title: string } | null;
  access: Array<{ __typename: "RehearsalAccess"; role: string; accessCode: string }>;
};

export type RehearsalIsStartedMutationVariables = Exact<{
  input: StartRehearsalInput;
}>;

export type RehearsalIsStartedMutation = {
  __typename: "Mutation";
  startRehearsal:
    | { __typename: "InvalidInput"; code: string; message: string }
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "RehearsalUnavailable"; code: string; message: string }
    | {
        __typename: "StartRehearsalSuccess";
        rehearsal: {
          __typename: "Rehearsal";
          id: string;
          state: RehearsalState;
          delegations: number;
          speed: number;
          deeds: number;
          share: number;
          words: string;
          errors: number;
          startedAt: string;
          endedAt: string | null;
          conference: { __typename: "Conference"; id: string; title: string } | null;
          access: Array<{ __typename: "RehearsalAccess"; role: string; accessCode: string }>;
        };
      };
};

export type RehearsalIsStoppedMutationVariables = Exact<{
  input: StopRehearsalInput;
}>;

export type RehearsalIsStoppedMutation = {
  __typename: "Mutation";
  stopRehearsal:
    | { __typename: "InvalidState"; code: string; message: string }
    | { __typename: "NotEntitled"; code: string; message: string }
    | { __typename: "NotFound"; code: string; message: string }
    | { __typename: "RehearsalUnavailable"; code: string; message: string }
    | {
        __typename: "StopRehearsalSuccess";
        rehearsal: {
          __typename: "Rehearsal";
          id: string;
          state: RehearsalState;
          delegations: number;
          speed: number;
          deeds: number;
          share: number;
          words: string;
          errors: number;
          startedAt: string;
          endedAt: string | null;
          conference: { __typename: "Conference"; id: string; title: string } | null;
          access: Array<{ __typename: "RehearsalAccess"; role: string; accessCode: string }>;
        };
      };
};

export type LobbyQueryVariables = Exact<{
  locale: Locale;
}>;

export type LobbyQuery = {
  __typename: "Query";
  viewer: {
    __typename: "Viewer";
    id: string;
    displayName: string;
    isAdmin: boolean;
    participations: Array<{
      __typename: "Participation";
      id: string;
      displayName: string;
      isSecretariat: boolean;
      isCredentialsOfficer: boolean;
      delegation: {
        __typename: "Delegation";
        id: string;
        kind: DelegationKind;
        organisation: string | null;
        country: { __typename: "Country"; code: string; name: string } | null;
      } | null;
      conference: {
        __typename: "Conference";
        id: string;
        number: number;
        title: string;
        city: string;
        startsOn: string;
        endsOn: string;
        state: ConferenceState;
        timeZone: string;
        series: { __typename: "Series"; id: string; code: string };
        roundTables: Array<{
          __typename: "RoundTable";
          id: string;
          code: string;
          title: string;
          kind: RoundTableKind;
          state: RoundTableState;
          startsAt: string | null;
          room: string | null;
          region: { __typename: "Region"; id: string; name: string } | null;
          myAdmission: { __typename: "Admission"; standing: Standing; mayPreside: boolean };
        }>;
      };
    }>;
  };
};

export type RoomTimeQueryVariables = Exact<{ [key: string]: never }>;

export type RoomTimeQuery = { __typename: "Query"; serverTime: string };

export type TableDoorQueryVariables = Exact<{
  id: string;
}>;

export type TableDoorQuery = {
  __typename: "Query";
  roundTable: {
    __typename: "RoundTable";
    id: string;
    myAdmission: { __typename: "Admission"; standing: Standing; mayPreside: boolean };
  } | null;
};

/** Types without an id: a cache keeps them inside of what has one. */
export const KEYLESS: readonly string[] = [
  "AcceptAmendmentSuccess",
  "AccessCodeRejected",
  "AddDelegateSuccess",
  "Admission",
  "AdmissionEndedEvent",
  "AdmissionGrantedEvent",
  "AdmitToBallotSuccess",
  "AdmittedToBallotEvent",
  "AgendaItemClosedEvent",
  "AgendaItemDeferredEvent",
  "AgendaItemNotUnderDiscussion",
  "AgendaItemReopenedEvent",
  "AgendaItemTakenUpEvent",
  "AlreadyVoted",
  "AmendmentAcceptance",
  "AmendmentAcceptedEvent",
  "AmendmentAdoptedEvent",
  "AmendmentConsequence",
  "AmendmentLapsedEvent",
  "AmendmentProposedEvent",
  "AmendmentRejectedEvent",
  "AmendmentRuledEvent",
  "AmendmentWithdrawnEvent",
  "Annulment",
  "AnnulmentProposedEvent",
  "AnnulmentWithdrawnEvent",
  "AppointCredentialsOfficerSuccess",
  "AppointSuccess",
  "ArrangeConclusionsSuccess",
  "BallotAlreadyOpen",
  "BallotAnnulledEvent",
  "BallotCancelledEvent",
  "BallotClosed",
  "BallotClosedEvent",
  "BallotLockingEvent",
  "BallotOpenedEvent",
  "BallotRecount",
  "BallotSealFaulty",
  "BallotTallyUpdate",
  "BodyRules",
  "CallNextDelegationSuccess",
  "CallSpeakerSuccess",
  "CallTheRollSuccess",
  "CancelBallotSuccess",
  "CancelRoundTableSuccess",
  "CastSecretVoteSuccess",
  "CastVoteSuccess",
  "ChairHandedOverEvent",
  "ChairTakenEvent",
  "ChangeDelegateFunctionSuccess",
  "ChangeVoteSuccess",
  "CheckInSuccess",
  "CheckOutSuccess",
  "CloseAgendaItemSuccess",
  "CloseBallotSuccess",
  "CloseConferenceSuccess",
  "CloseRoundTableSuccess",
  "CloseSpeakersListSuccess",
  "CommentConnection",
  "CommentEdge",
  "CommentPostedEvent",
  "CommentWithdrawnEvent",
  "Conclusions",
  "ConclusionsItem",
  "ConclusionsParagraph",
  "ConclusionsPublishedEvent",
  "ConclusionsText",
  "ConferenceConnection",
  "ConferenceEdge",
  "ConferenceFileProblem",
  "ConferenceFileRejected",
  "ConferencePreview",
  "ConfirmAnnulmentSuccess",
  "ConfirmReadInSuccess",
  "ConsensusObjectedEvent",
  "ConsensusObjection",
  "Country",
  "CredentialsDecidedEvent",
  "CredentialsOfficerAppointedEvent",
  "CredentialsOfficerDismissedEvent",
  "DecideCredentialsSuccess",
  "Decision",
  "DecisionDeclaredEvent",
  "DecisionProof",
  "DeclareDecisionSuccess",
  "DeferAgendaItemSuccess",
  "DelegateAddedEvent",
  "DelegateCheckedInEvent",
  "DelegateCheckedOutEvent",
  "DelegateFunctionChangedEvent",
  "DelegationCalledEvent",
  "Disclosure",
  "DisclosureRule",
  "DismissCredentialsOfficerSuccess",
  "DraftRecommendationSuccess",
  "EditionExists",
  "EndAppointmentSuccess",
  "EndSpeechSuccess",
  "EnrolDelegatesSuccess",
  "EnrolmentHasProblems",
  "EnrolmentRow",
  "ExtendTimeSuccess",
  "FileTranslationSuccess",
  "FloorRequestWithdrawnEvent",
  "FloorRequestedEvent",
  "FloorTaken",
  "ForwardRecommendationSuccess",
  "HandOverChairSuccess",
  "HandOverHeadSuccess",
  "HeadHandedOverEvent",
  "HeadMissing",
  "IdempotencyConflict",
  "ImportConferenceSuccess",
  "InvalidInput",
  "InvalidState",
  "IssueAccessCodeSuccess",
  "IssueAccessCodesSuccess",
  "IssuedAccess",
  "IssuedAccessCode",
  "LanguageGateClosed",
  "Lineage",
  "LineageStep",
  "LocalizedName",
  "LocalizedText",
  "LockBallotSuccess",
  "MergeRecommendationsSuccess",
  "ModeMismatch",
  "ModeNotAvailable",
  "NotCalled",
  "NotEntitled",
  "NotFound",
  "NotPresent",
  "ObjectToConsensusSuccess",
  "OpenBallotSuccess",
  "OpenConferenceSuccess",
  "OpenHallScreenSuccess",
  "OpenRoundTableSuccess",
  "OpenSpeakersListSuccess",
  "PageInfo",
  "Paragraph",
  "ParagraphChange",
  "ParagraphOriginStep",
  "ParagraphText",
  "ParticipationConnection",
  "ParticipationEdge",
  "PauseSpeakerSuccess",
  "PointOfOrderPending",
  "PointOfOrderRaisedEvent",
  "PointOfOrderRuledEvent",
  "PostCommentSuccess",
  "PreviewConferenceImportSuccess",
  "ProposeAmendmentSuccess",
  "ProposeAnnulmentSuccess",
  "ProposeDraftSuccess",
  "ProposeReadInSuccess",
  "ProposeRecommendationSuccess",
  "PublishConclusionsSuccess",
  "QuestionRule",
  "QuorumLostEvent",
  "QuorumNotMet",
  "QuorumReachedEvent",
  "QuorumRule",
  "QuorumState",
  "ReadInProposedEvent",
  "ReadInRejectedEvent",
  "RecommendationDraftedEvent",
  "RecommendationForwardedEvent",
  "RecommendationProposedEvent",
  "RecommendationReceivedEvent",
  "RecommendationRevisedEvent",
  "RecommendationSponsoredEvent",
  "RecommendationTakenUpEvent",
  "RecommendationWithdrawnEvent",
  "RecommendationsMergedEvent",
  "RecordVoteIntentionSuccess",
  "Recount",
  "RecountFinding",
  "RefreshSessionSuccess",
  "RefreshTokenRejected",
  "RehearsalAccess",
  "RehearsalUnavailable",
  "ReissueAccessCodeSuccess",
  "RejectReadInSuccess",
  "RequestFloorSuccess",
  "RestoreVotingRightsSuccess",
  "ResumeRoundTableSuccess",
  "ResumeSpeakerSuccess",
  "ReviseRecommendationSuccess",
  "RevokeAccessCodesSuccess",
  "RollCallAnswer",
  "RollCallEntry",
  "RollCalledEvent",
  "RollEntry",
  "RoundTableCancelledEvent",
  "RoundTableClosedEvent",
  "RoundTableNotOpen",
  "RoundTableOpenedEvent",
  "RoundTableResumedEvent",
  "RoundTableSuspendedEvent",
  "RuleCitation",
  "RuleOnAmendmentSuccess",
  "RuleOnPointOfOrderSuccess",
  "RuleSetForbids",
  "SealFaultFoundEvent",
  "SealFaultGoneEvent",
  "SealedBox",
  "SecondPersonNeeded",
  "SignInSuccess",
  "SignOutSuccess",
  "SimilarParagraph",
  "SkipSpeakerSuccess",
  "SpeakerCalledEvent",
  "SpeakerSkippedEvent",
  "SpeakersList",
  "SpeakersListClosed",
  "SpeakersListClosedEvent",
  "SpeakersListOpenedEvent",
  "SpeakingRules",
  "SpeakingTimeExtendedEvent",
  "SpeechEndedEvent",
  "SpeechPausedEvent",
  "SpeechResumedEvent",
  "SpeechStartedEvent",
  "SponsorRecommendationSuccess",
  "Sponsorship",
  "SponsorshipWithdrawnEvent",
  "StaleVersion",
  "StartRehearsalSuccess",
  "StartSpeakingSuccess",
  "StopRehearsalSuccess",
  "SuspendRoundTableSuccess",
  "SuspendVotingRightsSuccess",
  "TakeChairSuccess",
  "TakeUpAgendaItemSuccess",
  "TakeUpRecommendationSuccess",
  "Tally",
  "TextPiece",
  "TooFewSponsors",
  "TooManyAttempts",
  "Trail",
  "TrailEntry",
  "TrailEntryConnection",
  "TrailEntryEdge",
  "TrailHead",
  "TrailKey",
  "TranslationFiledEvent",
  "Turnout",
  "TurnoutChangedEvent",
  "VersionLanguage",
  "Vote",
  "VoteCastEvent",
  "VoteChangedEvent",
  "VoteIntention",
  "VoteIntentionRecordedEvent",
  "VotesNotTaken",
  "VotingPlace",
  "VotingRightsRestoredEvent",
  "VotingRightsSuspendedEvent",
  "WithdrawAmendmentSuccess",
  "WithdrawAnnulmentSuccess",
  "WithdrawCommentSuccess",
  "WithdrawDelegateSuccess",
  "WithdrawRecommendationSuccess",
  "WithdrawRequestSuccess",
  "WithdrawSponsorshipSuccess",
];

/** Interfaces that the documents name, with the types behind them. */
export const POSSIBLE_TYPES: Readonly<Record<string, string[]>> = {
  DomainError: [
    "AccessCodeRejected",
    "AgendaItemNotUnderDiscussion",
    "AlreadyVoted",
    "BallotAlreadyOpen",
    "BallotClosed",
    "BallotSealFaulty",
    "ConferenceFileRejected",
    "EditionExists",
    "EnrolmentHasProblems",
    "FloorTaken",
    "HeadMissing",
    "IdempotencyConflict",
    "InvalidInput",
    "InvalidState",
    "LanguageGateClosed",
    "ModeMismatch",
    "ModeNotAvailable",
    "NotCalled",
    "NotEntitled",
    "NotFound",
    "NotPresent",
    "PointOfOrderPending",
    "QuorumNotMet",
    "RefreshTokenRejected",
    "RehearsalUnavailable",
    "RoundTableNotOpen",
    "RuleSetForbids",
    "SecondPersonNeeded",
    "SpeakersListClosed",
    "StaleVersion",
    "TooFewSponsors",
    "TooManyAttempts",
    "VotesNotTaken",
  ],
};
