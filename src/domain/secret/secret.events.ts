/** How many have voted in a secret ballot, in steps. Says nothing of who, and is no deed of anybody. */
export const TURNOUT_CHANGED = "TURNOUT_CHANGED";

/** A secret ballot can take no paper or cannot be counted; and that it can again. */
export const SEAL_FAULT_FOUND = "SEAL_FAULT_FOUND";
export const SEAL_FAULT_GONE = "SEAL_FAULT_GONE";
