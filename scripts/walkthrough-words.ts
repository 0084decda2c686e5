/** What the walkthrough shows: the shapes of the answers it asks for, and how they are put into words on 80 columns. */

export interface Country {
  readonly code: string;
  readonly name: string;
}

export interface Tally {
  readonly for: number;
  readonly against: number;
  readonly abstain: number;
}

export interface Ballot {
  readonly id: string;
  readonly question: string;
  readonly state: string;
  readonly tally: Tally | null;
  readonly turnout: { readonly voted: number; readonly eligible: number };
  readonly decision?: { readonly outcome: string; readonly explanation: string };
  readonly myVote?: { readonly choice: string } | null;
}

export interface Room {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly liveCursor: string;
  readonly seats: readonly { readonly isPresent: boolean; readonly delegation: { readonly country: Country | null } }[];
  readonly agendaItems: readonly { readonly recommendations: readonly { readonly ballots: readonly Ballot[] }[] }[];
}

export interface Item {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly state: string;
}

export interface Event {
  readonly __typename: string;
  readonly seq: number;
  readonly agendaItem?: { readonly title: string };
  readonly recommendation?: { readonly symbol: string; readonly title: string };
  readonly comment?: { readonly body: string; readonly author: { readonly displayName: string } } | null;
  readonly ballot?: Ballot;
  readonly turnout?: { readonly voted: number; readonly eligible: number };
  readonly tally?: Tally | null;
}

export interface Refused {
  readonly __typename: string;
  readonly code: string;
  readonly message: string;
}

/** Prints text, wrapped to 80 columns; `hang` stands before the first line and indents the others. */
export function say(text: string, hang = "   "): void {
  const lines: string[] = [];
  let line = hang;
  for (const word of text.split(" ")) {
    if (line.length + word.length >= 80 && line.trim() !== "") {
      lines.push(line.trimEnd());
      line = " ".repeat(hang.length);
    }
    line += `${word} `;
  }
  console.log([...lines, line.trimEnd()].join("\n"));
}

/** Prints events as they arrive. Check-ins come in crowds and become one line. */
export class LiveLines {
  private arrivals: number[] = [];

  readonly show = (event: Event): void => {
    if (event.__typename === "DelegateCheckedInEvent") return void this.arrivals.push(event.seq);
    this.flush();
    say(inWords(event), `   live #${event.seq}  `);
  };

  flush(): void {
    const { length } = this.arrivals;
    if (length === 0) return;
    const numbers = length === 1 ? `#${this.arrivals[0]}` : `#${this.arrivals[0]} to #${this.arrivals.at(-1)}`;
    say(
      `${length === 1 ? "a delegation takes its seat" : `${length} delegations take their seats`}`,
      `   live ${numbers}  `,
    );
    this.arrivals = [];
  }
}

export const counts = ({ for: yes, against, abstain }: Tally): string =>
  `${yes} for, ${against} against, ${abstain} abstaining`;

const WORDS: Readonly<Record<string, string>> = {
  RoundTableOpenedEvent: "the room is open",
  QuorumReachedEvent: "a quorum is present",
  DecisionDeclaredEvent: "the decision is declared",
  AmendmentProposedEvent: "an amendment is proposed",
  AmendmentRuledEvent: "the chair has ruled on the amendment",
  AmendmentAdoptedEvent: "the amendment is part of the text",
  RecommendationRevisedEvent: "the text has a new version",
  ConsensusObjectedEvent: "a delegation objects",
  RecommendationForwardedEvent: "the text goes on to the plenary",
};

export function inWords(event: Event): string {
  switch (event.__typename) {
    case "AgendaItemTakenUpEvent":
      return `under discussion: ${event.agendaItem!.title}`;
    case "RecommendationProposedEvent":
      return `proposed: ${event.recommendation!.symbol}, ${event.recommendation!.title}`;
    case "CommentPostedEvent":
      return `${event.comment?.author.displayName}: “${event.comment?.body}”`;
    case "BallotOpenedEvent":
      return `ballot open, ${event.ballot!.turnout.eligible} delegations may vote`;
    case "VoteCastEvent":
      return `vote ${event.turnout!.voted} of ${event.turnout!.eligible}${event.tally ? `: ${counts(event.tally)}` : ""}`;
    case "BallotClosedEvent":
      return `ballot closed: ${event.ballot!.decision?.outcome ?? "the chair will declare the decision"}`;
    default:
      return WORDS[event.__typename] ?? event.__typename; // a kind that this script does not know: number and order are there all the same
  }
}
