import { CopyLink } from "../parts/copy-link.tsx";
import { Dialog } from "../parts/dialog.tsx";

export interface GameMenuProps {
  readonly open: boolean;
  readonly roomId: string;
  readonly spectating: boolean;
  readonly onResume: () => void;
  readonly onSettings: () => void;
  readonly onSpectate: (spectate: boolean) => void;
  readonly onLeave: () => void;
}

/** The menu of the game that goes on behind it. */
export function GameMenu({ open, roomId, spectating, onResume, onSettings, onSpectate, onLeave }: GameMenuProps) {
  if (!open) return null;
  return (
    <Dialog title="Fray" onClose={onResume}>
      <p>The fight goes on behind this.</p>
      <div class="choices">
        <button type="button" class="button" data-first onClick={onResume}>
          Resume
        </button>
        <button type="button" class="button quiet" onClick={onSettings}>
          Settings
        </button>
        <button type="button" class="button quiet" onClick={() => onSpectate(!spectating)}>
          {spectating ? "Join the fight" : "Watch instead"}
        </button>
        <CopyLink roomId={roomId} />
        <button type="button" class="button quiet" onClick={onLeave}>
          Leave
        </button>
      </div>
    </Dialog>
  );
}
