import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { Session } from "../../board/src/api/session.js";

/** The storage of one tab. */
function storage(tokens?: object): Storage {
  const kept = new Map<string, string>(tokens ? [["rotunda.tokens", JSON.stringify(tokens)]] : []);
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  } as unknown as Storage;
}

/** Tabs of one browser hear each other, and one at a time holds a lock. */
class Channel {
  static all = new Set<Channel>();
  private hear: ((event: { data: unknown }) => void) | null = null;
  constructor(private readonly name: string) {
    Channel.all.add(this);
  }
  addEventListener(_type: "message", hear: (event: { data: unknown }) => void): void {
    this.hear = hear;
  }
  postMessage(data: unknown): void {
    for (const other of Channel.all) if (other !== this && other.name === this.name) other.hear?.({ data });
  }
}
function locks() {
  let last: Promise<unknown> = Promise.resolve();
  return { request: (_name: string, work: () => Promise<unknown>) => (last = last.then(work, work)) };
}

/** A server that renews each refresh token once, and serves the newest access tokens only. */
class Server {
  readonly renewals: string[] = [];
  readonly valid = new Set(["access-0"]);
  readonly refreshes = new Set(["refresh-0"]);
  isAway = false;
  readonly fetch = async (_url: unknown, init: RequestInit = {}): Promise<Response> => {
    await Promise.resolve();
    if (this.isAway) throw new TypeError("Failed to fetch");
    const { query, variables } = JSON.parse((init.body as string | undefined) ?? "{}") as {
      query?: string;
      variables?: { input: { refreshToken: string; accessCode: string } };
    };
    if (query?.includes("refreshSession")) return this.renew(variables!.input.refreshToken);
    if (query?.includes("signIn")) return this.enter(variables!.input.accessCode);
    const token = new Headers(init.headers).get("authorization")?.slice(7);
    return json({ data: { token } }, token && this.valid.has(token) ? 200 : 401);
  };
  private renew(spent: string): Response {
    this.renewals.push(spent);
    if (!this.refreshes.delete(spent))
      return json({ data: { refreshSession: { __typename: "RefreshTokenRejected", code: "REFRESH_TOKEN_REJECTED" } } });
    return json({ data: { refreshSession: this.issue() } });
  }
  private enter(code: string): Response {
    const signIn =
      code === "good"
        ? this.issue()
        : { __typename: "TooManyAttempts", code: "TOO_MANY_ATTEMPTS", retryAfterSeconds: 30 };
    return json({ data: { signIn } });
  }
  private issue(): object {
    const number = this.renewals.length || 100;
    this.valid.clear();
    this.valid.add(`access-${number}`);
    this.refreshes.add(`refresh-${number}`);
    return { __typename: "Success", accessToken: `access-${number}`, refreshToken: `refresh-${number}` };
  }
}
const json = (body: object, status = 200): Response => new Response(JSON.stringify(body), { status });

const FIRST = { accessToken: "access-0", refreshToken: "refresh-0" };
const before = {
  BroadcastChannel: globalThis.BroadcastChannel,
  fetch: globalThis.fetch,
  navigator: globalThis.navigator,
};
let server: Server;
const browser = (parts: object): void => {
  for (const [name, value] of Object.entries(parts))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
};
beforeEach(() => {
  Channel.all.clear();
  server = new Server();
  browser({ BroadcastChannel: Channel, navigator: { locks: locks() }, fetch: server.fetch });
});
afterEach(() => browser(before));

