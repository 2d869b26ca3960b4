import { FRIEND_CODE } from "@fray/shared-state/protocol/lobby";

import { optional } from "../platform/optional.ts";

const ROOM = "room";
const FRIEND = "friend";
/** Ids are made by the server: short, of letters, digits and dashes. Anything else in an address is no room. */
const ROOM_ID = /^[\w-]{1,64}$/;

/** The address of this page that leads into a room. */
export const roomLink = (roomId: string): string => linkWith(ROOM, roomId);

/** The address of this page that makes whoever opens it a friend of somebody, by their code. */
export const friendLink = (code: string): string => linkWith(FRIEND, code);

/** The room that the page's address names. */
export const roomInAddress = (): string | undefined => read(location.href, ROOM, ROOM_ID);

/** The room that somebody means who writes down its id or a link to it; undefined for what is neither. */
export function roomIn(text: string): string | undefined {
  const trimmed = text.trim();
  if (ROOM_ID.test(trimmed)) return trimmed;
  return optional(() => read(trimmed, ROOM, ROOM_ID));
}

/** Takes the room out of the address: it can't be joined, and a reload should not try again. */
export const forgetRoomInAddress = (): void => forget(ROOM);

/** Takes the code of a friend out of the page's address: it is read once. */
export function takeFriendFromAddress(): string | undefined {
  const code = read(location.href, FRIEND, FRIEND_CODE);
  if (code !== undefined) forget(FRIEND);
  return code;
}

function linkWith(parameter: string, value: string): string {
  const link = new URL(location.pathname, location.origin);
  link.searchParams.set(parameter, value);
  return link.href;
}

function read(address: string, parameter: string, shape: RegExp): string | undefined {
  const value = new URL(address).searchParams.get(parameter);
  return value !== null && shape.test(value) ? value : undefined;
}

function forget(parameter: string): void {
  const address = new URL(location.href);
  address.searchParams.delete(parameter);
  optional(() => history.replaceState(history.state, "", address));
}
