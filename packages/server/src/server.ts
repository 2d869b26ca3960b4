import { defineRoom, defineServer, matchMaker, type Server } from "@colyseus/core";
import { Encoder } from "@colyseus/schema";
import type { Runtime } from "@fray/netcode/core";
import {
  AddressLimits,
  createAddressOf,
  guardHandshakes,
  guardHttp,
  MAX_BUFFERED_CHUNKS,
  MAX_FRAGMENTS,
  MAX_FRAME_BYTES,
  PollServer,
} from "@fray/netcode/server";
import { ARENA_ROOM, LOBBY_ROOM } from "@fray/shared-state/protocol/rooms";
import type { Application } from "express";
import type { Server as HttpServer, IncomingMessage } from "node:http";
import { join } from "node:path";

import { serveAdmin } from "./admin/serve-admin.ts";
import { BUILD } from "./build.ts";
import type { Cluster } from "./cluster/cluster.ts";
import { ConfigError } from "./config/config-error.ts";
import type { Config } from "./config/schema.ts";
import { offerOf } from "./hosting/host-offer.ts";
import { Directory } from "./lobby/directory.ts";
import { lobbyRoomOf } from "./lobby/lobby-room.ts";
import { offerRounds, planRounds } from "./match/rotation.ts";
import { publishModeration, subscribeToModeration } from "./moderation/messages.ts";
import { createOwnerRequests } from "./moderation/owner-requests.ts";
import { PlayerData } from "./moderation/player-data.ts";
import { servePlayerData } from "./moderation/serve-player-data.ts";
import { Staff } from "./moderation/staff.ts";
import { requireSecret } from "./network/access.ts";
import { serveStatistics } from "./network/api.ts";
import { mountAt } from "./network/base-path.ts";
import { limitConnections } from "./network/connection-limit.ts";
import { guardDoor, mayOpen, type DoorOptions } from "./network/door.ts";
import { endUnfinished } from "./network/end-unfinished.ts";
import { errorPages } from "./network/error-page.ts";
import { ForeignPages } from "./network/foreign-pages.ts";
import { readForwardedHost } from "./network/forwarded-host.ts";
import { createFrameworkLogger } from "./network/framework-logger.ts";
import { openLocalEntrance } from "./network/local-entrance.ts";
import { servePageErrors } from "./network/page-errors.ts";
import { servePages } from "./network/pages.ts";
import { portOf } from "./network/port-of.ts";
import { QuietTransport } from "./network/quiet-transport.ts";
import { quietRoutes } from "./network/request-errors.ts";
import { guardRoutes } from "./network/route-guard.ts";
import { CertificateRenewal, createHttpServer } from "./network/tls.ts";
import { answerEarly } from "./operations/early-health.ts";
import { EXPOSITION_TYPE } from "./operations/metrics.ts";
import { serveHealth } from "./operations/serve-health.ts";
import { PeerLog } from "./peer-log.ts";
import { MoveCodes } from "./progress/move-codes.ts";
import { serveOwn } from "./progress/serve-own.ts";
import { serveLive } from "./replays/live/serve-live.ts";
import { openReplays } from "./replays/open-replays.ts";
import { serveReplays } from "./replays/serve-replays.ts";
import { arenaRoomOf, type ArenaRoom } from "./rooms/arena-room.ts";
import { invitationTo } from "./rooms/invitation.ts";
import { BEST_FIRST, guardMatchmaking } from "./rooms/matchmaking.ts";
import { serveRoomStatus } from "./rooms/serve-room-status.ts";
import { takeOver } from "./rooms/take-over.ts";
import { watchedRooms } from "./rooms/watched-rooms.ts";
import { ServerContext } from "./server-context.ts";
import type { ArenaSettings } from "./sessions/arena-settings.ts";
import { systemDisk, type Disk } from "./storage/disk.ts";
import { Keeper } from "./storage/keeper.ts";
import { isNewerDatabase } from "./storage/newer-database.ts";
import { recordOf } from "./storage/round-log.ts";

/**
 * Buffer in which a room's full state is encoded. One that is too small grows, with a warning of the framework. It also
 * grows for a larger room than this number of places.
 */