describe("the sign-in of a tab", () => {
  it("is taken with a code, trimmed, kept in the tab's storage, and told", async () => {
    const kept = storage();
    const session = new Session(kept);
    let told = 0;
    session.onChange(() => (told += 1));
    expect(session.isSignedIn).toBe(false);
    expect(await session.enter("  good ")).toBe("ENTERED");
    expect([session.isSignedIn, told]).toEqual([true, 1]);
    expect(new Session(kept).isSignedIn).toBe(true);
  });

  it("is refused with the facts of the refusal", async () => {
    const session = new Session(storage());
    expect(await session.enter("bad")).toMatchObject({ code: "TOO_MANY_ATTEMPTS", retryAfterSeconds: 30 });
    expect(session.isSignedIn).toBe(false);
  });

  it("is renewed once for all who ask at the same time, over HTTP and for the socket", async () => {
    const session = new Session(storage(FIRST));
    server.valid.clear();
    const answers = await Promise.all([session.fetch("/graphql"), session.fetch("/graphql"), session.token(true)]);
    expect([answers[0].status, answers[1].status, answers[2]]).toEqual([200, 200, "access-1"]);
    expect(server.renewals).toEqual(["refresh-0"]);
  });

  it("is shared with the twin of a duplicated tab: who comes second takes what the first was given", async () => {
    const [one, twin] = [new Session(storage(FIRST)), new Session(storage(FIRST))];
    server.valid.clear();
    const tokens = await Promise.all([one.token(true), twin.token(true)]);
    expect(tokens).toEqual(["access-1", "access-1"]);
    expect(server.renewals).toEqual(["refresh-0"]);
  });

  it("is not taken from a tab that is somebody else", async () => {
    const [one, other] = [new Session(storage(FIRST)), new Session(storage({ accessToken: "b", refreshToken: "r-b" }))];
    await one.token(true);
    expect(await other.token(false)).toBe("b");
  });

  it("ends when the refresh token is rejected, and is told", async () => {
    const kept = storage({ ...FIRST, refreshToken: "spent long ago" });
    const session = new Session(kept);
    let told = 0;
    session.onChange(() => (told += 1));
    server.valid.clear();
    expect((await session.fetch("/graphql")).status).toBe(401);
    expect([session.isSignedIn, told, kept.getItem("rotunda.tokens")]).toEqual([false, 1, null]);
  });

  it("stays while the server cannot be reached, and is renewed when it can", async () => {
    const session = new Session(storage(FIRST));
    server.isAway = true;
    await expect(session.token(true)).rejects.toThrow();
    expect(session.isSignedIn).toBe(true);
    server.isAway = false;
    expect(await session.token(true)).toBe("access-1");
  });

  it("can be left while the server is away", async () => {
    const session = new Session(storage(FIRST));
    server.isAway = true;
    await session.leave();
    expect(session.isSignedIn).toBe(false);
  });

  it("is not taken back by a renewal that was under way when its person left", async () => {
    const kept = storage(FIRST);
    const session = new Session(kept);
    const renewal = session.token(true);
    session.forget();
    expect(await renewal).toBeNull();
    expect([session.isSignedIn, kept.getItem("rotunda.tokens")]).toEqual([false, null]);
  });

  it("is not taken from whoever came in while the renewal of the one before was under way", async () => {
    let answer = (_: Response): void => undefined;
    const session = new Session(storage(FIRST));
    const { fetch } = server;
    const slow = new Promise<Response>((resolve) => (answer = resolve));
    browser({ fetch: () => slow });
    const renewal = session.token(true);
    await Promise.resolve();
    browser({ fetch });
    session.forget();
    await session.enter("good");
    answer(json({ data: { refreshSession: { __typename: "Success", accessToken: "old", refreshToken: "older" } } }));
    expect(await renewal).toBe("access-100");
    expect(await session.token(false)).toBe("access-100");
  });

  it("works in a page that has no locks, no channel between tabs and a storage with rubbish in it", async () => {
    browser({ BroadcastChannel: undefined, navigator: {} });
    const kept = storage();
    kept.setItem("rotunda.tokens", "{not json");
    const session = new Session(kept);
    expect(session.isSignedIn).toBe(false);
    expect(await session.enter("good")).toBe("ENTERED");
    expect(await session.token(true)).toBe("access-1");
  });
});
