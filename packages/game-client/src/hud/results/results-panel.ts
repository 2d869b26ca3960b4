import type { Game } from "../../connection/game-connection.ts";
import type { Moment, Part } from "../moment.ts";
import { Panel } from "../parts/panel.ts";
import { resultsOf } from "./results-of.ts";
import { Results, type ResultsActions } from "./results.tsx";

/** Creates the panel of the results. */
export function createResults(parent: HTMLElement, onPerson?: ResultsActions["onPerson"]): Part {
  let game: Game | undefined;
  const onVote = (round: number, choice: number): void => game?.voteForNext(round, choice);
  const panel = new Panel(parent, Results, (moment: Moment) => ({ ...resultsOf(moment), onVote, onPerson }));
  return {
    update(moment) {
      ({ game } = moment);
      panel.update(moment);
    },
    dispose: () => panel.dispose(),
  };
}
