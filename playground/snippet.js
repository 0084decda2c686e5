/**
 * The open tab as a command to paste elsewhere: curl for queries and mutations, graphql-ws for subscriptions, which curl
 * cannot speak. The token is never part of it; the command takes it from the environment variable ROTUNDA_TOKEN.
 */
export function asSnippet({ query, variables }) {
  const payload = { query, variables: parse(variables) };
  return /^\s*subscription\b/m.test(query) ? asSubscription(payload) : asCurl(payload);
}

function asCurl(payload) {
  const quoted = JSON.stringify(payload).replaceAll("'", "'\\''");
  return [
    `curl -sS '${location.origin}${location.pathname}' \\`,
    `  -H 'content-type: application/json' \\`,
    `  -H "authorization: Bearer $ROTUNDA_TOKEN" \\`,
    `  --data-raw '${quoted}'`,
  ].join("\n");
}

function asSubscription(payload) {
  return `// npm install graphql graphql-ws ws; save as live.mjs; ROTUNDA_TOKEN=… node live.mjs
import { createClient } from "graphql-ws";
import WebSocket from "ws";

const client = createClient({
  url: "${location.origin.replace(/^http/, "ws")}${location.pathname}",
  webSocketImpl: WebSocket,
  connectionParams: { authorization: \`Bearer \${process.env.ROTUNDA_TOKEN}\` },
});
for await (const event of client.iterate(${JSON.stringify(payload)})) console.log(JSON.stringify(event));
`;
}

function parse(text) {
  try {
    return JSON.parse(text || "{}");
  } catch {
    return {};
  }
}
