/** A share that must be reached: at least `numerator / denominator`, or more than it when `strict`. */
export interface Share {
  readonly numerator: number;
  readonly denominator: number;
  readonly strict: boolean;
}

const TWO_THIRDS: Share = { numerator: 2, denominator: 3, strict: false };
const HALF: Share = { numerator: 1, denominator: 2, strict: true };

/** Compares part/whole with the share by cross-multiplication, exactly. Of nothing, nothing is a share. */
function reaches(part: number, whole: number, share: Share): boolean {
  const left = BigInt(part) * BigInt(share.denominator);
  const right = BigInt(share.numerator) * BigInt(whole);
  return share.strict ? left > right : left >= right;
}

interface Votes {
  readonly yes: number;
  readonly no: number;
  readonly members: number;
}

/** What adopts, from the table of the rules; that somebody voted for it is asked of all of them. */
const FORMULAS: { readonly [majority: string]: ((votes: Votes) => boolean) | undefined } = {
  CONSENSUS: ({ no }) => no === 0,
  UNANIMITY: ({ no }) => no === 0,
  SIMPLE: ({ yes, no }) => yes > no,
  TWO_THIRDS: ({ yes, no }) => reaches(yes, yes + no, TWO_THIRDS),
  ABSOLUTE_OF_MEMBERS: ({ yes, members }) => reaches(yes, members, HALF),
  TWO_THIRDS_OF_MEMBERS: ({ yes, members }) => reaches(yes, members, TWO_THIRDS),
};

/** Whether so many votes adopt. Throws for a majority that it does not know. */
export function adopts(majority: string, votes: Votes): boolean {
  const formula = FORMULAS[majority];
  if (!formula) throw new Error(`There is no formula for the majority ${majority}.`);
  return votes.yes > 0 && formula(votes);
}

/** The fewest votes for that would have adopted with the same votes against: found by trying; members + 1 when none would. */
export function fewestThatAdopt(majority: string, no: number, members: number): number {
  const most = Math.max(members, 2 * no) + 1;
  for (let yes = 0; yes <= most; yes += 1) if (adopts(majority, { yes, no, members })) return yes;
  return members + 1;
}

/** How many must be present of so many: found by trying. */
export function fewestPresent(quorum: Share, base: number): number {
  let present = 0;
  while (!reaches(present, base, quorum)) present += 1;
  return present;
}
