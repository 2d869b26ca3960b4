import type { Game } from "../../connection/game-connection.ts";
import type { Moment, Part } from "../moment.ts";
import { Panel } from "../parts/panel.ts";
import { WatchBar, WatchTriggers, type WatchBarProps, type WatchStep } from "./watch-bar.tsx";

/** The HUD of a spectator: the watch bar, and the reactions to a spectator's buttons. */
export class Watching implements Part {
  readonly #triggers = new WatchTriggers();
  readonly #panel: Panel<WatchBarProps>;
  #game: Game | undefined;

  constructor(parent: HTMLElement) {
    const onStep = (step: WatchStep): void => this.#take(step);
    this.#panel = new Panel(parent, WatchBar, (moment) => ({
      visible: isSpectating(moment) && moment.frame.round.phase !== "results",
      watched: moment.frame.watched?.name,
      onStep,
    }));
  }

  update(moment: Moment): void {
    this.#game = moment.game;
    const steps = this.#triggers.read(moment.buttons);
    if (isSpectating(moment)) for (const step of steps) this.#take(step);
    this.#panel.update(moment);
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #take(step: WatchStep): void {
    if (step === "next") this.#game?.watchNext(1);
    else if (step === "previous") this.#game?.watchNext(-1);
    else if (step === "free") this.#game?.watchFreely();
    else this.#game?.setSpectating(false);
  }
}

/** Whether the player is a spectator. A spectator has no body; a dead fighter still has one. */
export const isSpectating = ({ frame }: Moment): boolean => frame.self === undefined;
