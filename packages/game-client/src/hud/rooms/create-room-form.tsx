import { MODE_TITLES } from "@fray/shared-state/match/modes";
import type { HostOffer } from "@fray/shared-state/protocol/lobby";
import { OPTION_NAMES } from "@fray/shared-state/protocol/room-options";
import { useEffect, useRef, useState } from "preact/hooks";

import { lastDevice } from "../../controls/last-device.ts";
import type { Progress } from "../menu/progress.ts";
import { mapTitle } from "../parts/map-title.ts";
import { Row, Select } from "../parts/rows.tsx";
import "./create-room-form.css";
import { JoinState } from "./join-state.tsx";
import { OptionRow } from "./option-row.tsx";
import { mapsFor, modesOf, newDraft, redraft, type RoomDraft } from "./room-draft.ts";

export interface CreateRoomFormProps {
  readonly owner: string;
  readonly offer: HostOffer;
  readonly progress: Progress;
  readonly onCreate: (draft: RoomDraft) => void;
}

/** The options of a new room. The defaults make a good room, so Enter is enough. */
export function CreateRoomForm({ owner, offer, progress, onCreate }: CreateRoomFormProps) {
  const [draft, setDraft] = useState(() => newDraft(offer));
  const set = (changes: Partial<RoomDraft>): void => setDraft((now) => redraft(now, changes, offer));
  const form = { draft, offer, set };
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (lastDevice.value !== "touch") first.current?.focus();
  }, []);
  return (
    <form
      class="create-room"
      onSubmit={(event) => {
        event.preventDefault();
        if (progress.state !== "joining") onCreate(draft);
      }}
    >
      <JoinState progress={progress} />
      <div class="create-room-fields">
        <OptionRow name="name" first={first} placeholder={`${owner || "Player"}’s room`} {...form} />
        <Row label="Mode">
          {(id) => (
            <Select
              id={id}
              value={draft.mode}
              options={[["all", "All in turn"], ...modesOf(offer).map((mode) => [mode, MODE_TITLES[mode]] as const)]}
              onSet={(mode) => set({ mode })}
            />
          )}
        </Row>
        <Row label="Map">
          {(id) => (
            <Select
              id={id}
              value={draft.map}
              options={[["", "All in turn"], ...mapsFor(offer, draft.mode).map((map) => [map, mapTitle(map)] as const)]}
              onSet={(map) => set({ map })}
            />
          )}
        </Row>
        {OPTION_NAMES.map((name) => name !== "name" && <OptionRow key={name} name={name} {...form} />)}
      </div>
      <button type="submit" class="button" disabled={progress.state === "joining"}>
        {progress.state === "joining" ? "Creating…" : "Create and play"}
      </button>
    </form>
  );
}
