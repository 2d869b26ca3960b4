import { matchMaker } from "@colyseus/core";
import { wait, type Runtime } from "@fray/netcode/core";

const ROOM = "fray:party:";
const TURN = "fray:party-turn:";
/** Rooms say again where their parties are, more often than this. In s. */
const KEEP_S = 120;
/** A node that dies in its turn blocks the party for this long. In s. */
const TURN_LIMIT_S = 5;
const RETRY_MS = 50;
const MAX_TRIES = 60;

/** Remembers for all nodes in which room a party plays. */
export const rememberPartyRoom = async (party: string, roomId: string): Promise<void> => {
  await matchMaker.presence.setex(ROOM + party, roomId, KEEP_S);
};

/** Returns the id of the room in which a party plays, or has played a short time ago. */
export const roomOfParty = async (party: string): Promise<string | undefined> =>
  (await matchMaker.presence.get(ROOM + party)) || undefined;

/**
 * Runs `choose` for one member of a party at a time, on all nodes. Members who press Play at the same moment would
 * choose different rooms otherwise.
 */
export async function inTurn<T>(runtime: Runtime, party: string, choose: () => Promise<T>): Promise<T> {
  const { presence } = matchMaker;
  const key = TURN + party;
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    if ((await presence.incr(key)) === 1) {
      await presence.expire(key, TURN_LIMIT_S);
      try {
        return await choose();
      } finally {
        await Promise.resolve(presence.del(key));
      }
    }
    await wait(runtime, RETRY_MS, { background: true });
  }
  return choose();
}
