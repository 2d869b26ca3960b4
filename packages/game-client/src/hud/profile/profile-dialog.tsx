import type { Runtime } from "@fray/netcode/core";
import { useCallback, useState } from "preact/hooks";

import { fetchOwn, isKnown, type Own } from "../../connection/own-data.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Tabs } from "../parts/tabs.tsx";
import { useLoaded, type Loaded } from "../parts/use-loaded.ts";
import { Waiting, WordsOnly } from "../parts/words.tsx";
import { LookTab } from "./look-tab.tsx";
import { MoveTab } from "./move-tab.tsx";
import "./profile-dialog.css";
import { ProgressTab } from "./progress-tab.tsx";

const TABS = [
  ["look", "Look"],
  ["progress", "Progress"],
  ["move", "Move"],
] as const;
type Tab = (typeof TABS)[number][0];

/** A code from another device makes the player somebody else, which no game expects. */
const TABS_IN_GAME = TABS.filter(([tab]) => tab !== "move");

export interface ProfileDialogProps {
  /** The dialog is over a game. */
  readonly isPlaying?: boolean;
  readonly runtime: Runtime;
  readonly onClose: () => void;
}

/** The player: look, level, titles and statistics, and the code that moves all of it to another device. */
export function ProfileDialog({ isPlaying = false, runtime, onClose }: ProfileDialogProps) {
  const [tab, setTab] = useState<Tab>("look");
  const load = useCallback(
    async (signal: AbortSignal) => (isKnown() ? { own: await fetchOwn({ runtime, signal }) } : undefined),
    [runtime],
  );
  const [loaded, retry] = useLoaded(load);
  return (
    <Dialog title="You" wide onClose={onClose}>
      <Tabs label="You" tabs={isPlaying ? TABS_IN_GAME : TABS} open={tab} onOpen={setTab}>
        {tab === "look" && <LookTab deeds={loaded.state === "loaded" ? loaded.value?.own?.deeds : undefined} />}
        {tab === "progress" && <Progress {...{ loaded, retry }} />}
        {tab === "move" && <MoveTab runtime={runtime} onMoved={retry} />}
      </Tabs>
    </Dialog>
  );
}

interface ProgressProps {
  readonly loaded: Loaded<{ readonly own: Own | undefined } | undefined>;
  readonly retry: () => void;
}

function Progress({ loaded, retry }: ProgressProps) {
  if (loaded.state === "loading") return <Waiting>Asking the server…</Waiting>;
  if (loaded.state === "failed")
    return (
      <WordsOnly alarming action="Try again" onAct={retry}>
        Your statistics are not available right now.
      </WordsOnly>
    );
  if (!loaded.value) return <WordsOnly>Play a whole round to see your progress here.</WordsOnly>;
  return <ProgressTab own={loaded.value.own} />;
}
