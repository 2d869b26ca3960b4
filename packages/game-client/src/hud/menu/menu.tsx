import type { Runtime } from "@fray/netcode/core";
import { NAME_LIMIT } from "@fray/shared-state/protocol/player-name";
import { useEffect, useRef, useState } from "preact/hooks";

import { JoinError } from "../../connection/join-error.ts";
import type { JoinIntent } from "../../connection/join-intent.ts";
import { keptParty } from "../../connection/kept-party.ts";
import type { Lobby } from "../../connection/lobby.ts";
import { lastDevice } from "../../controls/last-device.ts";
import { useLobby } from "../lobby/use-lobby.ts";
import { ControlsLines } from "../parts/controls-lines.tsx";
import { CopyRoomLink } from "../parts/copy-link.tsx";
import { later } from "../parts/later.tsx";
import { typedWithin } from "../parts/typed-within.ts";
import { useSettings } from "../settings/use-settings.ts";
import type { MenuDialogName } from "./menu-dialog.tsx";
import { MenuMore } from "./menu-more.tsx";
import { MenuScene } from "./menu-scene.tsx";
import "./menu.css";
import { ModeChoice, rememberedMode } from "./mode-choice.tsx";
import { PartyLine } from "./party-line.tsx";
import { Practice } from "./practice.tsx";
import { LABELS, type Progress } from "./progress.ts";
import { rememberedName, rememberName } from "./remembered-name.ts";
import { TurnHint } from "./turn-hint.tsx";
import { WatchInstead } from "./watch-instead.tsx";
import { Wordmark } from "./wordmark.tsx";

export interface MenuProps {
  readonly runtime: Runtime;
  /** Joins a game until `cancelled` is aborted; rejects with an `Error` whose message is a sentence for the player. */
  readonly onPlay: (name: string, intent: JoinIntent, cancelled: AbortSignal) => Promise<void>;
  /** Starts joining at once, as if a button had been pressed. */
  readonly joinAtOnce: JoinIntent | undefined;
  /** The dialog that is open at the start. */
  readonly dialog: MenuDialogName | undefined;
  /** Id of the room in the page's address. */
  readonly roomId: string | undefined;
  /** Removes the room from the page's address. */
  readonly onForgetRoom: () => void;
  /** Shows a replay from a file. */
  readonly onOpenReplay: (file: File) => void;
  /** Joins the lobby; rejects with an `Error` whose message is a sentence for the player. */
  readonly openLobby: (name: string, cancelled: AbortSignal) => Promise<Lobby>;
}

/** Most people press Play and never open one. */
const LaterDialog = later(async () => (await import("./menu-dialog.tsx")).MenuDialog);

