import { useState } from "preact/hooks";

import type { Standing } from "../../connection/frame.ts";
import type { Game } from "../../connection/game-connection.ts";
import { mutedPeople } from "../../connection/muted-people.ts";
import { Dialog } from "../parts/dialog.tsx";
import { PlayerName } from "../parts/player-name.tsx";
import { useLoaded } from "../parts/use-loaded.ts";
import { useObserved } from "../parts/use-observed.ts";
import type { ReportFormProps } from "./report-form.tsx";

export interface PeopleDialogProps {
  /** All other people in the room; no bots. */
  readonly people: readonly Standing[];
  readonly onVote: (id: number) => void;
  readonly onReport: Game["report"];
  readonly onClose: () => void;
}

/** Loads the form: most players never report anybody. */
const loadForm = () => import("./report-form.tsx");

function ReportPart(props: ReportFormProps) {
  const [form, retry] = useLoaded(loadForm);
  if (form.state === "loaded") return <form.value.ReportForm {...props} />;
  if (form.state === "loading") return <p role="status">Loading …</p>;
  return (
    <p role="alert">
      The form could not be loaded.{" "}
      <button type="button" class="button quiet" onClick={retry}>
        Try again
      </button>
    </p>
  );
}

/** What a player can do about other people: not hear them, or ask the room to remove them. */
export function PeopleDialog({ people, onVote, onReport, onClose }: PeopleDialogProps) {
  const [reported, setReported] = useState<Standing>();
  const muted = useObserved(mutedPeople.list);
  if (reported)
    return (
      <Dialog title={`Report ${reported.name}`} wide onClose={onClose}>
        <ReportPart
          onSend={(reason, text) => onReport(reported.id, reason, text)}
          onCancel={() => setReported(undefined)}
        />
      </Dialog>
    );
  return (
    <Dialog title="People" wide onClose={onClose}>
      {people.length === 0 ? (
        <p>No other people are here.</p>
      ) : (
        <ul class="owned-people">
          {people.map((standing) => (
            <Person
              key={standing.id}
              {...{ standing, onVote }}
              onReport={() => setReported(standing)}
              muted={muted.includes(standing.person)}
            />
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
  readonly onReport: () => void;
}

function Person({ standing, muted, onVote, onReport }: PersonProps) {
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
      <button type="button" class="button quiet" aria-label={`Report ${name}`} onClick={onReport}>
        Report
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
