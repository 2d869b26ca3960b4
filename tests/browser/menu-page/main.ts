import "@fontsource-variable/exo-2/wght.css";
import "../../../packages/game-client/src/hud/base.css";
import { lastDevice } from "@fray/game-client/controls/last-device";
import { keepLook } from "@fray/game-client/hud/look";
import { showMenu } from "@fray/game-client/hud/menu/show-menu";
import { settings } from "@fray/game-client/settings/settings";

import "./api.ts";

const place = document.getElementById("menu");
if (!place) throw new Error("the page lacks its place");
settings.set({ reducedMotion: "on" });
keepLook();
await document.fonts.ready;
window.menuPage = {
  show: (device, invited) => {
    lastDevice.used(device);
    showMenu(place, {
      // A game that never begins: what is under way stays so.
      onPlay: () => new Promise<void>(() => {}),
      joinAtOnce: undefined,
      roomId: invited,
      onForgetRoom: () => {},
    });
  },
};
