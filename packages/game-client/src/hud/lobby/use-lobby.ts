import { useEffect, useState } from "preact/hooks";

import type { Lobby, LobbyView } from "../../connection/lobby.ts";

type Line =
  | { readonly state: "closed" | "connecting" }
  /** `message` is a sentence for the player. */
  | { readonly state: "failed"; readonly message: string }
  | { readonly state: "open"; readonly lobby: Lobby; readonly view: LobbyView };

/** The way into the lobby, and what is to be seen there. */
export interface LobbyHandle {
  readonly line: Line;
  /** Goes in, unless one is there already under that name. */
  readonly connect: () => void;
}

/** A line to the lobby that is opened when somebody wants it, and closed with whatever shows it. */
export function useLobby(open: (name: string) => Promise<Lobby>, name: string): LobbyHandle {
  const [line, setLine] = useState<Line>({ state: "closed" });
  const [asked, setAsked] = useState<{ readonly name: string }>();

  useEffect(() => {
    if (!asked) return undefined;
    let isOver = false;
    let lobby: Lobby | undefined;
    const show = (now: Line): void => {
      if (!isOver) setLine(now);
    };
    const enter = (opened: Lobby): void => {
      lobby = opened;
      if (isOver) opened.leave();
      opened.view.subscribe((view) => show({ state: "open", lobby: opened, view }));
      show({ state: "open", lobby: opened, view: opened.view.value });
    };
    show({ state: "connecting" });
    open(asked.name).then(enter, (error: unknown) => {
      show({ state: "failed", message: error instanceof Error ? error.message : String(error) });
    });
    return () => {
      isOver = true;
      lobby?.leave();
    };
    // Another way in is no reason to go out.
  }, [asked]);

  const isUp = line.state === "connecting" || (line.state === "open" && !line.view.lost);
  return {
    line,
    connect: () => {
      if (!isUp || asked?.name !== name) setAsked({ name });
    },
  };
}
