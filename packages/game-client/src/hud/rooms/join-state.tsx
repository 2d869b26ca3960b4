import type { Progress } from "../menu/progress.ts";
import "./join-state.css";

/** In a dialog: shows that the page joins a room, with a way out, or why that failed; nothing otherwise. */
export function JoinState({ progress }: { readonly progress: Progress }) {
  switch (progress.state) {
    case "idle":
      return null;
    case "joining":
      return (
        <p class="join-state" role="status">
          <span>Joining…</span>
          <button type="button" class="button quiet" onClick={progress.cancel}>
            Cancel
          </button>
        </p>
      );
    case "failed":
      return (
        <p class="join-state failed" role="alert">
          {progress.message}
        </p>
      );
  }
}
