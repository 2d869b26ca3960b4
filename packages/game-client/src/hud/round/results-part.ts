import type { PersonAsked } from "../hud-input.ts";
import type { Moment, Part } from "../moment.ts";

type OnPerson = (asked: PersonAsked) => void;

/** The results are fetched this long before a round ends by time, in s. */
const FETCH_S = 30;

/** The results of a round. Their script is loaded towards the end of the first round, and shown when it is there. */
export class ResultsPart implements Part {
  readonly #parent: HTMLElement;
  readonly #onPerson: OnPerson | undefined;
  #isLoading = false;
  #panel: Part | undefined;
  #isGone = false;

  constructor(parent: HTMLElement, onPerson?: OnPerson) {
    this.#parent = parent;
    this.#onPerson = onPerson;
  }

  update(moment: Moment): void {
    const { phase, secondsLeft } = moment.frame.round;
    if (phase === "results" || (phase === "live" && (secondsLeft ?? Infinity) < FETCH_S)) this.#load();
    this.#panel?.update(moment);
  }

  dispose(): void {
    this.#isGone = true;
    this.#panel?.dispose();
  }

  #load(): void {
    if (this.#isLoading) return;
    this.#isLoading = true;
    import("../results/results-panel.ts").then(
      ({ createResults }) => {
        if (!this.#isGone) this.#panel = createResults(this.#parent, this.#onPerson);
      },
      // The server may be away: the next round asks again.
      () => void (this.#isLoading = false),
    );
  }
}
