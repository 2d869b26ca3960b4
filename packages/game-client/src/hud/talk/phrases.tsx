import { PHRASES } from "@fray/shared-state/protocol/chat-modes";
import { useEffect, useRef } from "preact/hooks";

import "./phrases.css";

interface PhrasesProps {
  readonly onPick: (phrase: string) => void;
  readonly onClose: () => void;
}

/** The lines to choose from where free text is off. A click says one; arrow keys and Enter work too. */
export function Phrases({ onPick, onClose }: PhrasesProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.querySelector("button")?.focus(), []);
  return (
    <div
      ref={list}
      class="phrases"
      role="group"
      aria-label="Lines to say"
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node) || !currentTarget.contains(relatedTarget)) onClose();
      }}
      onKeyDown={(event) => {
        // Keys choose a line here and do not play.
        event.stopPropagation();
        if (event.code === "Escape") onClose();
        const step = STEPS[event.code];
        if (step !== undefined) {
          event.preventDefault();
          moveFocus(event.currentTarget, step);
        }
      }}
    >
      {PHRASES.map((phrase) => (
        <button key={phrase} type="button" onClick={() => onPick(phrase)}>
          {phrase}
        </button>
      ))}
    </div>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 2, ArrowUp: -2, ArrowRight: 1, ArrowLeft: -1 };

/** Focuses the button that is `step` further than the one with the focus; past the ends it goes round. */
function moveFocus(list: HTMLElement, step: number): void {
  const buttons = [...list.querySelectorAll("button")];
  const at = buttons.findIndex((button) => button === document.activeElement);
  buttons[(at + step + buttons.length) % buttons.length]?.focus();
}
