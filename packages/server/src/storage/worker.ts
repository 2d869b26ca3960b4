import type { Period, RoundRecord, Totals } from "./records.ts";
import { Store } from "./store.ts";

/**
 * The store on a thread of its own: Node's SQLite answers synchronously, and a disk that takes its time must not take a
 * tick's. One for each process; `location` is the same in every call.
 */
let store: Promise<Store> | undefined;

async function use<T>(location: string, work: (kept: Store) => Promise<T>): Promise<T> {
  store ??= Store.open(location);
  try {
    return await work(await store);
  } catch (error) {
    // Whatever is wrong may be gone next time: start afresh then.
    const broken = store;
    store = undefined;
    await broken?.then((kept) => kept.close()).catch(() => {});
    throw error;
  }
}

export const open = ({ location }: { location: string }): Promise<void> => use(location, async () => {});

export const record = ({ location, round }: { location: string; round: RoundRecord }): Promise<void> =>
  use(location, (kept) => kept.record(round));

export const leaderboard = (ask: { location: string; period: Period; limit: number; now: number }): Promise<Totals[]> =>
  use(ask.location, (kept) => kept.leaderboard(ask.period, ask.limit, ask.now));

export const totals = ({ location, playerId }: { location: string; playerId: string }): Promise<Totals | undefined> =>
  use(location, (kept) => kept.totals(playerId));

export const history = ({ location, limit }: { location: string; limit: number }): Promise<RoundRecord[]> =>
  use(location, (kept) => kept.history(limit));
