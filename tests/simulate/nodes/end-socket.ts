import type { VirtualSocket } from "@fray/netcode/testing";

/** How a process ends: its kernel closes its connections, or its machine is gone and nobody is told. */
export type Ending = "crash" | "silence";

/** Ends a connection of a process that runs no more, and so never learns of it. */
export function endSocket(socket: VirtualSocket, ending: Ending): void {
  socket.removeAllListeners();
  socket.on("error", () => {});
  if (ending === "silence") socket.silence();
  else socket.resetAndDestroy();
}
