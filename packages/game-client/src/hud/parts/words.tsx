import type { ComponentChildren } from "preact";

import "./spinner.css";
import "./words.css";

/** That something is under way. */
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
  /** Something did not work. */
  readonly alarming?: boolean;
  /** What can be done about it. */
  readonly action?: string;
  readonly onAct?: () => void;
}

/** What stands where there is nothing to show. */
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
