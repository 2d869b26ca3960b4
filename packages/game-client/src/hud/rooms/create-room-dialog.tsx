import type { JoinIntent } from "../../connection/join-intent.ts";
import { LobbyGate } from "../lobby/lobby-gate.tsx";
import type { LobbyHandle } from "../lobby/use-lobby.ts";
import type { Progress } from "../menu/progress.ts";
import { Dialog } from "../parts/dialog.tsx";
import { CreateRoomForm } from "./create-room-form.tsx";
import { createRequestOf } from "./room-draft.ts";

export interface CreateRoomDialogProps {
  /** The player's name. */
  readonly owner: string;
  readonly progress: Progress;
  readonly lobby: LobbyHandle;
  readonly onEnter: (intent: JoinIntent) => void;
  readonly onClose: () => void;
}

/** The dialog in which a player creates a room. */
export function CreateRoomDialog({ owner, progress, lobby, onEnter, onClose }: CreateRoomDialogProps) {
  return (
    <Dialog title="Create a room" wide onClose={onClose}>
      <LobbyGate handle={lobby}>
        {({ offer }) => (
          <CreateRoomForm
            {...{ owner, progress, offer }}
            onCreate={(draft) => onEnter({ spectate: false, create: createRequestOf(draft) })}
          />
        )}
      </LobbyGate>
    </Dialog>
  );
}
