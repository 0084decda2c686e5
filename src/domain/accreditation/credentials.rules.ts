export type Ruling = "ACCEPTED" | "PROVISIONAL" | "REJECTED";

/** What may follow what. Rejected is final; nothing goes back to PENDING; what was accepted may be reopened. */
const NEXT: { readonly [before: string]: readonly Ruling[] } = {
  PENDING: ["ACCEPTED", "PROVISIONAL", "REJECTED"],
  PROVISIONAL: ["ACCEPTED", "REJECTED"],
  ACCEPTED: ["PROVISIONAL", "REJECTED"],
  REJECTED: [],
};

export function rulingsAfter(credentials: string): readonly Ruling[] {
  return NEXT[credentials] ?? [];
}
