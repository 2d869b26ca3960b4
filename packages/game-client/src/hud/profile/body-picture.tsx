import { useEffect, useRef } from "preact/hooks";

import { useSettings } from "../settings/use-settings.ts";
import { drawBody, type Shown } from "./draw-body.ts";

/** Twice as many canvas pixels as CSS pixels, so that it is sharp on most screens. */
const SIZE = 160;

/** A picture of a body in the player's palette. `label` says whom it shows. */
export function BodyPicture({ label, ...shown }: Shown & { readonly label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { palette } = useSettings();
  const { look, team, side, self } = shown;
  useEffect(() => {
    const pen = canvas.current?.getContext("2d");
    if (pen) drawBody(pen, SIZE, { look, team, side, self }, palette);
  }, [look, team, side, self, palette]);
  return (
    <figure>
      <canvas ref={canvas} width={SIZE} height={SIZE} />
      <figcaption>{label}</figcaption>
    </figure>
  );
}
