import type { Runtime } from "@fray/netcode/core";
import type { ReplayHeader } from "@fray/shared-state/replay/header";
import { withoutDeeds } from "@fray/shared-state/replay/look-record";
import { proofInput, proofOf, SALT_BYTES, TAG_BYTES } from "@fray/shared-state/replay/name-record";
import type { RecordingSink } from "@fray/shared-state/replay/round-recorder";
import { createHash } from "node:crypto";

import { BUILD } from "../build.ts";
import { faultOf, type PeerLog } from "../peer-log.ts";
import { timedUuid } from "../storage/uuid.ts";
import type { LiveAnswer, LiveManifest } from "./live/live-rounds.ts";
import { nameTagOf } from "./name-tag.ts";
import type { TickRange } from "./replay-part.ts";
import type { RecordingPart } from "./replay-thread.ts";

/** Rounds of which it is remembered which round followed: those of days. */
const MOST_FOLLOWING = 5000;

/** A store of replays, on this thread or another. */
export interface ReplayArchive {
  write(id: string, parts: readonly RecordingPart[]): Promise<void>;
  read(id: string): Promise<Uint8Array | undefined>;
  /** Returns a part of a replay as a file; undefined when it is not there. */
  part(id: string, ticks: TickRange): Promise<Uint8Array | undefined>;
  isOpen(id: string): Promise<boolean>;
  live(id: string): Promise<LiveManifest | undefined>;
  fragment(id: string, index: number): Promise<LiveAnswer>;
  opening(id: string, second: number): Promise<LiveAnswer>;
  ids(): Promise<string[]>;
  forget(tags: Readonly<Record<string, string>>): Promise<number>;
}

/** What the replays of one server have in common. */
interface ReplaysOptions {
  readonly archive: ReplayArchive;
  /** SHA-256 of the rules' file in hex. */
  readonly rules: string;
  /** The raw public key of the server in base64url. */
  readonly serverKey: string;
  /** Names are not recorded without this. */
  readonly withNames: boolean;
  /** The secret of the server. The tags of names are made with it. */
  readonly secret: Buffer;
  readonly runtime: Runtime;
  readonly log: PeerLog;
}

/** Called with the ids of replays that this server has. */
type Announce = (ids: readonly string[]) => Promise<void>;

/** What a room knows about a round. */
export type RoundFacts = Pick<ReplayHeader, "map" | "mode" | "tickRate" | "settings" | "worldRules" | "isPublic">;

/** A member, as far as a replay names it. */
interface NamedMember {
  readonly id: number;
  readonly name: string;
  /** Identity; "" for a bot. */
  readonly playerId: string;
  readonly look: number;
  readonly level: number;
  readonly title: number;
}

interface Begun {
  /** Returns a member of the room. */
  readonly memberOf: (id: number) => NamedMember | undefined;
  /** The round before, if everybody may see that. */
  readonly after?: string | undefined;
}

/** A recording of one round, which goes to the archive. */
export interface Recording extends RecordingSink {
  readonly id: string;
  /** Whether the round has been played to its end. Set it before the recording ends. */
  isRoundOver: boolean;
  /** Deletes the recording. */
  discard(): void;
}

/** Records rounds into an archive. A failure ends a recording, and never a round. */
export class Replays {
  readonly archive: ReplayArchive;
  readonly rules: string;
  readonly serverKey: string;
  readonly #options: ReplaysOptions;
  /** Recordings that failed. */
  failed = 0;
  #announce: Announce | undefined;
  readonly #following = new Map<string, string>();

  constructor(options: ReplaysOptions) {
    this.#options = options;
    this.archive = options.archive;
    this.rules = options.rules;
    this.serverKey = options.serverKey;
  }

  /** Tells other nodes of the replays that are there, and of each that is recorded from now on. */
  async announceTo(announce: Announce): Promise<void> {
    this.#announce = announce;
    await announce(await this.archive.ids());
  }

