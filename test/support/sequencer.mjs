import Sequencer from "@jest/test-sequencer";

/** What takes minutes, the longest first: begun last, each would run on alone while the other worker has nothing to do. */
const LONG = [
  "random/random-conferences",
  "secrecy/secret-ballots",
  "secrecy/chaos",
  "live/chaos",
  "board/",
  "rehearsal/",
];
const placeOf = ({ path }) => {
  const place = LONG.findIndex((part) => path.includes(`/test/${part}`));
  return place < 0 ? LONG.length : place;
};

export default class LongFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => placeOf(a) - placeOf(b));
  }
}
