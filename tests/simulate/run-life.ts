import type { Game } from "@fray/game-client/internal/connection/game-connection";
import { createRandom } from "@fray/netcode/core";
import { LoadShedding } from "@fray/netcode/server";
import type { Dialled, LinkOptions, Stepper, VirtualSocket } from "@fray/netcode/testing";
import { logger } from "@fray/server/internal/logger";
import { LogDestination } from "@fray/server/internal/logging/log-destination";
import type { ArenaRoom } from "@fray/server/internal/rooms/arena-room";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { settings } from "../security/in-process.ts";
import type { Place, Stage } from "./actors/actor.ts";
import { ACTORS } from "./actors/index.ts";
import type { Fault, Target } from "./faults/fault.ts";
import { FAULTS } from "./faults/index.ts";
import { NODE_FAULTS } from "./faults/nodes.ts";
import { INVARIANTS } from "./invariants/index.ts";
import type { Checks } from "./invariants/invariant.ts";
import { BlackBox, recordQuietly } from "./machine/black-box.ts";
import { DATA_FOLDER, Machine } from "./machine/machine.ts";
import type { ProcessEvents } from "./nodes/server-process.ts";
import { TwoNodes } from "./nodes/two-nodes.ts";
import type { ActorPlan, FaultPlan, NodeFaultPlan, Plan } from "./plan.ts";
import { replaceMethod } from "./seen/replace-method.ts";
import { RunHash } from "./seen/run-hash.ts";
import type { Scene } from "./seen/scene.ts";
import { SdkWatch } from "./seen/sdk-watch.ts";
import { ServerSight } from "./seen/server-sight.ts";
import { ServerWatch } from "./seen/server-watch.ts";
import type { Snapshot } from "./seen/snapshot.ts";
import { ViewWatch } from "./seen/view-watch.ts";
import type { Failure, RecordPlan, Verdict } from "./verdict.ts";

/** A page that nobody opens. The built one would have to be built. */
const PAGE = fileURLToPath(new URL("page", import.meta.url));
/** The store of nodes. Nothing listens there: it is simulated. */
const DATABASE = "postgres://fray:opensesame@store.virtual/fray";
const TICK_RATE = 30;
/** Snapshots that are kept of each room: patches may arrive late by as much. */
const KEPT_TICKS = 900;
/** Virtual time between two looks at whether a life has failed. */
const SLICE_MS = 500;
/** Time for connections to come back and to deliver everything, after the last fault. */
const SETTLE_MS = 12_000;
/** Longer than a server holds a session, or an empty room, for somebody who is gone. */
const LEAVING_MS = 45_000;

/**
 * Runs a life to its end, or to the first invariant that does not hold. With `record` the rounds of a life that fails are
 * saved as replays.
 */
