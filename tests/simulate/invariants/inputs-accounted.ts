import type { Invariant } from "./invariant.ts";

/** Each input that a client has sent was applied, or it is counted as lost. */
export const inputsAccounted: Invariant = {
  name: "inputs-accounted",
  watch({ sdk, server }, fail) {
    return {
      tick: ({ roomId, tick }) => {
        for (const { bank, roster } of server.sessions) {
          const consumed = server.consumedOf(bank);
          if (consumed !== bank.received)
            fail(
              `${consumed} inputs of ${roster.name} came into room ${roomId} by ${tick}, it counts ${bank.received}`,
            );
        }
      },
      quiet: () => {
        for (const { room, host, sent, wasCut, isOver } of sdk.clients) {
          const session = isOver ? undefined : server.sessionOf(room.sessionId);
          if (!session?.client) continue;
          const { bank } = session;
          const applied = server.appliedOf(bank);
          const discarded = server.discardedOf(bank);
          const sum = `${applied} were applied, ${discarded} had no body and ${bank.dropped} were dropped`;
          if (applied + discarded + bank.dropped !== bank.received)
            fail(`the server counts ${bank.received} inputs of ${host}, and ${sum}`);
          // What was under way when a connection was lost reached nobody who could count it.
          if (wasCut ? bank.received > sent : bank.received !== sent)
            fail(`${host} sent ${sent} inputs, and the server counts ${bank.received}: ${sum}`);
        }
      },
    };
  },
};
