import { createHash, timingSafeEqual } from "node:crypto";

/** Whether what somebody shows is the secret, in the same time whatever is right about it. */
export function isSame(shown: string, secret: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(shown), digest(secret));
}