export async function runLife(plan: Plan, stepper: Stepper, record?: RecordPlan): Promise<Verdict> {
  const box = record && new BlackBox(record.rules, () => stepper.now);
  await box?.open();
  const verdict = await new Life(plan, stepper, box).run();
  if (!verdict.failure || !record || !box) return verdict;
  const replays = (await stepper.settled(box.replays())).map((file, index) => {
    const path = join(record.folder, `seed-${plan.seed}-${index + 1}.fray`);
    writeFileSync(path, file);
    return path;
  });
  return { ...verdict, replays };
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
  /** The lines of actors as they are without faults. */
  readonly #lines = new Map<string, LinkOptions>();
  readonly #joinWatchers = new Map<string, (() => void)[]>();
  /** When the last fault that has happened to an actor ends. */
  readonly #disturbed = new Map<string, number>();
  readonly #broken = new Set<ArenaRoom>();
  readonly #counts: Record<string, number> = {};
  readonly #cpuUsage = process.cpuUsage.bind(process);
  readonly #beginning = process.hrtime.bigint();
  readonly #machine: Machine;
  readonly #nodes: TwoNodes | undefined;
  readonly #watch: ServerWatch;
  /** Passes on what happens in the server, or in the servers of all nodes. */
  readonly #events: ProcessEvents = {
    log: (line) => {
      for (const check of this.#checks) check.log?.(line);
    },
    isOverloaded: () => this.#stepper.now < this.#overloadedUntil,
    stepped: (room) => {
      if (this.#broken.delete(room)) throw new Error("a bug in a tick");
    },
    round: (tick) => {
      for (const check of this.#checks) check.round?.(tick);
    },
    tick: (snapshot, tick) => {
      // What is left of a crashed server ticks until it has ended.
      if (!this.#nodes && !this.#machine.server) return;
      this.#keep(snapshot);
      for (const check of this.#checks) check.tick?.(snapshot, tick);
    },
    received: (room, from) => {
      this.#count("rooms moved");
      for (const check of this.#checks) check.received?.(room, from);
    },
    departure: (departure) => {
      for (const check of this.#checks) check.departure?.(departure);
    },
  };
  readonly #tokens = new Set<string>();
  readonly #drivers = new Map<string, Game>();
  readonly #over = Promise.withResolvers<void>();
  #isOver = false;
  #hasCrashed = false;
  #overloadedUntil = 0;
  #cpuMs = 0;
  #roomTicks = 0;
  #failure: Failure | undefined;

  constructor(plan: Plan, stepper: Stepper, blackBox: BlackBox | undefined) {
    if (blackBox && !plan.nodeFaults) recordQuietly(blackBox);
    this.#plan = plan;
    this.#stepper = stepper;
    this.#places = plan.rooms.map((request) => ({ request, roomId: undefined, isOpening: false }));
    this.#machine = new Machine(
      stepper,
      settings("--page-dir", PAGE, "--data-dir", DATA_FOLDER, ...plan.serverArgs),
      { seed: plan.seed, recordTo: blackBox?.recordTo },
      {
        started: (server, files) => {
          if (this.#hasCrashed) this.#disturbAll();
          this.#ask((check) => check.started?.(server, files));
        },
        crashed: () => this.#breakAll(),
        found: (crash) => {
          this.#count("crashes");
          this.#ask((check) => check.crashed?.(crash));
        },
        failed: (reason) => this.#fail("starts-again", reason),
      },
    );
    this.#watch = new ServerWatch({ ...this.#events, rooms: () => this.#rooms() });
    if (plan.nodeFaults) {
      const args = ["--page-dir", PAGE, "--database-url", DATABASE, ...plan.serverArgs];
      this.#nodes = new TwoNodes(stepper, args, { ...this.#events, blackBox }, comebacksOf(plan.nodeFaults));
    }
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
      server: this.#nodes?.sight ?? new ServerSight(() => [this.#watch]),
      nodes: this.#nodes,
      connections: () => this.#nodes?.connections() ?? this.#machine.connections,
      secrets: new Set(["opensesame"]),
      machine: this.#machine,
      views: new ViewWatch(),
      drivers: this.#drivers,
      rooms: () => this.#rooms(),
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
    const door = { emit: (_event: "connection", socket: VirtualSocket) => this.#machine.accept(socket) };
    for (const { part, line } of this.#plan.actors) {
      this.#ways.set(part, this.#nodes?.dial(part, line) ?? stepper.dial(part, door, line));
      this.#lines.set(part, line);
      // A thin line may carry less than the game needs as long as it is one.
      if (line.bytesPerSecond !== undefined) this.#disturbed.set(part, Infinity);
    }
    for (const fault of this.#plan.faults) if (fault.at < this.#plan.ms) this.#schedule(fault);
    await (this.#nodes ?? this.#machine).tend();
    // The start of two nodes takes some time already.
    for (const fault of this.#plan.nodeFaults ?? [])
      setTimeout(() => this.#disturbNodes(fault), Math.max(0, fault.at - stepper.now));
    const playing = this.#plan.actors.map((actor) => this.#play(actor));
    await this.#pass(this.#plan.ms);
    this.#mend();
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
      await stepper.settled((this.#nodes ?? this.#machine).close());
      for (const check of this.#checks) await check.closed?.();
    }
    return this.#verdict();
  }

  /** Ends all faults, and makes every line a good one. */
  #mend(): void {
    for (const [part, { link }] of this.#ways) {
      const { roundTripMs = 0 } = this.#lines.get(part) ?? {};
      link.restore();
      link.options = { roundTripMs };
      this.#lines.set(part, link.options);
    }
    for (const [part, until] of this.#disturbed) this.#disturbed.set(part, Math.min(until, this.#stepper.now));
    this.#overloadedUntil = 0;
    this.#machine.makeSafe();
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
      counts: { ...this.#counts, "rounds stored": this.#machine.store.confirmed.size },
    };
  }

  async #pass(ms: number): Promise<void> {
    for (let left = ms; left > 0 && !this.#failure; left -= SLICE_MS) {
      await this.#stepper.advance(Math.min(left, SLICE_MS));
      await (this.#nodes ?? this.#machine).tend();
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
        this.#count(String(why).slice(0, 60));
      },
    };
  }

  #count(what: string): void {
    this.#counts[what] = (this.#counts[what] ?? 0) + 1;
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
      const until = Math.max(this.#disturbed.get(plan.part) ?? 0, this.#stepper.now + ms);
      if (isHit) this.#disturbed.set(plan.part, until);
    }
  }

  /** Whoever is at a node that dies is disturbed. The others must not notice. */
  #disturbNodes(plan: NodeFaultPlan): void {
    if (this.#isOver || !this.#nodes) return;
    const before = this.#nodes.losses.length;
    NODE_FAULTS[plan.name](this.#nodes, plan);
    // Everybody who is at a node that shuts down gets another connection, as after a cut.
    if (plan.name === "node-drains") this.#disturbAll();
    for (const { roomIds } of this.#nodes.losses.slice(before)) {
      this.#count("nodes lost");
      for (const { host, room, isOver } of this.#scene.sdk.clients)
        if (!isOver && roomIds.has(room.roomId)) this.#disturbed.set(partOfHost(host), this.#stepper.now);
    }
  }

  #disturbAll(): void {
    for (const { part } of this.#plan.actors)
      this.#disturbed.set(part, Math.max(this.#disturbed.get(part) ?? 0, this.#stepper.now));
  }

  /** The machine has crashed. */
  #breakAll(): void {
    this.#hasCrashed = true;
    this.#disturbAll();
    for (const { link } of this.#ways.values()) link.breakConnections();
    this.#watch.sessions.clear();
    this.#scene.views.clear();
    this.#broken.clear();
  }

  #targetOf(plan: FaultPlan): Target | undefined {
    // A fault that happens to nobody needs no actor, so that it stays when a failure is cut down.
    const [anyWay] = FAULTS[plan.name].hits === "nobody" ? this.#ways.values() : [];
    const way = this.#ways.get(plan.actor) ?? anyWay;
    if (!way) return undefined;
    return {
      stepper: this.#stepper,
      link: way.link,
      line: () => this.#lines.get(plan.actor) ?? {},
      room: () => Array.from(this.#rooms()).find(({ roomId }) => roomId === this.#places[plan.room]?.roomId),
      breakTick: (room) => this.#broken.add(room),
      overload: (ms) => (this.#overloadedUntil = this.#stepper.now + ms),
      onJoin: (run) => this.#joinWatchers.set(plan.actor, [...(this.#joinWatchers.get(plan.actor) ?? []), run]),
      machine: this.#machine,
      later: (ms, then) =>
        void setTimeout(() => {
          if (!this.#isOver) then();
        }, ms),
    };
  }

  #rooms(): Iterable<ArenaRoom> {
    return this.#nodes?.rooms() ?? this.#machine.server?.context.arenas ?? [];
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
    logger.level = "debug";
    replaceMethod(LogDestination.prototype, "write", () => (line: string) => {
      for (const check of this.#checks) check.log?.(line);
    });
    const isOverloaded = (): boolean => this.#stepper.now < this.#overloadedUntil;
    let cpuAt = 0;
    process.cpuUsage = () => {
      const now = this.#stepper.now;
      this.#cpuMs += (now - cpuAt) * (isOverloaded() ? 1 : 0.01);
      cpuAt = now;
      return { user: Math.round(this.#cpuMs * 1000), system: 0 };
    };
    replaceMethod(LoadShedding.prototype, "note", (note) => {
      return function (this: LoadShedding, now, spent) {
        note.call(this, now, isOverloaded() ? 2 : spent);
      };
    });
  }
}

/** Actors dial under their own name. */
const partOfHost = (host: string): string => host.replace(".virtual", "");
const comebacksOf = (faults: readonly NodeFaultPlan[]): number => faults.filter(({ comesBack }) => comesBack).length;
const stepperNow = (stepper: Stepper): number => stepper.now;
