import type { Room } from "@colyseus/sdk";
import type { ServerMessages } from "@fray/shared-state/protocol/messages";

import type { TalkLog } from "./talk-log.ts";

/** Adds the room's chat and presence messages and the server's notices to `log`. */
export function receiveTalk(room: Pick<Room, "onMessage">, log: TalkLog, selfId: number): void {
  room.onMessage<ServerMessages["chat"]>("chat", (line) => {
    log.add({ type: "chat", self: line.from === selfId, ...line });
  });
  room.onMessage<ServerMessages["notice"]>("notice", (notice) => log.add({ type: "notice", ...notice }));
  room.onMessage<ServerMessages["presence"]>("presence", ({ name, what }) => {
    log.add({ type: "presence", name, what });
  });
}
