import { Framing } from "./frames.js";
import type { Socket } from "./socket.js";

/** Where one subscription's messages go: frames of its id on its socket, under the socket's window. */
export class Operation {
  private readonly framing: Framing;

  constructor(
    private readonly socket: Socket,
    id: string,
  ) {
    this.framing = new Framing(id);
  }

  room(): number {
    return this.socket.window.room();
  }

  sizeOf(bodies: readonly Buffer[]): number {
    return this.framing.sizeOf(bodies);
  }

  write(bodies: readonly Buffer[]): void {
    this.socket.writeFrames(bodies, this.framing);
  }

  whenReady(callback: () => void): void {
    this.socket.window.whenReady(callback);
  }

  whenGone(callback: () => void): void {
    this.socket.whenGone(callback);
  }
}