  /**
   * Returns the id of the round that was played in the same room after a round; undefined for private rooms, and for
   * rounds before the start of this server.
   */
  followingOf(id: string): string | undefined {
    return this.#following.get(id);
  }

  /** Begins the recording of a round. `map` is the text of the map's file. */
  begin(facts: RoundFacts, map: string, { memberOf, after }: Begun): Recording {
    const { runtime, rules, serverKey, withNames } = this.#options;
    const id = timedUuid(runtime);
    const startedAt = Math.floor(runtime.wallTime());
    if (after !== undefined && facts.isPublic) this.#follow(after, id);
    const header: ReplayHeader = { id, rules, build: BUILD, startedAt, serverKey, ...facts };
    let parts: RecordingPart[] = [{ type: "begin", header, map }];
    let hasFailed = false;
    const flush = (): void => {
      // The archive has deleted a recording that failed.
      if (!hasFailed) void this.#write(id, parts).catch(() => (hasFailed = true));
      parts = [];
    };
    // Who asks for the round from now on is told that it is being recorded.
    flush();
    // Other nodes lead those who watch a round that is being played to this one.
    this.#announce?.([id]).catch(() => {});
    const introduce = (ordinal: number, memberId: number): void => {
      const member = memberOf(memberId);
      if (!member) return;
      const { look, level, title } = member;
      const shown = { ordinal, look, level, title };
      const record = withNames ? shown : withoutDeeds(shown);
      if (record.look || record.level || record.title) parts.push({ type: "look", record });
    };
    const recording: Recording = {
      id,
      isRoundOver: false,
      member: (ordinal, { id: memberId }) => {
        const salt = runtime.randomBytes(SALT_BYTES);
        const member = withNames ? memberOf(memberId) : undefined;
        const name = member?.name ?? `Player ${ordinal + 1}`;
        const tag = member?.playerId ? this.#tagOf(id, member.playerId) : new Uint8Array(TAG_BYTES);
        parts.push({ type: "name", record: { ordinal, name, salt, tag } });
        introduce(ordinal, memberId);
        return proofOf(createHash("sha256").update(proofInput(salt, name)).digest());
      },
      introduce,
      mark: (mark) => void parts.push({ type: "mark", mark }),
      keyframe: (_tick, bytes) => void parts.push({ type: "keyframe", bytes }),
      second: (log) => {
        parts.push({ type: "second", log });
        flush();
      },
      end: () => {
        parts.push({ type: "end", isCut: !recording.isRoundOver });
        flush();
        this.#announce?.([id]).catch(() => {});
      },
      discard: () => {
        parts.push({ type: "discard" });
        flush();
        if (after !== undefined) this.#following.delete(after);
      },
    };
    return recording;
  }

  /**
   * Deletes the names of a person from all stored replays. Rounds that are being recorded are not changed. Returns the
   * number of replays that had one.
   */
  async forget(playerId: string): Promise<number> {
    const ids = await this.archive.ids();
    const tags = Object.fromEntries(ids.map((id) => [id, Buffer.from(this.#tagOf(id, playerId)).toString("hex")]));
    return this.archive.forget(tags);
  }

  #follow(before: string, after: string): void {
    this.#following.set(before, after);
    if (this.#following.size <= MOST_FOLLOWING) return;
    const [oldest] = this.#following.keys();
    if (oldest !== undefined) this.#following.delete(oldest);
  }

  #tagOf(id: string, playerId: string): Uint8Array {
    return nameTagOf(this.#options.secret, id, playerId);
  }

  /** Throws the error of the archive, after it is logged. Parts are handed over when the tick that made them is over. */
  async #write(id: string, parts: readonly RecordingPart[]): Promise<void> {
    await Promise.resolve();
    try {
      await this.archive.write(id, parts);
    } catch (error) {
      this.failed++;
      this.#options.log.write("room", "warn", faultOf(error), "a replay can't be written");
      throw error;
    }
  }
}
