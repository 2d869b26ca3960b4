import { ErrorCode, matchMaker, ServerError, type AuthContext, type IRoomCache } from "@colyseus/core";
import { wait } from "@fray/netcode/core";
import { limitKey } from "@fray/netcode/server";
import { CreateOptions } from "@fray/shared-state/protocol/create-options";
import { JoinOptions } from "@fray/shared-state/protocol/join-options";
import type { JoinRefusal } from "@fray/shared-state/protocol/join-refusals";
import { MAX_PARTY } from "@fray/shared-state/protocol/party";
import { normalizeRoomName } from "@fray/shared-state/protocol/room-name";
import { ARENA_ROOM } from "@fray/shared-state/protocol/rooms";
import { z } from "zod";

import { BUILD } from "../build.ts";
import type { CreationContext } from "../hosting/room-init.ts";
import { unavailable, type Refusals } from "../network/refusals.ts";
import { inTurn, rememberPartyRoom, roomOfParty } from "../parties/party-rooms.ts";
import type { ServerContext } from "../server-context.ts";
import type { Joiner } from "../sessions/joiner.ts";
import { parseOptions } from "./admission.ts";
import type { Advertisement, ArenaRoom } from "./arena-room.ts";
import { replacementOf } from "./moved-rooms.ts";
import { joinError } from "./refused-init.ts";

/** A reserved seat, as the matchmaker returns it. */
type Reservation = Awaited<ReturnType<typeof matchMaker.joinOrCreate>>;
type RoomCache = Awaited<ReturnType<typeof matchMaker.createRoom>>;
type Room = IRoomCache<Advertisement>;
type Options = Readonly<Record<string, unknown>>;
/** A request of a client, and the server that got it. */
interface Request {
  readonly options: Options;
  readonly auth: AuthContext;
  readonly server: Pick<ServerContext, "admission" | "refusals" | "levels" | "runtime">;
  /** The build of the client, if it names one. */
  readonly build: string | undefined;
}
type Method = (target: string, request: Request) => Promise<Reservation>;

const BuildOption = JoinOptions.pick({ build: true });
const ReconnectOptions = z.object({ reconnectionToken: z.string().min(1).max(64) });

const OTHER_BUILD_OF_BOT =
  "This bot is of another version of Fray than the server. Update it, or run the bots that come with the server.";

/** Maximum number of full rooms that are asked for an unused reserved seat. */
const MAX_ASKED = 5;
/** Sort order of the public rooms for quick play: most people first. Full rooms are not in the list. */
export const BEST_FIRST = { people: -1, clients: -1 } as const;

const METHODS: Readonly<Record<string, Method>> = {
  joinOrCreate: (name, request) =>
    name === ARENA_ROOM ? play(request) : matchMaker.joinOrCreate(name, ofBuild(request), request.auth),
  join: (name, request) => {
    const options = name === ARENA_ROOM ? asked(admit(request), buildFor(request)) : ofBuild(request);
    return matchMaker.join(name, options, request.auth);
  },
  create,
  joinById,
  reconnect,
};

/**
 * Replaces the matchmaker's answers to clients. By default the framework creates rooms from whatever options a client
 * sends, and anybody can open any number of rooms. Here the options are parsed first, and the room is created from
 * the host's settings.
 */
export function guardMatchmaking(context: ServerContext): void {
  const { controller } = matchMaker;
  controller.exposedMethods = Object.keys(METHODS);
  controller.invokeMethod = async (name, target, options: unknown = {}, auth) => {
    const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
    if (!method || !auth) throw new ServerError(ErrorCode.MATCHMAKE_NO_HANDLER, `invalid method "${name}"`);
    if (typeof options !== "object" || options === null) throw new ServerError(422, "join options must be an object");
    try {
      const { build } = parseOptions(BuildOption, options);
      const reservation = await method(target, { options: { ...options }, auth, server: context, build });
      // A client that names its build gets only rooms of that build.
      return { ...reservation, build: build ?? (await roomOf(reservation.roomId))?.metadata?.build };
    } catch (error) {
      throw joinError(error, context.log);
    }
  };
}

