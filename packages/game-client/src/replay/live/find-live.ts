import { pageEndpoint } from "../../connection/page-endpoint.ts";

/** What a server says of a round that is being played. */
interface Manifest {
  readonly next: number;
  readonly openings: readonly number[];
  readonly nextInMs?: number;
  readonly fragmentSeconds: number;
  readonly delaySeconds: number;
}

/** A round that can be followed, from an opening on. */
export interface LiveStart {
  /** Where the parts of the round are. Another server than that of the page may have them. */
  readonly address: string;
  readonly opening: Uint8Array;
  /** The second of the round at which the opening is. */
  readonly second: number;
  /** Number of the fragment that is needed first. */
  readonly first: number;
  /** Number of the fragment that is published next. */
  readonly next: number;
  /** How long it takes until it is there, in ms. */
  readonly nextInMs: number;
  /** Length of a fragment, in s. */
  readonly fragmentSeconds: number;
  /** How old everything is that is published, in s. */
  readonly delaySeconds: number;
}

const NOT_YET_MS = 1000;

/**
 * Looks for a round that is being played. `second` is where the visitor wants to begin; without it they want to see what
 * is newest. Returns undefined when nothing of the round is published. Rejects when the server does not answer.
 */
export async function findLive(
  id: string,
  second: number | undefined,
  signal: AbortSignal,
): Promise<LiveStart | undefined> {
  const answer = await fetch(new URL(`api/live/${encodeURIComponent(id)}`, pageEndpoint()), { signal });
  if (!answer.ok) return undefined;
  const { next, openings, nextInMs = NOT_YET_MS, fragmentSeconds, delaySeconds } = (await answer.json()) as Manifest;
  const start = openings.findLast((one) => one <= (second ?? Number.POSITIVE_INFINITY)) ?? openings[0];
  if (start === undefined) return undefined;
  // A redirect has led to the server that records the round.
  const address = answer.url;
  const opening = await fetch(`${address}/openings/${start}`, { signal });
  if (!opening.ok) return undefined;
  return {
    address,
    opening: new Uint8Array(await opening.arrayBuffer()),
    second: start,
    first: Math.floor(start / fragmentSeconds),
    next,
    nextInMs,
    fragmentSeconds,
    delaySeconds,
  };
}
