import { render } from "preact";

import type { Point, SelfView } from "../connection/frame.ts";
import { GlyphIcon } from "../icons/glyph-icon.tsx";
import type { Glyph } from "../icons/glyph.ts";
import type { Action } from "../settings/bindings.ts";
import { WEAPON_LOOKS } from "../weapons/index.ts";
import { FIRE_FROM, STICK_RADIUS_PX } from "./touch-stick.ts";
import "./touch.css";

const DASH: Glyph = { solid: "", lines: "M-9-6-3 0l-6 6M0-6l6 6-6 6" };
const RELOAD: Glyph = { solid: "", lines: "M7.5-4A8.5 8.5 0 1 0 8.5 1M8.5-9v5.5H3" };

interface Stick {
  readonly held: boolean;
  /** Centre of the stick, in CSS pixels. */
  readonly base: Point;
  /** Place of the thumb relative to the centre, in radii. */
  readonly offset: Point;
}

export interface TouchLayerProps {
  readonly shown: boolean;
  readonly move: Stick;
  readonly aim: Stick;
  /** The own body while it lives. Without a living body, no buttons are shown. */
  readonly self: SelfView | undefined;
  /** Actions whose buttons are held by fingers. */
  readonly pressed: readonly Action[];
}

/** The sticks and buttons over the arena. The element below receives the fingers; only the buttons catch them. */
export class TouchLayer {
  readonly #root = document.createElement("div");

  constructor(surface: HTMLElement) {
    this.#root.className = "touch";
    surface.append(this.#root);
  }

  draw(props: TouchLayerProps): void {
    this.#root.hidden = !props.shown;
    if (props.shown) render(<Pads {...props} />, this.#root);
  }

  remove(): void {
    render(undefined, this.#root);
    this.#root.remove();
  }
}

function Pads({ move, aim, self, pressed }: TouchLayerProps) {
  return (
    <>
      <StickView name="move" stick={move} />
      <StickView name="aim" stick={aim} />
      {self && (
        <>
          <PadButton
            action="special"
            pressed={pressed}
            ready={self.specialReady}
            glyph={WEAPON_LOOKS[self.special].glyph}
          >
            {self.specialRounds > 0 ? self.specialAmmo : undefined}
          </PadButton>
          <PadButton action="dash" pressed={pressed} ready={self.dash} glyph={DASH} />
          <PadButton action="reload" pressed={pressed} ready={self.reload} glyph={RELOAD} />
        </>
      )}
    </>
  );
}

/** A stick is at its place of rest until a finger moves it elsewhere. */
function StickView({ name, stick }: { readonly name: "move" | "aim"; readonly stick: Stick }) {
  const { held, base, offset } = stick;
  const thumb = { x: offset.x * STICK_RADIUS_PX, y: offset.y * STICK_RADIUS_PX };
  const fires = name === "aim" && Math.hypot(offset.x, offset.y) > FIRE_FROM;
  return (
    <div
      class={`stick ${name}${held ? " held" : ""}${fires ? " fires" : ""}`}
      style={held ? { left: `${base.x}px`, top: `${base.y}px`, right: "auto", bottom: "auto" } : {}}
    >
      <svg width="128" height="128" viewBox="-64 -64 128 128" aria-hidden="true">
        <circle class="ground" r={STICK_RADIUS_PX} />
        {name === "aim" ? (
          <circle class="mark" r={STICK_RADIUS_PX * FIRE_FROM} />
        ) : (
          <path class="mark" d="M-5-42 0-47 5-42M-5 42 0 47 5 42M-42-5-47 0-42 5M42-5 47 0 42 5" />
        )}
        <g transform={`translate(${thumb.x} ${thumb.y})`}>
          <circle class="thumb" r="24" />
          {name === "aim" && <path class="sight" d="M-9 0h6M3 0h6M0-9v6M0 3v6" />}
        </g>
      </svg>
    </div>
  );
}

interface PadButtonProps {
  readonly action: Action;
  readonly pressed: readonly Action[];
  /** 0..1 */
  readonly ready: number;
  readonly glyph: Glyph;
  /** Number of rounds left. */
  readonly children?: number | undefined;
}

const RING = 29;
const RING_LENGTH = 2 * Math.PI * RING;

function PadButton({ action, pressed, ready, glyph, children }: PadButtonProps) {
  const state = `${ready >= 1 ? " ready" : ""}${pressed.includes(action) ? " pressed" : ""}`;
  return (
    <button type="button" class={`pad-button ${action}${state}`} data-action={action} aria-label={action} tabIndex={-1}>
      <svg viewBox="-32 -32 64 64" aria-hidden="true">
        <circle class="track" r={RING} />
        <circle
          class="fill"
          r={RING}
          transform="rotate(-90)"
          stroke-dasharray={RING_LENGTH}
          stroke-dashoffset={RING_LENGTH * (1 - ready)}
        />
      </svg>
      <GlyphIcon glyph={glyph} size={action === "reload" ? 20 : 28} />
      {children !== undefined && <b class="rounds">{children}</b>}
    </button>
  );
}
