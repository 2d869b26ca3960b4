import { BACKPRESSURE_LEVELS, type BackpressureLevelName, type TickMetrics } from "@fray/netcode/server";
import { tableOf } from "@fray/shared-state/by-name";

import type { Sessions } from "../sessions/sessions.ts";
import type { RoomCounters } from "./counters.ts";
import type { MeasuredRoom } from "./room-totals.ts";

/** Creates the metrics probe of an arena room. */
export function createMetricsProbe(
  sessions: Sessions,
  ticks: TickMetrics,
  counters: RoomCounters,
  places: () => number,
): MeasuredRoom {
  return {
    kind: "arena",
    gauges: () => {
      const gauges = { ...NO_GAUGES, lines: noLines(), freePlaces: Math.max(0, places() - sessions.size) };
      for (const { client, roster, connection } of sessions) {
        if (client) {
          gauges.bufferedBytes += connection.waitingBytes;
          gauges.mostBufferedBytes = Math.max(gauges.mostBufferedBytes, connection.waitingBytes);
          gauges.lines[connection.level.name]++;
        }
        if (roster.spectator) gauges.spectators++;
        else if (roster.bot) gauges.bots++;
        else gauges.people++;
      }
      return gauges;
    },
    counts: () => {
      const { refusals, messagesRefused, ...counts } = counters.total(sessions);
      return {
        ticksDropped: ticks.dropped,
        inputsReceived: counts.inputsReceived,
        inputsDropped: counts.inputsDropped,
        inputsHeld: counts.inputsHeld,
        slowReaders: counts.slowReaders,
        patchesHeld: counts.patchesHeld,
        sentBytes: counts.sentBytes,
        clientsRefused: { ...refusals },
        messagesRefused: { ...messagesRefused },
      };
    },
  };
}

/** Creates the metrics probe of a lobby. `people` are the people in it. */
export function createLobbyMetricsProbe(people: { readonly size: number }, counters: RoomCounters): MeasuredRoom {
  return {
    kind: "lobby",
    gauges: () => ({ ...NO_GAUGES, lines: noLines(), waiting: people.size }),
    counts: () => {
      const { refusals, messagesRefused, slowReaders } = counters.total([]);
      return { ...NO_COUNTS, slowReaders, clientsRefused: { ...refusals }, messagesRefused: { ...messagesRefused } };
    },
  };
}

const NO_GAUGES = {
  waiting: 0,
  freePlaces: 0,
  people: 0,
  bots: 0,
  spectators: 0,
  bufferedBytes: 0,
  mostBufferedBytes: 0,
};
const NO_COUNTS = {
  ticksDropped: 0,
  inputsReceived: 0,
  inputsDropped: 0,
  inputsHeld: 0,
  slowReaders: 0,
  patchesHeld: 0,
  sentBytes: 0,
};
const RUNG_NAMES = BACKPRESSURE_LEVELS.map(({ name }) => name);
const noLines = (): Record<BackpressureLevelName, number> => ({ ...tableOf(RUNG_NAMES, () => 0) });
