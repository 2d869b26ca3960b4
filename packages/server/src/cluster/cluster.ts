import { matchMaker, type ServerOptions } from "@colyseus/core";
import type { JoinOptions } from "@fray/shared-state/protocol/join-options";

import { ConfigError } from "../config/config-error.ts";
import type { Config } from "../config/schema.ts";
import { publishReport } from "../directory/reports.ts";
import type { Seal } from "../handover/seal.ts";
import type { Peers } from "../rooms/admission.ts";
import type { TakenOver } from "../rooms/take-over.ts";
import { Handovers } from "./handovers.ts";
import { Nodes, type Node, type Self } from "./nodes.ts";
import { connectRedis } from "./redis.ts";
import { SharedDriver } from "./shared-driver.ts";
import { SharedPresence } from "./shared-presence.ts";

/** This server as one node of a game. Each room is on one node, and all nodes know all rooms. */
export interface Cluster {
  /** Options that connect the framework's matchmaker to those of the other nodes. */
  readonly options: Pick<ServerOptions, "presence" | "driver" | "publicAddress" | "selectProcessIdToCreateRoom">;
  readonly peers: Peers;
  /** Returns the public addresses of the other nodes. */
  readonly addresses: () => string[];
  /** Returns the public address of the other node that has a replay; undefined when no other node has it. */
  readonly nodeOfReplay: (id: string) => Promise<string | undefined>;
  /** Tells the other nodes that this one has replays. */
  readonly announceReplays: (ids: readonly string[]) => Promise<void>;
  /** Announces this node. Call it when the matchmaker listens. */
  start(): Promise<void>;
  /** Tells the other nodes that this one leaves. */
  stop(): Promise<void>;
}

/** How long Redis knows which node has a replay, in s. A node that starts tells it again. */
const REPLAY_KNOWN_S = 100 * 24 * 60 * 60;
const replayKey = (id: string): string => `fray:replay:${id}`;

type ClusterSettings = Pick<Config, "redisUrl" | "publicAddress" | "secret">;

/**
 * Joins the nodes that share a Redis, and waits for a Redis that is not there yet. `self.describe` returns this node's state except its address and players. Throws a
 * `ConfigError` when Redis does not answer, or when another setting that a cluster needs is missing.
 */
export async function joinCluster(
  settings: ClusterSettings,
  self: Omit<Self, "describe"> & {
    readonly describe: () => Omit<Node, "address" | "players">;
    readonly seal: Seal;
    /** Opens a room that another node hands over. */
    readonly takeOver: (sealed: unknown) => Promise<TakenOver>;
  },
): Promise<Cluster> {
  const { redisUrl, publicAddress: address } = settings;
  requireBeside(settings);
  const redis = await connectRedis(redisUrl, self.runtime);
  const presence = new SharedPresence(redis);
  await presence.connect();
  const driver = new SharedDriver(
    redis,
    (processIds) => nodes.listening(processIds),
    () => nodes.publish(),
  );
  const nodes = new Nodes(
    redis,
    { ...self, describe: () => ({ ...self.describe(), players: driver.players, address }) },
    {
      onBack: () => driver.listAgain(),
      onGone: async (processId) => {
        await matchMaker.stats.excludeProcess(processId);
        for (const roomId of await driver.removeAllOf(processId)) publishReport({ where: "gone", roomId });
      },
    },
  );
  const handovers = new Handovers({ presence, nodes, seal: self.seal, takeOver: self.takeOver });
  return {
    options: {
      presence,
      driver,
      publicAddress: address,
      selectProcessIdToCreateRoom: (roomName, options: Partial<JoinOptions>) =>
        nodes.leastBusy(roomName, options.build),
    },
    peers: {
      get areLost() {
        return !nodes.hasTouch || !presence.isConnected;
      },
      get takeOver() {
        return Array.from(nodes.others).some(({ isDraining }) => !isDraining);
      },
      get left() {
        return nodes.left;
      },
      isRoomOpen: async (roomId) => {
        const processId = await driver.processOf(roomId);
        const isGone = processId === undefined || (await nodes.isGone(processId));
        return isGone === undefined ? undefined : !isGone;
      },
      handOver: (capture) => handovers.handOver(capture),
      takes: (build) => Array.from(nodes.others).some((node) => node.build === build && !node.isDraining),
    },
    addresses: () => Array.from(nodes.others, (node) => node.address),
    nodeOfReplay: async (id) => {
      const owner = await redis.get(replayKey(id));
      return owner === null || owner === address ? undefined : owner;
    },
    announceReplays: async (ids) => {
      for (const id of ids) await redis.set(replayKey(id), address, "EX", REPLAY_KNOWN_S);
    },
    start: async () => {
      await handovers.start();
      await nodes.start();
    },
    stop: () => nodes.stop(),
  };
}

/** Refuses settings that would seem to work, and would fail for the first guest on another node. */
function requireBeside({ publicAddress, secret }: ClusterSettings): void {
  if (publicAddress === "") {
    throw new ConfigError(
      "--public-address: must be given with --redis-url: the address at which clients reach this server",
    );
  }
  if (secret === "") {
    throw new ConfigError(
      "--secret: must be given with --redis-url, and be the same on all servers, because guests move between them",
    );
  }
}
