import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

import "./overlay.css";

export interface OverlayProps {
  readonly state: "online" | "reconnecting" | "closed";
  readonly message: string;
  readonly leaving: boolean;
  readonly onStay: () => void;
  readonly onLeave: () => void;
  readonly onRejoin: () => void;
}

/** What lies over the arena when the line is down or over, or when the player asked to leave. */
export function Overlay({ state, message, leaving, onStay, onLeave, onRejoin }: OverlayProps) {
  if (state === "closed") {
    return (
      <Card title="Connection closed" text={message}>
        <Choice label="Rejoin" onPick={onRejoin} first />
        <Choice label="Back to menu" onPick={onLeave} />
      </Card>
    );
  }
  if (leaving) {
    return (
      <Card title="Leave the arena?" text="The fight goes on without you; your kills are not kept.">
        <Choice label="Keep fighting" onPick={onStay} first />
        <Choice label="Leave" onPick={onLeave} />
      </Card>
    );
  }
  if (state === "reconnecting") {
    return (
      <div class="overlay dim">
        <section class="reconnecting card" role="status">
          <span class="spinner" aria-hidden="true" />
          <div>
            <h2>Reconnecting…</h2>
            <p>The line dropped. Your fighter is held for you.</p>
          </div>
        </section>
      </div>
    );
  }
  return null;
}

interface CardProps {
  readonly title: string;
  readonly text: string;
  readonly children: ComponentChildren;
}

function Card({ title, text, children }: CardProps) {
  return (
    <div class="overlay solid">
      <section class="card ask" role="dialog" aria-modal="true" aria-label={title}>
        <h2>{title}</h2>
        <p>{text}</p>
        <div class="choices">{children}</div>
      </section>
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly onPick: () => void;
  readonly first?: boolean;
}

/** The first choice takes the focus, so that Enter answers. */
function Choice({ label, onPick, first = false }: ChoiceProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (first) button.current?.focus();
  }, [first]);
  return (
    <button ref={button} type="button" class={first ? "button" : "button quiet"} onClick={onPick}>
      {label}
    </button>
  );
}
