import { keptParty } from "../../connection/kept-party.ts";
import type { Lobby } from "../../connection/lobby.ts";
import { useObserved } from "../parts/use-observed.ts";
import { PartyPanel } from "../party/party-panel.tsx";

export interface PartyTabProps {
  readonly lobby: Lobby;
}

/** Starts a party, invites to it, and leaves it. */
export function PartyTab({ lobby }: PartyTabProps) {
  const token = useObserved(keptParty.token);
  return (
    <PartyPanel
      token={token}
      members={undefined}
      onStart={() => lobby.startParty((started) => keptParty.keep(started))}
      onLeave={() => keptParty.keep("")}
    />
  );
}
