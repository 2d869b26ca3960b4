import type { Moment } from "../moment.ts";

export interface WarmUpProps {
  readonly visible: boolean;
  /** Whole seconds until the round starts; undefined while it waits for players. */
  readonly seconds: number | undefined;
}

export function warmUpOf({ frame: { round } }: Moment): WarmUpProps {
  return {
    visible: round.phase === "warmup",
    seconds: round.secondsLeft === undefined ? undefined : Math.ceil(round.secondsLeft),
  };
}

/** Says before a round that nothing counts yet, and what the round waits for. */
export function WarmUp({ visible, seconds }: WarmUpProps) {
  if (!visible) return null;
  return (
    <p class="warm-up">
      <b>Warm-up</b> {seconds === undefined ? "waiting for another fighter" : `the round starts in ${seconds}`}
    </p>
  );
}
