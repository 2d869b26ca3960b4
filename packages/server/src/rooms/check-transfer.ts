import type { RoomConfig } from "../hosting/room-config.ts";
import type { RoomInit } from "../hosting/room-init.ts";
import type { RoomContext } from "./room-context.ts";

/**
 * Throws an error when a room that is being created would continue a room that no node of this game has handed over,
 * or that has no place here.
 */
export function checkTransfer(
  { transfer, settings }: RoomInit,
  { maxPlayers }: RoomConfig,
  { transfers, refusals }: Pick<RoomContext, "transfers" | "refusals">,
): void {
  if (!transfer) return;
  if (!transfers.has(transfer))
    throw refusals.refuseJoin("notOffered", "No server of this game has handed over such a room.");
  if (transfer.tickRate !== settings.tickRate || transfer.members.length > maxPlayers)
    throw refusals.refuseJoin("notOffered", "Rooms of this server have another tick rate, or fewer players.");
}
