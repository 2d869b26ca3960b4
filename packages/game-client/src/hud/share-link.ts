import { FRIEND_CODE } from "@fray/shared-state/protocol/friend-code";
import { PARTY_TOKEN } from "@fray/shared-state/protocol/party";

import { homeOf } from "../platform/home.ts";
import { optional } from "../platform/optional.ts";

const ROOM = "room";
const FRIEND = "friend";
const PARTY = "party";
/** Ids are made by the server: short, of letters, digits and dashes. Any other text in an address is not a room id. */
const ROOM_ID = /^[\w-]{1,64}$/;

/** The address of this page for joining a room. */
export const roomLink = (roomId: string): string => linkWith(ROOM, roomId);

/** The address of this page that makes its visitors friends of the person with this code. */
export const friendLink = (code: string): string => linkWith(FRIEND, code);

/** The room id in the page's address. */
export const roomInAddress = (): string | undefined => read(location.href, ROOM, ROOM_ID);

/** The room id in a text that is an id or a link to a room; undefined for other texts. */
export function roomIn(text: string): string | undefined {
  const trimmed = text.trim();
  if (ROOM_ID.test(trimmed)) return trimmed;
  return optional(() => read(trimmed, ROOM, ROOM_ID));
}

/** Removes the room id from the page's address: it can't be joined, and a reload should not try again. */
export const forgetRoomInAddress = (): void => forget(ROOM);

/** Reads a friend's code from the page's address and removes it, so that it is read only once. */
export function takeFriendFromAddress(): string | undefined {
  const code = read(location.href, FRIEND, FRIEND_CODE);
  if (code !== undefined) forget(FRIEND);
  return code;
}

/** The address of this page that makes its visitors members of the party with this token. */
export const partyLink = (token: string): string => linkWith(PARTY, token);

/** Reads the token of a party from the page's address and removes it, so that it is read only once. */
export function takePartyFromAddress(): string | undefined {
  const token = read(location.href, PARTY, PARTY_TOKEN);
  if (token !== undefined) forget(PARTY);
  return token;
}

function linkWith(parameter: string, value: string): string {
  const link = homeOf(location.href);
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
