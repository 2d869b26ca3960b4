import type { Runtime } from "@fray/netcode/core";
import { KeyedWindows, limitKey, type AddressOf } from "@fray/netcode/server";
import type { RequestHandler } from "express";

const GUESSES = { uses: 10, windowMs: 60_000 } as const;
const UNAUTHORIZED = 401;

/**
 * Allows one address ten wrong secrets a minute. Each secret is counted before it is checked, so that many secrets at
 * once do not pass the limit. A right secret is credited afterwards.
 */
export class GuessLimit {
  readonly #windows: KeyedWindows;

  constructor(runtime: Pick<Runtime, "now">) {
    this.#windows = new KeyedWindows(GUESSES, runtime);
  }

  /** Counts one attempt. Returns false when it must not be checked. */
  spend(address: string): boolean {
    return this.#windows.take(limitKey(address));
  }

  giveBack(address: string): void {
    this.#windows.giveBack(limitKey(address));
  }
}

/** Limits the wrong secrets that the handlers after it receive. */
export function limitGuesses(addressOf: AddressOf, runtime: Pick<Runtime, "now">): RequestHandler {
  const limit = new GuessLimit(runtime);
  return (request, response, next) => {
    if (request.headers.authorization === undefined) {
      next();
      return;
    }
    const address = addressOf(request);
    if (!limit.spend(address)) {
      response
        .status(429)
        .json({ code: 429, error: "too many wrong passwords from this address; try again in a minute" });
      return;
    }
    response.once("finish", () => {
      if (response.statusCode !== UNAUTHORIZED) limit.giveBack(address);
    });
    next();
  };
}
