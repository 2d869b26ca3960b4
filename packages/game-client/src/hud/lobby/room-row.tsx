import { MODE_TITLES, type Phase } from "@fray/shared-state/match/modes";
import { ROOM_OPTIONS, RULE_NAMES } from "@fray/shared-state/protocol/room-options";

import { isFull, isOpen, titleOf, type ListedRoom } from "../../connection/lobby.ts";
import { GlyphIcon } from "../../icons/glyph-icon.tsx";
import { ICONS } from "../../icons/icons.ts";

export interface RoomRowProps {
  readonly room: ListedRoom;
  readonly joining: boolean;
  readonly onJoin: (roomId: string) => void;
}

const PHASES: Readonly<Record<Phase, string>> = { warmup: "Warm-up", live: "Playing", results: "Results" };

/** A room in the list: mode and map, number of players, and the button to join. */
export function RoomRow({ room, joining, onJoin }: RoomRowProps) {
  const title = titleOf(room);
  const closed = room.locked ? "Locked" : isFull(room) ? "Full" : undefined;
  return (
    <li class="room-row">
      <div class="room-what">
        <p class="room-title">
          <b>{title}</b>
          {room.locked && <GlyphIcon glyph={ICONS.lock} size={16} label="Locked by its owner" />}
          {room.hasPassword && <GlyphIcon glyph={ICONS.key} size={16} label="Needs a password" />}
          {RULE_NAMES.map((rule) => room[rule] && <span class="chip">{ROOM_OPTIONS[rule].chip}</span>)}
        </p>
        <p class="room-how">
          {MODE_TITLES[room.mode]} · <span class="map">{room.map}</span> · {PHASES[room.phase]}
        </p>
      </div>
      <RoomCount {...room} />
      <button
        type="button"
        class="button quiet"
        aria-label={`${closed ?? "Join"}: ${title}`}
        disabled={joining || !isOpen(room)}
        onClick={() => onJoin(room.id)}
      >
        {closed ?? "Join"}
      </button>
    </li>
  );
}

function RoomCount({ people, spectators, bots, places }: ListedRoom) {
  const others = [bots > 0 && plural(bots, "bot"), spectators > 0 && `${spectators} watching`].filter(Boolean);
  return (
    <p class="room-count">
      <b>
        <GlyphIcon glyph={ICONS.people} size={16} label="People" /> {people}/{places}
      </b>
      <span>{others.join(" · ")}</span>
    </p>
  );
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
