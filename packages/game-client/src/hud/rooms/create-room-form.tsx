import { MODE_TITLES } from "@fray/shared-state/match/modes";
import { MAX_PASSWORD_LENGTH, ROOM_LIMITS } from "@fray/shared-state/protocol/create-options";
import type { HostOffer } from "@fray/shared-state/protocol/lobby";
import { ROOM_NAME_LIMIT } from "@fray/shared-state/protocol/room-name";
import { useEffect, useRef, useState } from "preact/hooks";

import { lastDevice } from "../../controls/last-device.ts";
import type { Progress } from "../menu/progress.ts";
import { mapTitle } from "../parts/map-title.ts";
import { Row, Select, Slider, Switch } from "../parts/rows.tsx";
import { typedWithin } from "../parts/typed-within.ts";
import { clock } from "../round/clock.ts";
import "./create-room-form.css";
import { JoinFailure } from "./join-failure.tsx";
import { mapsFor, maxBots, modesOf, newDraft, redraft, type RoomDraft } from "./room-draft.ts";

/** As far as the sliders go, unless the host's own rooms go farther. */
const LONGEST_ROUND_S = 1800;
const HIGHEST_LIMIT = 150;

export interface CreateRoomFormProps {
  readonly owner: string;
  readonly offer: HostOffer;
  readonly progress: Progress;
  readonly onCreate: (draft: RoomDraft) => void;
}

/** What a room can be like; as it stands at first, Enter makes a good one. */
export function CreateRoomForm({ owner, offer, progress, onCreate }: CreateRoomFormProps) {
  const [draft, setDraft] = useState(() => newDraft(offer));
  const set = (changes: Partial<RoomDraft>): void => setDraft((now) => redraft(now, changes, offer));
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
      <JoinFailure progress={progress} />
      <div class="create-room-fields">
        <Row label="Name">
          {(id) => (
            <input
              id={id}
              ref={first}
              class="field"
              value={draft.name}
              placeholder={`${owner || "Player"}’s room`}
              autocomplete="off"
              onInput={(event) => set({ name: typedWithin(event, ROOM_NAME_LIMIT) })}
            />
          )}
        </Row>
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
        <Row label="Password">
          {(id) => (
            <input
              id={id}
              class="field"
              value={draft.password}
              maxLength={MAX_PASSWORD_LENGTH}
              placeholder="None"
              autocomplete="off"
              spellcheck={false}
              onInput={(event) => set({ password: event.currentTarget.value })}
            />
          )}
        </Row>
        <Row label="Private: by invitation only">
          {(id) => <Switch id={id} on={draft.private} onSet={(on) => set({ private: on })} />}
        </Row>
        <Row label="Players at most" note={String(draft.maxPlayers)}>
          {(id) => (
            <Slider
              id={id}
              value={draft.maxPlayers}
              min={ROOM_LIMITS.players.min}
              max={offer.maxPlayers}
              step={1}
              text={String}
              onSet={(maxPlayers) => set({ maxPlayers })}
            />
          )}
        </Row>
        <Row label="Bots fill up to" note={draft.bots === 0 ? "None" : String(draft.bots)}>
          {(id) => (
            <Slider
              id={id}
              value={draft.bots}
              max={maxBots(draft)}
              step={1}
              text={String}
              onSet={(bots) => set({ bots })}
            />
          )}
        </Row>
        <Row label="Round" note={clock(draft.roundSeconds)}>
          {(id) => (
            <Slider
              id={id}
              value={draft.roundSeconds}
              min={ROOM_LIMITS.roundSeconds.min}
              max={Math.max(LONGEST_ROUND_S, offer.roundSeconds)}
              step={30}
              text={clock}
              onSet={(roundSeconds) => set({ roundSeconds })}
            />
          )}
        </Row>
        <Row label="Score limit" note={draft.scoreLimit === 0 ? "None" : String(draft.scoreLimit)}>
          {(id) => (
            <Slider
              id={id}
              value={draft.scoreLimit}
              max={Math.max(HIGHEST_LIMIT, offer.scoreLimit)}
              step={5}
              text={String}
              onSet={(scoreLimit) => set({ scoreLimit })}
            />
          )}
        </Row>
        <Row label="Friendly fire">
          {(id) => <Switch id={id} on={draft.friendlyFire} onSet={(friendlyFire) => set({ friendlyFire })} />}
        </Row>
      </div>
      <button type="submit" class="button" disabled={progress.state === "joining"}>
        {progress.state === "joining" ? "Creating…" : "Create and play"}
      </button>
    </form>
  );
}
