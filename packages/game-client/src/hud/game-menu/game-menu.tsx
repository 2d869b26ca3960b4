import { lastDevice } from "../../controls/last-device.ts";
import { canFillScreen, toggleFullScreen } from "../../platform/full-screen.ts";
import { CopyRoomLink } from "../parts/copy-link.tsx";
import { Dialog } from "../parts/dialog.tsx";

export interface GameMenuProps {
  readonly open: boolean;
  readonly roomId: string;
  /** Name of the room; "" for none. */
  readonly roomName: string;
  /** The player is the owner of the room. */
  readonly own: boolean;
  readonly spectating: boolean;
  readonly onResume: () => void;
  readonly onSettings: () => void;
  readonly onManage: () => void;
  readonly onPeople: () => void;
  readonly onParty: () => void;
  readonly onProfile: () => void;
  readonly onSpectate: (spectate: boolean) => void;
  readonly onLeave: () => void;
}

/** The menu over a game. The game continues behind it. */
export function GameMenu({ open, roomId, roomName, own, spectating, ...actions }: GameMenuProps) {
  if (!open) return null;
  return (
    <Dialog title={roomName || "Fray"} onClose={actions.onResume}>
      <p>The fight continues behind this menu. Rounds are recorded, unless the host has turned that off.</p>
      <div class="choices">
        <button type="button" class="button" data-first onClick={actions.onResume}>
          Resume
        </button>
        {own && (
          <button type="button" class="button quiet" onClick={actions.onManage}>
            Manage room
          </button>
        )}
        <button type="button" class="button quiet" onClick={actions.onPeople}>
          People
        </button>
        <button type="button" class="button quiet" onClick={actions.onParty}>
          Party
        </button>
        <button type="button" class="button quiet" onClick={actions.onProfile}>
          You
        </button>
        <button type="button" class="button quiet" onClick={actions.onSettings}>
          Settings
        </button>
        {lastDevice.value === "touch" && canFillScreen() && (
          <button
            type="button"
            class="button quiet"
            onClick={() => {
              toggleFullScreen();
              actions.onResume();
            }}
          >
            {document.fullscreenElement ? "Leave full screen" : "Full screen"}
          </button>
        )}
        <button type="button" class="button quiet" onClick={() => actions.onSpectate(!spectating)}>
          {spectating ? "Join the fight" : "Watch instead"}
        </button>
        <CopyRoomLink roomId={roomId} />
        <button type="button" class="button quiet" onClick={actions.onLeave}>
          Leave
        </button>
      </div>
    </Dialog>
  );
}
