import { limitKey, type AddressOf } from "@fray/netcode/server";
import type { RequestHandler } from "express";
import { RateLimiterMemory } from "rate-limiter-flexible";

const GUESSES = 10;
const MINUTE_S = 60;
const UNAUTHORIZED = 401;

/**
 * Lets one address show ten wrong secrets a minute. Each is counted before it is looked at, so that many at once are no way
 * around, and a right one is given back.
 */
export class GuessLimit {
  readonly #limiter = new RateLimiterMemory({ points: GUESSES, duration: MINUTE_S });

  /** Whether one more may be looked at. */
  async spend(address: string): Promise<boolean> {
    try {
      await this.#limiter.consume(limitKey(address));
      return true;
    } catch {
      return false;
    }
  }

  giveBack(address: string): void {
    void this.#limiter.reward(limitKey(address));
  }
}

/** Limits the wrong secrets that are shown to whatever comes after it. */
export function limitGuesses(addressOf: AddressOf): RequestHandler {
  const limit = new GuessLimit();
  return async (request, response, next) => {
    if (request.headers.authorization === undefined) {
      next();
      return;
    }
    const address = addressOf(request);
    if (!(await limit.spend(address))) {
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
