import { mayManage } from "../conference/conference.policy.js";
import type { Participation } from "../conference/participation.entity.js";
import type { Viewer } from "../identity/viewer.policy.js";

/** Who did what and when, over all rooms: for whoever runs the conference or the server. */
export function mayListEntries(viewer: Viewer, participation: Participation | null): boolean {
  return participation !== null && (mayManage(participation) || viewer.isAdmin);
}
