import { RUNGS, type RungName } from "../backpressure/ladder.ts";
import type { TickMetrics } from "../loop/tick-metrics.ts";
import type { MeasuredRoom } from "../operations/metrics.ts";
import type { RoomCounters } from "./counters.ts";
import type { Seats } from "./seats.ts";

/** A room as its process measures it. */
export function createReading(seats: Seats, ticks: TickMetrics, counters: RoomCounters): MeasuredRoom {
  return {
    gauges: () => {
      const gauges = { people: 0, bots: 0, spectators: 0, bufferedBytes: 0, mostBufferedBytes: 0, lines: noLines() };
      for (const { client, roster, line } of seats) {
        if (client) {
          gauges.bufferedBytes += line.waitingBytes;
          gauges.mostBufferedBytes = Math.max(gauges.mostBufferedBytes, line.waitingBytes);
          gauges.lines[line.rung.name]++;
        }
        if (roster.spectator) gauges.spectators++;
        else if (roster.bot) gauges.bots++;
        else gauges.people++;
      }
      return gauges;
    },
    counts: () => {
      const { refusals, messagesRefused, ...counts } = counters.total(seats);
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

const noLines = () => Object.fromEntries(RUNGS.map(({ name }) => [name, 0])) as Record<RungName, number>;
