import { DomainError, refusalType } from "../../platform/graphql/refusals.js";

@refusalType("Rehearsals are played only where demo data is: this server has none, or may be reached from elsewhere.")
export class RehearsalUnavailable extends DomainError {
  override code = "REHEARSAL_UNAVAILABLE";
  override message =
    "Rehearsals are played only on a server with demo data, which no other machine can reach. Start one with npm start on an empty DATA_DIR.";
}
