import type { Client, InputAPI } from "@colyseus/core";
import { AreaOfInterest, Checkpoints, createRandom, Interest } from "@fray/netcode/core";
import { collectInputs, driveClock, openState, SafeRoom, type InputSession } from "@fray/netcode/server";
import { RecordSerializer, SmallIds, TimeBank } from "@fray/netcode/server";

import { type Body, BODY_LAYOUT, createBody, MOTION } from "../rules/body.ts";
import { MAP, SCREEN } from "../rules/map.ts";
import { createState, type Input, Member, RECORDS_ID, TagInput, type TagState, TICK_RATE } from "../rules/state.ts";
import { RECONNECTION_WINDOW_S, stepBody } from "../rules/step.ts";
import { stepTag } from "../rules/tag.ts";

export class TagRoom extends SafeRoom<{ state: TagState; input: TagInput }> {
  declare state: TagState;
  /** Patches are sent by the tick, not by a separate timer. */
  override patchRate = null;
  override maxClients = 100;
  /** One input is one step. The SDK announces the rate to clients. */
  override inputs: InputAPI<TagInput> = this.defineInput(TagInput, { tickRate: TICK_RATE });
  /** A session is a player's place in the room, from join to leave, over any number of reconnections. */
  readonly #sessions = new Map<string, InputSession<Input> & { readonly member: Member; readonly body: Body }>();
  readonly #ids = new SmallIds();
  readonly #random = createRandom(this.runtime.random() * 2 ** 32);
  readonly #checkpoints = new Checkpoints<ReturnType<typeof MOTION.copy>>();
  readonly #loop = this.createLoop(TICK_RATE, () => this.#step());
  readonly #backpressure = this.createBackpressure(TICK_RATE, (id, share) => this.#interest.limitReach(id, share));
  readonly #records = new RecordSerializer<TagState, keyof Body, Body>({
    id: RECORDS_ID,
    layout: BODY_LAYOUT,
    bodiesOf: ({ bodies }) => bodies,
    isDue: (client) => this.#backpressure.isDue(client),
    acknowledged: (sessionId) => this.inputs.get(sessionId).consumedCount,
  });
  readonly #interest = new Interest<Client, Body>({
    world: MAP,
    // Bodies up to 2 u off the screen are sent, so that the client has them when they enter the screen.
    area: new AreaOfInterest(SCREEN, 2),
    viewFor: (client) => this.#records.viewFor(client),
  });
  #tick = 0;

  override onCreate(): void {
    openState(this, createState(), this.#records);
    driveClock(this, () => this.#tick * this.#loop.stepMs);
    this.#loop.start();
  }

  override onJoin(client: Client, options?: { name?: unknown }): void {
    const { sessionId } = client;
    const id = this.#ids.next((other) => Array.from(this.state.bodies.values()).some((body) => body.id === other));
    const body = { ...createBody(id), x: MAP.width * this.#random(), y: MAP.height * this.#random() };
    MOTION.snap(body);
    const name = (typeof options?.name === "string" && options.name.slice(0, 16)) || `Player ${id}`;
    const member = Object.assign(new Member(), { id, name });
    // If no input has arrived, the step repeats the last one.
    const bank = new TimeBank(({ moveX, moveY }: Input) => ({ moveX, moveY }));
    this.#sessions.set(sessionId, { sessionId, member, body, bank });
    this.state.members.set(sessionId, member);
    this.state.bodies.set(sessionId, body);
    this.#interest.observe(client, body);
  }

  /** The connection is lost: the body stays where it is. `onReconnect` or `onLeave` follows. */
  override onDrop(client: Client): void {
    const session = this.#sessions.get(client.sessionId);
    if (!session || this.wasRefused(client)) return;
    session.member.connected = false;
    session.bank.reset();
    this.allowReconnection(client, RECONNECTION_WINDOW_S).catch(() => {});
  }

  override onReconnect(client: Client): void {
    const session = this.#sessions.get(client.sessionId);
    if (!session) return;
    session.member.connected = true;
    this.#interest.observe(client, session.body);
  }

  override onLeave({ sessionId }: Client): void {
    const session = this.#sessions.get(sessionId);
    if (!session) return;
    this.#interest.forget(session.body);
    this.#interest.unobserve(sessionId);
    this.#checkpoints.delete(session.body.id);
    for (const map of [this.#sessions, this.state.bodies, this.state.members]) map.delete(sessionId);
  }

  override onDispose(): void {
    this.#loop.stop();
  }

  /** Runs one authoritative tick. Everything in it happens here, in this order. */
  #step(): void {
    this.#tick++;
    const steps = collectInputs(this.#sessions.values(), {
      sourceOf: (sessionId) => this.inputs.get(sessionId),
      bodyOf: ({ body }) => body,
      missed: this.#loop.takeDropped(),
    });
    for (const { session, input, provisional } of steps) {
      const { body } = session;
      if (provisional) this.#checkpoints.keep(body.id, MOTION.copy(body));
      else this.#checkpoints.restore(body.id, body);
      stepBody(body, input, 1 / TICK_RATE);
    }
    stepTag([...this.state.bodies.values()], this.#random);
    for (const { member, body } of this.#sessions.values()) member.seconds = Math.floor(body.freeTicks / TICK_RATE);
    this.#interest.refresh(this.#tick, this.state.bodies.values());
    this.#backpressure.sendPatch();
  }
}
