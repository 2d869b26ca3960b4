import { askOnce, askRepeatedly, type Destination } from "@fray/netcode/client";
import type { Runtime } from "@fray/netcode/core";
import { destinationOf, RoomStatus, roomStatusPath } from "@fray/shared-state/protocol/room-status";

import { addressAt } from "./address-at.ts";

interface Inquiry {
  /** Address of a server (ws: or wss:), which may be another node than that of the room. */
  readonly url: string;
  readonly roomId: string;
}

/** Asks until the server says that the room is gone. Resolves to undefined when `stop` is aborted first. */
export function whenRoomIsGone(
  runtime: Runtime,
  { stop, ...inquiry }: Inquiry & { readonly stop: AbortSignal },
): Promise<RoomStatus | undefined> {
  const ask = async (signal: AbortSignal): Promise<RoomStatus | undefined> => {
    const status = await statusOf(inquiry, signal);
    return status?.isOpen ? undefined : status;
  };
  return askRepeatedly(runtime, ask, stop);
}

/** Asks once where the session of a client goes on whose room is gone. Returns undefined when it goes on nowhere. */
export async function whereRoomGoesOn(runtime: Runtime, inquiry: Inquiry): Promise<Destination | undefined> {
  const status = await askOnce(runtime, (signal) => statusOf(inquiry, signal));
  return status && destinationOf(status);
}

async function statusOf({ url, roomId }: Inquiry, signal: AbortSignal): Promise<RoomStatus | undefined> {
  const response = await fetch(addressAt(url, roomStatusPath(roomId)), { signal });
  return response.ok ? RoomStatus.parse(await response.json()) : undefined;
}
