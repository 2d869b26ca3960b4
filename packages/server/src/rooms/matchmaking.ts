import { ErrorCode, matchMaker, ServerError, type AuthContext } from "@colyseus/core";
import { limitKey } from "@fray/netcode/server";
import { CreateOptions } from "@fray/shared-state/protocol/create-options";
import type { JoinRefusal } from "@fray/shared-state/protocol/join-refusals";
import { normalizeRoomName } from "@fray/shared-state/protocol/room-name";
import { ARENA_ROOM } from "@fray/shared-state/protocol/rooms";
import { z } from "zod";

import type { CreationContext } from "../hosting/room-init.ts";
import { refuseJoin } from "../network/join-refusal.ts";
import type { Joiner } from "../sessions/joiner.ts";
import { parseOptions } from "./admission.ts";
import { ArenaRoom } from "./arena-room.ts";
import { joinError } from "./refused-init.ts";

/** A seat that is kept for somebody, as the matchmaker answers. */
type Reservation = Awaited<ReturnType<typeof matchMaker.joinOrCreate>>;
type RoomCache = Awaited<ReturnType<typeof matchMaker.createRoom>>;
type Options = Readonly<Record<string, unknown>>;
type Method = (target: string, options: Options, context: AuthContext) => Promise<Reservation>;

const ReconnectOptions = z.object({ reconnectionToken: z.string().min(1).max(64) });

/** So many full rooms are asked for a seat that nobody has come for. */
const MAX_ASKED = 5;
/** The best of the rooms one may find without knowing of them: with most people in it. Full ones are not among them. */
export const BEST_FIRST = { people: -1, clients: -1 } as const;

const METHODS: Readonly<Record<string, Method>> = {
  joinOrCreate: (name, options, context) =>
    name === ARENA_ROOM ? quickPlay(options, context) : matchMaker.joinOrCreate(name, options, context),
  join: (name, options, context) =>
    matchMaker.join(name, name === ARENA_ROOM ? asked(admit(options, context)) : options, context),
  create,
  joinById,
  reconnect,
};

/**
 * Answers what clients ask of the matchmaker. As shipped, whatever a client says in joining is what a room is made of, and
 * anybody can open rooms without end: here it is read first, and what rooms are made of comes from the host.
 */
export function guardMatchmaking(): void {
  const { controller } = matchMaker;
  controller.exposedMethods = Object.keys(METHODS);
  controller.invokeMethod = async (name, target, options: unknown = {}, context) => {
    const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
    if (!method || !context) throw new ServerError(ErrorCode.MATCHMAKE_NO_HANDLER, `invalid method "${name}"`);
    if (typeof options !== "object" || options === null) throw new ServerError(422, "join options must be an object");
    try {
      return await method(target, { ...options }, context);
    } catch (error) {
      throw joinError(error);
    }
  };
}

const admit = (options: Options, context: AuthContext): Joiner => ArenaRoom.admission.admit(options, context);

/** Into the best public room, or into a new one of the server's own. */
async function quickPlay(options: Options, context: AuthContext): Promise<Reservation> {
  const joiner = admit(options, context);
  const wishes = asked(joiner);
  const best = await matchMaker.findOneRoomAvailable(ARENA_ROOM, wishes);
  const why = best && (await refusalAt(best, joiner));
  const emptied = best ? undefined : await emptySeatFor(joiner);
  if (emptied) return matchMaker.reserveSeatFor(emptied, {}, joiner);
  if (!why) return matchMaker.joinOrCreate(ARENA_ROOM, wishes, context);
  // Banned from the best room, or it has spectators enough: the next one that takes them.
  const found = await matchMaker.query({ name: ARENA_ROOM, locked: false, private: false }, BEST_FIRST);
  for (const room of found) {
    if (isWished(room, joiner) && !(await refusalAt(room, joiner))) return matchMaker.reserveSeatFor(room, {}, joiner);
  }
  // In a room opened for one who watches there is nothing to be seen.
  if (joiner.spectate) throw refuseJoin(why);
  return matchMaker.reserveSeatFor(await matchMaker.createRoom(ARENA_ROOM, wishes), {}, joiner);
}

