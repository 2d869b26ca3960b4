import type { Runtime } from "@fray/netcode/core";

import type { JoinIntent } from "../../connection/join-intent.ts";
import { LobbyDialog, type LobbyTab } from "../lobby/lobby-dialog.tsx";
import type { LobbyHandle } from "../lobby/use-lobby.ts";
import { later } from "../parts/later.tsx";
import { CreateRoomDialog } from "../rooms/create-room-dialog.tsx";
import { PasswordDialog } from "../rooms/password-dialog.tsx";
import { SettingsDialog } from "../settings/settings-dialog.tsx";
import { StatisticsDialog } from "../statistics/statistics-dialog.tsx";
import type { Progress } from "./progress.ts";

const ProfileDialog = later(async () => (await import("../profile/profile-dialog.tsx")).ProfileDialog);

export type MenuDialogName = LobbyTab | "create" | "password" | "settings" | "statistics" | "profile";

export interface MenuDialogProps {
  readonly runtime: Runtime;
  /** Name of the open dialog; undefined for none. */
  readonly name: MenuDialogName | undefined;
  /** The player's name. */
  readonly owner: string;
  /** Id of the room in the page's address. */
  readonly invitedTo: string | undefined;
  readonly progress: Progress;
  readonly lobby: LobbyHandle;
  readonly onOpen: (name: MenuDialogName | undefined) => void;
  readonly onEnter: (intent: JoinIntent) => void;
}

/** The dialogs over the menu. */
export function MenuDialog({ runtime, name, owner, invitedTo, progress, lobby, onOpen, onEnter }: MenuDialogProps) {
  const onClose = (): void => onOpen(undefined);
  switch (name) {
    case "settings":
      return <SettingsDialog {...{ runtime, onClose }} />;
    case "statistics":
      return <StatisticsDialog {...{ runtime, onClose }} />;
    case "profile":
      return <ProfileDialog onMissing={onClose} props={{ runtime, onClose }} />;
    case "create":
      return <CreateRoomDialog {...{ owner, progress, lobby, onEnter, onClose }} />;
    case "password":
      return (
        <PasswordDialog
          {...{ progress, onEnter }}
          // A player who came from the list of rooms returns to it.
          onClose={() => onOpen(invitedTo === undefined ? "rooms" : undefined)}
        />
      );
    case undefined:
      return null;
    default:
      return (
        <LobbyDialog
          tab={name}
          handle={lobby}
          onTab={onOpen}
          onCreate={() => onOpen("create")}
          {...{ progress, onEnter, onClose }}
        />
      );
  }
}
