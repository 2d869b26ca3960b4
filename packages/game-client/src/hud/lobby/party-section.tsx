import { keptParty } from "../../connection/kept-party.ts";
import type { Lobby } from "../../connection/lobby.ts";
import { useObserved } from "../parts/use-observed.ts";
import { PartyPanel } from "../party/party-panel.tsx";

export interface PartySectionProps {
  readonly lobby: Lobby;
}

/** Starts a party, invites to it, and leaves it. */
export function PartySection({ lobby }: PartySectionProps) {
  const token = useObserved(keptParty.token);
  return (
    <section class="friend-party" aria-label="Party">
      <PartyPanel
        token={token}
        members={undefined}
        onStart={() => lobby.startParty((started) => keptParty.keep(started))}
        onLeave={() => keptParty.keep("")}
      />
    </section>
  );
}
