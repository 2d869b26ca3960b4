/** Address of a replay below the address of the page: `watch/<id>`. */
const WATCH = /^(.*\/)watch\/([\w-]{1,64})$/;

/** The part of a path at which the game is served. Addresses of replays are below it. */
const homePath = (path: string): string => WATCH.exec(path)?.[1] ?? path;

/** Address of the page itself, without what it shows: all paths of the server are below it. */
export function homeOf(address: string): URL {
  const url = new URL(address);
  return new URL(".", new URL(homePath(url.pathname), url.origin));
}

/** A moment of a replay that the server has. */
export interface WatchedMoment {
  readonly id: string;
  /** Seconds from the beginning of the replay. Without it a round that is being played is shown at its newest moment. */
  readonly second: number | undefined;
}

/** The moment that an address leads to; undefined for other addresses. */
export function momentIn(address: string): WatchedMoment | undefined {
  const url = new URL(address);
  const id = WATCH.exec(url.pathname)?.[2];
  const asked = url.searchParams.get("t");
  const second = asked ? Number(asked) : Number.NaN;
  return id === undefined ? undefined : { id, second: second >= 0 && Number.isFinite(second) ? second : undefined };
}

/** The address of a moment of a replay, for a page at `address`. */
export function linkToMoment(address: string, { id, second }: WatchedMoment): string {
  const link = new URL(`watch/${encodeURIComponent(id)}`, homeOf(address));
  if (second !== undefined) link.searchParams.set("t", String(Math.round(second * 10) / 10));
  return link.href;
}