/** A full public room in which a seat was kept for one who does not come, and is given up now; undefined for none. */
async function emptySeatFor(joiner: Joiner): Promise<RoomCache | undefined> {
  const full = await matchMaker.query({ name: ARENA_ROOM, locked: true, private: false }, BEST_FIRST);
  for (const room of full.filter((one) => isWished(one, joiner)).slice(0, MAX_ASKED)) {
    if (!(await refusalAt(room, joiner)) && (await makeRoomIn(room, joiner))) return room;
  }
  return undefined;
}

const isWished = ({ metadata }: RoomCache, { mode }: Joiner): boolean => mode === undefined || metadata?.mode === mode;

/** Into a new room on somebody's own terms, of which they are in charge. */
async function create(name: string, options: Options, context: AuthContext): Promise<Reservation> {
  if (name !== ARENA_ROOM) throw new ServerError(ErrorCode.MATCHMAKE_NO_HANDLER, `"${name}" rooms can't be created`);
  const joiner = admit(options, context);
  const wishes = parseOptions(CreateOptions, options["room"] ?? {});
  const created: CreationContext = {
    wishes: { ...wishes, name: wishes.name || normalizeRoomName(`${joiner.name}'s room`) },
    addressKey: limitKey(joiner.address),
  };
  const room = await matchMaker.createRoom(ARENA_ROOM, { created });
  return matchMaker.reserveSeatFor(room, {}, { ...joiner, isFounder: true });
}

/** Into the very room whose id somebody knows: out of a list, or because they were invited. */
async function joinById(roomId: string, options: Options, context: AuthContext): Promise<Reservation> {
  const [room] = await matchMaker.query({ roomId });
  if (room?.name !== ARENA_ROOM) return matchMaker.joinById(roomId, options, context);
  const joiner = admit(options, context);
  const why = await refusalAt(room, joiner);
  if (why) throw refuseJoin(why);
  if (room.locked && !(await makeRoomIn(room, joiner))) return reclaim(room, joiner);
  return matchMaker.reserveSeatFor(room, {}, joiner).catch(() => reclaim(room, joiner));
}

/** Into the seat that is held for somebody in a room that has no other. Throws that the room is full when there is none. */
async function reclaim({ roomId }: RoomCache, joiner: Joiner): Promise<Reservation> {
  const reconnectionToken = await matchMaker.remoteRoomCall<ArenaRoom, "claim">(roomId, "claim", [joiner]);
  if (!reconnectionToken) throw refuseJoin("full");
  const session = await matchMaker.reconnect(roomId, { reconnectionToken });
  // With the token in it, the SDK goes on in the seat as if its connection had just been lost.
  return { ...session, reconnectionToken };
}

/** Back into a seat that is held for whoever shows its token. */
async function reconnect(roomId: string, options: Options): Promise<Reservation> {
  const { reconnectionToken } = parseOptions(ReconnectOptions, options);
  return matchMaker.reconnect(roomId, { reconnectionToken });
}

/** What the room itself says, wherever it is. */
const refusalAt = (room: RoomCache, joiner: Joiner): Promise<JoinRefusal | undefined> =>
  matchMaker.remoteRoomCall<ArenaRoom, "judge">(room.roomId, "judge", [joiner]);

/** Whether a full room has a seat for somebody after all, which was kept for one who does not come. */
const makeRoomIn = (room: RoomCache, joiner: Joiner): Promise<boolean> =>
  matchMaker.remoteRoomCall<ArenaRoom, "makeRoom">(room.roomId, "makeRoom", [joiner]);

/** What somebody says in joining, and nothing else that they may have sent along: rooms are made of it. */
function asked({ name, token, bot, botToken, spectate, mode }: Joiner): Options {
  return { name, token, bot, botToken, spectate, ...(mode && { mode }) };
}
