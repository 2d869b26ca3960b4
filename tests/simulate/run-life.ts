import type { Game } from "@fray/game-client/internal/connection/game-connection";
import { createRandom } from "@fray/netcode/core";
import type { Dialled, Stepper } from "@fray/netcode/testing";
import type { ArenaRoom } from "@fray/server/internal/rooms/arena-room";
import { fileURLToPath } from "node:url";

import type { Place, Stage } from "./actors/actor.ts";
import { ACTORS } from "./actors/index.ts";
import type { Fault, Target } from "./faults/fault.ts";
import { FAULTS } from "./faults/index.ts";
import { NODE_FAULTS } from "./faults/nodes.ts";
import { INVARIANTS } from "./invariants/index.ts";
import type { Checks } from "./invariants/invariant.ts";
import type { Fleet } from "./nodes/fleet.ts";
import { OneServer } from "./nodes/one-server.ts";
import type { ProcessEvents } from "./nodes/server-process.ts";
import { TwoNodes } from "./nodes/two-nodes.ts";
import type { ActorPlan, FaultPlan, NodeFaultPlan, Plan } from "./plan.ts";
import { FakeStore } from "./seen/fake-store.ts";
import { RunHash } from "./seen/run-hash.ts";
import type { Scene } from "./seen/scene.ts";
import { SdkWatch } from "./seen/sdk-watch.ts";
import type { Snapshot } from "./seen/snapshot.ts";
import type { Failure, Verdict } from "./verdict.ts";

/** A page that nobody opens. The built one would have to be built. */
const PAGE = fileURLToPath(new URL("page", import.meta.url));
/** Nothing listens there: the store is simulated. */
const DATABASE = "postgres://fray:opensesame@store.virtual/fray";
const TICK_RATE = 30;
/** Snapshots that are kept of each room: patches may arrive late by as much. */
const KEPT_TICKS = 900;
/** No fault lasts longer than this many times its planned time, except those of the store. */
const LONGEST_FACTOR = 3;
/** Virtual time between two looks at whether a life has failed. */
const SLICE_MS = 500;
/** Time for connections to come back and to deliver everything, after the last fault. */
const SETTLE_MS = 12_000;
/** Longer than a server holds a session, or an empty room, for somebody who is gone. */
const LEAVING_MS = 45_000;

/** Runs a life to its end, or to the first invariant that does not hold. */
export async function runLife(plan: Plan, stepper: Stepper): Promise<Verdict> {
  const life = new Life(plan, stepper);
  return life.run();
}

class Life {
  readonly #plan: Plan;
  readonly #stepper: Stepper;
  readonly #hash = new RunHash();
  readonly #checks: Checks[];
  readonly #scene: Scene;
  readonly #snapshots = new Map<string, Map<number, Snapshot>>();
  readonly #places: Place[];
  readonly #ways = new Map<string, Dialled>();
  readonly #joinWatchers = new Map<string, (() => void)[]>();
  /** When the last fault that has happened to an actor ends. */
  readonly #disturbed = new Map<string, number>();
  readonly #broken = new Set<ArenaRoom>();
  readonly #counts: Record<string, number> = {};
  readonly #cpuUsage = process.cpuUsage.bind(process);
  readonly #beginning = process.hrtime.bigint();
  readonly #store = new FakeStore();
  readonly #tokens = new Set<string>();
  readonly #drivers = new Map<string, Game>();
  readonly #over = Promise.withResolvers<void>();
  readonly #nodes: TwoNodes | undefined;
  readonly #fleet: Fleet;
  #isOver = false;
  #overloadedUntil = 0;
  #cpuMs = 0;
  #roomTicks = 0;
  #failure: Failure | undefined;

