/** What gamepads and touch buttons ask of the HUD. On the keyboard the HUD hears its keys itself. */
export type HudSignal = "menu" | "scoreboard" | "emote";

type Listener = (signal: HudSignal, held: boolean) => void;

/** Carries presses from the controls to the HUD, which neither of them has to know of the other. */
class HudSignals {
  readonly #listeners = new Set<Listener>();

  /** `held` is true when the button goes down and false when it comes up. */
  send(signal: HudSignal, held: boolean): void {
    for (const listener of this.#listeners) listener(signal, held);
  }

  /** Calls `listener` with every press and release from now on; returns how to stop that. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

export const hudSignals = new HudSignals();
