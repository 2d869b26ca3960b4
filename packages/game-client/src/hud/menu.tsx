import { useEffect, useRef, useState } from "preact/hooks";

import { ControlsLine } from "./controls-hint.tsx";
import { MenuScene } from "./menu-scene.tsx";
import "./menu.css";
import { rememberedName, rememberName } from "./remembered-name.ts";
import { Wordmark } from "./wordmark.tsx";

const MAX_NAME_LENGTH = 16;

export interface MenuProps {
  /** Enters a game under a name; rejects with an `Error` whose message is a sentence for the player. */
  readonly onPlay: (name: string) => Promise<void>;
  /** Starts joining at once, as if Play had been pressed. */
  readonly joinAtOnce: boolean;
}

type Progress = { readonly state: "idle" | "joining" } | { readonly state: "failed"; readonly message: string };

const LABELS = { idle: "Play", joining: "Joining…", failed: "Try again" } as const;

/** The first thing one sees: a name, a button, and a fight. */
export function Menu({ onPlay, joinAtOnce }: MenuProps) {
  const [name, setName] = useState(rememberedName);
  const [progress, setProgress] = useState<Progress>({ state: "idle" });
  const field = useRef<HTMLInputElement>(null);
  const started = useRef(false);

  const play = async (): Promise<void> => {
    if (progress.state === "joining") return;
    rememberName(name.trim());
    setProgress({ state: "joining" });
    try {
      await onPlay(name.trim());
    } catch (error) {
      setProgress({ state: "failed", message: error instanceof Error ? error.message : String(error) });
    }
  };

  useEffect(() => {
    if (started.current) return;
    started.current = true;
    field.current?.focus();
    if (joinAtOnce) void play();
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
            void play();
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
          <button type="submit" class="button" disabled={progress.state === "joining"}>
            {LABELS[progress.state]}
          </button>
          <p class="menu-error" role="alert">
            {progress.state === "failed" ? progress.message : ""}
          </p>
        </form>
      </div>
      <p class="menu-controls">
        <ControlsLine />
      </p>
    </main>
  );
}
