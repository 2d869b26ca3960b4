import type { Game } from "../../connection/game-connection.ts";
import type { Moment, Part } from "../moment.ts";
import { Panel } from "../parts/panel.ts";
import { WatchBar, WatchTriggers, type WatchBarProps, type WatchStep } from "./watch-bar.tsx";

/** What a spectator sees and does. */
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

/** Spectators have no body; a fallen fighter still has theirs. */
export const isSpectating = ({ frame }: Moment): boolean => frame.self === undefined;
