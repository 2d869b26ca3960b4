import type { ServerOptions } from "@colyseus/core";

import { ConfigError } from "../config/config-error.ts";
import type { Config } from "../config/schema.ts";
import type { Peers } from "../rooms/admission.ts";
import { Nodes, type Node } from "./nodes.ts";
import { connectRedis } from "./redis.ts";
import { SharedDriver } from "./shared-driver.ts";
import { SharedPresence } from "./shared-presence.ts";

/** This server as one of several that are one game: each room is in one of them, and all of them know it. */
export interface Cluster {
  /** What makes the framework's matchmaker one of several. */
  readonly options: Pick<ServerOptions, "presence" | "driver" | "publicAddress" | "selectProcessIdToCreateRoom">;
  readonly peers: Peers;
  /** Public addresses of the other nodes. */
  readonly addresses: () => string[];
  /** To be called when the matchmaker listens. */
  start(): Promise<void>;
  /** Takes leave of the others. */
  stop(): Promise<void>;
}

type ClusterSettings = Pick<Config, "redisUrl" | "publicAddress" | "secret">;

/**
 * Joins the nodes behind a Redis. `describe` says how this node is, but for its address and players. Throws a `ConfigError` for a Redis
 * that does not answer, and for what is missing besides it.
 */
export async function joinCluster(
  settings: ClusterSettings,
  describe: () => Omit<Node, "address" | "players">,
): Promise<Cluster> {
  const { redisUrl, publicAddress: address } = settings;
  requireBeside(settings);
  const redis = await connectRedis(redisUrl);
  const presence = new SharedPresence(redis);
  await presence.connect();
  const driver = new SharedDriver(
    redis,
    (processIds) => nodes.listening(processIds),
    () => nodes.say(),
  );
  const nodes = new Nodes(
    redis,
    () => ({ ...describe(), players: driver.players, address }),
    () => driver.listAgain(),
  );
  return {
    options: {
      presence,
      driver,
      publicAddress: address,
      selectProcessIdToCreateRoom: (roomName) => nodes.leastBusy(roomName),
    },
    peers: {
      get areLost() {
        return !nodes.hasTouch || !presence.isConnected;
      },
      get takeOver() {
        return Array.from(nodes.others).some(({ isDraining }) => !isDraining);
      },
    },
    addresses: () => Array.from(nodes.others, (node) => node.address),
    start: () => nodes.start(),
    stop: () => nodes.stop(),
  };
}

/** Refuses what would seem to work, and fail the first guest who comes to another node. */
function requireBeside({ publicAddress, secret }: ClusterSettings): void {
  if (publicAddress === "") {
    throw new ConfigError("--public-address: must be given with --redis-url: where clients reach this very server");
  }
  if (secret === "") {
    throw new ConfigError(
      "--secret: must be given with --redis-url, the same to all servers: guests go from one to another",
    );
  }
}
