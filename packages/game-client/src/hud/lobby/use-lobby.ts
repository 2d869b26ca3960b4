import { useEffect, useState } from "preact/hooks";

import type { Lobby, LobbyView } from "../../connection/lobby.ts";

type Connection =
  | { readonly state: "closed" | "connecting" }
  /** `message` is a sentence for the player. */
  | { readonly state: "failed"; readonly message: string }
  | { readonly state: "open"; readonly lobby: Lobby; readonly view: LobbyView };

/** The connection to the lobby and its current view. */
export interface LobbyHandle {
  readonly connection: Connection;
  /** Joins the lobby, unless the player is already there under the given name. */
  readonly connect: () => void;
}

/**
 * A connection to the lobby. It is opened when a component asks for it, and closed with the component that shows it.
 */
export function useLobby(open: (name: string, cancelled: AbortSignal) => Promise<Lobby>, name: string): LobbyHandle {
  const [connection, setConnection] = useState<Connection>({ state: "closed" });
  const [asked, setAsked] = useState<{ readonly name: string }>();

  useEffect(() => {
    if (!asked) return undefined;
    const over = new AbortController();
    let lobby: Lobby | undefined;
    const show = (now: Connection): void => {
      if (!over.signal.aborted) setConnection(now);
    };
    const enter = (opened: Lobby): void => {
      lobby = opened;
      if (over.signal.aborted) opened.leave();
      opened.view.subscribe((view) => show({ state: "open", lobby: opened, view }));
      show({ state: "open", lobby: opened, view: opened.view.value });
    };
    show({ state: "connecting" });
    open(asked.name, over.signal).then(enter, (error: unknown) => {
      show({ state: "failed", message: error instanceof Error ? error.message : String(error) });
    });
    return () => {
      over.abort();
      lobby?.leave();
    };
    // A new `open` function alone does not close the lobby.
  }, [asked]);

  const isUp = connection.state === "connecting" || (connection.state === "open" && !connection.view.lost);
  return {
    connection,
    connect: () => {
      if (!isUp || asked?.name !== name) setAsked({ name });
    },
  };
}
