import type { Input } from "../rules/state.ts";

/** Keys that are held down, by their place on the keyboard. */
const held = new Set<string>();
addEventListener("keydown", ({ code }) => held.add(code));
addEventListener("keyup", ({ code }) => held.delete(code));
addEventListener("blur", () => held.clear());

const isHeld = (...codes: readonly string[]): number => Number(codes.some((code) => held.has(code)));

/** What the player does. */
export const readKeys = (): Input => ({
  moveX: isHeld("KeyD", "ArrowRight") - isHeld("KeyA", "ArrowLeft"),
  moveY: isHeld("KeyS", "ArrowDown") - isHeld("KeyW", "ArrowUp"),
});
