import { askRepeatedly } from "@fray/netcode/client";
import type { Runtime } from "@fray/netcode/core";
import { RoomStatus, roomStatusPath } from "@fray/shared-state/protocol/room-status";

/**
 * Asks the server at `endpoint`, which may be another node than that of the room, until it says that the room is gone.
 * Resolves to undefined when `stop` is aborted first.
 */
export function whenRoomIsGone(
  runtime: Runtime,
  { endpoint, roomId, stop }: { readonly endpoint: string; readonly roomId: string; readonly stop: AbortSignal },
): Promise<RoomStatus | undefined> {
  const address = new URL(`.${roomStatusPath(roomId)}`, endpoint);
  const ask = async (signal: AbortSignal): Promise<RoomStatus | undefined> => {
    const response = await fetch(address, { signal, cache: "no-store" });
    if (!response.ok) return undefined;
    const status = RoomStatus.parse(await response.json());
    return status.isOpen ? undefined : status;
  };
  return askRepeatedly(runtime, ask, stop);
}
