import { Dialog } from "../parts/dialog.tsx";
import "./line-overlay.css";

export interface LineOverlayProps {
  readonly state: "online" | "reconnecting" | "closed";
  readonly message: string;
  readonly onLeave: () => void;
  readonly onRejoin: () => void;
}

/** What lies over the arena when the line is down or over. */
export function LineOverlay({ state, message, onLeave, onRejoin }: LineOverlayProps) {
  if (state === "online") return null;
  if (state === "reconnecting") {
    return (
      <div class="line-overlay">
        <section class="reconnecting panel" role="status">
          <span class="spinner" aria-hidden="true" />
          <div>
            <h2>Reconnecting…</h2>
            <p>The line dropped. Your place is held for you.</p>
          </div>
        </section>
      </div>
    );
  }
  return (
    <Dialog title="Connection closed">
      <p>{message}</p>
      <div class="choices">
        <button type="button" class="button" data-first onClick={onRejoin}>
          Rejoin
        </button>
        <button type="button" class="button quiet" onClick={onLeave}>
          Back to menu
        </button>
      </div>
    </Dialog>
  );
}