const admit = ({ options, auth, server }: Request): Joiner => server.admission.admit(options, auth);

/** Reserves a seat by quick play. Members of a party come to the room of their party. */
async function play(request: Request): Promise<Reservation> {
  const joiner = admit(request);
  const { partyId } = joiner;
  if (partyId === "") return quickPlay(request, joiner);
  return inTurn(request.server.runtime, partyId, async () => {
    const home = await homeOf(partyId, buildFor(request));
    const why = home && (await refusalAt(home, joiner));
    if (why === "partyFull") throw request.server.refusals.refuseJoin(why);
    const beside = home && !why ? await seatIn(home, joiner) : undefined;
    if (beside) return beside;
    const reservation = (await reserveForParty(request, joiner)) ?? (await quickPlay(request, joiner));
    // A member who finds no place beside the others does not call the next one away from them.
    if (!home) await rememberPartyRoom(partyId, reservation.roomId);
    return reservation;
  });
}

/** Returns the room in which a party plays, if it is of that build. */
async function homeOf(party: string, build: string): Promise<Room | undefined> {
  const roomId = await roomOfParty(party);
  const room = roomId === undefined ? undefined : await roomOrReplacement(roomId);
  if (room?.name !== ARENA_ROOM || room.metadata?.build !== build) return undefined;
  const isThere = await matchMaker.remoteRoomCall<ArenaRoom, "hasParty">(room.roomId, "hasParty", [party]);
  return isThere ? room : undefined;
}

/** Reserves a seat in a room that accepts the joiner. Returns undefined when it is full. */
async function seatIn(room: Room, joiner: Joiner): Promise<Reservation | undefined> {
  if (room.locked && !(await makeRoomIn(room, joiner))) return undefined;
  return matchMaker.reserveSeatFor(room, {}, joiner).catch(() => undefined);
}

/**
 * Reserves a seat for the first member of a party, in a room that has places for all of them, or in a new one. Returns
 * undefined when no room can be opened.
 */
async function reserveForParty(request: Request, joiner: Joiner): Promise<Reservation | undefined> {
  const build = buildFor(request);
  const hasPlaces = ({ maxClients, metadata }: Room): boolean =>
    maxClients - (metadata?.people ?? 0) >= Math.min(MAX_PARTY, maxClients);
  for (const room of await openRooms(build)) {
    if (!isWished(room, joiner) || !hasPlaces(room) || (await refusalAt(room, joiner))) continue;
    const reservation = await seatIn(room, joiner);
    if (reservation) return reservation;
  }
  if (joiner.spectate) return undefined;
  const room = await matchMaker.createRoom(ARENA_ROOM, asked(joiner, build)).catch(() => undefined);
  return room && matchMaker.reserveSeatFor(room, {}, joiner);
}

/** Lists the public rooms that are not full, the best for quick play first. */
const openRooms = (build: string): Promise<Room[]> =>
  matchMaker.query<ArenaRoom>({ name: ARENA_ROOM, locked: false, private: false, build }, BEST_FIRST);

/** Reserves a seat in the best public room, or in a new room that the server opens. */
async function quickPlay(request: Request, joiner: Joiner): Promise<Reservation> {
  const build = buildFor(request);
  const options = asked(joiner, build);
  const suited = await reserveAtLevel(request, joiner, build);
  if (suited) return suited;
  const best = await matchMaker.findOneRoomAvailable(ARENA_ROOM, options);
  const why = best && (await refusalAt(best, joiner));
  const emptied = best ? undefined : await emptySeatFor(joiner, build);
  if (emptied) return matchMaker.reserveSeatFor(emptied, {}, joiner);
  if (!best && joiner.spectate && (await isFullRoomWatched(build))) throw request.server.refusals.refuseJoin("full");
  if (!why) return matchMaker.joinOrCreate(ARENA_ROOM, options, request.auth);
  // The player is banned from the best room, or it has no place for a spectator. Try the other rooms in order.
  for (const room of await openRooms(build)) {
    if (isWished(room, joiner) && !(await refusalAt(room, joiner))) return matchMaker.reserveSeatFor(room, {}, joiner);
  }
  // A new room opened for a spectator would have nothing to watch.
  if (joiner.spectate) throw request.server.refusals.refuseJoin(why);
  return matchMaker.reserveSeatFor(await matchMaker.createRoom(ARENA_ROOM, options), {}, joiner);
}

