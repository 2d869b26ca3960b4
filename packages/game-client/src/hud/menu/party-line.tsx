import { keptParty } from "../../connection/kept-party.ts";
import { useObserved } from "../parts/use-observed.ts";

/** Says in the menu that the player is in a party. */
export function PartyLine({ onOpen }: { readonly onOpen: () => void }) {
  const token = useObserved(keptParty.token);
  if (token === "") return null;
  return (
    <div class="party-line">
      <p>You are in a party. Play brings you to it.</p>
      <button type="button" class="button quiet" onClick={onOpen}>
        Party
      </button>
    </div>
  );
}
