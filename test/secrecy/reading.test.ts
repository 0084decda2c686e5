import { describe, expect, it } from "@jest/globals";
import type { PlayedBallot } from "./played-ballot.js";
import { Reader } from "./reading.js";

const ballot: PlayedBallot = {
  ...{ id: "b0b0b0b0-0000-4000-8000-000000000001", name: "one" },
  voters: [],
  optionIds: {
    FOR: "b0b0b0b0-0000-4000-8000-000000000002",
    AGAINST: "b0b0b0b0-0000-4000-8000-000000000003",
    ABSTAIN: "b0b0b0b0-0000-4000-8000-000000000004",
  },
  opened: new Map(),
};
const reader = new Reader([ballot]);
/** A stored text of three letters, and what lies behind it. */
const stored = (behind: Buffer): Buffer => Buffer.concat([Buffer.from([9]), Buffer.from("FOR"), behind]);

describe("a choice among bytes", () => {
  it("is read whatever number is stored behind it, also one that begins with capitals", () => {
    expect(reader.read(stored(Buffer.alloc(0))).choice).toBe("FOR");
    expect(reader.read(stored(Buffer.from([0x41, 0x42, 0x43, 0x11, 0x80, 0xfd, 0x02, 0x00]))).choice).toBe("FOR");
  });

  it("is not the beginning of a longer word behind a tab", () => {
    for (const text of ["\tFORMAT of the file", "\tFORMAT", "\tFORCED"])
      expect(reader.read(Buffer.from(text)).choice).toBeNull();
  });
});
