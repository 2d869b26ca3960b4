/** Requests from gamepads and touch buttons to the HUD. The HUD reads its keys on the keyboard itself. */
export type HudSignal = "menu" | "scoreboard" | "emote" | "mark";

type Listener = (signal: HudSignal, held: boolean) => void;

/** Passes button presses from the controls to the HUD, so that neither has to know the other. */
class HudSignals {
  readonly #listeners = new Set<Listener>();

  /** `held` is true when the button goes down and false when it comes up. */
  send(signal: HudSignal, held: boolean): void {
    for (const listener of this.#listeners) listener(signal, held);
  }

  /** Calls `listener` with every press and release from now on. Returns a function that stops that. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

export const hudSignals = new HudSignals();
