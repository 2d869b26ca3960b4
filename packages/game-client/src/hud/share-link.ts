const PARAMETER = "room";
/** Ids are made by the server: short, of letters, digits and dashes. Anything else in an address is no room. */
const ROOM_ID = /^[\w-]{1,64}$/;

/** The address of this page that leads into a room. */
export function roomLink(roomId: string): string {
  const link = new URL(location.pathname, location.origin);
  link.searchParams.set(PARAMETER, roomId);
  return link.href;
}

/** The room that the page's address names. */
export function roomInAddress(): string | undefined {
  const id = new URLSearchParams(location.search).get(PARAMETER);
  return id !== null && ROOM_ID.test(id) ? id : undefined;
}

/** Takes the room out of the address: it can't be joined, and a reload should not try again. */
export function forgetRoomInAddress(): void {
  const address = new URL(location.href);
  address.searchParams.delete(PARAMETER);
  history.replaceState(history.state, "", address);
}
