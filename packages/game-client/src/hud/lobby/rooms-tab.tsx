import type { ListedRoom } from "../../connection/lobby.ts";
import { GlyphIcon } from "../../icons/glyph-icon.tsx";
import { ICONS } from "../../icons/icons.ts";
import { WordsOnly } from "../parts/words.tsx";
import { JoinByCode } from "./join-by-code.tsx";
import { RoomRow } from "./room-row.tsx";
import "./rooms-tab.css";

export interface RoomsTabProps {
  readonly rooms: readonly ListedRoom[];
  readonly joining: boolean;
  readonly onJoin: (roomId: string) => void;
  readonly onCreate: () => void;
}

/** The list of open rooms, and the ways to join rooms that are not listed. */
export function RoomsTab({ rooms, joining, onJoin, onCreate }: RoomsTabProps) {
  return (
    <>
      {rooms.length === 0 ? (
        <WordsOnly>No public game is running. Create a room and invite people, or press Play.</WordsOnly>
      ) : (
        <ul class="room-list" aria-label="Rooms">
          {rooms.map((room) => (
            <RoomRow key={room.id} room={room} joining={joining} onJoin={onJoin} />
          ))}
        </ul>
      )}
      <div class="room-ways">
        <JoinByCode joining={joining} onJoin={onJoin} />
        <button type="button" class="button quiet" onClick={onCreate}>
          <GlyphIcon glyph={ICONS.plus} size={20} /> Create room
        </button>
      </div>
    </>
  );
}
