import type { Room } from "./room.js";

export interface Control {
  readonly user: number;
  readonly system: number;
}

/** CPU microseconds of one order over IPC that emits nothing: the bench's own, and worth five per cent where 100 sockets are served. */
export async function controlCost(room: Room): Promise<Control> {
  const empty = 200;
  for (let order = 0; order < empty; order += 1) await room.emit(0);
  const before = await room.usage();
  for (let order = 0; order < empty; order += 1) await room.emit(0);
  const after = await room.usage();
  return { user: (after.user - before.user) / empty, system: (after.system - before.system) / empty };
}
