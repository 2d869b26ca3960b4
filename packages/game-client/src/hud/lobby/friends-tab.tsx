import type { FriendPlace } from "@fray/shared-state/protocol/lobby";
import { useEffect } from "preact/hooks";

import { friends, type Friend } from "../../connection/friends.ts";
import { isOpen, titleOf, type Lobby, type LobbyView } from "../../connection/lobby.ts";
import { GlyphIcon } from "../../icons/glyph-icon.tsx";
import { ICONS } from "../../icons/icons.ts";
import { CopyLink } from "../parts/copy-link.tsx";
import { useObserved } from "../parts/use-observed.ts";
import { WordsOnly } from "../parts/words.tsx";
import { friendLink } from "../share-link.ts";
import "./friends-tab.css";
import { PartySection } from "./party-section.tsx";

export interface FriendsTabProps {
  readonly view: LobbyView;
  readonly lobby: Lobby;
  readonly joining: boolean;
  /** Joins a room on the side of the friend with that code. */
  readonly onJoin: (roomId: string, beside: string) => void;
}

/** Shows where friends are, and the link that adds friends. */
export function FriendsTab({ view, lobby, joining, onJoin }: FriendsTabProps) {
  const list = useObserved(friends.list).filter(({ code }) => code !== view.friendCode);
  const codes = list.map(({ code }) => code);
  useEffect(() => lobby.watchFriends(codes), [lobby, codes.join()]);
  useEffect(() => friends.see(view.friends), [view.friends]);
  return (
    <>
      {list.length === 0 ? (
        <WordsOnly>
          You have no friends here yet. Send your friends the link below. Anyone who opens it sees where you play.
        </WordsOnly>
      ) : (
        <ul class="friend-list" aria-label="Friends">
          {list.map((friend) => (
            <FriendRow key={friend.code} {...{ friend, view, joining, onJoin }} />
          ))}
        </ul>
      )}
      <div class="friend-link">
        <p>Your friend link. People who open it see where you are and can join your side. Open theirs to see them.</p>
        <CopyLink link={friendLink(view.friendCode)} field="Your friend link" label="Copy friend link" />
      </div>
      <PartySection lobby={lobby} />
    </>
  );
}

interface FriendRowProps extends Pick<FriendsTabProps, "view" | "joining" | "onJoin"> {
  readonly friend: Friend;
}

function FriendRow({ friend: { code, name }, view, joining, onJoin }: FriendRowProps) {
  const place = view.friends.find((one) => one.code === code);
  const called = name || "New friend";
  const room = place?.where === "room" ? view.rooms.find(({ id }) => id === place.roomId) : undefined;
  return (
    <li class={place ? "here" : "away"}>
      <GlyphIcon glyph={place ? ICONS.person : ICONS.away} size={20} />
      <p>
        <b>{called}</b>
        <span>{whereabouts(place, room && titleOf(room))}</span>
      </p>
      {place?.where === "room" && (
        <button
          type="button"
          class="button quiet"
          aria-label={`Join ${called}`}
          disabled={joining || (room !== undefined && !isOpen(room))}
          onClick={() => onJoin(place.roomId, code)}
        >
          Join
        </button>
      )}
      <button type="button" class="icon-button" aria-label={`Forget ${called}`} onClick={() => friends.remove(code)}>
        <GlyphIcon glyph={ICONS.close} size={16} />
      </button>
    </li>
  );
}

function whereabouts(place: FriendPlace | undefined, room: string | undefined): string {
  if (!place) return "Away";
  if (place.where === "lobby") return "In the lobby";
  if (place.where === "private") return "Plays in a room that is not listed";
  return room === undefined ? "Plays" : `Plays in ${room}`;
}
