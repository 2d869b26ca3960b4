import type { Runtime } from "@fray/netcode/core";
import { TickPhases } from "@fray/netcode/server";
import { join } from "node:path";

import { readWordList } from "./chat/word-list.ts";
import type { Config } from "./config/schema.ts";
import { Seal } from "./handover/seal.ts";
import { Transfers } from "./handover/transfers.ts";
import type { LobbyRoom } from "./lobby/lobby-room.ts";
import { Moderation } from "./moderation/moderation.ts";
import { ReportDoor } from "./moderation/report-door.ts";
import type { ConnectionCounts } from "./network/connection-limit.ts";
import type { PageErrorCounts } from "./network/page-errors.ts";
import { Refusals } from "./network/refusals.ts";
import { Metrics } from "./operations/metrics.ts";
import { ServerLoad } from "./overload/server-load.ts";
import type { PeerLog } from "./peer-log.ts";
import { KnownProgress } from "./progress/known-progress.ts";
import type { Replays } from "./replays/replays.ts";
import { Admission } from "./rooms/admission.ts";
import type { ArenaRoom } from "./rooms/arena-room.ts";
import { BotDoor } from "./rooms/bot-door.ts";
import { createGuestLimits, type GuestLimits } from "./rooms/guest-limits.ts";
import type { RoomContext } from "./rooms/room-context.ts";
import { KnownLevels } from "./skill/known-levels.ts";
import type { Platform } from "./storage/disk.ts";
import { Identities, readSecret, SECRET_BYTES } from "./storage/identity.ts";

/**
 * What the parts of one server share. Two servers in one process have only the log, the read maps and the framework's
 * matchmaker in common.
 */
export class ServerContext implements RoomContext {
  readonly runtime: Runtime;
  /** When the server started, in ms of the runtime. */
  readonly startedAt: number;
  readonly log: PeerLog;
  readonly phases = new TickPhases();
  /** The open arena rooms. */
  readonly arenas = new Set<ArenaRoom>();
  /** The open lobbies. */
  readonly lobbies = new Set<LobbyRoom>();
  readonly refusals = new Refusals();
  readonly pageErrors: PageErrorCounts = { reported: 0, limited: 0, unreadable: 0 };
  readonly connections: ConnectionCounts = { open: 0, max: Infinity };
  readonly load: ServerLoad;
  readonly metrics: Metrics;
  readonly admission: Admission;
  readonly limits: GuestLimits;
  readonly transfers = new Transfers();
  readonly levels = new KnownLevels();
  readonly progress = new KnownProgress();
  /** Seals what this server sends to other nodes. */
  readonly seal: Seal;
  readonly moderation: Moderation;
  readonly reports: ReportDoor;
  /** Set before the first room opens. */
  replays: Replays | undefined;
  /** Signs guest tokens. */
  readonly secret: Buffer;

  /** Throws a `ConfigError` when the secret can neither be read nor written, or the word list can't be read. */
  constructor(config: Config, platform: Platform, log: PeerLog) {
    const { runtime } = platform;
    this.secret = secretOf(config, platform);
    this.runtime = runtime;
    this.startedAt = runtime.now();
    this.log = log;
    this.load = new ServerLoad(this);
    this.metrics = new Metrics(this);
    this.moderation = new Moderation(this);
    this.reports = new ReportDoor(this.moderation, runtime);
    this.limits = createGuestLimits(config, readWordList(config.wordList, platform.disk));
    this.seal = new Seal(this.secret, runtime);
    this.admission = new Admission({
      allowsName: (name) => this.limits.chat.allowsName(name),
      bots: new BotDoor(config, runtime),
      identities: new Identities(this.secret, runtime),
      load: this.load,
      refusals: this.refusals,
      moderation: this.moderation,
      admitsStock: config.stockShare > 0,
    });
  }
}

/** Returns the secret that signs guest tokens. Without a data folder it is valid until the next start. */
function secretOf({ dataDir, secret }: Config, platform: Platform): Buffer {
  if (secret) return Buffer.from(secret);
  return dataDir
    ? readSecret(join(dataDir, "secret"), platform)
    : Buffer.from(platform.runtime.randomBytes(SECRET_BYTES));
}
