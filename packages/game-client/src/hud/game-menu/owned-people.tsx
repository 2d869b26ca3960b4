import { useState } from "preact/hooks";

import type { Standing } from "../../connection/frame.ts";
import type { Game } from "../../connection/game-connection.ts";
import { PlayerName } from "../parts/player-name.tsx";
import "./people-list.css";

export interface OwnedPeopleProps {
  /** All people except the owner; no bots. */
  readonly people: readonly Standing[];
  readonly onOrder: Game["order"];
}

/** Lists the people that the owner can kick or ban. */
export function OwnedPeople({ people, onOrder }: OwnedPeopleProps) {
  const [asked, setAsked] = useState<Standing>();
  // A person who leaves while the owner confirms a ban can still be banned.
  const shown = asked && !people.some(({ id }) => id === asked.id) ? [...people, asked] : people;
  if (shown.length === 0) return <p class="nobody">No other people are here.</p>;
  return (
    <ul class="people-list">
      {shown.map((person) => {
        const { id, name } = person;
        return (
          <li key={id}>
            {id === asked?.id ? (
              <ConfirmBan
                name={name}
                onBan={() => {
                  setAsked(undefined);
                  onOrder("ban", { id });
                }}
                onCancel={() => setAsked(undefined)}
              />
            ) : (
              <>
                <PlayerName {...person} />
                <button
                  type="button"
                  class="button quiet"
                  aria-label={`Make owner: ${name}`}
                  onClick={() => onOrder("pass", { id })}
                >
                  Make owner
                </button>
                <button
                  type="button"
                  class="button quiet"
                  aria-label={`Kick ${name}`}
                  onClick={() => onOrder("kick", { id })}
                >
                  Kick
                </button>
                <button
                  type="button"
                  class="button quiet danger"
                  aria-label={`Ban ${name}`}
                  onClick={() => setAsked(person)}
                >
                  Ban
                </button>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}

interface ConfirmBanProps {
  readonly name: string;
  readonly onBan: () => void;
  readonly onCancel: () => void;
}

/** Asks before a ban. A kick ends with the round; a ban does not. */
function ConfirmBan({ name, onBan, onCancel }: ConfirmBanProps) {
  return (
    <>
      <p role="alert">Ban {name} for as long as this room is open?</p>
      <button type="button" class="button quiet danger" onClick={onBan}>
        Ban {name}
      </button>
      <button type="button" class="button quiet" ref={(button) => button?.focus()} onClick={onCancel}>
        Cancel
      </button>
    </>
  );
}
