import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** The client's address. Behind a trusted proxy the last entry of X-Forwarded-For: the one that proxy wrote itself. */
export function sourceReader(trustProxy: boolean): (request: IncomingMessage) => string {
  return (request) => {
    const direct = request.socket.remoteAddress ?? "unknown";
    if (!trustProxy) return direct;
    const forwarded = String(request.headers["x-forwarded-for"] ?? "")
      .split(",")
      .at(-1)
      ?.trim();
    return forwarded || direct;
  };
}

/** Browsers say where a page came from: only our own pages and the configured ones get a socket. No Origin: no browser. */
export function originCheck(allowed: readonly string[]): (request: IncomingMessage) => boolean {
  return (request) => {
    const { origin, host } = request.headers;
    if (origin === undefined) return true;
    if (allowed.includes(origin)) return true;
    return host !== undefined && (origin === `http://${host}` || origin === `https://${host}`);
  };
}

const LOOPBACK = /^(::ffff:)?127\.|^::1$/;

/** Whether a request may see metrics: with the token where there is one, else from this machine and through no proxy. */
export function mayMeasure({ headers, socket }: IncomingMessage, token: string | null): boolean {
  if (token === null)
    return LOOPBACK.test(socket.remoteAddress ?? "") && !headers["x-forwarded-for"] && !headers["forwarded"];
  const given = createHash("sha256")
    .update(headers.authorization ?? "")
    .digest();
  return timingSafeEqual(given, createHash("sha256").update(`Bearer ${token}`).digest());
}
