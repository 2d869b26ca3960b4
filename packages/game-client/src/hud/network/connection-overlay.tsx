import type { Runtime } from "@fray/netcode/core";
import { useEffect } from "preact/hooks";

import type { Return } from "../../connection/frame.ts";
import { whenServerIsBack } from "../../connection/server-return.ts";
import { Dialog } from "../parts/dialog.tsx";
import "../parts/spinner.css";
import "./connection-overlay.css";

export interface ConnectionOverlayProps {
  readonly runtime: Runtime;
  readonly state: "online" | "reconnecting" | "closed";
  /** Whether the game is on its way to another server. */
  readonly isMoving: boolean;
  readonly message: string;
  /** How the player returns, and whether that happens automatically. */
  readonly back: Return;
  readonly onLeave: () => void;
  readonly onRejoin: () => void;
}

interface ReturningProps extends Pick<ConnectionOverlayProps, "runtime" | "onLeave" | "onRejoin"> {
  readonly back: keyof typeof WAITS;
}

/** Covers the arena while the connection is lost or closed. */
export function ConnectionOverlay(props: ConnectionOverlayProps) {
  const { runtime, state, isMoving, message, back, onLeave, onRejoin } = props;
  if (state === "online") return null;
  if (state === "reconnecting") {
    const { title, text } = isMoving ? MOVING : LOST;
    return (
      <div class={isMoving ? "connection-overlay moving" : "connection-overlay"}>
        <section class="reconnecting panel" role="status">
          <span class="spinner" aria-hidden="true" />
          <div>
            <h2>{title}</h2>
            <p>{text}</p>
          </div>
        </section>
      </div>
    );
  }
  if (back === "restart" || back === "again" || back === "newRoom") {
    return <Returning runtime={runtime} back={back} onLeave={onLeave} onRejoin={onRejoin} />;
  }
  return (
    <Dialog title="Connection closed">
      <p>{message}</p>
      <div class="choices">
        <button type="button" class="button" data-first onClick={onRejoin}>
          {back === "elsewhere" ? "Play in another room" : "Rejoin"}
        </button>
        <button type="button" class="button quiet" onClick={onLeave}>
          Back to menu
        </button>
      </div>
    </Dialog>
  );
}

const LOST = { title: "Reconnecting…", text: "The connection was lost. Your place is held for you." };
const MOVING = { title: "Changing servers…", text: "This server restarts. Your fight goes on at another one." };

const WAITS = {
  restart: { title: "The server is restarting", text: "You rejoin automatically as soon as it is up." },
  again: { title: "The connection was lost", text: "You rejoin automatically as soon as the server answers." },
  newRoom: { title: "An error stopped the room", text: "You join a new one automatically." },
} as const;

/** Waits for the server and rejoins when it is back. */
function Returning({ runtime, back, onLeave, onRejoin }: ReturningProps) {
  useEffect(() => {
    const waiting = new AbortController();
    void whenServerIsBack(runtime, waiting.signal).then((isBack) => {
      if (isBack) onRejoin();
    });
    return () => waiting.abort();
  }, [runtime, onRejoin]);
  return (
    <Dialog title={WAITS[back].title}>
      <p class="returning" role="status">
        <span class="spinner" aria-hidden="true" />
        {WAITS[back].text}
      </p>
      <div class="choices">
        <button type="button" class="button quiet" data-first onClick={onLeave}>
          Back to menu
        </button>
      </div>
    </Dialog>
  );
}
