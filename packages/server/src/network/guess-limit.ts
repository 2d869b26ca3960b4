import { limitKey, type AddressOf } from "@fray/netcode/server";
import type { RequestHandler } from "express";
import { RateLimiterMemory } from "rate-limiter-flexible";

const GUESSES = 10;
const MINUTE_S = 60;
const UNAUTHORIZED = 401;

/**
 * Allows one address ten wrong secrets a minute. Each secret is counted before it is checked, so that many secrets at
 * once do not pass the limit. A right secret is credited afterwards.
 */
export class GuessLimit {
  readonly #limiter = new RateLimiterMemory({ points: GUESSES, duration: MINUTE_S });

  /** Counts one attempt. Returns false when it must not be checked. */
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

/** Limits the wrong secrets that the handlers after it receive. */
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
