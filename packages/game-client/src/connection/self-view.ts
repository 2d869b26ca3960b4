import type { Arena } from "@fray/shared-state/arena/arena";
import { DASH_COOLDOWN_S, PRIMARY, stepsIn, WEAPON_RULES } from "@fray/shared-state/rules";
import type { Player } from "@fray/shared-state/schema/player";
import type { Body } from "@fray/shared-state/simulation/body";
import { specialOf } from "@fray/shared-state/simulation/step-weapons";

import { chargeOf, describeBody, type SeenBody, type Viewpoint } from "./body-view.ts";
import { discontinuityCount } from "./discontinuity.ts";
import type { Point, SelfView } from "./frame.ts";

/** The fields of a body that its own player sees. */
export type OwnBody = Readonly<
  Pick<
    Body,
    | "x"
    | "y"
    | "aim"
    | "alive"
    | "teleports"
    | "dashSteps"
    | "dashCooldown"
    | "ammo"
    | "reloadSteps"
    | "special"
    | "specialAmmo"
    | "specialCooldown"
    | "railCharge"
  >
>;

interface OwnState {
  /** The authoritative body, for the fields that are not predicted. */
  readonly player: SeenBody & Pick<Player, "alive">;
  /** The predicted body, or the recorded one. */
  readonly body: OwnBody;
  /** Where the body is drawn. */
  readonly at: Point;
  readonly arena: Arena;
  /** Seconds until a dead body respawns. */
  readonly respawnIn: number;
}

/** Describes the own body for a frame. */
export function viewSelf({ player, body, at, arena, respawnIn }: OwnState, viewpoint: Viewpoint): SelfView {
  const { dt } = viewpoint;
  const alive = body.alive && player.alive;
  const special = specialOf(body);
  const { rounds, cooldown_s: cooldown } = WEAPON_RULES[special];
  return {
    ...describeBody(player, viewpoint),
    x: at.x,
    y: at.y,
    aim: body.aim,
    alive,
    lives: discontinuityCount({ lives: player.lives, teleports: body.teleports }),
    dashing: body.dashSteps > 0,
    ammo: body.ammo,
    clip: PRIMARY.clip,
    reloading: body.reloadSteps > 0,
    reload: 1 - body.reloadSteps / stepsIn(PRIMARY.reload_s, dt),
    dash: 1 - body.dashCooldown / stepsIn(DASH_COOLDOWN_S, dt),
    charge: chargeOf(body, dt),
    special,
    specialAmmo: body.specialAmmo,
    specialRounds: rounds,
    specialReady: 1 - Math.min(1, body.specialCooldown / stepsIn(cooldown, dt)),
    hidden: arena.isInBush(body.x, body.y),
    respawnIn: alive ? 0 : respawnIn,
  };
}
