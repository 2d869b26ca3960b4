import { defineRoom, defineServer, type Server } from "@colyseus/core";
import { Encoder } from "@colyseus/schema";
import {
  AddressLimits,
  createAddressOf,
  guardHandshakes,
  guardHttp,
  MAX_BUFFERED_CHUNKS,
  MAX_FRAGMENTS,
  MAX_FRAME_BYTES,
} from "@fray/netcode/server";
import { ARENA_ROOM, LOBBY_ROOM } from "@fray/shared-state/protocol/rooms";
import type { Application } from "express";
import { randomBytes } from "node:crypto";
import type { Server as HttpServer, IncomingMessage } from "node:http";
import { join } from "node:path";

import { serveAdmin } from "./admin/serve-admin.ts";
import type { Cluster } from "./cluster/cluster.ts";
import { ConfigError } from "./config/config-error.ts";
import type { Config } from "./config/schema.ts";
import { offerOf } from "./hosting/host-offer.ts";
import { Directory } from "./lobby/directory.ts";
import { LobbyRoom } from "./lobby/lobby-room.ts";
import { offerRounds, planRounds } from "./match/rotation.ts";
import { requireSecret } from "./network/access.ts";
import { serveStatistics } from "./network/api.ts";
import { mountAt } from "./network/base-path.ts";
import { limitConnections } from "./network/connection-limit.ts";
import { guardDoor, type DoorOptions } from "./network/door.ts";
import { endUnfinished } from "./network/end-unfinished.ts";
import { errorPages } from "./network/error-page.ts";
import { frameworkLogger } from "./network/framework-logger.ts";
import { openLocalEntrance } from "./network/local-entrance.ts";
import { servePageErrors } from "./network/page-errors.ts";
import { servePages } from "./network/pages.ts";
import { portOf } from "./network/port-of.ts";
import { QuietTransport } from "./network/quiet-transport.ts";
import { refusalCounts } from "./network/refusal-counts.ts";
import { quietRoutes } from "./network/request-errors.ts";
import { guardRoutes } from "./network/route-guard.ts";
import { createHttpServer } from "./network/tls.ts";
import { health } from "./operations/health.ts";
import { exposition, EXPOSITION_TYPE } from "./operations/metrics.ts";
import { serverLoad } from "./overload/server-load.ts";
import { logPeer } from "./peer-log.ts";
import { Admission } from "./rooms/admission.ts";
import { ArenaRoom } from "./rooms/arena-room.ts";
import { BotDoor } from "./rooms/bot-door.ts";
import { createGuestLimits } from "./rooms/guest-limits.ts";
import { BEST_FIRST, guardMatchmaking } from "./rooms/matchmaking.ts";
import type { ArenaSettings } from "./sessions/arena-settings.ts";
import { Identities, readSecret, SECRET_BYTES } from "./storage/identity.ts";
import { Keeper } from "./storage/keeper.ts";
import { isNewerDatabase } from "./storage/newer-database.ts";
import { recordOf } from "./storage/round-log.ts";
import { MAX_VIEW_PLACES } from "./sync/open-state.ts";

/**
 * Buffer for a full state and for all clients' patches of one tick. If it is too small, a client that joins a room
 * with views receives garbage.
 */
const STATE_BYTES_PER_PLAYER = 4 * 1024;
const MIN_STATE_BYTES = 64 * 1024;
/** A connection that drops is tried again and again, so each seat may need several WebSockets. */
const CONNECTIONS_PER_JOIN = 5;

export interface RunningServer {
  readonly port: number;
  /** The address at which bots on this machine join, without TLS: `ws://host:port`. */
  readonly localUrl: string;
  /** The server behind the port. Connections in memory are handed to it in tests. */
  readonly http: HttpServer;
  /** Notifies the players, and closes every room and the port. */
  close(): Promise<void>;
}

/**
 * Starts to serve the page and the rooms on one port, and returns when rooms can be joined. Throws a `MapError` for a
 * map that cannot be played, a `ConfigError` for settings that do not work, and Node's own error when the port is not
 * available. A process can run one server only, because the matchmaker is global.
 */
