import type { ConnectionStatus, Frame, Standing } from "@fray/game-client/internal/connection/frame";
import type { Game, NetStats, Talk } from "@fray/game-client/internal/connection/game-connection";
import { Observed } from "@fray/game-client/internal/connection/observed";
import type { RoomView } from "@fray/game-client/internal/connection/room-view";
import { OwnTrace } from "@fray/game-client/internal/trace/own-trace";
import type { Arena } from "@fray/shared-state/arena/arena";
import { parseMap } from "@fray/shared-state/arena/parse-map";
import type { PartyNews } from "@fray/shared-state/protocol/party";

import { makeRoom } from "../../../bench/arena-page/made-up.ts";
import foundry from "../../../maps/foundry.tmj?raw";
import kiln from "../../../maps/kiln.tmj?raw";
import quarry from "../../../maps/quarry.tmj?raw";

const MAPS = { foundry, kiln, quarry } as const;

/** One moment of a game without a player. */
export interface Scene {
  readonly frame: Frame;
  readonly standings: readonly Standing[];
  /** Foundry by default. */
  readonly map?: keyof typeof MAPS;
  /** A training that has just begun, or whose minute is over. */
  readonly training?: "begun" | "over";
  readonly talk?: readonly Talk[];
  readonly status?: ConnectionStatus;
  /** Differences from a room that the server opened. */
  readonly room?: Partial<RoomView>;
  /** Opens a dialog or panel in place of the player. */
  readonly open?: () => void;
  /** Selector of the part that is loaded then. */
  readonly opens?: string;
  readonly party?: PartyNews;
  readonly isServerBusy?: boolean;
  readonly isOverHttp?: boolean;
}

const STATS: NetStats = {
  ping: 34,
  jitter: 6,
  interpolationDelay: 71,
  inputDepth: 1,
  unacknowledged: 2,
  corrections: 0,
  largestCorrection: 0,
  shots: { predicted: 0, confirmed: 0, withdrawn: 0, marked: 0, retracted: 0 },
  patches: 0,
  patchBytes: 0,
  tickRate: 30,
  tickTime: 0.8,
};

export class StillGame implements Game {
  readonly arena: Arena;
  readonly roomId = "aB3dE5fG7";
  readonly trace = new OwnTrace(1, 1000 / STATS.tickRate);
  /** The owner commands so far. */
  readonly orders: object[] = [];
  readonly party: Observed<PartyNews>;
  readonly #scene: Scene;
  #talk: readonly Talk[];

  constructor(scene: Scene) {
    const { map = "foundry" } = scene;
    this.arena = parseMap(map, JSON.parse(MAPS[map]));
    this.#scene = scene;
    this.party = new Observed(scene.party ?? { token: "", members: [] });
    this.#talk = scene.talk ?? [];
  }

  frame(): Frame {
    return this.#scene.frame;
  }

  room(): RoomView {
    return makeRoom(this.#scene.room);
  }

  standings(): readonly Standing[] {
    return this.#scene.standings;
  }

  ping(): number {
    return STATS.ping;
  }

  get isOverHttp(): boolean {
    return this.#scene.isOverHttp ?? false;
  }

  get isServerBusy(): boolean {
    return this.#scene.isServerBusy ?? false;
  }

  stats(): NetStats {
    return STATS;
  }

  status(): ConnectionStatus {
    return this.#scene.status ?? { state: "online" };
  }

  takeTalk(): readonly Talk[] {
    const talk = this.#talk;
    this.#talk = [];
    return talk;
  }

  say(): void {}

  emote(): void {}
  mark(): void {}
  setInParty(): void {}
  voteToRemove(): void {}
  report(id: number, reason: string, text: string): void {
    this.orders.push({ type: "report", id, reason, text });
  }
  voteForNext(round: number, choice: number): void {
    this.orders.push({ type: "next", round, choice });
  }

  setSpectating(): void {}

  watchNext(): void {}

  watchFreely(): void {}

  order(type: string, message: object): void {
    this.orders.push({ type, ...message });
  }

  async leave(): Promise<void> {}
}
