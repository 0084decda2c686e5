import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { packageRoot } from "../src/package-root.js";
import type { Report } from "./messages.js";
import { childEnvironment } from "./settings.js";

/** What a child that ends by itself, or cannot start, leaves behind. */
export class ChildEnded extends Error {}

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

const running = new Set<Child>();
process.on("exit", () => running.forEach((child) => child.kill()));

/** A process of the bench, and the conversation with it. It ends with the runner. */
export class Child {
  port = 0;
  /** Null while it runs; then in words how it ended. */
  ended: string | null = null;
  /** Resolves with the same words when it ends. */
  readonly closed: Promise<string>;
  private readonly waiting = new Map<number, Waiting>();
  private asked = 0;
  private printed = "";

  private constructor(private readonly process: ChildProcess) {
    running.add(this);
    for (const stream of [process.stdout, process.stderr])
      stream?.on("data", (chunk: Buffer) => (this.printed = (this.printed + chunk.toString()).slice(-4_000)));
    process.on("message", (report: Report) => this.hear(report));
    // "close", not "exit": only then everything it printed has been read.
    this.closed = new Promise((resolve) =>
      process.once("close", (code, signal) => {
        this.end(`ended with ${signal ?? `code ${code}`}: ${this.lastWords()}`);
        resolve(this.ended!);
      }),
    );
  }

  /** Starts `file` of dist/bench/ and waits until it is ready. */
  static async start(file: string, options: object = {}): Promise<Child> {
    const child = new Child(
      fork(join(packageRoot(), "dist", "bench", file), {
        execArgv: ["--enable-source-maps", "--expose-gc"],
        env: childEnvironment(options),
        stdio: ["ignore", "pipe", "pipe", "ipc"],
      }),
    );
    try {
      await child.wait(0, 60_000, "to start");
      return child;
    } catch (error) {
      await child.stop();
      throw error;
    }
  }

  /** Orders something and waits for the answer. */
  ask<T>(order: object, milliseconds = 60_000): Promise<T> {
    if (this.ended !== null) return Promise.reject(new ChildEnded(this.ended));
    const id = (this.asked += 1);
    const answer = this.wait(id, milliseconds, JSON.stringify(order));
    this.process.send({ id, order }, () => undefined); // a failure to send is the child's end, which is heard anyway
    return answer as Promise<T>;
  }

  async stop(): Promise<void> {
    if (this.ended !== null) return;
    this.kill();
    await this.closed;
  }

  kill(): void {
    this.process.kill("SIGKILL");
  }

  private wait(id: number, milliseconds: number, what: string): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(id);
        reject(new Error(`waited ${milliseconds} ms for ${what}`));
      }, milliseconds);
      this.waiting.set(id, {
        resolve: (answer) => (clearTimeout(timer), resolve(answer)),
        reject: (error) => (clearTimeout(timer), reject(error)),
      });
    });
  }

  private hear(report: Report): void {
    if ("ready" in report) {
      this.port = report.port;
      this.settle(0)?.resolve(null);
    } else if ("failed" in report) this.settle(0)?.reject(new ChildEnded(report.failed));
    else if ("error" in report) this.settle(report.id)?.reject(new Error(report.error));
    else this.settle(report.id)?.resolve(report.answer);
  }

  private settle(id: number): Waiting | undefined {
    const one = this.waiting.get(id);
    this.waiting.delete(id);
    return one;
  }

  private end(how: string): void {
    this.ended = how;
    running.delete(this);
    for (const one of this.waiting.values()) one.reject(new ChildEnded(how));
    this.waiting.clear();
  }

  /** The line that names the error, when it printed one. */
  private lastWords(): string {
    const lines = this.printed.trim().split("\n");
    return lines.findLast((line) => /error/i.test(line))?.trim() ?? lines.at(-1) ?? "";
  }
}