export async function startServer(config: Config): Promise<RunningServer> {
  const rotation = planRounds(config.map, config.mode);
  const cluster = await openCluster(config);
  const location = locationOf(config);
  const keeper = location ? new Keeper(location) : undefined;
  const settings: ArenaSettings = {
    ...config,
    rotation,
    offered: offerRounds(config.map, config.mode),
    onRoundOver: (result) => {
      logPeer("room", "info", result, "round over");
      keeper?.keep(recordOf(result));
    },
  };
  const admission = new Admission(new BotDoor(config), new Identities(secretOf(config)), cluster?.peers);
  ArenaRoom.admission = admission;
  LobbyRoom.admission = admission;
  ArenaRoom.limits = LobbyRoom.limits = createGuestLimits(config);
  Encoder.BUFFER_SIZE = Math.max(
    MIN_STATE_BYTES,
    Math.min(config.maxPlayers, MAX_VIEW_PLACES) * STATE_BYTES_PER_PLAYER,
  );
  guardMatchmaking();
  const http = createHttpServer(config);
  const transport = new QuietTransport({
    server: http,
    maxPayload: MAX_FRAME_BYTES,
    maxFragments: MAX_FRAGMENTS,
    maxBufferedChunks: MAX_BUFFERED_CHUNKS,
  });
  const stopChecking = endUnfinished(transport);
  guardHandshakes(transport);
  const server = defineServer({
    rooms: {
      [ARENA_ROOM]: defineRoom(ArenaRoom, { settings }).filterBy(["mode"]).sortBy(BEST_FIRST),
      [LOBBY_ROOM]: defineRoom(LobbyRoom, { offer: offerOf(settings), idleSeconds: config.lobbyIdleSeconds }),
    },
    transport,
    routes: quietRoutes(),
    ...cluster?.options,
    logger: frameworkLogger,
    greet: false,
    gracefullyShutdown: false,
    express: async (app: Application) => {
      app.disable("x-powered-by");
      app.get("/health", (_request, response) => {
        response.json(health(keeper, cluster?.peers));
      });
      app.get("/metrics", requireSecret("Bearer", config.metricsToken, "/metrics"), async (_request, response) => {
        response.type(EXPOSITION_TYPE).send(await exposition());
      });
      if (keeper) serveStatistics(app, keeper);
      const addressOf = createAddressOf(config.trustProxy);
      servePageErrors(app, addressOf);
      serveAdmin(app, { password: config.adminPassword, addressOf });
      await servePages(app, { ...config, nodes: () => cluster?.addresses() ?? [] });
      app.use(...errorPages(`${config.basePath}/`));
    },
  });
  if (keeper) await refuseNewer(keeper, config);
  await listen(server, http, config);
  await cluster?.start();
  const entrance = await openLocalEntrance(http, config);
  const directory = new Directory();
  return {
    port: portOf(http),
    localUrl: entrance.url,
    http,
    close: async () => {
      entrance.close();
      stopChecking();
      directory.stop();
      await cluster?.stop();
      await server.gracefullyShutdown(false);
      await keeper?.close();
    },
  };
}

/** Connects to the other nodes of the game; returns undefined for a server without a cluster. */
async function openCluster(config: Config): Promise<Cluster | undefined> {
  if (!config.redisUrl) return undefined;
  // Most servers never need this module, and loading it takes 100 ms.
  const { joinCluster } = await import("./cluster/cluster.ts");
  return joinCluster(config, () => ({
    rooms: ArenaRoom.open.size,
    isFull: ArenaRoom.open.size >= config.maxRooms || serverLoad.degradation.refusesJoins,
    isDraining: ArenaRoom.admission.isDraining,
  }));
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

/** Returns the secret that signs guest tokens. Without a data folder it is valid until the next start. */
function secretOf({ dataDir, secret }: Config): Buffer {
  if (secret) return Buffer.from(secret);
  return dataDir ? readSecret(join(dataDir, "secret")) : randomBytes(SECRET_BYTES);
}

/** Whether a WebSocket uses a seat that is reserved for one of the host's own bots. */
function isForOwnBot({ url = "" }: IncomingMessage): boolean {
  const { pathname, searchParams } = new URL(url, "ws://server");
  const roomId = pathname.split("/").at(-1);
  const room = Array.from(ArenaRoom.open).find((open) => open.roomId === roomId);
  return room?.isForOwnBot(searchParams.get("sessionId") ?? "") ?? false;
}

function doorOf(config: Config): DoorOptions {
  const { allowOrigin, trustProxy, joinsPerMinute, pendingSeats, connectionsPerAddress: openConnections } = config;
  const connectionsPerMinute = joinsPerMinute * CONNECTIONS_PER_JOIN;
  return {
    allowedOrigins: allowOrigin,
    addressOf: createAddressOf(trustProxy),
    limits: new AddressLimits({ joinsPerMinute, pendingSeats, connectionsPerMinute, openConnections }),
    isOwn: isForOwnBot,
    onRefused: (why) => {
      refusalCounts[why]++;
      logPeer("door", "debug", { why }, "turned away");
    },
  };
}

/** `server.listen` neither resolves nor rejects when the port is taken, but the HTTP server emits the error. */
function listen(server: Server, http: HttpServer, config: Config): Promise<void> {
  const { port, host } = config;
  return new Promise((resolve, reject) => {
    // The transport would log such errors with a stack. The host gets one line instead.
    http.removeAllListeners("error");
    http.on("error", reject);
    server.listen(port, host).then(() => {
      guardDoor(http, doorOf(config));
      guardRoutes(http, config.allowOrigin);
      mountAt(http, config.basePath);
      guardHttp(http);
      limitConnections(http);
      resolve();
    }, reject);
  });
}
