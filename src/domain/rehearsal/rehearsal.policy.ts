import type { Viewer } from "../identity/viewer.policy.js";

/** Rehearsals are for those who run a demo conference, and for administrators of the server. */
export function mayRehearse(viewer: Viewer, runsDemo: boolean): boolean {
  return viewer.isAdmin || runsDemo;
}
