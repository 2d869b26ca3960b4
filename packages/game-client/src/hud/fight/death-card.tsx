import type { Weapon } from "@fray/shared-state/rules";

import { lastDevice } from "../../controls/last-device.ts";
import { GlyphIcon } from "../../icons/glyph-icon.tsx";
import { ICONS } from "../../icons/icons.ts";
import { settings } from "../../settings/settings.ts";
import { WEAPON_LOOKS } from "../../weapons/index.ts";
import { sideOf, type Side } from "../../words/sides.ts";
import type { Moment, Part, ShownClips } from "../moment.ts";
import { keyLabel } from "../parts/key-label.ts";
import { Panel } from "../parts/panel.ts";
import { ShapeIcon } from "../parts/shape-icon.tsx";
import "./death-card.css";

/** The player's last death. */
interface LastDeath {
  /** The killer; undefined when the player's own shot killed the player. */
  readonly killer: { readonly name: string; readonly bot: boolean; readonly side: Side } | undefined;
  readonly weapon: Weapon;
  /** Distance between killer and victim in u; undefined when the player could not see both. */
  readonly distance: number | undefined;
  /** Round trip time of the killer in ms. */
  readonly killerPing: number;
  readonly behindCover: boolean;
}

interface DeathCardProps {
  readonly dead: boolean;
  readonly tenths: number;
  readonly watched: string | undefined;
  readonly death: LastDeath | undefined;
  /** Shows the death as the killer saw it; undefined when that is not offered. */
  readonly onShow: (() => void) | undefined;
  /** The key that shows it; undefined on a touch screen. */
  readonly showKey: string | undefined;
}

/** Tells a dead player the killer and the weapon, the body that the camera follows, and the time until respawn. */
export class DeathCard implements Part {
  readonly #panel: Panel<DeathCardProps>;
  #death: LastDeath | undefined;
  #clips: ShownClips | undefined;
  readonly #onShow = (): void => this.#clips?.showDeath();

  constructor(parent: HTMLElement) {
    this.#panel = new Panel(parent, Card, ({ frame: { self, watched, round }, clips }) => ({
      // During the results no body is alive.
      dead: self?.alive === false && round.phase !== "results" && clips?.isShown !== true,
      tenths: Math.ceil((self?.respawnIn ?? 0) * 10),
      watched: watched?.name,
      death: this.#death,
      onShow: clips?.offersDeath === true ? this.#onShow : undefined,
      showKey: SHOW_KEYS[lastDevice.value](),
    }));
  }

  update(moment: Moment): void {
    for (const event of moment.frame.events) {
      if (event.type !== "death" || !event.me) continue;
      const { killer, killerName, victim } = event;
      const standing = moment.standings.find(killer);
      const side = sideOf({ team: standing?.team ?? 0, self: false });
      this.#death = {
        ...event,
        killer: killer === victim ? undefined : { name: killerName, bot: standing?.bot ?? false, side },
      };
    }
    this.#clips = moment.clips;
    this.#panel.update(moment);
  }

  dispose(): void {
    this.#panel.dispose();
  }
}

/** What shows a death, on each device. A dead fighter has no other use for the key. */
const SHOW_KEYS: Readonly<Record<typeof lastDevice.value, () => string | undefined>> = {
  keyboard: () => settings.values.bindings.reload.slice(0, 1).map(keyLabel)[0],
  gamepad: () => "X",
  touch: () => undefined,
};

function Card({ dead, tenths, watched, death, onShow, showKey }: DeathCardProps) {
  if (!dead) return null;
  return (
    <section class="death-card" role="status" aria-label="You fell">
      {death && <Cause {...death} />}
      {onShow && (
        <button type="button" class="button quiet" onClick={onShow}>
          <GlyphIcon glyph={ICONS.eye} size={20} />
          What they saw {showKey !== undefined && <kbd class="key">{showKey}</kbd>}
        </button>
      )}
      {watched !== undefined && (
        <p class="watching">
          <GlyphIcon glyph={ICONS.eye} size={16} />
          You are watching <b>{watched}</b>
        </p>
      )}
      <p class="in" aria-live="off">
        Back in <b>{(tenths / 10).toFixed(1)}</b>
      </p>
    </section>
  );
}

function Cause({ killer, weapon, distance, killerPing, behindCover }: LastDeath) {
  return (
    <>
      <p class="by">
        <GlyphIcon glyph={WEAPON_LOOKS[weapon].glyph} size={24} />
        {killer ? (
          <>
            Killed by <ShapeIcon side={killer.side} /> <b>{killer.name}</b>
            {killer.bot && <span class="chip">BOT</span>}
          </>
        ) : (
          "Your own blast killed you"
        )}
      </p>
      <p class="how">
        {WEAPON_LOOKS[weapon].title}
        {killer && distance !== undefined && ` from ${distance.toFixed(0)} m`}
        {killer && !killer.bot && ` · their ping ${killerPing} ms`}
      </p>
      {behindCover && <p class="cover">You had reached cover, but on their screen, a moment late, you had not.</p>}
    </>
  );
}
