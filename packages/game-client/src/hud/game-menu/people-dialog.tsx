import { useState } from "preact/hooks";

import type { Standing } from "../../connection/frame.ts";
import type { Game } from "../../connection/game-connection.ts";
import type { PersonAsked } from "../hud-input.ts";
import { Dialog } from "../parts/dialog.tsx";
import { PlayerName, type PlayerNameProps } from "../parts/player-name.tsx";
import { MuteButton } from "../report/mute-button.tsx";
import { ReportPart } from "../report/report-part.tsx";
import "./people-list.css";

export interface PeopleDialogProps {
  /** All other people in the room; no bots. */
  readonly people: readonly Standing[];
  /** The person whose name was pressed, who may have left; undefined for all people. */
  readonly asked: PersonAsked | undefined;
  readonly onVote: (id: number) => void;
  readonly onReport: Game["report"];
  readonly onClose: () => void;
}

type Shown = PersonAsked & PlayerNameProps;

/** What a player can do about other people: not hear them, report them, or ask the room to remove them. */
export function PeopleDialog({ people, asked, onVote, onReport, onClose }: PeopleDialogProps) {
  const [reported, setReported] = useState<PersonAsked>();
  if (reported)
    return (
      <Dialog title={`Report ${reported.name}`} wide onClose={onClose}>
        <ReportPart
          onSend={(reason, text) => onReport(reported.id, reason, text)}
          onCancel={() => setReported(undefined)}
        />
      </Dialog>
    );
  const isHere = ({ id }: PersonAsked): boolean => people.some((standing) => standing.id === id);
  const shown = asked ? [people.find(({ id }) => id === asked.id) ?? departed(asked)] : people;
  return (
    <Dialog title={asked ? asked.name : "People"} wide onClose={onClose}>
      {shown.length === 0 ? (
        <p>No other people are here.</p>
      ) : (
        <ul class="people-list">
          {shown.map((each) => (
            <Person
              key={each.id}
              shown={each}
              isOnly={asked !== undefined}
              onVote={isHere(each) ? onVote : undefined}
              onReport={() => setReported(each)}
            />
          ))}
        </ul>
      )}
    </Dialog>
  );
}

const departed = (asked: PersonAsked): Shown => ({ ...asked, bot: false, self: false, connected: false });

interface PersonProps {
  readonly shown: Shown;
  /** The title of the dialog has the name already. */
  readonly isOnly: boolean;
  /** Undefined for somebody who has left. */
  readonly onVote: PeopleDialogProps["onVote"] | undefined;
  readonly onReport: () => void;
}

function Person({ shown, isOnly, onVote, onReport }: PersonProps) {
  const { id, name, person } = shown;
  return (
    <li>
      {isOnly ? !onVote && <p>Has left the room.</p> : <PlayerName {...shown} />}
      <MuteButton {...{ person, name }} />
      <button type="button" class="button quiet" aria-label={`Report ${name}`} onClick={onReport}>
        Report
      </button>
      {onVote && (
        <button
          type="button"
          class="button quiet danger"
          aria-label={`Vote to remove ${name}`}
          onClick={() => onVote(id)}
        >
          Vote to remove
        </button>
      )}
    </li>
  );
}
