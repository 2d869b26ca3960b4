import type { Progress } from "../menu/progress.ts";
import "./join-failure.css";

/** Shows why joining failed; nothing otherwise. */
export function JoinFailure({ progress }: { readonly progress: Progress }) {
  if (progress.state !== "failed") return null;
  return (
    <p class="join-failure" role="alert">
      {progress.message}
    </p>
  );
}
