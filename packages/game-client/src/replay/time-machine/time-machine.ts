import { h, render } from "preact";

import type { Point } from "../../connection/frame.ts";
import type { Companion, CompanionView } from "../companion.ts";
import type { Comparison } from "../comparison.ts";
import { bodyIn } from "../poses.ts";
import { Ghosts } from "./ghosts.ts";
import "./time-machine.css";
import { TimePanel, type TimePanelProps } from "./time-panel.tsx";
import type { Track } from "./track.ts";

/** Length of the tails of the ghosts, in inputs. */
const TAIL = 30;

/** Shows a page's prediction of its own body beside the replay of the round. */
export class TimeMachine implements Companion {
  readonly #view: CompanionView;
  readonly #comparison: Comparison;
  readonly #track: Track;
  readonly #ghosts: Ghosts;
  readonly #place = document.createElement("div");
  #chosen: number | undefined;
  /** The difference and the input that the panel is about at present. */
  #shown = "";

  constructor(view: CompanionView, comparison: Comparison, track: Track) {
    this.#view = view;
    this.#comparison = comparison;
    this.#track = track;
    this.#ghosts = new Ghosts(view.hud);
    this.#place.className = "time-place";
    view.hud.append(this.#place);
    view.game.watch(track.self);
  }

  update(toPage: (x: number, y: number) => Point): void {
    const { game, source } = this.#view;
    const inputs = this.#track.until(Math.floor(game.playback.position), TAIL);
    this.#ghosts.draw(
      {
        server: inputs.map(({ tick }) => bodyIn(source.at(tick), this.#track.self)),
        predicted: inputs.map(({ predicted }) => predicted),
        drawn: inputs.map(({ drawn }) => drawn),
      },
      toPage,
    );
    this.#show(inputs.at(-1));
  }

  dispose(): void {
    this.#ghosts.dispose();
    render(undefined, this.#place);
    this.#place.remove();
  }

  #show(input: ReturnType<Track["until"]>[number] | undefined): void {
    const { differences } = this.#comparison;
    const isKnown = input?.predicted !== undefined;
    const props: TimePanelProps = {
      compared: this.#track.compared,
      differences,
      chosen: this.#chosen,
      seq: isKnown ? input.seq : undefined,
      answeredAfterMs: input?.answeredAfterMs,
      othersAgeMs: input?.othersAgeMs,
      onGo: this.#onGo,
    };
    const shown = `${props.chosen} ${props.seq}`;
    if (this.#shown === shown) return;
    this.#shown = shown;
    render(h(TimePanel, props), this.#place);
  }

  readonly #onGo = (difference: number): void => {
    this.#chosen = difference;
    const tick = this.#comparison.differences[difference]?.tick;
    if (tick !== undefined) this.#view.goTo(tick);
  };
}
