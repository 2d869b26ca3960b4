import type { SelfView } from "../connection/frame.ts";
import "./vitals.css";

export interface VitalsProps {
  readonly visible: boolean;
  readonly health: number;
  readonly shielded: boolean;
  readonly ammo: number;
  readonly clip: number;
  /** 0..100. */
  readonly reload: number;
  readonly reloading: boolean;
  /** 0..100. */
  readonly dash: number;
  /** 0..100. */
  readonly rail: number;
}

const LOW_HEALTH = 35;
const LOW_AMMO = 4;

/** What of the own body the bar at the bottom shows, rounded to what one can see. */
export function vitalsOf(self: SelfView | undefined): VitalsProps {
  return {
    visible: self?.alive === true,
    health: Math.ceil((self?.health ?? 0) * 100),
    shielded: self?.shielded ?? false,
    ammo: self?.ammo ?? 0,
    clip: self?.clip ?? 0,
    reload: Math.round((self?.reload ?? 1) * 50) * 2,
    reloading: self?.reloading ?? false,
    dash: Math.round((self?.dash ?? 1) * 50) * 2,
    rail: Math.round((self?.specialReady ?? 1) * 50) * 2,
  };
}

/** Dash, rail, health and ammunition of the own body. */
export function Vitals(props: VitalsProps) {
  return (
    <section class={props.visible ? "vitals" : "vitals gone"} aria-label="Your fighter">
      <div class="dials">
        <Dial label="Dash" keyName="Space" percent={props.dash} glyph="M-8-6-2 0l-6 6M1-6l6 6-6 6" />
        <Dial label="Rail" keyName="R-click" percent={props.rail} glyph="M-8 6 8-6M1.5-6.5H8.5V.5" />
      </div>
      <Health health={props.health} shielded={props.shielded} />
      <Ammo {...props} />
    </section>
  );
}

interface DialProps {
  readonly label: string;
  readonly keyName: string;
  readonly percent: number;
  /** An SVG path around the origin, at most 10 out. */
  readonly glyph: string;
}

/** Something that recharges, with the key that uses it. */
function Dial({ label, keyName, percent, glyph }: DialProps) {
  const ready = percent >= 100;
  const length = 2 * Math.PI * 19;
  return (
    <div class={ready ? "dial ready" : "dial"} role="img" aria-label={`${label} ${ready ? "ready" : "recharging"}`}>
      <svg width="44" height="44" viewBox="-22 -22 44 44" aria-hidden="true">
        <circle r="19" class="dial-track" />
        <circle
          r="19"
          class="dial-fill"
          transform="rotate(-90)"
          stroke-dasharray={length}
          stroke-dashoffset={length * (1 - percent / 100)}
        />
        <path class="dial-glyph" d={glyph} />
      </svg>
      <kbd class="key">{keyName}</kbd>
    </div>
  );
}

function Health({ health, shielded }: { readonly health: number; readonly shielded: boolean }) {
  const state = shielded ? "health shielded" : health <= LOW_HEALTH ? "health low" : "health";
  return (
    <div class={state} role="meter" aria-label="Health" aria-valuemin={0} aria-valuemax={100} aria-valuenow={health}>
      <div class="health-line">
        <span class="number">{health}</span>
        <span class="caption">{shielded ? "Shielded" : "Health"}</span>
      </div>
      <div class="bar">
        <div class="bar-loss" style={{ transform: `scaleX(${health / 100})` }} />
        <div class="bar-fill" style={{ transform: `scaleX(${health / 100})` }} />
      </div>
    </div>
  );
}

function Ammo({ ammo, clip, reload, reloading }: VitalsProps) {
  const low = !reloading && ammo <= LOW_AMMO;
  return (
    <div class={low ? "ammo low" : "ammo"} role="img" aria-label={reloading ? "Reloading" : `${ammo} of ${clip} shots`}>
      <div class="health-line">
        <span class="caption">{reloading ? "Reloading" : low ? "R to reload" : "Ammo"}</span>
        <span class="number">
          {reloading ? "–" : ammo}
          <small>/{clip}</small>
        </span>
      </div>
      {reloading ? (
        <div class="bar">
          <div class="bar-fill" style={{ transform: `scaleX(${reload / 100})` }} />
        </div>
      ) : (
        <div class="pips">
          {Array.from({ length: clip }, (_, index) => (
            <i key={index} class={index < ammo ? "pip full" : "pip"} />
          ))}
        </div>
      )}
    </div>
  );
}
