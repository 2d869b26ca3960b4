import type { Runtime } from "@fray/netcode/core";

import type { Standing } from "../../connection/frame.ts";
import type { Game } from "../../connection/game-connection.ts";
import type { HudActions } from "../hud-actions.ts";
import type { HudInput, OpenDialog } from "../hud-input.ts";
import type { Moment, Part } from "../moment.ts";
import { ConnectionOverlay } from "../network/connection-overlay.tsx";
import { later } from "../parts/later.tsx";
import { Panel } from "../parts/panel.ts";
import type { PartyDialogProps } from "../party/party-dialog.tsx";
import type { ProfileDialogProps } from "../profile/profile-dialog.tsx";
import type { SettingsDialogProps } from "../settings/settings-dialog.tsx";
import { isSpectating } from "../watch/watching.ts";
import { GameMenu, type GameMenuProps } from "./game-menu.tsx";
import type { InviteDialogProps } from "./invite-dialog.tsx";
import type { OwnerDialogProps } from "./owner-dialog.tsx";
import type { PeopleDialogProps } from "./people-dialog.tsx";

const OwnerDialog = later(async () => (await import("./owner-dialog.tsx")).OwnerDialog);
const InviteDialog = later(async () => (await import("./invite-dialog.tsx")).InviteDialog);
const PeopleDialog = later(async () => (await import("./people-dialog.tsx")).PeopleDialog);
const PartyDialog = later(async () => (await import("../party/party-dialog.tsx")).PartyDialog);
const ProfileDialog = later(async () => (await import("../profile/profile-dialog.tsx")).ProfileDialog);
const SettingsDialog = later(async () => (await import("../settings/settings-dialog.tsx")).SettingsDialog);

/** The dialogs over the game. Only one is open at a time. The dialog for a closed connection replaces all others. */
export class GameDialogs implements Part {
  readonly #input: HudInput;
  readonly #panels: readonly Part[];
  #game: Game | undefined;

