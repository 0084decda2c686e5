/** How many have voted in a secret ballot, in steps. Says nothing of who, and is no deed of anybody. */
export const TURNOUT_CHANGED = "TURNOUT_CHANGED";
