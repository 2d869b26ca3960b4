import { useState } from "preact/hooks";

import { GlyphIcon } from "../../icons/glyph-icon.tsx";
import { ICONS } from "../../icons/icons.ts";
import { drawPicture, type Pictured } from "./draw-picture.ts";
import { handOver } from "./hand-over.ts";

const LABELS = { idle: "Share a picture", done: "Picture made", failed: "No picture here" } as const;

/** Makes a picture of the result in the page, and offers it to the system's share sheet, or as a download. */
export function SharePicture(result: Pictured) {
  const [state, setState] = useState<keyof typeof LABELS>("idle");
  const share = async (): Promise<void> => {
    const picture = await drawPicture(result);
    setState(picture && (await handOver(picture)) ? "done" : "failed");
  };
  return (
    <button type="button" class="button quiet share" onClick={() => void share()}>
      <GlyphIcon glyph={state === "done" ? ICONS.check : ICONS.picture} size={20} />
      <span aria-live="polite">{LABELS[state]}</span>
    </button>
  );
}
