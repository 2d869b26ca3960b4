import type { CreationContext } from "../hosting/room-init.ts";
import { refuseJoin } from "../network/join-refusal.ts";
import type { ArenaSettings } from "../sessions/arena-settings.ts";
import { serverFull } from "./admission.ts";

/**
 * How many of the rooms of a server people may have created. Addresses are cheap where there is IPv6: were all rooms theirs,
 * nobody could play who just wants to.
 */
const CREATED_SHARE = 1 / 2;

interface Wanted {
  readonly settings: Pick<ArenaSettings, "maxRooms" | "roomsPerAddress">;
  readonly created?: Pick<CreationContext, "addressKey">;
}

interface OpenRoom {
  /** What the address is limited by that it was created from. */
  readonly addressKey: string | undefined;
}

/** Throws what somebody is told when there may be no more rooms: on this server, or by their hand. */
export function checkRoomLimits(open: ReadonlySet<OpenRoom>, { settings, created }: Wanted): void {
  if (created) {
    if (settings.roomsPerAddress === 0)
      throw refuseJoin("notOffered", "Nobody creates rooms of their own on this server.");
    const all = Array.from(open).filter(({ addressKey }) => addressKey !== undefined);
    const own = all.filter(({ addressKey }) => addressKey === created.addressKey);
    if (own.length >= settings.roomsPerAddress) throw refuseJoin("tooManyRooms");
    if (all.length >= Math.ceil(settings.maxRooms * CREATED_SHARE)) throw serverFull();
  }
  if (open.size >= settings.maxRooms) throw serverFull();
}
