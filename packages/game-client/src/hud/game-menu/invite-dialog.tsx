import { CopyRoomLink } from "../parts/copy-link.tsx";
import { Dialog } from "../parts/dialog.tsx";
import "./invite-dialog.css";

export interface InviteDialogProps {
  readonly roomId: string;
  readonly hasPassword: boolean;
  readonly onClose: () => void;
}

/** Shows the owner of a new room how others can join it. */
export function InviteDialog({ roomId, hasPassword, onClose }: InviteDialogProps) {
  return (
    <Dialog title="Your room is open" onClose={onClose}>
      <p>
        Send the link to people you want to invite, or tell them the code
        {hasPassword ? ", and the password." : "."}
      </p>
      <p class="invite-code">
        <span>Invite code</span>
        <b>{roomId}</b>
      </p>
      <div class="choices">
        <CopyRoomLink roomId={roomId} />
        <button type="button" class="button" data-first onClick={onClose}>
          Fight
        </button>
      </div>
    </Dialog>
  );
}
