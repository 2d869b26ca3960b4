import type { Runtime } from "@fray/netcode/core";

import type { Frame } from "../../connection/frame.ts";
import type { Game } from "../../connection/game-connection.ts";
import { saveTrace } from "./save-trace.ts";

/** Saves the last minute of the own body for whoever looks for a fault in the netcode. */
export class TraceButton {
  readonly #runtime: Runtime;
  readonly #button = document.createElement("button");
  readonly #said = document.createElement("output");
  readonly #closing = new AbortController();
  #game: Game | undefined;
  #phase = "";

  constructor(runtime: Runtime, parent: HTMLElement) {
    this.#runtime = runtime;
    this.#button.type = "button";
    this.#button.className = "button quiet";
    this.#button.textContent = "Save the last minute";
    this.#button.addEventListener("click", () => this.#save());
    this.#said.className = "said";
    parent.append(this.#button, this.#said);
  }

  update(game: Game, { round }: Frame): void {
    this.#game = game;
    this.#phase = round.phase;
    const isThere = game.trace !== undefined;
    if (this.#button.hidden === isThere) this.#button.hidden = !isThere;
  }

  dispose(): void {
    this.#closing.abort();
  }

  #save(): void {
    const game = this.#game;
    const trace = game?.trace;
    if (!trace) return;
    // The minute before the click, however long the rest takes.
    const saved = { self: trace.self, stepMs: trace.stepMs, rows: trace.copy() };
    const say = (text: string): void => void (this.#said.textContent = text);
    this.#button.disabled = true;
    const phase = (): string => this.#phase;
    const { signal } = this.#closing;
    void saveTrace(saved, { runtime: this.#runtime, game, phase, signal, say }).then(
      () => void (this.#button.disabled = false),
    );
  }
}
