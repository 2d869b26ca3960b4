import type { RequestHandler } from "express";
import { RateLimiterMemory } from "rate-limiter-flexible";

import { limitKey, type AddressOf } from "./client-address.ts";

const GUESSES = 10;
const MINUTE_S = 60;
const UNAUTHORIZED = 401;

/**
 * Lets one address show ten wrong secrets a minute to whatever comes after it. Each is counted before it is looked at, so
 * that many at once are no way around, and a right one is given back.
 */
export function limitGuesses(addressOf: AddressOf): RequestHandler {
  const limiter = new RateLimiterMemory({ points: GUESSES, duration: MINUTE_S });
  return async (request, response, next) => {
    if (request.headers.authorization === undefined) {
      next();
      return;
    }
    const key = limitKey(addressOf(request));
    try {
      await limiter.consume(key);
    } catch {
      response
        .status(429)
        .json({ code: 429, error: "too many wrong passwords from this address; try again in a minute" });
      return;
    }
    response.once("finish", () => {
      if (response.statusCode !== UNAUTHORIZED) void limiter.reward(key);
    });
    next();
  };
}
