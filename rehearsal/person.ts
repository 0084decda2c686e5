import { type Api, type Result, Unexpected } from "./api.js";

interface Tokens {
  readonly accessToken: string;
  readonly accessTokenExpiresAt: string;
  readonly refreshToken: string;
}

/** A token is renewed so long before it ends, in milliseconds. */
const MARGIN_MS = 60_000;

/** Somebody at the conference: signs in when something is to be done for the first time, and stays signed in. */
export class Person {
  private tokens: Promise<Tokens> | null = null;
  private deeds = 0;

  constructor(
    private readonly api: Api,
    /** How the conference file names the person: `head-zm`, `facilitator-africa`, `secretariat`. */
    readonly ref: string,
    private readonly accessCode: string,
  ) {}

  /** Runs a query. */
  async ask<T>(name: string, variables: object = {}): Promise<T> {
    return (await this.send(name, variables)) as T;
  }

  /** Does a deed: what its mutation answered. */
  async does<T>(name: string, input: object): Promise<Result<T>> {
    const [answer] = Object.values(await this.send(name, { input }));
    return answer as Result<T>;
  }

  /** A key for a deed that may be sent again; no two deeds of a person have the same. */
  key(): string {
    this.deeds += 1;
    return `rehearsal-${this.deeds}`;
  }

  async accessToken(): Promise<string> {
    const tokens = await (this.tokens ??= this.signIn());
    if (Date.parse(tokens.accessTokenExpiresAt) - Date.now() > MARGIN_MS) return tokens.accessToken;
    this.tokens = this.refresh(tokens);
    return (await this.tokens).accessToken;
  }

  private async send(name: string, variables: object): Promise<Readonly<Record<string, unknown>>> {
    try {
      return await this.api.send(name, variables, await this.accessToken());
    } catch (error) {
      if (!(error instanceof Unexpected) || error.code !== "UNAUTHENTICATED") throw error;
      this.tokens = null; // the server was restarted with other keys, or somebody ended the sign-in
      return this.api.send(name, variables, await this.accessToken());
    }
  }

  private async signIn(): Promise<Tokens> {
    const { signIn } = (await this.api.send("SignIn", { input: { accessCode: this.accessCode } }, null)) as {
      signIn: Result<Tokens>;
    };
    if ("accessToken" in signIn) return signIn;
    this.tokens = null;
    throw new Unexpected(`${this.ref} cannot sign in: ${signIn.message}`, signIn.code);
  }

  private async refresh({ refreshToken }: Tokens): Promise<Tokens> {
    const { refreshSession } = (await this.api.send("RefreshSession", { input: { refreshToken } }, null)) as {
      refreshSession: Result<Tokens>;
    };
    return "accessToken" in refreshSession ? refreshSession : this.signIn();
  }
}
