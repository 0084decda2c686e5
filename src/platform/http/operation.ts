import { framesLength, prefixOf } from "./frames.js";
import type { Socket } from "./socket.js";

/** Where one subscription's messages go: frames of its id on its socket, under the socket's window. */
export class Operation {
  private readonly prefix: Buffer;

  constructor(
    private readonly socket: Socket,
    id: string,
  ) {
    this.prefix = prefixOf(id);
  }

  isReady(): boolean {
    return this.socket.window.room() > 0;
  }

  write(bodies: readonly Buffer[]): boolean {
    const bytes = framesLength(this.prefix, bodies);
    const room = this.socket.window.room();
    // One message may be larger than what is left: else one that is larger than the window would never be sent.
    if (room < bytes && (room <= 0 || bodies.length > 1)) return false;
    this.socket.writeFrames(this.prefix, bodies, bytes);
    return true;
  }

  whenReady(callback: () => void): void {
    this.socket.window.whenReady(callback);
  }

  whenGone(callback: () => void): void {
    this.socket.whenGone(callback);
  }
}
