import { createHash, timingSafeEqual } from "node:crypto";

/** Compares a secret in constant time, so that the time does not reveal how much of a guess is right. */
export function isSame(shown: string, secret: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(shown), digest(secret));
}
