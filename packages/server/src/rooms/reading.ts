import type { TickMetrics } from "../loop/tick-metrics.ts";
import { socketOf } from "../network/socket.ts";
import type { MeasuredRoom } from "../operations/metrics.ts";
import type { RoomCounters } from "./counters.ts";
import type { Seats } from "./seats.ts";

/** A room as its process measures it. */
export function createReading(seats: Seats, ticks: TickMetrics, counters: RoomCounters): MeasuredRoom {
  return {
    gauges: () => {
      const gauges = { people: 0, bots: 0, spectators: 0, bufferedBytes: 0 };
      for (const { client, roster } of seats) {
        if (client) gauges.bufferedBytes += socketOf(client).bufferedAmount;
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
        sentBytes: counts.sentBytes,
        clientsRefused: { ...refusals },
        messagesRefused: { ...messagesRefused },
      };
    },
  };
}