/** The start page: a field for the name, a Play button and a picture of a fight. */
export function Menu(props: MenuProps) {
  const { runtime, onPlay, joinAtOnce, dialog: firstDialog, roomId, onForgetRoom, onOpenReplay, openLobby } = props;
  const [name, setName] = useState(rememberedName);
  const [mode, setMode] = useState(rememberedMode);
  const [room, setRoom] = useState(roomId);
  const [progress, setProgress] = useState<Progress>({ state: "idle" });
  const [dialog, setDialog] = useState(firstDialog);
  const lobby = useLobby(openLobby, name.trim());
  const field = useRef<HTMLInputElement>(null);
  const started = useRef(false);
  /** The dialog in which the attempt to join began. It ends with the dialog. */
  const joinedIn = useRef<MenuDialogName | undefined>(undefined);

  const changeName = (typed: string): void => {
    setName(typed);
    // At once: after an upgrade of the server the page may reload by itself while the player types.
    rememberName(typed.trim());
  };
  const enter = async (intent: JoinIntent): Promise<void> => {
    if (progress.state === "joining") return;
    const attempt = new AbortController();
    const cancel = (): void => {
      attempt.abort();
      setProgress({ state: "idle" });
    };
    joinedIn.current = dialog;
    setProgress({ state: "joining", intent, cancel });
    try {
      await onPlay(name.trim(), intent, attempt.signal);
    } catch (error) {
      if (attempt.signal.aborted) return;
      const join = error instanceof JoinError ? error : undefined;
      setProgress({
        state: "failed",
        message: error instanceof Error ? error.message : String(error),
        intent,
        isAboutParty: join?.isAboutParty ?? false,
        isFull: join?.isFull ?? false,
      });
      if (error instanceof JoinError && error.needsPassword) setDialog("password");
    }
  };
  const enterAnyRoom = (): void => {
    onForgetRoom();
    setRoom(undefined);
    void enter({ spectate: false });
  };
  const open = (next: MenuDialogName | undefined): void => {
    if (progress.state === "joining" && joinedIn.current !== undefined) progress.cancel();
    // An earlier error has nothing to do with the dialog that opens now.
    setProgress((now) => (now.state === "failed" ? { state: "idle" } : now));
    setDialog(next);
  };

  useEffect(() => {
    if (started.current) return;
    started.current = true;
    // The field gets no focus on a phone, because focus would open the on-screen keyboard over the page.
    if (lastDevice.value !== "touch" && !firstDialog) field.current?.focus();
    if (joinAtOnce) void enter(joinAtOnce);
  });

  return (
    <main class="menu">
      <MenuScene />
      <div class="menu-middle">
        <Wordmark />
        <p class="tagline">Every shot counts. So does everyone else’s.</p>
        <form
          class="menu-form"
          onSubmit={(event) => {
            event.preventDefault();
            void enter(room === undefined ? { spectate: false, mode } : { spectate: false, roomId: room });
          }}
        >
          <label>
            <span>Your name</span>
            <input
              ref={field}
              class="field"
              name="name"
              value={name}
              placeholder="Player"
              autocomplete="nickname"
              spellcheck={false}
              onInput={(event) => changeName(typedWithin(event, NAME_LIMIT))}
            />
          </label>
          {room === undefined ? <ModeChoice mode={mode} onChoose={setMode} /> : <Invitation roomId={room} />}
          <PartyLine onOpen={() => open("friends")} />
          <button type="submit" class="button" disabled={progress.state === "joining"}>
            {LABELS[progress.state]}
          </button>
          {progress.state === "joining" && (
            <button type="button" class="button quiet" onClick={progress.cancel}>
              Cancel
            </button>
          )}
          {progress.state === "failed" && !dialog && (
            <div class="menu-error" role="alert">
              <p>{progress.message}</p>
              {progress.isFull && <WatchInstead runtime={runtime} roomId={progress.intent.roomId} />}
              {progress.isAboutParty && (
                <button
                  type="button"
                  class="button quiet"
                  onClick={() => {
                    keptParty.keep("");
                    void enter(progress.intent);
                  }}
                >
                  Play without the party
                </button>
              )}
              {progress.intent.roomId !== undefined && (
                <button type="button" class="button quiet" onClick={enterAnyRoom}>
                  Play in another room
                </button>
              )}
            </div>
          )}
          <Practice joining={progress.state === "joining"} onEnter={(intent) => void enter(intent)} />
          <MenuMore
            joining={progress.state === "joining"}
            onWatch={() => void enter({ spectate: true, roomId: room })}
            onOpen={open}
            onOpenReplay={onOpenReplay}
          />
        </form>
        <TurnHint />
      </div>
      <MenuControls />
      {dialog !== undefined && (
        <LaterDialog
          onMissing={() => open(undefined)}
          props={{
            runtime,
            name: dialog,
            owner: name.trim(),
            invitedTo: room,
            progress,
            lobby,
            onOpen: open,
            onEnter: (intent) => void enter(intent),
          }}
        />
      )}
    </main>
  );
}

/** Says that the page's address leads to one room, and offers the address for copying. */
function Invitation({ roomId }: { readonly roomId: string }) {
  return (
    <div class="invitation">
      <p>
        This link leads to the room <b>{roomId}</b>.
      </p>
      <CopyRoomLink roomId={roomId} />
    </div>
  );
}

function MenuControls() {
  const { bindings } = useSettings();
  const [device, setDevice] = useState(lastDevice.value);
  useEffect(() => lastDevice.subscribe(setDevice), []);
  return (
    <div class="menu-controls">
      <ControlsLines device={device} bindings={bindings} />
    </div>
  );
}
