import { useEffect } from "preact/hooks";

import { whenServerIsBack } from "../../connection/server-return.ts";
import { Dialog } from "../parts/dialog.tsx";
import "./line-overlay.css";

export interface LineOverlayProps {
  readonly state: "online" | "reconnecting" | "closed";
  readonly message: string;
  /** The server will be back in a moment. */
  readonly restarting: boolean;
  readonly onLeave: () => void;
  readonly onRejoin: () => void;
}

/** What lies over the arena when the line is down or over. */
export function LineOverlay({ state, message, restarting, onLeave, onRejoin }: LineOverlayProps) {
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
  if (restarting) return <Restarting onLeave={onLeave} onRejoin={onRejoin} />;
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

/** Waits for the server, and goes back in when it is there. */
function Restarting({ onLeave, onRejoin }: Pick<LineOverlayProps, "onLeave" | "onRejoin">) {
  useEffect(() => {
    const waiting = new AbortController();
    void whenServerIsBack(waiting.signal).then((isBack) => {
      if (isBack) onRejoin();
    });
    return () => waiting.abort();
  }, [onRejoin]);
  return (
    <Dialog title="The server is restarting">
      <p class="restarting" role="status">
        <span class="spinner" aria-hidden="true" />
        You go back in by yourself as soon as it is up.
      </p>
      <div class="choices">
        <button type="button" class="button quiet" data-first onClick={onLeave}>
          Back to menu
        </button>
      </div>
    </Dialog>
  );
}
