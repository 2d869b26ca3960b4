import { MAX_ARMOUR, MAX_HEALTH, type Special } from "@fray/shared-state/rules";

import { lastDevice } from "../../controls/last-device.ts";
import { GlyphIcon } from "../../icons/glyph-icon.tsx";
import { ICONS } from "../../icons/icons.ts";
import { settings } from "../../settings/settings.ts";
import { WEAPON_LOOKS } from "../../weapons/index.ts";
import type { Moment } from "../moment.ts";
import { keyLabel } from "../parts/key-label.ts";
import { Dial } from "./dial.tsx";
import "./vitals.css";

export interface VitalsProps {
  readonly label: string;
  readonly shown: boolean;
  readonly alive: boolean;
  readonly health: number;
  readonly armour: number;
  readonly shielded: boolean;
  readonly ammo: number;
  readonly clip: number;
  /** In percent, 0..100. */
  readonly reload: number;
  readonly reloading: boolean;
  /** In percent, 0..100. */
  readonly dash: number;
  readonly special: Special;
  readonly specialAmmo: number;
  /** Rounds left for the special weapon; 0 when it needs none. */
  readonly specialRounds: number;
  /** In percent, 0..100. */
  readonly specialReady: number;
  /** Names of keys; "" where there are none. */
  readonly dashKey: string;
  readonly specialKey: string;
  readonly reloadKey: string;
}

/** Health is low at or below this value. The number on the screen and the edges of the screen then turn red. */
export const LOW_HEALTH = 35;
const LOW_AMMO = 4;
const DASH_GLYPH = { solid: "", lines: "M-9-6-3 0l-6 6M0-6l6 6-6 6" };

/** The fields of the own body that the bar at the bottom shows, rounded to what a player can see. */
export function vitalsOf({
  frame: { self, round },
}: {
  readonly frame: Pick<Moment["frame"], "self" | "round">;
}): VitalsProps {
  const { bindings } = settings.values;
  const key = (action: "dash" | "special" | "reload"): string => {
    const [code] = bindings[action];
    return code === undefined || lastDevice.value !== "keyboard" ? "" : keyLabel(code);
  };
  return {
    label: "Your fighter",
    shown: self !== undefined && round.phase !== "results",
    alive: self?.alive === true,
    health: Math.ceil((self?.health ?? 0) * MAX_HEALTH),
    armour: Math.ceil((self?.armour ?? 0) * MAX_ARMOUR),
    shielded: self?.shielded ?? false,
    ammo: self?.ammo ?? 0,
    clip: self?.clip ?? 0,
    reload: Math.round((self?.reload ?? 1) * 50) * 2,
    reloading: self?.reloading ?? false,
    dash: Math.round((self?.dash ?? 1) * 50) * 2,
    special: self?.special ?? "rail",
    specialAmmo: self?.specialAmmo ?? 0,
    specialRounds: self?.specialRounds ?? 0,
    specialReady: Math.round((self?.specialReady ?? 1) * 50) * 2,
    dashKey: key("dash"),
    specialKey: key("special"),
    reloadKey: key("reload"),
  };
}

/** Dash, special, health, armour and ammunition of the own body. */
export function Vitals(props: VitalsProps) {
  if (!props.shown) return null;
  const { special, specialAmmo, specialRounds } = props;
  return (
    <section class={props.alive ? "vitals" : "vitals gone"} aria-label={props.label}>
      <div class="dials">
        <Dial label="Dash" keyName={props.dashKey} percent={props.dash} glyph={DASH_GLYPH} />
        <Dial
          label={WEAPON_LOOKS[special].title}
          keyName={props.specialKey}
          percent={props.specialReady}
          glyph={WEAPON_LOOKS[special].glyph}
          rounds={specialRounds > 0 ? specialAmmo : undefined}
        />
      </div>
      <Health health={props.health} armour={props.armour} shielded={props.shielded} />
      <Ammo {...props} />
    </section>
  );
}

/** Temporary states of the own body. */
export function States({ overdriven, hidden }: { readonly overdriven: boolean; readonly hidden: boolean }) {
  return (
    <p class="states">
      {overdriven && (
        <span class="overdriven">
          <GlyphIcon glyph={ICONS.overdrive} size={16} /> Overdrive
        </span>
      )}
      {hidden && (
        <span>
          <GlyphIcon glyph={ICONS.bush} size={16} /> Hidden
        </span>
      )}
    </p>
  );
}

interface HealthProps {
  readonly health: number;
  readonly armour: number;
  readonly shielded: boolean;
}

function Health({ health, armour, shielded }: HealthProps) {
  const state = shielded ? "health shielded" : health <= LOW_HEALTH ? "health low" : "health";
  return (
    <div class={state}>
      <div class="line">
        <span class="number">{health}</span>
        <span class="caption">{shielded ? "Shielded" : "Health"}</span>
        {armour > 0 && (
          <span class="armour" role="meter" aria-label="Armour" aria-valuemax={MAX_ARMOUR} aria-valuenow={armour}>
            <GlyphIcon glyph={ICONS.shield} size={16} />
            {armour}
          </span>
        )}
      </div>
      <div
        class="bar"
        role="meter"
        aria-label="Health"
        aria-valuemin={0}
        aria-valuemax={MAX_HEALTH}
        aria-valuenow={health}
      >
        <div class="bar-loss" style={{ transform: `scaleX(${health / MAX_HEALTH})` }} />
        <div class="bar-fill" style={{ transform: `scaleX(${health / MAX_HEALTH})` }} />
      </div>
    </div>
  );
}

function Ammo({ ammo, clip, reload, reloading, reloadKey }: VitalsProps) {
  const low = !reloading && ammo <= LOW_AMMO;
  const caption = reloading ? "Reloading" : low && reloadKey !== "" ? `${reloadKey} to reload` : "Ammo";
  return (
    <div class={low ? "ammo low" : "ammo"} role="img" aria-label={reloading ? "Reloading" : `${ammo} of ${clip} shots`}>
      <div class="line">
        <span class="caption">{caption}</span>
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
