import type { Context, Principal } from "../../platform/graphql/context.js";
import { RequestError } from "../../platform/graphql/errors.js";

/** Who acts, looked up live at the start of every operation. What a viewer may do is asked of each word's policies. */
export interface Viewer extends Principal {
  readonly displayName: string;
  readonly isAdmin: boolean;
}

/** The viewer of an operation behind a `signedIn` guard. */
export function viewerOf(context: Context): Viewer {
  if (!context.principal) throw new RequestError("UNAUTHENTICATED", "Sign in first.");
  return context.principal as Viewer;
}
