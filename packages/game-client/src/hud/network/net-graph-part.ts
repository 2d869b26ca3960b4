import type { Runtime } from "@fray/netcode/core";

import type { Moment, Part } from "../moment.ts";

/** The network graph. Its script is loaded when the player opens it for the first time. */
export class NetGraphPart implements Part {
  readonly #runtime: Runtime;
  readonly #parent: HTMLElement;
  readonly #isOpen: () => boolean;
  #isLoading = false;
  #graph: Part | undefined;
  #isGone = false;

  constructor(runtime: Runtime, parent: HTMLElement, isOpen: () => boolean) {
    this.#runtime = runtime;
    this.#parent = parent;
    this.#isOpen = isOpen;
  }

  update(moment: Moment): void {
    if (this.#isOpen()) this.#load();
    this.#graph?.update(moment);
  }

  dispose(): void {
    this.#isGone = true;
    this.#graph?.dispose();
  }

  #load(): void {
    if (this.#isLoading) return;
    this.#isLoading = true;
    import("./net-graph.ts").then(
      ({ NetGraph }) => {
        if (!this.#isGone) this.#graph = new NetGraph(this.#runtime, this.#parent, this.#isOpen);
      },
      // The server may be away. A reload of the page tries again.
      () => {},
    );
  }
}
