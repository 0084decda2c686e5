import type { Viewer } from "../identity/viewer.policy.js";

/** Conferences are set up by those who administer the server; whoever runs commands on it needs no leave. */
export function mayImport(viewer: Viewer): boolean {
  return viewer.isAdmin;
}
