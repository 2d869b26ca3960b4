import type { Client } from "@colyseus/core";
import type { View } from "@fray/netcode/core";
import type { EventList, EventLists, EventsMessage } from "@fray/shared-state/protocol/events";
import type { Player } from "@fray/shared-state/schema/player";

import type { EventSink } from "../sync/event-sink.ts";
import { SentBodies } from "./sent-bodies.ts";

type SentEvent = { [List in EventList]: { readonly list: List; readonly event: EventLists[List] } }[EventList] & {
  readonly clients: readonly Client[];
};

/** The bodies that one session was sent, and its connections. */
interface SessionLog {
  readonly bodies: SentBodies;
  /** The latest connections, oldest first. */
  readonly clients: Client[];
}

/** A connection that so many others have followed within seconds has shown nothing. */
const MAX_CLIENTS = 4;

/**
 * Remembers for some seconds what each client of a room was sent: which bodies, which events and which patches. It
 * stands where these are handed to the transport, so nothing else can be in it.
 */
export class SentLog {
  readonly #keptTicks: number;
  readonly #sessions = new Map<string, SessionLog>();
  readonly #events = new Map<number, SentEvent[]>();
  /** The tick whose patch is sent next. */
  #tick = 0;

  constructor(keptTicks: number) {
    this.#keptTicks = keptTicks;
  }

  /** Begins to send a tick. */
  begin(tick: number): void {
    this.#tick = tick;
    for (const old of this.#events.keys()) {
      if (old > tick - this.#keptTicks) break;
      this.#events.delete(old);
    }
  }

  /** Notes that a session is sent the patch of the tick. */
  notePatch(sessionId: string): void {
    this.#sessions.get(sessionId)?.bodies.notePatch(this.#tick);
  }

  /** Ends a tick. What changes from now on belongs to the next patch. */
  end(): void {
    this.#tick++;
  }

  /** Forgets all sessions but these. */
  keepOnly(sessions: ReadonlySet<string>): void {
    for (const sessionId of this.#sessions.keys()) if (!sessions.has(sessionId)) this.#sessions.delete(sessionId);
  }

  /** Returns a view that also remembers what it is told to send. */
  watchView(client: Client, view: View<Player>): View<Player> {
    const { bodies, clients } = this.#logOf(client);
    if (clients.at(-1) !== client) clients.push(client);
    if (clients.length > MAX_CLIENTS) clients.shift();
    bodies.hideAll(this.#tick);
    return {
      add: (body) => {
        bodies.show(body, this.#tick);
        view.add(body);
      },
      own: (body) => {
        bodies.show(body, this.#tick);
        view.own(body);
      },
      remove: (body) => {
        bodies.hide(body, this.#tick);
        view.remove(body);
      },
      forget: (body) => {
        bodies.hide(body, this.#tick);
        view.forget(body);
      },
      dispose: () => {
        bodies.hideAll(this.#tick);
        view.dispose();
      },
    };
  }

  /** Returns a sink that also remembers what it is told to send. */
  watchEvents(sink: EventSink): EventSink {
    return {
      tell: <List extends EventList>(
        clients: readonly Client[],
        tick: number,
        list: List,
        event: EventLists[List],
      ): void => {
        const sent = this.#events.get(tick) ?? [];
        if (sent.length === 0) this.#events.set(tick, sent);
        // Each list comes with its own events.
        sent.push({ clients, list, event } as SentEvent);
        sink.tell(clients, tick, list, event);
      },
      flush: () => sink.flush(),
      drop: (client) => sink.drop(client),
    };
  }

  /** The bodies and patches of a session. */
  bodiesOf(sessionId: string): SentBodies | undefined {
    return this.#sessions.get(sessionId)?.bodies;
  }

  /** Returns the events of some ticks that a session was sent. */
  eventsOf(sessionId: string, first: number, last: number): EventsMessage[] {
    const { clients: own = [] } = this.#sessions.get(sessionId) ?? {};
    const messages: EventsMessage[] = [];
    for (let tick = first; tick <= last; tick++) {
      const lists: Partial<Record<EventList, unknown[]>> = {};
      let isEmpty = true;
      for (const { list, event, clients } of this.#events.get(tick) ?? []) {
        if (!own.some((client) => clients.includes(client))) continue;
        (lists[list] ??= []).push(event);
        isEmpty = false;
      }
      if (!isEmpty) messages.push({ tick, ...lists } as EventsMessage);
    }
    return messages;
  }

  #logOf({ sessionId }: Client): SessionLog {
    let log = this.#sessions.get(sessionId);
    if (!log) this.#sessions.set(sessionId, (log = { bodies: new SentBodies(this.#keptTicks), clients: [] }));
    return log;
  }
}
