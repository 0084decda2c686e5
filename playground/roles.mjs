/**
 * Whom one can be in the playground, and the tabs that each needs, in the order in which they are used. Codes are those of the
 * demo, which are public; the page uses one only where the server says that it holds demo data.
 */
const ROLES = [
  {
    id: "facilitator",
    title: "Facilitator",
    about: "Opens the sitting in Africa, takes up an item, gives the floor, puts a text to the vote",
    code: "demo-facilitator-africa",
    tabs: ["Me", "OpenRoundTable", "Room", "TakeUpAgendaItem", "OpenSpeakersList", "OpenBallot", "CloseBallot"],
  },
  {
    id: "delegate",
    title: "Delegate",
    about: "Heads the delegation of Zambia: checks in, asks for the floor, comments, votes",
    code: "demo-delegate-zm",
    tabs: ["Me", "Conferences", "CheckIn", "Room", "RequestFloor", "PostComment", "CastVote"],
  },
  {
    id: "observer",
    title: "Observer or hall screen",
    about: "Watches the plenary live: what happens, who speaks, how a ballot stands",
    code: "demo-observer",
    tabs: ["Conferences", "Room", "RoomEvents", "SpeakersLists", "BallotTally"],
  },
  {
    id: "secretariat",
    title: "Secretariat",
    about: "Runs the conference: delegations, texts, every decision counted anew, the signed trail",
    code: "demo-secretariat",
    tabs: ["Conferences", "Accreditation", "Room", "Quorum", "Text", "RecountConference", "TrailHead"],
  },
  {
    id: "credentials-officer",
    title: "Credentials officer",
    about: "Decides whose credentials are in order, and so who may vote and what a quorum is",
    code: "demo-credentials-officer",
    tabs: ["Me", "Conferences", "RuleSet", "Accreditation", "DecideCredentials"],
  },
];

/** The roles for a page that has these examples; throws where a tab is named that there is no example for. */
export function readRoles(examples) {
  const known = new Set(examples.map(({ name }) => name));
  const missing = ROLES.flatMap(({ tabs }) => tabs.filter((tab) => !known.has(tab)));
  if (missing.length > 0) throw new Error(`There is no example for these tabs of a role: ${missing.join(", ")}.`);
  return ROLES;
}