  constructor(plan: Plan, stepper: Stepper) {
    this.#plan = plan;
    this.#stepper = stepper;
    this.#places = plan.rooms.map((request) => ({ request, roomId: undefined, isOpening: false }));
    const args = ["--page-dir", PAGE, "--database-url", DATABASE, ...plan.serverArgs];
    const events = this.#processEvents();
    if (plan.nodeFaults) this.#nodes = new TwoNodes(stepper, args, events, comebacksOf(plan.nodeFaults));
    this.#fleet = this.#nodes ?? new OneServer(stepper, args, events);
    const scene = (this.#scene = {
      plan,
      sdk: new SdkWatch({
        patch: (client) => {
          this.#hash.add(client.room.clock.lastServerTime());
          for (const check of this.#checks) check.patch?.(client);
        },
        lobby: (seen) => {
          for (const check of this.#checks) check.lobby?.(seen);
        },
      }),
      server: this.#fleet.sight,
      nodes: this.#nodes,
      secrets: new Set(["opensesame"]),
      store: this.#store,
      drivers: this.#drivers,
      rooms: () => this.#rooms(),
      servers: () => this.#fleet.running,
      connections: () => this.#fleet.connections(),
      snapshotAt: (roomId: string, tick: number) => this.#snapshots.get(roomId)?.get(tick),
      isDisturbed: (host: string) => this.#disturbed.has(partOfHost(host)),
      disturbedAt: (host: string) => this.#disturbed.get(partOfHost(host)) ?? -Infinity,
      now: () => stepper.now,
    });
    this.#checks = INVARIANTS.map(({ name, watch }) => watch(scene, (reason) => this.#fail(name, reason)));
    this.#watchProcess();
  }

  async run(): Promise<Verdict> {
    const stepper = this.#stepper;
    await this.#fleet.start();
    const playing: Promise<void>[] = [];
    for (const actor of this.#plan.actors) {
      this.#ways.set(actor.part, this.#fleet.dial(actor.part, actor.roundTripMs));
      playing.push(this.#play(actor));
    }
    for (const fault of this.#plan.faults) if (fault.at < this.#plan.ms) this.#schedule(fault);
    // The start of two nodes takes some time already.
    for (const fault of this.#plan.nodeFaults ?? [])
      setTimeout(() => this.#disturbNodes(fault), Math.max(0, fault.at - stepper.now));
    await this.#pass(this.#plan.ms);
    for (const { link } of this.#ways.values()) {
      link.restore();
      link.options = { roundTripMs: link.options.roundTripMs ?? 0 };
    }
    this.#overloadedUntil = 0;
    this.#store.fault = "none";
    await this.#pass(SETTLE_MS);
    this.#scene.sdk.isQuiet = true;
    this.#ask((check) => check.stopped?.());
    await this.#pass(SETTLE_MS / 4);
    this.#ask((check) => check.quiet?.());
    this.#isOver = true;
    this.#over.resolve();
    await this.#pass(LEAVING_MS);
    this.#ask((check) => check.empty?.());
    if (!this.#failure) {
      await stepper.settled(Promise.all(playing));
      await stepper.settled(this.#fleet.close());
      for (const check of this.#checks) await check.closed?.();
    }
    return this.#verdict();
  }

  #verdict(): Verdict {
    const wallMs = Number(process.hrtime.bigint() - this.#beginning) / 1e6;
    const roomMs = (this.#roomTicks * 1000) / TICK_RATE;
    const ms = this.#stepper.now;
    const { user, system } = this.#cpuUsage();
    return {
      ms,
      roomMs,
      wallMs,
      cpuMs: (user + system) / 1000,
      hash: this.#hash.toString(),
      failure: this.#failure,
      counts: this.#counts,
    };
  }

  async #pass(ms: number): Promise<void> {
    for (let left = ms; left > 0 && !this.#failure; left -= SLICE_MS) {
      await this.#stepper.advance(Math.min(left, SLICE_MS));
      this.#ask((check) => check.moment?.());
    }
  }

  #ask(question: (check: Checks) => void): void {
    if (!this.#failure) for (const check of this.#checks) question(check);
  }

  async #play(plan: ActorPlan): Promise<void> {
    const stage = this.#stageOf(plan);
    await stage.wait(plan.joinsAt);
    try {
      await ACTORS[plan.kind](stage);
    } catch (error) {
      this.#fail("no-unhandled-error", `${plan.kind} ${plan.part}: ${String(error)}`);
    }
  }

  #stageOf(plan: ActorPlan): Stage {
    const way = this.#ways.get(plan.part);
    const place = this.#places[plan.room];
    if (!way || !place) throw new Error(`the plan of ${plan.part} is not complete`);
    const isOver = (): boolean => this.#isOver || this.#stepper.now >= plan.leavesAt;
    return {
      plan,
      ...way,
      place,
      random: createRandom(plan.seed),
      secrets: this.#scene.secrets,
      tokens: this.#tokens,
      get isOver() {
        return isOver();
      },
      wait: (ms) => this.#wait(Math.min(ms, Math.max(0, plan.leavesAt - stepperNow(this.#stepper)))),
      joins: () => {
        for (const run of this.#joinWatchers.get(plan.part) ?? []) run();
        this.#joinWatchers.delete(plan.part);
      },
      drives: (game) => this.#drivers.set(plan.part, game),
      wasRefused: (why) => {
        const reason = String(why).slice(0, 60);
        this.#counts[reason] = (this.#counts[reason] ?? 0) + 1;
      },
    };
  }

  /** Resolves after `ms`, or when the play is over. */
  #wait(ms: number): Promise<void> {
    if (this.#isOver) return Promise.resolve();
    let timer: NodeJS.Timeout | undefined;
    const passed = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    });
    return Promise.race([passed, this.#over.promise]).finally(() => clearTimeout(timer));
  }

  #schedule(plan: FaultPlan): void {
    const fault: Fault = FAULTS[plan.name];
    const target = this.#targetOf(plan);
    if (!target) return;
    const run = (): void => {
      if (this.#isOver) return;
      this.#disturb(fault, plan);
      fault.run(target, plan);
    };
    if (fault.isEarly) run();
    else setTimeout(run, plan.at);
  }

  #disturb({ hits }: Fault, { actor, room, ms }: FaultPlan): void {
    for (const plan of this.#plan.actors) {
      const isHit = hits === "all" || (hits === "actor" ? plan.part === actor : plan.room === room);
      if (isHit) this.#disturbed.set(plan.part, this.#stepper.now + ms * LONGEST_FACTOR);
    }
  }

  /** Whoever is at a node that dies is disturbed. The others must not notice. */
  #disturbNodes(plan: NodeFaultPlan): void {
    if (this.#isOver || !this.#nodes) return;
    const before = this.#nodes.losses.length;
    NODE_FAULTS[plan.name](this.#nodes, plan);
    for (const { roomIds } of this.#nodes.losses.slice(before)) {
      this.#counts["nodes lost"] = (this.#counts["nodes lost"] ?? 0) + 1;
      for (const { host, room, isOver } of this.#scene.sdk.clients)
        if (!isOver && roomIds.has(room.roomId)) this.#disturbed.set(partOfHost(host), this.#stepper.now);
    }
  }

  #targetOf(plan: FaultPlan): Target | undefined {
    const way = this.#ways.get(plan.actor);
    if (!way) return undefined;
    return {
      stepper: this.#stepper,
      link: way.link,
      room: () => Array.from(this.#rooms()).find(({ roomId }) => roomId === this.#places[plan.room]?.roomId),
      breakTick: (room) => this.#broken.add(room),
      overload: (ms) => (this.#overloadedUntil = this.#stepper.now + ms),
      onJoin: (run) => this.#joinWatchers.set(plan.actor, [...(this.#joinWatchers.get(plan.actor) ?? []), run]),
      breakStore: (how, ms) => {
        this.#store.fault = how;
        setTimeout(() => (this.#store.fault = "none"), ms);
      },
    };
  }

  #rooms(): Iterable<ArenaRoom> {
    return this.#fleet.rooms();
  }

  #keep(snapshot: Snapshot): void {
    const { roomId, tick, bodies } = snapshot;
    this.#roomTicks++;
    let ofRoom = this.#snapshots.get(roomId);
    if (!ofRoom) this.#snapshots.set(roomId, (ofRoom = new Map()));
    ofRoom.set(tick, snapshot);
    ofRoom.delete(tick - KEPT_TICKS);
    this.#hash.add(tick);
    for (const { id, x, y, alive } of bodies.values()) for (const value of [id, x, y, alive]) this.#hash.add(value);
  }

  #fail(invariant: string, reason: string): void {
    this.#failure ??= { invariant, reason, tick: Math.floor((this.#stepper.now * TICK_RATE) / 1000) };
  }

  /** Looks at what the whole process does, and gives it the CPU time that a fault says. */
  #watchProcess(): void {
    for (const event of ["unhandledRejection", "uncaughtException"] as const)
      process.on(event, (error: unknown) =>
        this.#fail("no-unhandled-error", `${event}: ${error instanceof Error ? (error.stack ?? "") : String(error)}`),
      );
    let cpuAt = 0;
    process.cpuUsage = () => {
      const now = this.#stepper.now;
      this.#cpuMs += (now - cpuAt) * (this.#isOverloaded ? 1 : 0.01);
      cpuAt = now;
      return { user: Math.round(this.#cpuMs * 1000), system: 0 };
    };
  }

  get #isOverloaded(): boolean {
    return this.#stepper.now < this.#overloadedUntil;
  }

  /** Passes on what happens in the server's processes. */
  #processEvents(): ProcessEvents {
    return {
      log: (line) => {
        for (const check of this.#checks) check.log?.(line);
      },
      isOverloaded: () => this.#isOverloaded,
      stepped: (room) => {
        if (this.#broken.delete(room)) throw new Error("a bug in a tick");
      },
      round: (tick) => {
        for (const check of this.#checks) check.round?.(tick);
      },
      tick: (snapshot, tick) => {
        this.#keep(snapshot);
        for (const check of this.#checks) check.tick?.(snapshot, tick);
      },
      departure: (departure) => {
        for (const check of this.#checks) check.departure?.(departure);
      },
    };
  }
}

/** Actors dial under their own name. */
const partOfHost = (host: string): string => host.replace(".virtual", "");
const stepperNow = (stepper: Stepper): number => stepper.now;
const comebacksOf = (faults: readonly NodeFaultPlan[]): number => faults.filter(({ comesBack }) => comesBack).length;
