import type { CreationContext } from "../hosting/room-init.ts";
import type { Refusals } from "../network/refusals.ts";
import type { ArenaSettings } from "../sessions/arena-settings.ts";

/**
 * Largest share of a server's rooms that people may create. Addresses are cheap with IPv6, so without this limit one
 * person could take all rooms and leave none for quick play.
 */
const CREATED_SHARE = 1 / 2;

interface Wanted {
  readonly settings: Pick<ArenaSettings, "maxRooms" | "roomsPerAddress">;
  readonly created?: Pick<CreationContext, "addressKey">;
}

interface OpenRoom {
  /** Key under which limits count the address that created the room. */
  readonly addressKey: string | undefined;
}

/** Throws an error that the player can read when the server, or this address, may not open another room. */
export function checkRoomLimits(open: ReadonlySet<OpenRoom>, { settings, created }: Wanted, refusals: Refusals): void {
  if (created) {
    if (settings.roomsPerAddress === 0)
      throw refusals.refuseJoin("notOffered", "Players can't create rooms on this server.");
    const all = Array.from(open).filter(({ addressKey }) => addressKey !== undefined);
    const own = all.filter(({ addressKey }) => addressKey === created.addressKey);
    if (own.length >= settings.roomsPerAddress) throw refusals.refuseJoin("tooManyRooms");
    if (all.length >= Math.ceil(settings.maxRooms * CREATED_SHARE)) throw refusals.serverFull();
  }
  if (open.size >= settings.maxRooms) throw refusals.serverFull();
}
