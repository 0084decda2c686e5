import { Agent, request } from "node:http";
import type { Envelope, LoadOrder, LoadResult, Report } from "./messages.js";
import { percentile } from "./statistics.js";

/** Sends requests of GraphQL over kept connections, so many at a time, in a process of its own; every answer is looked at. */
async function run({ port, requests, repeat, concurrency, expects }: LoadOrder): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const bodies = requests.map(({ token, ...body }) => ({ token, body: Buffer.from(JSON.stringify(body)) }));
  const total = bodies.length * repeat;
  const milliseconds: number[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < total; index = next++) {
      const { token, body } = bodies[index % bodies.length]!;
      const began = performance.now();
      const { status, text } = await post(agent, port, token, body);
      milliseconds.push(performance.now() - began);
      if (status !== 200 || text.includes('"errors":') || !text.includes(expects))
        throw new Error(`answered ${status}: ${text.slice(0, 300)}`);
    }
  };
  const began = performance.now();
  try {
    await Promise.all(Array.from({ length: concurrency }, worker));
  } finally {
    next = total;
    agent.destroy();
  }
  const seconds = (performance.now() - began) / 1_000;
  return { requests: total, seconds, p50: percentile(milliseconds, 50), p99: percentile(milliseconds, 99) };
}

function post(
  agent: Agent,
  port: number,
  token: string | undefined,
  body: Buffer,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = {
      "content-type": "application/json",
      accept: "application/json",
      "content-length": body.length,
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    };
    const sent = request({ agent, port, host: "127.0.0.1", path: "/graphql", method: "POST", headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
      response.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

const tell = (report: Report): void => void process.send?.(report);
process.on("disconnect", () => process.exit(0));
process.on("message", ({ id, order }: Envelope<LoadOrder>) => {
  run(order).then(
    (answer) => tell({ id, answer }),
    (error: unknown) => tell({ id, error: error instanceof Error ? error.message : String(error) }),
  );
});
tell({ ready: true, port: 0 });
