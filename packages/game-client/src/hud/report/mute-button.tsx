import { mutedPeople } from "../../connection/muted-people.ts";
import { useObserved } from "../parts/use-observed.ts";

interface MuteButtonProps {
  readonly person: number;
  readonly name: string;
}

/** Mutes a person, or ends that. */
export function MuteButton({ person, name }: MuteButtonProps) {
  const muted = useObserved(mutedPeople.list).includes(person);
  return (
    <button
      type="button"
      class="button quiet"
      aria-pressed={muted}
      aria-label={`${muted ? "Unmute" : "Mute"} ${name}`}
      onClick={() => (muted ? mutedPeople.unmute(person) : mutedPeople.mute(person))}
    >
      {muted ? "Unmute" : "Mute"}
    </button>
  );
}
