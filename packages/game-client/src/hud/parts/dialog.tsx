import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";

import "./dialog.css";
import { GlyphIcon } from "../../icons/glyph-icon.tsx";
import { ICONS } from "../../icons/icons.ts";
import { isComposing } from "../../platform/composing.ts";

export interface DialogProps {
  readonly title: string;
  /**
   * Called by Escape and by the button in the corner. If there is no such function, the player has to answer the
   * dialog.
   */
  readonly onClose?: (() => void) | undefined;
  readonly wide?: boolean;
  readonly children: ComponentChildren;
}

const FOCUSABLE = "button:not(:disabled), input:not(:disabled), select:not(:disabled), a[href], [tabindex='0']";

/**
 * A card over everything else. It keeps the focus until it is closed, and then restores the focus to the element
 * before.
 */
export function Dialog({ title, onClose, wide = false, children }: DialogProps) {
  const card = useRef<HTMLElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  const titleId = useId();
  // Read during rendering: a child may take the focus before this component's effects run.
  const before = useRef(document.activeElement);

  useEffect(() => {
    const opener = before.current;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (isComposing(event)) return;
      if (event.code === "Tab") keepFocus(card.current, event);
      if (event.code !== "Escape" || !close.current) return;
      event.stopPropagation();
      if (!event.repeat) close.current();
    };
    // In the capture phase, before all other listeners: the same key opens the menu of the game.
    document.addEventListener("keydown", onKeyDown, { capture: true });
    const first = card.current?.querySelector<HTMLElement>("[data-first]");
    if (first) first.focus();
    else if (!card.current?.contains(document.activeElement)) card.current?.focus();
    return () => {
      document.removeEventListener("keydown", onKeyDown, { capture: true });
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);

  return (
    <div class="dialog-back">
      <section
        ref={card}
        class={wide ? "dialog wide" : "dialog"}
        role="dialog"
        aria-modal="true"
        aria-labelledby={titleId}
        tabIndex={-1}
      >
        <header>
          <h2 id={titleId}>{title}</h2>
          {onClose && (
            <button type="button" class="icon-button" aria-label="Close" onClick={onClose}>
              <GlyphIcon glyph={ICONS.close} size={20} />
            </button>
          )}
        </header>
        {children}
      </section>
    </div>
  );
}

/** Tab moves the focus only between elements in the dialog. */
function keepFocus(card: HTMLElement | null, event: KeyboardEvent): void {
  const stops = [...(card?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])].filter((stop) => stop.tabIndex >= 0);
  const [first] = stops;
  const last = stops.at(-1);
  const { activeElement } = document;
  const inside = card?.contains(activeElement) === true && activeElement !== card;
  if (event.shiftKey && (!inside || activeElement === first)) jump(event, last);
  else if (!event.shiftKey && (!inside || activeElement === last)) jump(event, first);
}

function jump(event: KeyboardEvent, to: HTMLElement | undefined): void {
  event.preventDefault();
  to?.focus();
}
