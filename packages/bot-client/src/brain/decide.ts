import type { Random } from "@fray/netcode/core";
import { phaseOf } from "@fray/shared-state/match/modes";
import { BUTTON, type Input } from "@fray/shared-state/schema/input-frame";

import type { OwnBody, View } from "../view/view.ts";
import { beginLife, type Memory } from "./memory.ts";
import { fleeBlasts } from "./movement/blasts.ts";
import { judgeShots } from "./movement/dodge.ts";
import { move } from "./movement/move.ts";
import { perceive } from "./perception.ts";
import { choosePlan } from "./plan.ts";
import { turnAim } from "./weapons/aim.ts";
import { considerIndirectFire } from "./weapons/indirect-fire.ts";
import { pullTrigger } from "./weapons/trigger.ts";
import { chooseWeapon } from "./weapons/weapon-choice.ts";

/**
 * Decides the bot's input for this step. It reads nothing but its arguments and keeps everything it needs in
 * `memory`, so the same seed plays the same game. The bot thinks (what it sees, what it plans) only when it takes a
 * new look at the world; it acts in every step. A dead bot, a spectator and a bot on the podium do nothing.
 */
export function decide(memory: Memory, view: View, random: Random): Input {
  const { self } = view;
  if (!self?.alive || phaseOf(view.round) === "results") return { moveX: 0, moveY: 0, aim: memory.aim, buttons: 0 };
  if (self.lives !== memory.lives) beginLife(memory, self, view.now);
  if (view.looks !== memory.looks) think(memory, view, self, random);
  return act(memory, view, self, random);
}

function think(memory: Memory, view: View, self: OwnBody, random: Random): void {
  memory.looks = view.looks;
  perceive(memory, view, self, random);
  chooseWeapon(memory, view, self);
  considerIndirectFire(memory, view, self, random);
  choosePlan(memory, view, self, random);
  judgeShots(memory, view, self, random);
  fleeBlasts(memory, view, self, random);
}

function act(memory: Memory, view: View, self: OwnBody, random: Random): Input {
  const direction = move(memory, view, self, random);
  const offTarget = turnAim(memory, view, self, random, direction);
  let buttons = pullTrigger(memory, view, self, random, offTarget);
  if (memory.wantsDash && self.dashCooldown === 0) buttons |= BUTTON.dash;
  memory.wantsDash = false;
  return { moveX: direction.x, moveY: direction.y, aim: memory.aim, buttons };
}