const STATE_BYTES_PER_PLAYER = 4 * 1024;
const MAX_SIZED_PLACES = 64;
const MIN_STATE_BYTES = 64 * 1024;
const DAY_MS = 24 * 60 * 60 * 1000;
/** A connection that drops is tried again and again, so each seat may need several WebSockets. */
const CONNECTIONS_PER_JOIN = 5;

/**
 * Options of `ws`. Compressing everything costs 55 % more CPU for 12 % fewer bytes. Without a context from message to
 * message, short ones can be left out, and no connection keeps a dictionary.
 */
const COMPRESSION = {
  off: false,
  large: { threshold: 1024, serverNoContextTakeover: true, clientNoContextTakeover: true },
} as const satisfies Record<Config["compression"], unknown>;

export interface RunningServer {
  readonly port: number;
  /** The address at which bots on this machine join, without TLS: `ws://host:port`. */
  readonly localUrl: string;
  /** What the parts of the server share. */
  readonly context: ServerContext;
  /** The server behind the port. Connections in memory are handed to it in tests. */
  readonly http: HttpServer;
  /** Reads a renewed certificate now, instead of at the next check. */
  renewCertificate(): void;
  /** Notifies the players, and closes every room and the port. */
  close(): Promise<void>;
}

interface StartOptions {
  /** Default: the platform's own. */
  readonly disk?: Disk;
  /** Default: replays are stored in the data folder, on a thread of their own. */
  readonly recordTo?: typeof openReplays;
  readonly log?: PeerLog;
}

/**
 * Starts to serve the page and the rooms on one port, and returns when rooms can be joined. Throws a `MapError` for a
 * map that cannot be played, a `ConfigError` for settings that do not work, and Node's own error when the port is not
 * available. All of the server's time, timers and randomness are those of `runtime`, and it writes its own files to
 * `disk`. A process can run one server at a time, because the framework's matchmaker is global.
 */
