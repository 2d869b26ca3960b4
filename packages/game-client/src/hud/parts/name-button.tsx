import type { ComponentChildren } from "preact";

import type { PersonAsked } from "../hud-input.ts";
import "./name-button.css";

interface NameButtonProps extends PersonAsked {
  readonly onPerson: (asked: PersonAsked) => void;
  /** What the button shows; by default the name. */
  readonly children?: ComponentChildren;
}

/** The name of another person, which leads to what can be done about them. */
export function NameButton({ id, person, name, onPerson, children = name }: NameButtonProps) {
  return (
    <button type="button" class="name-button" title="Mute or report" onClick={() => onPerson({ id, person, name })}>
      {children}
    </button>
  );
}
