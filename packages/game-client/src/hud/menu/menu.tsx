import { useEffect, useRef, useState } from "preact/hooks";

import { lastDevice } from "../../controls/last-device.ts";
import { ControlsLines } from "../fight/controls-hint.tsx";
import { CopyLink } from "../parts/copy-link.tsx";
import { useSettings } from "../settings/settings-dialog.tsx";
import { MenuDialog, type MenuDialogName } from "./menu-dialog.tsx";
import { MenuMore } from "./menu-more.tsx";
import { MenuScene } from "./menu-scene.tsx";
import "./menu.css";
import { rememberedName, rememberName } from "./remembered-name.ts";
import { Wordmark } from "./wordmark.tsx";

const MAX_NAME_LENGTH = 16;

export type Role = "fighter" | "spectator";

/** How somebody wants into a game. */
export interface Wish {
  readonly name: string;
  /** To watch instead of fighting. */
  readonly spectate: boolean;
  /** Which room; undefined for any that has a place. */
  readonly roomId: string | undefined;
}

export interface MenuProps {
  /** Enters a game; rejects with an `Error` whose message is a sentence for the player. */
  readonly onPlay: (wish: Wish) => Promise<void>;
  /** Starts joining at once, as if Play or Watch had been pressed. */
  readonly joinAtOnce: Role | undefined;
  /** The room that the page's address leads to. */
  readonly roomId: string | undefined;
  /** The address should lead to no room any more. */
  readonly onForgetRoom: () => void;
}

type Progress = { readonly state: "idle" | "joining" } | { readonly state: "failed"; readonly message: string };

const LABELS = { idle: "Play", joining: "Joining…", failed: "Try again" } as const;

/** The first thing one sees: a name, a button, and a fight. */
export function Menu({ onPlay, joinAtOnce, roomId, onForgetRoom }: MenuProps) {
  const [name, setName] = useState(rememberedName);
  const [room, setRoom] = useState(roomId);
  const [progress, setProgress] = useState<Progress>({ state: "idle" });
  const [dialog, setDialog] = useState<MenuDialogName>();
  const field = useRef<HTMLInputElement>(null);
  const started = useRef(false);
  const joining = progress.state === "joining";

  const enter = async (wish: Omit<Wish, "name">): Promise<void> => {
    if (joining) return;
    rememberName(name.trim());
    setProgress({ state: "joining" });
    try {
      await onPlay({ name: name.trim(), ...wish });
    } catch (error) {
      setProgress({ state: "failed", message: error instanceof Error ? error.message : String(error) });
    }
  };
  const enterAnyRoom = (): void => {
    onForgetRoom();
    setRoom(undefined);
    void enter({ spectate: false, roomId: undefined });
  };

  useEffect(() => {
    if (started.current) return;
    started.current = true;
    // Not on a phone, where it would bring the keyboard up over the page.
    if (lastDevice.value !== "touch") field.current?.focus();
    if (joinAtOnce) void enter({ spectate: joinAtOnce === "spectator", roomId: room });
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
            void enter({ spectate: false, roomId: room });
          }}
        >
          <label>
            <span>Your name</span>
            <input
              ref={field}
              name="name"
              value={name}
              maxLength={MAX_NAME_LENGTH}
              placeholder="Player"
              autocomplete="nickname"
              spellcheck={false}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          </label>
          {room !== undefined && <Invitation roomId={room} />}
          <button type="submit" class="button" disabled={joining}>
            {LABELS[progress.state]}
          </button>
          <MenuMore joining={joining} onWatch={() => void enter({ spectate: true, roomId: room })} onOpen={setDialog} />
          {progress.state === "failed" && (
            <div class="menu-error" role="alert">
              <p>{progress.message}</p>
              {room !== undefined && (
                <button type="button" class="button quiet" onClick={enterAnyRoom}>
                  Play in another room
                </button>
              )}
            </div>
          )}
        </form>
      </div>
      <MenuControls />
      <MenuDialog open={dialog} onClose={() => setDialog(undefined)} />
    </main>
  );
}

/** That the address leads to one certain room, and the address to pass on. */
function Invitation({ roomId }: { readonly roomId: string }) {
  return (
    <div class="invitation">
      <p>
        This link leads to the room <b>{roomId}</b>.
      </p>
      <CopyLink roomId={roomId} />
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
