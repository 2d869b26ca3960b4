import type { Standing } from "../../connection/frame.ts";
import { mutedPeople } from "../../connection/muted-people.ts";
import { Dialog } from "../parts/dialog.tsx";
import { PlayerName } from "../parts/player-name.tsx";
import { useObserved } from "../parts/use-observed.ts";

export interface PeopleDialogProps {
  /** All other people in the room; no bots. */
  readonly people: readonly Standing[];
  readonly onVote: (id: number) => void;
  readonly onClose: () => void;
}

/** What a player can do about other people: not hear them, or ask the room to remove them. */
export function PeopleDialog({ people, onVote, onClose }: PeopleDialogProps) {
  const muted = useObserved(mutedPeople.list);
  return (
    <Dialog title="People" wide onClose={onClose}>
      {people.length === 0 ? (
        <p>No other people are here.</p>
      ) : (
        <ul class="owned-people">
          {people.map((standing) => (
            <Person key={standing.id} {...{ standing, onVote }} muted={muted.includes(standing.person)} />
          ))}
        </ul>
      )}
    </Dialog>
  );
}

interface PersonProps {
  readonly standing: Standing;
  readonly muted: boolean;
  readonly onVote: (id: number) => void;
}

function Person({ standing, muted, onVote }: PersonProps) {
  const { id, name, person } = standing;
  return (
    <li>
      <PlayerName {...standing} />
      <button
        type="button"
        class="button quiet"
        aria-pressed={muted}
        aria-label={`${muted ? "Unmute" : "Mute"} ${name}`}
        onClick={() => (muted ? mutedPeople.unmute(person) : mutedPeople.mute(person))}
      >
        {muted ? "Unmute" : "Mute"}
      </button>
      <button
        type="button"
        class="button quiet danger"
        aria-label={`Vote to remove ${name}`}
        onClick={() => onVote(id)}
      >
        Vote to remove
      </button>
    </li>
  );
}