export async function startServer(
  config: Config,
  runtime: Runtime,
  { disk = systemDisk, log = new PeerLog(runtime), recordTo = openReplays }: StartOptions = {},
): Promise<RunningServer> {
  const rotation = planRounds(config.map, config.mode);
  const context = new ServerContext(config, { disk, runtime }, log);
  const cluster = await openCluster(config, context);
  if (cluster) context.admission.peers = cluster.peers;
  const recorded = await recordTo(config, { disk, runtime, log, secret: context.secret });
  context.replays = recorded?.replays;
  const location = locationOf(config);
  const keeper = location ? new Keeper(location, runtime, { keepDays: config.keepRoundsDays }) : undefined;
  if (keeper) {
    context.levels.totalsOf = (playerId) => keeper.totals(playerId);
    context.progress.progressOf = (playerId) => keeper.ask("progressOf", playerId);
  }
  const services = { keeper, peers: cluster?.peers };
  context.metrics.watchServices(context, services, config);
  const settings: ArenaSettings = {
    ...config,
    killcam: config.killcam === "on",
    rotation,
    offered: offerRounds(config.map, config.mode),
    onRoundOver: (result) => {
      for (const { playerId, feats } of result.players) if (feats) context.progress.add(playerId, feats);
      log.write("room", "info", result, "round over");
      keeper?.keep(recordOf(result, runtime));
    },
  };
  Encoder.BUFFER_SIZE = Math.max(
    MIN_STATE_BYTES,
    Math.min(config.maxPlayers, MAX_SIZED_PLACES) * STATE_BYTES_PER_PLAYER,
  );
  guardMatchmaking(context);
  const http = createHttpServer(config);
  const limits = { maxPayload: MAX_FRAME_BYTES, maxFragments: MAX_FRAGMENTS, maxBufferedChunks: MAX_BUFFERED_CHUNKS };
  const perMessageDeflate = COMPRESSION[config.compression];
  const transport = new QuietTransport({ server: http, ...limits, perMessageDeflate }, log);
  const stopChecking = endUnfinished(transport, runtime);
  const door = doorOf(config, context);
  const polls = config.fallback === "auto" ? openPolls(transport, door, context) : undefined;
  context.metrics.watchConnections({ webSockets: () => transport.openSockets, polls });
  guardHandshakes(transport);
  const server = defineServer({
    rooms: {
      [ARENA_ROOM]: defineRoom(arenaRoomOf(context), { settings }).filterBy(["mode", "build"]).sortBy(BEST_FIRST),
      [LOBBY_ROOM]: defineRoom(lobbyRoomOf(context), {
        offer: offerOf(settings),
        idleSeconds: config.lobbyIdleSeconds,
      }).filterBy(["build"]),
    },
    transport,
    routes: quietRoutes(log),
    ...cluster?.options,
    logger: createFrameworkLogger(log),
    greet: false,
    gracefullyShutdown: false,
    express: async (app: Application) => {
      app.disable("x-powered-by");
      serveHealth(app, context, services);
      app.get("/metrics", requireSecret("Bearer", config.metricsToken, "/metrics"), async (_request, response) => {
        response.type(EXPOSITION_TYPE).send(await context.metrics.exposition());
      });
      if (keeper) {
        const replaysAmong = async (ids: readonly string[]): Promise<ReadonlySet<string>> => {
          const here = new Set(await context.replays?.archive.ids());
          const there = await Promise.all(ids.map(async (id) => (here.has(id) ? id : cluster?.nodeOfReplay(id))));
          return new Set(ids.filter((_, index) => there[index] !== undefined));
        };
        serveStatistics(app, keeper, { runtime, log, replaysAmong });
      }
      const nodeOf = async (id: string): Promise<string | undefined> => cluster?.nodeOfReplay(id);
      serveReplays(app, { replays: context.replays, dataDir: config.dataDir, disk, log, nodeOf });
      serveLive(app, {
        archive: context.replays?.archive,
        runtime,
        log,
        delaySeconds: config.watchDelaySeconds,
        nodeOf,
        rooms: watchedRooms,
      });
      const addressOf = createAddressOf(config.trustProxy);
      servePageErrors(app, addressOf, context);
      serveRoomStatus(app, addressOf, context);
      const playerData = new PlayerData(context, keeper);
      const forOwner = createOwnerRequests(addressOf, context);
      servePlayerData(app, playerData, forOwner);
      const codes = new MoveCodes(() => matchMaker.presence, runtime);
      const statisticsOf = keeper && ((playerId: string) => keeper.ask("statisticsOf", playerId));
      serveOwn(app, { addressOf, forOwner, codes, statisticsOf }, context);
      serveAdmin(app, { staff: new Staff(config), addressOf, ask: keeper?.ask, playerData }, context);
      await servePages(app, {
        ...config,
        nodes: () => cluster?.addresses() ?? [],
        invitationTo,
        rules: context.replays?.rules,
      });
      app.use(...errorPages(`${config.basePath}/`, log));
    },
  });
  if (keeper) await refuseNewer(keeper, config);
  const { moderation } = context;
  const playerData = new PlayerData(context, keeper);
  await moderation.start({
    ask: keeper?.ask,
    publish: publishModeration,
    enforce: () => {
      for (const room of [...context.arenas, ...context.lobbies]) room.removeBanned();
    },
    forget: (playerId) => playerData.forgetHere(playerId),
    keepMs: config.keepReportsDays * DAY_MS,
  });
  await listen(server, http, config, { context, door, polls });
  await cluster?.start();
  await subscribeToModeration(log, (message) => moderation.receive(message));
  if (cluster && context.replays) await context.replays.announceTo(cluster.announceReplays);
  const entrance = await openLocalEntrance(http, config);
  const directory = new Directory(context);
  const certificate = new CertificateRenewal(http, config, runtime);
  return {
    port: portOf(http),
    localUrl: entrance.url,
    context,
    http,
    renewCertificate: () => certificate.check(),
    close: async () => {
      certificate.stop();
      entrance.close();
      stopChecking();
      directory.stop();
      moderation.stop();
      await cluster?.stop();
      await server.gracefullyShutdown(false);
      polls?.stop();
      await recorded?.close();
      await keeper?.close();
    },
  };
}