/** How long quick play waits for the store to tell how good a person is, in ms. */
const LEARN_LIMIT_MS = 200;
/** Rooms within this many steps of a person suit them equally well: then the one with more people is better. */
const STEPS_ALIKE = 2;

/**
 * Reserves a seat in the room whose fights suit a person best, when that is not the room with the most people. Returns
 * undefined when quick play has no such choice.
 */
async function reserveAtLevel({ server }: Request, joiner: Joiner, build: string): Promise<Reservation | undefined> {
  if (joiner.bot || joiner.spectate) return undefined;
  const { levels, runtime } = server;
  const wished = (await openRooms(build)).filter((room) => isWished(room, joiner));
  if (wished.length < 2) return undefined;
  await Promise.race([levels.learn(joiner.playerId), wait(runtime, LEARN_LIMIT_MS, { background: true })]);
  const { level } = levels.of(joiner.playerId);
  const apart = (room: Room): number => Math.floor(Math.abs((room.metadata?.level ?? level) - level) / STEPS_ALIKE);
  const [best] = wished.toSorted((one, other) => apart(one) - apart(other));
  if (!best || best === wished[0] || (await refusalAt(best, joiner))) return undefined;
  // Somebody else may have taken the last place in the meantime.
  return matchMaker.reserveSeatFor(best, {}, joiner).catch(() => undefined);
}

/**
 * Finds a full public room with a reserved seat whose client has not connected, and releases that seat. Returns
 * undefined when there is none.
 */
async function emptySeatFor(joiner: Joiner, build: string): Promise<RoomCache | undefined> {
  const full = await matchMaker.query<ArenaRoom>({ name: ARENA_ROOM, locked: true, private: false, build }, BEST_FIRST);
  for (const room of full.filter((one) => isWished(one, joiner)).slice(0, MAX_ASKED)) {
    if (!(await refusalAt(room, joiner)) && (await makeRoomIn(room, joiner))) return room;
  }
  return undefined;
}

/**
 * Whether everybody can watch the round of a full room with a delay. That is better for a spectator than a new room, in
 * which nobody fights.
 */
async function isFullRoomWatched(build: string): Promise<boolean> {
  const full = await matchMaker.query<ArenaRoom>({ name: ARENA_ROOM, locked: true, private: false, build });
  return full.some(({ metadata }) => metadata?.watch);
}

const isWished = ({ metadata }: RoomCache, { mode }: Joiner): boolean => mode === undefined || metadata?.mode === mode;

/** Reserves a seat in a new room with the config that a player asked for. That player is its owner. */
async function create(name: string, request: Request): Promise<Reservation> {
  if (name !== ARENA_ROOM) throw new ServerError(ErrorCode.MATCHMAKE_NO_HANDLER, `"${name}" rooms can't be created`);
  const joiner = admit(request);
  const build = buildFor(request);
  const config = parseOptions(CreateOptions, request.options["room"] ?? {});
  const created: CreationContext = {
    request: { ...config, name: config.name || normalizeRoomName(`${joiner.name}'s room`) },
    addressKey: limitKey(joiner.address),
  };
  const room = await matchMaker.createRoom(ARENA_ROOM, { created, build });
  return matchMaker.reserveSeatFor(room, {}, { ...joiner, isFounder: true });
}

