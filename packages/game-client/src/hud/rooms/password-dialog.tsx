import { MAX_PASSWORD_LENGTH } from "@fray/shared-state/protocol/room-options";
import { useState } from "preact/hooks";

import type { JoinIntent } from "../../connection/join-intent.ts";
import type { Progress } from "../menu/progress.ts";
import { Dialog } from "../parts/dialog.tsx";
import { JoinState } from "./join-state.tsx";

export interface PasswordDialogProps {
  /** State of the attempt to join with a password. */
  readonly progress: Progress;
  readonly onEnter: (intent: JoinIntent) => void;
  readonly onClose: () => void;
}

/** Asks for the password of a room and joins with it. */
export function PasswordDialog({ progress, onEnter, onClose }: PasswordDialogProps) {
  const [password, setPassword] = useState("");
  const intent = progress.state === "idle" ? undefined : progress.intent;
  const joining = progress.state === "joining";
  return (
    <Dialog title="Password" onClose={onClose}>
      <form
        class="choices"
        onSubmit={(event) => {
          event.preventDefault();
          if (intent && !joining) onEnter({ ...intent, password });
        }}
      >
        <JoinState progress={progress} />
        <input
          class="field"
          data-first
          type="password"
          value={password}
          maxLength={MAX_PASSWORD_LENGTH}
          aria-label="Password of the room"
          placeholder="Password of the room"
          autocomplete="off"
          onInput={(event) => setPassword(event.currentTarget.value)}
        />
        <button type="submit" class="button" disabled={joining || password === ""}>
          {joining ? "Joining…" : "Join"}
        </button>
        <button type="button" class="button quiet" onClick={onClose}>
          Back
        </button>
      </form>
    </Dialog>
  );
}