/** Connects to the other nodes of the game; returns undefined for a server without a cluster. */
async function openCluster(config: Config, context: ServerContext): Promise<Cluster | undefined> {
  if (!config.redisUrl) return undefined;
  // Most servers never need this module, and loading it takes 100 ms.
  const { joinCluster } = await import("./cluster/cluster.ts");
  const { runtime, arenas, load, admission, refusals, seal } = context;
  const isFull = (): boolean => arenas.size >= config.maxRooms || load.degradation.refusesJoins;
  const early = await answerEarly(config, "redis");
  const joined = joinCluster(config, {
    runtime,
    seal,
    takeOver: (sealed) => takeOver(sealed, matchMaker.processId, { context, hasRoom: () => !isFull() }),
    serverFull: () => refusals.serverFull(),
    describe: () => ({
      build: BUILD,
      rooms: arenas.size,
      isFull: isFull(),
      isDraining: admission.isDraining,
    }),
  });
  return joined.finally(() => early.close());
}

/** Location of the stored rounds; empty when the host stores none. */
const locationOf = ({ dataDir, databaseUrl }: Pick<Config, "dataDir" | "databaseUrl">): string =>
  databaseUrl || (dataDir && join(dataDir, "fray.sqlite"));

/** Waits for the database. Throws a `ConfigError` for a database of a later program version. */
async function refuseNewer(keeper: Keeper, { dataDir, databaseUrl }: Config): Promise<void> {
  try {
    await keeper.ready();
  } catch (error) {
    if (!isNewerDatabase(error)) throw error;
    // The address of a database server contains its password.
    const name = databaseUrl ? "--database-url: the database" : locationOf({ dataDir, databaseUrl });
    throw new ConfigError(`${name} ${error.message}`);
  }
}

/** Whether a WebSocket uses a seat that is reserved for one of the host's own bots. */
function isForOwnBot({ url = "" }: IncomingMessage, arenas: Iterable<ArenaRoom>): boolean {
  const { pathname, searchParams } = new URL(url, "ws://server");
  const roomId = pathname.split("/").at(-1);
  const room = Array.from(arenas).find((open) => open.roomId === roomId);
  return room?.entrance.isForOwnBot(searchParams.get("sessionId") ?? "") ?? false;
}

function doorOf(config: Config, { runtime, log, arenas, refusals }: ServerContext): DoorOptions {
  const { allowOrigin, trustProxy, joinsPerMinute, pendingSeats, connectionsPerAddress: openConnections } = config;
  const connectionsPerMinute = joinsPerMinute * CONNECTIONS_PER_JOIN;
  const foreignPages = new ForeignPages(log);
  return {
    allowedOrigins: allowOrigin,
    addressOf: createAddressOf(trustProxy),
    limits: new AddressLimits({ joinsPerMinute, pendingSeats, connectionsPerMinute, openConnections }, runtime),
    isOwn: (request) => isForOwnBot(request, arenas),
    onRefused: (why, request) => {
      refusals.count(why);
      if (why === "origin") foreignPages.note(request);
      log.write("door", "debug", { why }, "turned away");
    },
  };
}

/** Opens connections over plain HTTP, by the same rules as WebSockets. */
function openPolls(transport: object, door: DoorOptions, { runtime, log, moderation }: ServerContext): PollServer {
  const { addressOf, allowedOrigins, onRefused } = door;
  return new PollServer(transport, {
    runtime,
    addressOf,
    allowedOrigins,
    mayOpen: (request, socket) => mayOpen(request, socket, door),
    endsAt: (address) => moderation.banOf({ playerId: "", address }) !== undefined,
    onRefused: (why, request) => {
      if (why === "origin") onRefused(why, request);
      else log.write("door", "debug", { why }, "request of an HTTP connection refused");
    },
  });
}

interface Parts {
  readonly context: ServerContext;
  readonly door: DoorOptions;
  readonly polls: PollServer | undefined;
}

/** `server.listen` neither resolves nor rejects when the port is taken, but the HTTP server emits the error. */
function listen(server: Server, http: HttpServer, config: Config, { context, door, polls }: Parts): Promise<void> {
  const { port, host } = config;
  return new Promise((resolve, reject) => {
    // The transport would log such errors with a stack. The host gets one line instead.
    http.removeAllListeners("error");
    http.on("error", reject);
    server.listen(port, host).then(() => {
      guardDoor(http, door);
      const guarded = polls?.listen(http);
      guardRoutes(http, config.allowOrigin);
      readForwardedHost(http, config.trustProxy);
      mountAt(http, config.basePath);
      guardHttp(http, guarded);
      limitConnections(http, context);
      resolve();
    }, reject);
  });
}
