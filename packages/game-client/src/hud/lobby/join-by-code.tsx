import { useState } from "preact/hooks";

import { roomIn } from "../share-link.ts";

export interface JoinByCodeProps {
  readonly joining: boolean;
  readonly onJoin: (roomId: string) => void;
}

/** Joins a room that is not in the list, by its invite code or by a link to it. */
export function JoinByCode({ joining, onJoin }: JoinByCodeProps) {
  const [text, setText] = useState("");
  const [isWrong, setIsWrong] = useState(false);
  return (
    <form
      class="join-by-code"
      onSubmit={(event) => {
        event.preventDefault();
        // A gamepad's Start submits the form whatever the field contains.
        if (text.trim() === "") return;
        const roomId = roomIn(text);
        setIsWrong(roomId === undefined);
        if (roomId !== undefined) onJoin(roomId);
      }}
    >
      <input
        class="field"
        value={text}
        aria-label="Invite code or link"
        placeholder="Invite code or link"
        aria-invalid={isWrong}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setIsWrong(false);
        }}
      />
      <button type="submit" class="button quiet" disabled={joining || text.trim() === ""}>
        Join by code
      </button>
      {isWrong && <p role="alert">That is neither a code nor a link to a room.</p>}
    </form>
  );
}
