/** Keys that belong to the HUD rather than to the fighter: Tab held for the scoreboard, F3 for the net graph, Escape to leave. */
export class HudKeys {
  scoreboard = false;
  netGraph = false;
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
    if (event.code === "F3") {
      // The browser would search the page.
      event.preventDefault();
      if (!event.repeat) this.netGraph = !this.netGraph;
    }
    // In a dialog Tab moves between its buttons.
    if (event.code !== "Tab" || document.querySelector("[role=dialog]")) return;
    event.preventDefault();
    this.scoreboard = true;
  }
}
