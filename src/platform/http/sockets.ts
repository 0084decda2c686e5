import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import {
  execute,
  type ExecutionArgs,
  type ExecutionResult,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from "graphql";
import { handleProtocols, makeServer, type Server, type SubscribePayload } from "graphql-ws";
import { type WebSocket, WebSocketServer } from "ws";
import { bearerToken } from "../auth/tokens.js";
import type { Context, Principal } from "../graphql/context.js";
import { RequestError } from "../graphql/errors.js";
import { LIMITS, readDocument, requireFewRows } from "../graphql/limits.js";
import { wantsSnapshot } from "../graphql/snapshot.js";
import { CLOSE, CONNECTION_LIMITS } from "./limits.js";
import { Operation } from "./operation.js";
import { Socket } from "./socket.js";

export interface SocketParts {
  readonly schema: GraphQLSchema;
  readonly introspection: boolean;
  readonly maxSockets: number;
  readonly authenticate: (token: string) => Promise<Principal | null>;
  /** Which of these sessions have ended. */
  readonly endedSessions: (sessionIds: readonly string[]) => Promise<string[]>;
  readonly makeContext: (principal: Principal | null, source: string, requestId: string) => Context;
  readonly sourceOf: (request: IncomingMessage) => string;
  readonly allowsOrigin: (request: IncomingMessage) => boolean;
  readonly mask: (formatted: GraphQLFormattedError, thrown: unknown) => GraphQLFormattedError;
  /** Starts a subscription whose messages go to `operation`; what is answered tells only how it ended, or its errors. */
  readonly subscribe: (
    args: ExecutionArgs,
    operation: Operation,
  ) => Promise<AsyncIterableIterator<never> | ExecutionResult>;
  readonly log: (message: string, error: unknown) => void;
}

/** What graphql-ws hands back to the hooks. */
interface Extra {
  readonly socket: Socket;
}
/** What `prepare` hands to `subscribe` through graphql-ws. */
interface Prepared extends ExecutionArgs {
  readonly operation: Operation;
}
const EXECUTION = { maxCoercionErrors: LIMITS.coercionErrors };
type Params = Record<string, unknown>;

/** The WebSocket door: graphql-transport-ws under the same limits, policies and mask as HTTP. */
export class Sockets {
  private readonly wss = new WebSocketServer({
    noServer: true,
    maxPayload: CONNECTION_LIMITS.payloadBytes,
    perMessageDeflate: false,
    handleProtocols,
  });
  private readonly open = new Set<Socket>();
  private readonly server: Server<Extra>;
  private readonly timer: NodeJS.Timeout;
  private closing = false;
  /** Sockets that were cut because their reader took nothing for too long. */
  closedSlow = 0;

  constructor(private readonly parts: SocketParts) {
    this.server = makeServer<Params, Extra>({
      connectionInitWaitTimeout: CONNECTION_LIMITS.initWait,
      onConnect: (context) => this.connect(context.extra.socket, context.connectionParams),
      onSubscribe: (context, id, payload) =>
        this.prepare(context.extra.socket, Object.keys(context.subscriptions).length, id, payload),
      execute: async (args) => {
        try {
          return await execute(args);
        } finally {
          await (args.contextValue as Context).release();
        }
      },
      subscribe: (args) => {
        const { operation, ...rest } = args as Prepared;
        return parts.subscribe(rest, operation);
      },
      onNext: (_context, _id, _payload, _args, result) =>
        result.errors ? ({ ...result, errors: this.masked(result.errors) } as FormattedExecutionResult) : undefined,
      onError: (_context, _id, _payload, errors) => this.masked(errors),
    });
    // One timer for all sockets: thousands of them would be a cost of their own.
    this.timer = setInterval(() => {
      for (const socket of this.open) if (socket.beat() === "stalled") this.closedSlow += 1;
      void this.checkSessions();
    }, CONNECTION_LIMITS.sessionCheck).unref();
  }

  /** Open sockets. */
  get size(): number {
    return this.open.size;
  }

  /** Takes over an HTTP upgrade, or refuses it in plain HTTP. */
  upgrade(request: IncomingMessage, connection: Duplex, head: Buffer): void {
    connection.on("error", ignore);
    const path = (request.url ?? "").split("?", 1)[0];
    const refusal =
      path !== "/graphql"
        ? "404 Not Found"
        : !this.parts.allowsOrigin(request)
          ? "403 Forbidden"
          : this.isFull()
            ? "503 Service Unavailable"
            : null;
    if (refusal) {
      connection.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    this.wss.handleUpgrade(request, connection, head, (ws) =>
      this.accept(ws, connection, this.parts.sourceOf(request)),
    );
  }

  /** Closes the sockets of sign-in sessions that have ended. */
  endSessions(sessionIds: readonly string[]): void {
    const ended = new Set(sessionIds);
    for (const socket of this.open)
      if (socket.principal && ended.has(socket.principal.sessionId)) socket.close(...CLOSE.sessionEnded);
  }

  /** Closes all sockets, spread over a moment, so that their clients do not all come back at once. */
  async close(spreadMilliseconds: number): Promise<void> {
    this.closing = true;
    clearInterval(this.timer);
    const sockets = [...this.open];
    const closed = sockets.map((socket, index) =>
      socket.closeAfter((spreadMilliseconds * index) / sockets.length, ...CLOSE.restart),
    );
    await Promise.all(closed);
    this.wss.close();
  }

  private isFull(): boolean {
    let waiting = 0;
    for (const socket of this.open) if (!socket.isInitialised) waiting += 1;
    return this.closing || this.open.size >= this.parts.maxSockets || waiting >= CONNECTION_LIMITS.uninitialisedSockets;
  }

  private accept(ws: WebSocket, connection: Duplex, source: string): void {
    const socket = new Socket(ws, connection, source, (error) => this.parts.log("a socket failed", error));
    this.open.add(socket);
    const closed = this.server.opened(socket.adapter, { socket });
    ws.once("close", (code, reason) => {
      this.open.delete(socket);
      socket.dispose();
      Promise.resolve(closed(code, String(reason))).catch((error: unknown) =>
        this.parts.log("a socket failed to close", error),
      );
    });
  }

  /** A socket without a token may still sign in; one with a bad token is told so and closed. */
  private async connect(socket: Socket, params: Params | undefined): Promise<boolean> {
    socket.isInitialised = true;
    const token = bearerToken(params?.["authorization"] ?? params?.["Authorization"]);
    if (token === null) return true;
    const principal = token ? await this.authenticate(token) : null;
    if (!principal) {
      if (principal === undefined) socket.close(...CLOSE.unavailable);
      else socket.close(...CLOSE.badToken);
      // Never answered: the socket is closing, and an acknowledgement must not go out before that.
      return new Promise(() => undefined);
    }
    socket.principal = principal;
    const own = [...this.open].filter((other) => other.principal?.accountId === principal.accountId);
    // Those that are closing still count, so there may be more than one too many.
    for (const oldest of own.slice(0, -CONNECTION_LIMITS.socketsPerIdentity)) oldest.close(...CLOSE.tooManySockets);
    return true;
  }

  /** Undefined: it could not be found out now, which says nothing about the token. */
  private async authenticate(token: string): Promise<Principal | null | undefined> {
    try {
      return await this.parts.authenticate(token);
    } catch (error) {
      this.parts.log("could not check the token of a socket", error);
      return undefined;
    }
  }

  /** As HTTP looks its session up for every request, a socket does for every operation: the check in between is slower. */
  private async requireSession(socket: Socket): Promise<void> {
    const sessionId = socket.principal?.sessionId;
    if (sessionId === undefined || (await this.parts.endedSessions([sessionId])).length === 0) return;
    socket.close(...CLOSE.sessionEnded);
    throw new RequestError("UNAUTHENTICATED", CLOSE.sessionEnded[1]);
  }

  private async prepare(
    socket: Socket,
    operations: number,
    id: string,
    payload: SubscribePayload,
  ): Promise<readonly GraphQLError[] | Prepared> {
    try {
      if (operations > CONNECTION_LIMITS.subscriptionsPerSocket) {
        const limit = CONNECTION_LIMITS.subscriptionsPerSocket;
        throw new RequestError(
          "LIMIT_EXCEEDED",
          `At most ${limit} operations run on one socket at once. Complete one first.`,
          { limit },
        );
      }
      const { schema, introspection } = this.parts;
      const read = readDocument(schema, payload.query, introspection);
      if ("errors" in read) return read.errors;
      // graphql-ws keeps the message for as long as the subscription lasts: with the text that all share, not its own.
      (payload as { query: string }).query = read.text;
      const variableValues = payload.variables ?? {};
      requireFewRows(schema, read.document, payload.operationName, variableValues);
      await this.requireSession(socket);
      const contextValue = this.parts.makeContext(socket.principal, socket.source, randomUUID());
      if (wantsSnapshot(read.document, payload.operationName)) contextValue.useSnapshot();
      return {
        schema,
        document: read.document,
        operationName: payload.operationName ?? null,
        variableValues,
        contextValue,
        operation: new Operation(socket, id),
        options: EXECUTION,
      };
    } catch (error) {
      // Answers this operation only; thrown out of here it would close the whole socket.
      return [error instanceof GraphQLError ? error : new GraphQLError("", { originalError: error as Error })];
    }
  }

  private masked(errors: readonly GraphQLError[]): GraphQLFormattedError[] {
    return maskAll(errors, this.parts.mask);
  }

  private async checkSessions(): Promise<void> {
    const ids = [...new Set([...this.open].flatMap((socket) => socket.principal?.sessionId ?? []))];
    if (ids.length === 0) return;
    try {
      this.endSessions(await this.parts.endedSessions(ids));
    } catch (error) {
      this.parts.log("could not check the sessions of open sockets; trying again", error);
    }
  }
}

/** Errors as clients see them: masked, and not more than one operation may report. */
export function maskAll(errors: readonly GraphQLError[], mask: SocketParts["mask"]): GraphQLFormattedError[] {
  return errors.slice(0, LIMITS.validationErrors).map((error) => mask(error.toJSON(), error));
}

/** Not an arrow inside of a method: that would hold on to everything around it, the request included, for each socket. */
function ignore(): void {
  // A connection that fails is closed, which is heard.
}
