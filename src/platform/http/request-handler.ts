import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type ApolloServer, HeaderMap } from "@apollo/server";
import { LIMITS } from "../graphql/limits.js";
import type { Context, Principal } from "../graphql/context.js";
import { RequestError } from "../graphql/errors.js";
import { bearerToken } from "../auth/tokens.js";
import type { Board } from "./board.js";
import type { Playground } from "./playground.js";

export interface HandlerParts {
  readonly apollo: ApolloServer<Context>;
  readonly playground: Playground | null;
  readonly board: Board | null;
  /** The principal behind a bearer token; null when it does not work. */
  readonly authenticate: (token: string) => Promise<Principal | null>;
  readonly makeContext: (principal: Principal | null, source: string, requestId: string) => Context;
  readonly sourceOf: (request: IncomingMessage) => string;
  /** How many bytes somebody may send at once; asked only for bodies above LIMITS.payloadBytes. */
  readonly mostBytes: (principal: Principal) => number;
  readonly isReady: () => Promise<boolean>;
  /** The text for Prometheus, for whoever may have it; null: there is none, or not for this request. */
  readonly metrics: (request: IncomingMessage) => Promise<string | null>;
  readonly log: (message: string, error: unknown) => void;
}

/** Answers HTTP: health, the web rooms, playground, GraphQL. Everything else is 404. */
export function requestHandler(parts: HandlerParts): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    handle(parts, request, response).catch((error: unknown) => {
      if (request.errored) return; // the client went away, or was too slow and Node has answered 408
      parts.log("a request failed", error);
      if (!response.headersSent)
        sendJson(response, 500, {
          errors: [{ message: "Something went wrong on the server.", extensions: { code: "INTERNAL_SERVER_ERROR" } }],
        });
      else response.destroy();
    });
  };
}

async function handle(parts: HandlerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? "/").split("?", 1)[0];
  response.setHeader("X-Content-Type-Options", "nosniff");
  if (path === "/healthz") return sendJson(response, 200, { status: "ok" });
  if (path === "/readyz")
    return (await parts.isReady())
      ? sendJson(response, 200, { status: "ok" })
      : sendJson(response, 503, { status: "unavailable" });
  const metrics = path === "/metrics" ? await parts.metrics(request) : null;
  if (metrics !== null) {
    response.writeHead(200, { "Content-Type": "text/plain; version=0.0.4; charset=utf-8" }).end(metrics);
    return;
  }
  if (parts.playground?.handle(request, response) || parts.board?.handle(request, response)) return;
  if (path === "/" && parts.playground) {
    response.writeHead(302, { Location: "/graphql" }).end();
    return;
  }
  if (path !== "/graphql")
    return sendJson(response, 404, {
      errors: [{ message: "The API is at /graphql.", extensions: { code: "NOT_FOUND" } }],
    });
  await graphql(parts, request, response);
}

async function graphql(parts: HandlerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(parts, request, response);
  if (body === refused) return;
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  const query = (request.url ?? "").indexOf("?");
  const answer = await parts.apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: (request.method ?? "GET").toUpperCase(),
      headers,
      search: query < 0 ? "" : (request.url ?? "").slice(query),
      body,
    },
    context: () => contextOf(parts, request),
  });
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  response.setHeader("Cache-Control", "no-store");
  response.setHeader("Vary", "Accept, Authorization");
  response.statusCode = answer.status ?? 200;
  if (answer.body.kind === "complete") {
    response.end(answer.body.string);
    return;
  }
  for await (const chunk of answer.body.asyncIterator) response.write(chunk);
  response.end();
}

async function contextOf(parts: HandlerParts, request: IncomingMessage): Promise<Context> {
  const token = bearerToken(request.headers.authorization);
  const principal = token ? await parts.authenticate(token) : null;
  if (token === undefined || (token && !principal)) {
    throw new RequestError(
      "UNAUTHENTICATED",
      "The token does not work or has expired. Use refreshSession, or sign in again with your access code.",
      { http: { status: 401 } },
    );
  }
  return parts.makeContext(principal, parts.sourceOf(request), randomUUID());
}

const refused = Symbol("refused");

/** The JSON body, or what Apollo shall judge; answers 413 and 400 itself. */
async function readBody(parts: HandlerParts, request: IncomingMessage, response: ServerResponse): Promise<unknown> {
  if (request.method !== "POST") return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  let most: number = LIMITS.payloadBytes;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most && most === LIMITS.payloadBytes) most = await mostBytesOf(parts, request);
    if (size > most) {
      response.setHeader("Connection", "close");
      sendJson(response, 413, {
        errors: [
          {
            message: `The request is larger than ${most} bytes.`,
            extensions: { code: "LIMIT_EXCEEDED", limit: most },
          },
        ],
      });
      request.destroy();
      return refused;
    }
    chunks.push(chunk);
  }
  // Other content types cannot be read; Apollo's CSRF prevention and its own checks answer them.
  if (!/^application\/(json|graphql-response\+json)\b/i.test(request.headers["content-type"] ?? "")) return {};
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    sendJson(response, 400, {
      errors: [{ message: "The body is not JSON in UTF-8.", extensions: { code: "BAD_REQUEST" } }],
    });
    return refused;
  }
}

/** Who sends much is asked who they are before it is read. */
async function mostBytesOf(parts: HandlerParts, request: IncomingMessage): Promise<number> {
  const token = bearerToken(request.headers.authorization);
  const principal = token ? await parts.authenticate(token) : null;
  return principal ? parts.mostBytes(principal) : LIMITS.payloadBytes;
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store" })
    .end(JSON.stringify(body));
}
