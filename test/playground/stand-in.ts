import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { buildSchema, graphql, GraphQLError } from "graphql";
import { useServer } from "graphql-ws/use/ws";
import { WebSocketServer } from "ws";
import { loadPlayground } from "../../src/platform/http/playground.js";

const schema = buildSchema(`
  interface DomainError { code: String! message: String! }
  type Viewer { id: ID! displayName: String! }
  type SignInSuccess { accessToken: String! accessTokenExpiresAt: String refreshToken: String viewer: Viewer! }
  type InvalidAccessCode implements DomainError { code: String! message: String! }
  union SignInResult = SignInSuccess | InvalidAccessCode
  input SignInInput { accessCode: String! }
  type RoundTable { id: ID! state: String }
  type Query { hello: String viewer: Viewer roundTables: [RoundTable!] roundTable(id: ID!): RoundTable }
  type Mutation { signIn(input: SignInInput!): SignInResult! }
  type Tick { seq: Int! }
  type Subscription { ticks: Tick! }
`);

type Context = { authorization?: string | undefined };

const rootValue = {
  hello: () => "good day",
  roundTables: [{ id: "table-1" }, { id: "table-2", state: "OPEN" }],
  roundTable: ({ id }: { id: string }) => ({ id, state: `state of ${id}` }),
  viewer(_args: unknown, { authorization }: Context) {
    if (!authorization) throw new GraphQLError("Sign in first.", { extensions: { code: "UNAUTHENTICATED" } });
    return { id: "1", displayName: authorization };
  },
  signIn: ({ input }: { input: { accessCode: string } }) =>
    input.accessCode.startsWith("demo-")
      ? {
          __typename: "SignInSuccess",
          accessToken: `token-of-${input.accessCode}`,
          viewer: { id: "1", displayName: "Ms Example" },
        }
      : { __typename: "InvalidAccessCode", code: "INVALID_ACCESS_CODE", message: "This access code is not known." },
  async *ticks() {
    for (let seq = 1; seq < 10_000; seq++) {
      yield { ticks: { seq } };
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  },
};

/** What the page sent: the Authorization header of each operation by name, and each `connection_init` payload. */
export interface StandIn {
  readonly origin: string;
  readonly headers: { operationName: string | undefined; authorization: string | undefined }[];
  readonly inits: unknown[];
  /** Whether it says that it has demo data; true at first. */
  holdsDemo: () => Promise<boolean>;
  close(): Promise<void>;
}

/** A server just real enough for the page: HTTP and graphql-ws on one port, the playground in front. */
export async function startStandIn(directory: string): Promise<StandIn> {
  const playground = loadPlayground(directory, () => standIn.holdsDemo());
  if (!playground) throw new Error(`No playground was built into ${directory}.`);
  const headers: StandIn["headers"] = [];
  const inits: unknown[] = [];
  const server = createServer((req, res) => {
    if (playground.handle(req, res)) return;
    // a page of this origin from which a test clears its storage
    if (req.url === "/empty")
      return void res.setHeader("content-type", "text/html").end('<link rel="icon" href="data:,">');
    if (req.method !== "POST") return void res.writeHead(404).end();
    void answer(req, headers).then((result) => res.writeHead(200, { "content-type": "application/json" }).end(result));
  });
  const sockets = new WebSocketServer({ server, path: "/graphql" });
  const live = useServer(
    { schema, roots: { subscription: rootValue }, onConnect: (ctx) => admit(ctx, inits) },
    sockets,
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const standIn: StandIn = {
    origin: `http://127.0.0.1:${port}`,
    headers,
    inits,
    holdsDemo: async () => true,
    close: () => stop(server, live),
  };
  return standIn;
}

async function answer(req: IncomingMessage, headers: StandIn["headers"]): Promise<string> {
  let body = "";
  for await (const chunk of req) body += String(chunk);
  const { query, variables, operationName } = JSON.parse(body);
  const { authorization } = req.headers;
  headers.push({ operationName, authorization });
  const contextValue: Context = { authorization };
  const result = await graphql({
    schema,
    source: query,
    variableValues: variables,
    operationName,
    rootValue,
    contextValue,
  });
  return JSON.stringify(result);
}

function admit({ connectionParams, extra }: { connectionParams?: unknown; extra: unknown }, inits: unknown[]): boolean {
  inits.push(connectionParams);
  if ((connectionParams as Context | undefined)?.authorization) return true;
  (extra as { socket: { close(code: number, reason: string): void } }).socket.close(4401, "no token in authorization");
  return true;
}

async function stop(server: Server, live: { dispose(): void | Promise<void> }): Promise<void> {
  await live.dispose();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
