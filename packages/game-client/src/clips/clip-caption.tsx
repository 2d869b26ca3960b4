import type { ClipKind } from "@fray/shared-state/protocol/clip";

import { GlyphIcon } from "../icons/glyph-icon.tsx";
import { ICONS } from "../icons/icons.ts";
import "./clip-show.css";

export interface ClipCaptionProps {
  readonly kind: ClipKind;
  /** Name of the player whose eyes it shows. */
  readonly by: string;
  readonly kills: number;
  /** How old the others are in that player's picture, in ms. */
  readonly ageMs: number;
  readonly isAgeStated: boolean;
  /** Whether the victim was on the killer's screen. */
  readonly wasSeen: boolean;
  readonly hasPlaces: boolean;
  /** Tenths of a second until the respawn; undefined where nobody waits for it. */
  readonly tenths: number | undefined;
}

/** Says what a clip shows, and how to skip it. */
export function ClipCaption({ kind, by, kills, tenths, ...seen }: ClipCaptionProps) {
  return (
    <section class="clip-caption panel" role="status" aria-label={kind === "death" ? "Killcam" : "Best moment"}>
      <p class="title">
        <GlyphIcon glyph={kind === "death" ? ICONS.eye : ICONS.trophy} size={20} />
        {kind === "death" ? (
          <>
            What <b>{by}</b> saw
          </>
        ) : (
          <>
            Best moment: <b>{by}</b>
            {kills > 1 && <span>{kills} kills</span>}
          </>
        )}
      </p>
      {seen.hasPlaces && <Legend {...seen} />}
      <p class="caption">
        Any key or tap skips
        {tenths !== undefined && (
          <span aria-live="off">
            {" · back in "}
            <b>{(tenths / 10).toFixed(1)}</b>
          </span>
        )}
      </p>
    </section>
  );
}

function Legend({ ageMs, isAgeStated, wasSeen }: Pick<ClipCaptionProps, "ageMs" | "isAgeStated" | "wasSeen">) {
  return (
    <ul class="clip-legend" aria-label="Where you were">
      <li>
        <i class="clip-dot now" /> you, on the server
      </li>
      <li>
        <i class="clip-dot judged" /> {isAgeStated ? "" : "about "}
        {ageMs} ms earlier
      </li>
      <li>
        <i class="clip-dot seen" /> {wasSeen ? "on their screen" : "not on their screen"}
      </li>
    </ul>
  );
}
