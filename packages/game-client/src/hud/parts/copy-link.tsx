import { useState } from "preact/hooks";

import { GlyphIcon } from "../../icons/glyph-icon.tsx";
import { ICONS } from "../../icons/icons.ts";
import { copyText } from "../../platform/clipboard.ts";
import { roomLink } from "../share-link.ts";

export interface CopyLinkProps {
  readonly link: string;
  /** Name of the field with the link. */
  readonly field: string;
  /** Text of the button. */
  readonly label: string;
}

/**
 * Copies a link. Where a page may not write to the clipboard, it shows the link, so that the player can copy it by
 * hand.
 */
export function CopyLink({ link, field: title, label }: CopyLinkProps) {
  const [state, setState] = useState<"idle" | "copied" | "shown">("idle");
  const labels = { idle: label, copied: "Link copied", shown: "Copy it from here" };
  const copy = async (): Promise<void> => setState((await copyText(link)) ? "copied" : "shown");
  return (
    <>
      <button type="button" class="button quiet" onClick={() => void copy()}>
        <GlyphIcon glyph={state === "copied" ? ICONS.check : ICONS.link} size={20} />
        <span aria-live="polite">{labels[state]}</span>
      </button>
      {state === "shown" && (
        <input class="field" readOnly aria-label={title} value={link} ref={(field) => field?.select()} />
      )}
    </>
  );
}

/** Copies the link to a room. */
export const CopyRoomLink = ({ roomId }: { readonly roomId: string }) => (
  <CopyLink link={roomLink(roomId)} field="Link to this room" label="Copy link" />
);
