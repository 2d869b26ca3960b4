import type { JoinIntent } from "../../connection/join-intent.ts";
import type { Progress } from "../menu/progress.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Tabs } from "../parts/tabs.tsx";
import { JoinState } from "../rooms/join-state.tsx";
import { FriendsTab } from "./friends-tab.tsx";
import { LobbyChat } from "./lobby-chat.tsx";
import { LobbyGate } from "./lobby-gate.tsx";
import { RoomsTab } from "./rooms-tab.tsx";
import type { LobbyHandle } from "./use-lobby.ts";

export type LobbyTab = "rooms" | "chat" | "friends";

export interface LobbyDialogProps {
  readonly tab: LobbyTab;
  readonly handle: LobbyHandle;
  readonly progress: Progress;
  readonly onTab: (tab: LobbyTab) => void;
  readonly onCreate: () => void;
  readonly onEnter: (intent: JoinIntent) => void;
  readonly onClose: () => void;
}

/** The lobby: rooms, people and friends. */
export function LobbyDialog({ tab, handle, progress, onTab, onCreate, onEnter, onClose }: LobbyDialogProps) {
  const { connection } = handle;
  const counts = connection.state === "open" ? connection.view : undefined;
  const tabs = [
    ["rooms", `Rooms${counted(counts?.rooms.length)}`],
    ["chat", `Chat${counted(counts?.people.length)}`],
    ["friends", `Friends${counted(counts?.friends.length)}`],
  ] as const;
  const onJoin = (roomId: string, beside?: string): void => onEnter({ spectate: false, roomId, beside });
  const joining = progress.state === "joining";
  return (
    <Dialog title="Lobby" wide onClose={onClose}>
      <Tabs label="Lobby" tabs={tabs} open={tab} onOpen={onTab}>
        <JoinState progress={progress} />
        <LobbyGate handle={handle}>
          {(view, lobby) => {
            switch (tab) {
              case "rooms":
                return <RoomsTab rooms={view.rooms} {...{ joining, onJoin, onCreate }} />;
              case "chat":
                return (
                  <LobbyChat
                    view={view}
                    onSay={(text) => lobby.say(text)}
                    onReport={(...report) => lobby.report(...report)}
                  />
                );
              case "friends":
                return <FriendsTab {...{ view, lobby, joining, onJoin }} />;
            }
          }}
        </LobbyGate>
      </Tabs>
    </Dialog>
  );
}

/** A count to append to a tab's title; "" for zero. */
const counted = (count = 0): string => (count > 0 ? ` · ${count}` : "");
