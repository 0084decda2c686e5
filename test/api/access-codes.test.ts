import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startApp, type TestApp } from "../support/app.js";
import type { Client } from "../support/client.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { openSocket } from "../support/raw.js";
import { columnsHolding, sql } from "../support/sql.js";

const DEEDS = ["issueAccessCode", "reissueAccessCode", "revokeAccessCodes", "issueAccessCodes"] as const;
/** Whom a deed is about, as its input wants it. */
const about = (deed: string, participationId: string): object =>
  deed === "issueAccessCodes" ? { participationIds: [participationId], replace: true } : { participationId };
const CODE = "accessCodeId accessCode expiresAt";

describe("access codes", () => {
  let app: TestApp;
  let conference: TestConference;
  let other: TestConference;
  let secretariat: Client;
  beforeAll(async () => {
    app = await startApp();
    conference = await buildConference(app);
    other = await buildConference(app, { series: "OTHER" });
    secretariat = await conference.as("secretariat");
  });
  afterAll(() => app.close());

  const participation = async (ref: string, at: TestConference = conference): Promise<string> => {
    const { data } = await (await at.as(ref)).send("{ viewer { participations { id conference { id } } } }");
    return data.viewer.participations.find((one: { conference: { id: string } }) => one.conference.id === at.id).id;
  };
  const accountOf = async (participationId: string): Promise<string> =>
    (
      await sql<{ account_id: string }>(app, "SELECT account_id FROM participation WHERE id = $1", [participationId])
    )[0]!.account_id;
  const signsIn = async (accessCode: string): Promise<boolean> =>
    (await app.client().does("SignIn", { accessCode })).__typename === "SignInSuccess";

  it("issuing one leaves the others working", async () => {
    const participationId = await participation("head-zm");
    const issued = await secretariat.deed("issueAccessCode", { participationId }, CODE);
    expect(issued).toMatchObject({ __typename: "IssueAccessCodeSuccess" });
    expect(Math.round((Date.parse(issued.expiresAt) - Date.now()) / 86_400_000)).toBe(14);
    expect(await signsIn(issued.accessCode)).toBe(true);
    expect(await signsIn(conference.codes.get("head-zm")!)).toBe(true);
    expect(await columnsHolding(app, [issued.accessCode, issued.accessCode.replaceAll("-", "")])).toEqual([]);
  });

  it("issued ones hold at least 128 random bits and are never the same", async () => {
    const participationId = await participation("head-zm");
    const codes: string[] = [];
    for (let count = 0; count < 20; count += 1)
      codes.push((await secretariat.deed("issueAccessCode", { participationId }, CODE)).accessCode);
    expect(new Set(codes).size).toBe(20);
    for (const code of codes) expect(Math.log2(31) * code.replaceAll("-", "").length).toBeGreaterThanOrEqual(128);
    expect(new Set(codes.map((code) => code.slice(0, 5))).size).toBe(20); // no part of it stays the same
  });

  it("reissuing one replaces all others: they stop working, their tokens end and their sockets close", async () => {
    const participationId = await participation("head-ke");
    const head = await conference.as("head-ke");
    const { closed } = await openSocket(app.url, `Bearer ${head.token}`);
    const extra = await secretariat.deed("issueAccessCode", { participationId }, CODE);
    const fresh = await secretariat.deed("reissueAccessCode", { participationId }, CODE);
    expect(fresh).toMatchObject({ __typename: "ReissueAccessCodeSuccess" });
    expect(
      await Promise.all([conference.codes.get("head-ke")!, extra.accessCode, fresh.accessCode].map(signsIn)),
    ).toEqual([false, false, true]);
    expect((await head.run("Me")).status).toBe(401);
    expect(await Promise.race([closed, sleep(5_000, "open")])).toBe(4401);
  });

  it("revoking them ends all that the person holds, tells how many there were, and may be sent again", async () => {
    const participationId = await participation("head-ng");
    const [head, bystander] = [await conference.as("head-ng"), await conference.as("head-gh")];
    const [mine, theirs] = [
      await openSocket(app.url, `Bearer ${head.token}`),
      await openSocket(app.url, `Bearer ${bystander.token}`),
    ];
    await secretariat.deed("issueAccessCode", { participationId });
    expect(await secretariat.deed("revokeAccessCodes", { participationId }, "revoked")).toMatchObject({ revoked: 2 });
    expect(await secretariat.deed("revokeAccessCodes", { participationId }, "revoked")).toMatchObject({ revoked: 0 });
    expect(await signsIn(conference.codes.get("head-ng")!)).toBe(false);
    expect((await head.run("Me")).status).toBe(401);
    expect(await Promise.race([mine.closed, sleep(5_000, "open")])).toBe(4401);
    expect(await Promise.race([theirs.closed, sleep(200, "open")])).toBe("open");
    theirs.socket.close();
  });

  it("expire when they were told to", async () => {
    const participationId = await participation("head-ci").catch(() => participation("head-gh"));
    const { accessCode } = await secretariat.deed(
      "issueAccessCode",
      { participationId, expiresAt: new Date(Date.now() + 1_000).toISOString() },
      CODE,
    );
    expect(await signsIn(accessCode)).toBe(true);
    await sleep(1_100);
    expect(await signsIn(accessCode)).toBe(false);
  });

  it.each(["issueAccessCode", "reissueAccessCode"])(
    "%s refuses a moment in the past and one beyond a year, and revokes nothing then",
    async (deed) => {
      const participationId = await participation("head-gh");
      for (const offset of [-1_000, 367 * 86_400_000]) {
        const answer = await secretariat.deed(deed, {
          participationId,
          expiresAt: new Date(Date.now() + offset).toISOString(),
        });
        expect(answer).toMatchObject({ __typename: "InvalidInput" });
      }
      expect(await signsIn(conference.codes.get("head-gh")!)).toBe(true);
    },
  );

  describe.each(DEEDS)("%s", (deed) => {
    it.each(["head-tz", "facilitator-africa", "facilitator-plenary", "rapporteur-africa", "observer-africa"])(
      "is refused to a %s, for others and for oneself",
      async (ref) => {
        const client = await conference.as(ref);
        for (const participationId of [await participation("head-zm"), await participation(ref)]) {
          expect(await client.deed(deed, about(deed, participationId))).toMatchObject({ __typename: "NotEntitled" });
        }
      },
    );

    it("does not know a person of another conference", async () => {
      expect(await secretariat.deed(deed, about(deed, await participation("head-zm", other)))).toMatchObject({
        __typename: "NotFound",
      });
    });

    it("is refused to the secretariat for an administrator", async () => {
      const participationId = await participation("head-ca");
      await sql(app, "UPDATE account SET is_admin = true WHERE id = $1", [await accountOf(participationId)]);
      expect(await secretariat.deed(deed, about(deed, participationId))).toMatchObject({ __typename: "NotEntitled" });
      expect(await signsIn(conference.codes.get("head-ca")!)).toBe(true);
      await sql(app, "UPDATE account SET is_admin = false WHERE id = $1", [await accountOf(participationId)]);
    });

    it("is refused to the secretariat for a person who also takes part in a conference that it does not manage, until it manages that one, too", async () => {
      const [here, there] = [await participation("head-us"), await participation("head-us", other)];
      const [account, before] = [await accountOf(here), await accountOf(there)];
      await sql(app, "UPDATE participation SET account_id = $2 WHERE id = $1", [there, account]);
      expect(await secretariat.deed(deed, about(deed, here))).toMatchObject({ __typename: "NotEntitled" });
      // Taking part there as somebody else than its secretariat is not enough.
      const [mine] = await sql<{ account_id: string }>(
        app,
        "SELECT account_id FROM participation WHERE conference_id = $1 AND is_secretariat",
        [conference.id],
      );
      const seat = await participation("observer-plenary", other);
      const observer = await accountOf(seat);
      await sql(app, "UPDATE participation SET account_id = $2 WHERE id = $1", [seat, mine!.account_id]);
      expect(await secretariat.deed(deed, about(deed, here))).toMatchObject({ __typename: "NotEntitled" });
      expect(await secretariat.deed(deed, about(deed, there))).toMatchObject({ __typename: "NotEntitled" });
      await sql(app, "UPDATE participation SET is_secretariat = true WHERE id = $1", [seat]);
      if (deed === "issueAccessCode")
        expect(await secretariat.deed(deed, about(deed, here))).toMatchObject({
          __typename: "IssueAccessCodeSuccess",
        });
      await sql(app, "UPDATE participation SET is_secretariat = false, account_id = $2 WHERE id = $1", [
        seat,
        observer,
      ]);
      await sql(app, "UPDATE participation SET account_id = $2 WHERE id = $1", [there, before]);
    });
  });
});
