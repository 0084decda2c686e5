import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse, print, separateOperations } from "graphql";

/** Deeds for which the shared documents have none. */
const OWN = `
mutation RefreshSession($input: RefreshSessionInput!) {
  refreshSession(input: $input) {
    __typename
    ... on RefreshSessionSuccess { accessToken accessTokenExpiresAt refreshToken }
    ... on DomainError { code message }
  }
}
mutation OpenConference($input: OpenConferenceInput!) {
  openConference(input: $input) { __typename ... on DomainError { code message } }
}
mutation CloseAgendaItem($input: CloseAgendaItemInput!) {
  closeAgendaItem(input: $input) { __typename ... on DomainError { code message } }
}
mutation CloseSpeakersList($input: CloseSpeakersListInput!) {
  closeSpeakersList(input: $input) { __typename ... on DomainError { code message } }
}
mutation ResumeSpeaker($input: ResumeSpeakerInput!) {
  resumeSpeaker(input: $input) { __typename ... on DomainError { code message } }
}
query Chaired {
  viewer { facilitates { id agendaItems { id title } } }
}
query AmendmentsOfText($recommendationId: ID!) {
  recommendation(id: $recommendationId) { amendments { id state } }
}
query TextsOfRoom($roundTableId: ID!) {
  roundTable(id: $roundTableId) { agendaItems { id recommendations { id symbol state proposedBy { country { code } } } } }
}
`;

/** What is sent, by name: the documents of schema/operations, which clients use as well, and a few of our own. */
export const OPERATIONS: Readonly<Record<string, string>> = readOperations();

function readOperations(): Record<string, string> {
  const folder = operationsFolder(dirname(fileURLToPath(import.meta.url)));
  const files = readdirSync(folder).filter((file) => file.endsWith(".graphql"));
  const sources = [OWN, ...files.map((file) => readFileSync(join(folder, file), "utf8"))];
  const documents = sources.flatMap((source) => Object.entries(separateOperations(parse(source))));
  return Object.fromEntries(documents.map(([name, document]) => [name, print(document)]));
}

/** Upwards from here: the compiled file lies a folder deeper than its source. */
function operationsFolder(from: string): string {
  const folder = join(from, "schema", "operations");
  return existsSync(folder) ? folder : operationsFolder(dirname(from));
}
