import type { ComponentChildren } from "preact";

import "./spinner.css";
import "./words.css";

/** Says that an operation is in progress. */
export function Waiting({ children }: { readonly children: ComponentChildren }) {
  return (
    <p class="words" role="status">
      <span class="spinner" aria-hidden="true" />
      {children}
    </p>
  );
}

export interface WordsOnlyProps {
  readonly children: ComponentChildren;
  /** Whether the text follows an error. */
  readonly alarming?: boolean;
  /** Text of the button that offers a remedy. */
  readonly action?: string;
  readonly onAct?: () => void;
}

/** A text in place of content, when there is nothing to show. */
export function WordsOnly({ children, alarming = false, action, onAct }: WordsOnlyProps) {
  return (
    <div class="words" role={alarming ? "alert" : "status"}>
      <p>{children}</p>
      {action !== undefined && (
        <button type="button" class="button quiet" onClick={onAct}>
          {action}
        </button>
      )}
    </div>
  );
}
