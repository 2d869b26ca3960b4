import type { Room } from "@colyseus/sdk";
import type { ChatLine, ServerMessages } from "@fray/shared-state/protocol/messages";

import { mutedPeople } from "./muted-people.ts";
import type { TalkLog } from "./talk-log.ts";

interface Receiver {
  readonly log: TalkLog;
  readonly selfId: number;
  /** The lines that were said before the player came. */
  readonly history: readonly ChatLine[];
  /** A line of the player's has come back. */
  readonly onOwn: (line: ChatLine) => void;
  /** After a lost connection, all lines have arrived that were missed. */
  readonly onCaughtUp: () => void;
}

/** Adds the room's chat without muted people, each line once, presence messages and the server's notices to a log. */
export function receiveTalk(
  room: Pick<Room, "onMessage">,
  { log, selfId, history, onOwn, onCaughtUp }: Receiver,
): void {
  let newest = 0;
  const add = (line: ChatLine): void => {
    if (line.number <= newest) return;
    newest = line.number;
    const self = line.from === selfId;
    if (!mutedPeople.has(line.person)) log.add({ type: "chat", self, ...line });
    if (self) onOwn(line);
  };
  history.forEach(add);
  room.onMessage<ServerMessages["chat"]>("chat", add);
  room.onMessage<ServerMessages["history"]>("history", ({ lines }) => {
    lines.forEach(add);
    onCaughtUp();
  });
  room.onMessage<ServerMessages["notice"]>("notice", (notice) => log.add({ type: "notice", ...notice }));
  room.onMessage<ServerMessages["presence"]>("presence", ({ name, what }) => {
    log.add({ type: "presence", name, what });
  });
}
