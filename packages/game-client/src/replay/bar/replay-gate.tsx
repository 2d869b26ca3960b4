import { Waiting } from "../../hud/parts/words.tsx";

export interface ReplayGateProps {
  /** What went wrong; undefined while the replay opens. */
  readonly failure: string | undefined;
  /** What is being waited for. */
  readonly waiting: string;
  readonly onRetry: () => void;
  readonly onLeave: () => void;
}

/** Stands in place of a replay that opens, or that can't be shown. */
export const ReplayGate = ({ failure, waiting, onRetry, onLeave }: ReplayGateProps) => (
  <section class="replay-gate">
    {failure === undefined ? <Waiting>{waiting}</Waiting> : <p role="alert">{failure}</p>}
    <div class="choices">
      {failure !== undefined && (
        <button type="button" class="button quiet" onClick={onRetry}>
          Try again
        </button>
      )}
      <button type="button" class={failure === undefined ? "button quiet" : "button"} onClick={onLeave}>
        Back to the menu
      </button>
    </div>
  </section>
);