  constructor(runtime: Runtime, parent: HTMLElement, input: HudInput, { onLeave, onRejoin }: HudActions) {
    this.#input = input;
    const show = (dialog: OpenDialog | undefined) => (): void => {
      input.dialog = dialog;
      input.asked = undefined;
    };
    const onClose = show(undefined);
    const menu: Pick<
      GameMenuProps,
      "onResume" | "onSettings" | "onManage" | "onPeople" | "onParty" | "onProfile" | "onSpectate" | "onLeave"
    > = {
      onResume: onClose,
      onSettings: show("settings"),
      onManage: show("room"),
      onPeople: show("people"),
      onParty: show("party"),
      onProfile: show("profile"),
      onSpectate: (spectate) => {
        this.#game?.setSpectating(spectate);
        onClose();
      },
      onLeave,
    };
    const onOrder: Game["order"] = (type, message) => this.#game?.order(type, message);
    const party = {
      onStart: () => this.#game?.setInParty(true),
      onLeave: () => this.#game?.setInParty(false),
    };
    const isOpen = (dialog: OpenDialog, { game }: Moment): boolean =>
      input.dialog === dialog && game.status().state !== "closed";
    this.#panels = [
      new Panel(parent, GameMenu, (moment) => {
        const { name: roomName, own } = moment.game.room();
        const { roomId } = moment.game;
        return { open: isOpen("menu", moment), roomId, roomName, own, spectating: isSpectating(moment), ...menu };
      }),
      new Panel(parent, OpenInvitation, (moment) => ({
        open: isOpen("invite", moment),
        roomId: moment.game.roomId,
        hasPassword: moment.game.room().hasPassword,
        onClose,
      })),
      new Panel(parent, OpenOwnerDialog, (moment) => ({
        shown: isOpen("room", moment) ? ownedIn(moment) : undefined,
        onOrder,
        onClose,
      })),
      new Panel(parent, OpenPeople, (moment) => ({
        people: isOpen("people", moment) ? othersIn(moment) : undefined,
        asked: input.asked,
        onVote: (id: number) => {
          this.#game?.voteToRemove(id);
          onClose();
        },
        onReport: (id, reason, text) => {
          this.#game?.report(id, reason, text);
          onClose();
        },
        onClose,
      })),
      new Panel(parent, OpenParty, (moment) => ({
        party: isOpen("party", moment) ? partyIn(moment) : undefined,
        ...party,
        onClose,
      })),
      new Panel(parent, OpenProfile, (moment) => ({
        open: isOpen("profile", moment),
        isPlaying: true,
        runtime,
        onClose,
      })),
      new Panel(parent, OpenSettings, (moment) => ({ open: isOpen("settings", moment), runtime, onClose })),
      new Panel(parent, ConnectionOverlay, ({ game }) => {
        const status = game.status();
        const { state } = status;
        const { message, return: back } = state === "closed" ? status : { message: "", return: "none" as const };
        const isMoving = state === "reconnecting" && status.isMoving;
        return { runtime, state, isMoving, message, back, onLeave, onRejoin };
      }),
    ];
  }

  update(moment: Moment): void {
    this.#game = moment.game;
    // A player who is no longer the owner can't use the room dialog.
    if (this.#input.dialog === "room" && !moment.game.room().own) this.#input.dialog = undefined;
    for (const panel of this.#panels) panel.update(moment);
  }

  dispose(): void {
    for (const panel of this.#panels) panel.dispose();
  }
}

type Owned = Pick<OwnerDialogProps, "room" | "people" | "map" | "mode">;

const othersIn = ({ standings }: Moment): readonly Standing[] =>
  standings.rows.filter(({ bot, self }) => !bot && !self);

const ownedIn = (moment: Moment): Owned => ({
  room: moment.game.room(),
  people: othersIn(moment),
  map: moment.game.arena.name,
  mode: moment.frame.round.mode,
});

interface OpenPeopleProps extends Omit<PeopleDialogProps, "people"> {
  readonly people: readonly Standing[] | undefined;
}

const OpenPeople = ({ people, ...actions }: OpenPeopleProps) =>
  people ? <PeopleDialog onMissing={actions.onClose} props={{ people, ...actions }} /> : null;

interface OpenOwnerDialogProps extends Pick<OwnerDialogProps, "onOrder" | "onClose"> {
  readonly shown: Owned | undefined;
}

const OpenOwnerDialog = ({ shown, ...actions }: OpenOwnerDialogProps) =>
  shown ? <OwnerDialog onMissing={actions.onClose} props={{ ...shown, ...actions }} /> : null;

interface OpenInvitationProps extends InviteDialogProps {
  readonly open: boolean;
}

const OpenInvitation = ({ open, ...props }: OpenInvitationProps) =>
  open ? <InviteDialog onMissing={props.onClose} props={props} /> : null;

type Party = Pick<PartyDialogProps, "token" | "members">;

function partyIn({ game, standings }: Moment): Party {
  const { token, members } = game.party?.value ?? { token: "", members: [] };
  return { token, members: members.flatMap((id) => standings.find(id)?.name ?? []) };
}

interface OpenPartyProps extends Pick<PartyDialogProps, "onStart" | "onLeave" | "onClose"> {
  readonly party: Party | undefined;
}

const OpenParty = ({ party, ...actions }: OpenPartyProps) =>
  party ? <PartyDialog onMissing={actions.onClose} props={{ ...party, ...actions }} /> : null;

interface OpenProfileProps extends ProfileDialogProps {
  readonly open: boolean;
}

const OpenProfile = ({ open, ...props }: OpenProfileProps) =>
  open ? <ProfileDialog onMissing={props.onClose} props={props} /> : null;

interface OpenSettingsProps extends SettingsDialogProps {
  readonly open: boolean;
}

const OpenSettings = ({ open, ...props }: OpenSettingsProps) =>
  open ? <SettingsDialog onMissing={props.onClose} props={props} /> : null;
