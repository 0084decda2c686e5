import { CreateIdentity1764000001000 } from "./1764000001000-CreateIdentity.js";
import { CreateConference1764000002000 } from "./1764000002000-CreateConference.js";
import { CreateDelegation1764000003000 } from "./1764000003000-CreateDelegation.js";
import { CreateRoundTable1764000004000 } from "./1764000004000-CreateRoundTable.js";
import { CreateRecommendation1764000005000 } from "./1764000005000-CreateRecommendation.js";
import { CreateBallot1764000006000 } from "./1764000006000-CreateBallot.js";
import { CreateComment1764000007000 } from "./1764000007000-CreateComment.js";
import { GuardHistory1764000008000 } from "./1764000008000-GuardHistory.js";
import { CreateLiveLog1764000009000 } from "./1764000009000-CreateLiveLog.js";
import { AddIncarnation1764000010000 } from "./1764000010000-AddIncarnation.js";
import { MarkEvents1764000011000 } from "./1764000011000-MarkEvents.js";
import { GuardVotesTogether1764000012000 } from "./1764000012000-GuardVotesTogether.js";
import { ConductBallots1764000013000 } from "./1764000013000-ConductBallots.js";
import { CreateParagraph1764000014000 } from "./1764000014000-CreateParagraph.js";
import { SeatDelegations1764000015000 } from "./1764000015000-SeatDelegations.js";
import { GiveTheFloor1764000016000 } from "./1764000016000-GiveTheFloor.js";
import { CreateLineage1764000017000 } from "./1764000017000-CreateLineage.js";
import { PutAmendmentsToVote1764000018000 } from "./1764000018000-PutAmendmentsToVote.js";
import { TakeBackAnnulments1764000019000 } from "./1764000019000-TakeBackAnnulments.js";
import { SealBallots1764000020000 } from "./1764000020000-SealBallots.js";
import { CreateTrail1764000021000 } from "./1764000021000-CreateTrail.js";
import { OpenHallScreens1764000022000 } from "./1764000022000-OpenHallScreens.js";

/** In the order in which they run. A migration that has landed is never edited. */
export const MIGRATIONS = [
  CreateIdentity1764000001000,
  CreateConference1764000002000,
  CreateDelegation1764000003000,
  CreateRoundTable1764000004000,
  CreateRecommendation1764000005000,
  CreateBallot1764000006000,
  CreateComment1764000007000,
  GuardHistory1764000008000,
  CreateLiveLog1764000009000,
  AddIncarnation1764000010000,
  MarkEvents1764000011000,
  GuardVotesTogether1764000012000,
  ConductBallots1764000013000,
  CreateParagraph1764000014000,
  SeatDelegations1764000015000,
  GiveTheFloor1764000016000,
  CreateLineage1764000017000,
  PutAmendmentsToVote1764000018000,
  TakeBackAnnulments1764000019000,
  SealBallots1764000020000,
  CreateTrail1764000021000,
  OpenHallScreens1764000022000,
];
