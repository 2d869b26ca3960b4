import { JoinError } from "@fray/game-client/internal/connection/join-error";
import "@fontsource-variable/exo-2/wght.css";

import "../../../packages/game-client/src/hud/base.css";
import type { JoinIntent } from "@fray/game-client/internal/connection/join-intent";
import { lastDevice } from "@fray/game-client/internal/controls/last-device";
import { useGamepadInMenus } from "@fray/game-client/internal/controls/menu-gamepad";
import { keepLook } from "@fray/game-client/internal/hud/look";
import { showMenu } from "@fray/game-client/internal/hud/menu/show-menu";
import { settings } from "@fray/game-client/internal/settings/settings";
import { systemRuntime } from "@fray/netcode/core";

import "./api.ts";
import { openStillLobby } from "./still-lobby.ts";

const place = document.getElementById("menu");
if (!place) throw new Error("the page lacks its place");
settings.set({ reducedMotion: "on" });
keepLook();
await document.fonts.ready;
useGamepadInMenus(place);
const request: JoinIntent[] = [];
window.menuPage = {
  request,
  show: ({ device, invited, lobby = "empty", refusal }) => {
    lastDevice.used(device);
    showMenu(place, {
      runtime: systemRuntime,
      onPlay: (_name, intent) =>
        new Promise((_resolve, reject) => {
          request.push(intent);
          if (refusal) reject(new JoinError(refusal.message, refusal.code, {}));
        }),
      joinAtOnce: undefined,
      dialog: undefined,
      roomId: invited,
      onOpenReplay: () => undefined,
      onForgetRoom: () => {},
      openLobby: () => openStillLobby(lobby),
    });
  },
};
