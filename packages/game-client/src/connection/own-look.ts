import type { Runtime, Timer } from "@fray/netcode/core";

import { settings, type Settings } from "../settings/settings.ts";

/** Pause between two changes that are sent, in ms. A person tries many colours one after the other. */
const PAUSE_MS = 1200;

type Look = Pick<Settings, "look" | "title">;

/** Sends what the player changes of their look during a game, so that others see it at once. */
export class OwnLook {
  readonly #runtime: Runtime;
  readonly #send: (look: Look) => boolean;
  readonly #stopListening: () => void;
  #sent: Look;
  #pause: Timer | undefined;

  /** `send` returns whether there is a connection. */
  constructor(runtime: Runtime, send: (look: Look) => boolean) {
    this.#runtime = runtime;
    this.#send = send;
    this.#sent = settings.values;
    this.#stopListening = settings.subscribe(() => this.update());
  }

  /** Sends the present look if the server has another one. Call it when the connection is back. */
  update(): void {
    const { look, title } = settings.values;
    if (this.#pause || (look === this.#sent.look && title === this.#sent.title)) return;
    if (!this.#send({ look, title })) return;
    this.#sent = { look, title };
    this.#pause = this.#runtime.setTimeout(() => {
      this.#pause = undefined;
      this.update();
    }, PAUSE_MS);
  }

  dispose(): void {
    this.#stopListening();
    this.#pause?.cancel();
  }
}