/** Reserves a seat in the room with the given id, from the room list or an invitation. */
async function joinById(roomId: string, request: Request): Promise<Reservation> {
  const room = await roomOrReplacement(roomId);
  refuseOtherBuild(room, request);
  if (room?.name !== ARENA_ROOM) return matchMaker.joinById(roomId, request.options, request.auth);
  const { refusals } = request.server;
  const joiner = admit(request);
  const why = await refusalAt(room, joiner);
  if (why) throw refusals.refuseJoin(why);
  if (room.locked && !(await makeRoomIn(room, joiner))) return reclaim(room, joiner, refusals);
  return matchMaker.reserveSeatFor(room, {}, joiner).catch(() => reclaim(room, joiner, refusals));
}

/** Returns the session that is held for a person in a full room. Throws that the room is full when none is held. */
async function reclaim({ roomId }: RoomCache, joiner: Joiner, refusals: Refusals): Promise<Reservation> {
  const reconnectionToken = await matchMaker.remoteRoomCall<ArenaRoom, "claim">(roomId, "claim", [joiner]);
  if (!reconnectionToken) throw refusals.refuseJoin("full");
  const session = await matchMaker.reconnect(roomId, { reconnectionToken });
  // The SDK resumes the session with this token, as after a lost connection.
  return { ...session, reconnectionToken };
}

/** Resumes a held session for a client that sends its reconnection token. */
async function reconnect(roomId: string, request: Request): Promise<Reservation> {
  const { reconnectionToken } = parseOptions(ReconnectOptions, request.options);
  request.server.admission.refuseNetwork(request.auth);
  const room = await roomOrReplacement(roomId);
  refuseOtherBuild(room, request);
  return matchMaker.reconnect(room?.roomId ?? roomId, { reconnectionToken });
}

/** Returns a room, or the room that continues it at another server. */
async function roomOrReplacement(roomId: string): Promise<Room | undefined> {
  const room = await roomOf(roomId);
  if (room) return room;
  const move = await replacementOf(roomId);
  return move && roomOf(move.roomId);
}

async function roomOf(roomId: string): Promise<Room | undefined> {
  return matchMaker.driver.findOne({ roomId });
}

/**
 * Returns the build whose rooms suit a client: its own, or this server's for a client that names none. Throws an error
 * that the player can read when no node of that build takes anybody in.
 */
function buildFor({ build, options, server }: Request): string {
  const { isDraining, peers } = server.admission;
  const wanted = build ?? BUILD;
  if ((wanted === BUILD && !isDraining) || peers.takes(wanted)) return wanted;
  throw build === undefined ? unavailable("restarting") : otherBuild(options, server);
}

/** The options of a client, with the build of the room to find or to create. */
const ofBuild = (request: Request): Options => ({ ...request.options, build: buildFor(request) });

/** Throws an error that the player can read when a client would not understand a room. */
function refuseOtherBuild(room: Room | undefined, { build, options, server }: Request): void {
  if (room && build !== undefined && room.metadata?.build !== build) throw otherBuild(options, server);
}

function otherBuild(options: Options, { refusals }: Request["server"]): ServerError {
  return refusals.refuseJoin("otherBuild", options["bot"] === true ? OTHER_BUILD_OF_BOT : undefined);
}

/** Asks the room, on whichever node it is, why it would refuse a joiner. */
const refusalAt = (room: RoomCache, joiner: Joiner): Promise<JoinRefusal | undefined> =>
  matchMaker.remoteRoomCall<ArenaRoom, "judge">(room.roomId, "judge", [joiner]);

/** Asks a full room to release a reserved seat whose client has not connected. */
const makeRoomIn = (room: RoomCache, joiner: Joiner): Promise<boolean> =>
  matchMaker.remoteRoomCall<ArenaRoom, "makeRoom">(room.roomId, "makeRoom", [joiner]);

/**
 * Keeps only the known join options, because rooms are created from them. Everything else that the client sent is
 * dropped.
 */
function asked({ name, look, title, token, bot, botToken, spectate, mode, records }: Joiner, build: string): Options {
  return { name, look, title, token, bot, botToken, spectate, records, build, ...(mode && { mode }) };
}
