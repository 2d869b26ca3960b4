import type { Progress } from "../menu/progress.ts";
import "./join-failure.css";

/** Why joining did not work, where it did not. */
export function JoinFailure({ progress }: { readonly progress: Progress }) {
  if (progress.state !== "failed") return null;
  return (
    <p class="join-failure" role="alert">
      {progress.message}
    </p>
  );
}
