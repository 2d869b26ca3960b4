/** Keys that belong to the HUD rather than to the fighter: Tab held for the scoreboard, Escape to leave. */
export class HudKeys {
  scoreboard = false;
  leaving = false;
  readonly #listening = new AbortController();

  constructor() {
    const { signal } = this.#listening;
    addEventListener("keydown", (event) => this.#onKeyDown(event), { signal });
    addEventListener("keyup", (event) => event.code === "Tab" && (this.scoreboard = false), { signal });
    addEventListener("blur", () => (this.scoreboard = false), { signal });
  }

  dispose(): void {
    this.#listening.abort();
  }

  #onKeyDown(event: KeyboardEvent): void {
    if (event.code === "Escape" && !event.repeat) this.leaving = !this.leaving;
    // In a dialog Tab moves between its buttons.
    if (event.code !== "Tab" || document.querySelector("[role=dialog]")) return;
    event.preventDefault();
    this.scoreboard = true;
  }
}
