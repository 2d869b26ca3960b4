import { BUTTON, InputFrame } from "@fray/shared-state/schema/input-frame";

import { Guest } from "../../support/guest.ts";
import type { Actor, Stage } from "./actor.ts";
import { enter } from "./enter.ts";

const INPUT_MS = 1000 / 30;
const REST_MS = 1500;
const STAY_MS = 20_000;
/** A connection that has gone silent never brings an answer. */
const GOODBYE_MS = 5000;

Guest.keepsFrames = false;

/** A client that somebody wrote with nothing but the SDK. It comes back as the same guest. */
export const stock: Actor = async (stage) => {
  const { endpoint, random, plan, secrets, tokens } = stage;
  let token = "";
  while (!stage.isOver) {
    const guest = await enter(stage, {
      join: (roomId, password) => Guest.joinById(endpoint, roomId, { name: `S ${plan.part}`, password, token }),
    });
    if (!guest) return;
    const input = guest.room.input<InputFrame>({ type: InputFrame });
    let heading = 0;
    const timer = setInterval(() => {
      if (random() < 0.05) heading = random() * 2 * Math.PI;
      Object.assign(input.data, { moveX: Math.cos(heading), moveY: Math.sin(heading), aim: heading });
      input.data.buttons = random() < 0.3 ? BUTTON.fire : 0;
      if (guest.room.connection.isOpen) input.send();
    }, INPUT_MS);
    await stage.wait(random() * STAY_MS);
    clearInterval(timer);
    token = guest.heard.identity[0]?.token ?? token;
    secrets.add(token);
    if (token) tokens.add(token);
    // At times it goes without a word, and its body stays for a while.
    if (random() < 0.4) guest.room.connection.close();
    else await goodbye(guest, stage);
    await stage.wait(random() * REST_MS);
  }
};

/** Leaves, and closes the connection when nothing answers. */
async function goodbye({ room }: Guest, stage: Stage): Promise<void> {
  if (room.connection.isOpen) await Promise.race([room.leave(), stage.wait(GOODBYE_MS)]);
  room.connection.close();
}
