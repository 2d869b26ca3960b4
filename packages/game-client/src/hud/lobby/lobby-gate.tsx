import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";

import type { Lobby, LobbyView } from "../../connection/lobby.ts";
import { Waiting, WordsOnly } from "../parts/words.tsx";
import type { LobbyHandle } from "./use-lobby.ts";

export interface LobbyGateProps {
  readonly handle: LobbyHandle;
  readonly children: (view: LobbyView, lobby: Lobby) => ComponentChildren;
}

/** Joins the lobby and shows its children with it. Shows a message while it joins and when that fails. */
export function LobbyGate({ handle: { connection, connect }, children }: LobbyGateProps) {
  useEffect(connect, []);
  switch (connection.state) {
    case "closed":
    case "connecting":
      return <Waiting>Asking the server…</Waiting>;
    case "failed":
      return (
        <WordsOnly alarming action="Try again" onAct={connect}>
          {connection.message}
        </WordsOnly>
      );
    case "open":
      if (!connection.view.lost) return <>{children(connection.view, connection.lobby)}</>;
      return (
        <WordsOnly alarming action="Connect again" onAct={connect}>
          The connection to the lobby was lost.
        </WordsOnly>
      );
  }
}
