import { useRef } from "preact/hooks";

import { GlyphIcon } from "../../icons/glyph-icon.tsx";
import { ICONS } from "../../icons/icons.ts";
import type { MenuDialogName } from "./menu-dialog.tsx";

export interface MenuMoreProps {
  readonly joining: boolean;
  readonly onWatch: () => void;
  readonly onOpen: (dialog: MenuDialogName) => void;
  readonly onOpenReplay: (file: File) => void;
}

/** Everything that the menu offers except the Play button. */
export function MenuMore({ joining, onWatch, onOpen, onOpenReplay }: MenuMoreProps) {
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <div class="menu-more">
      <More icon="rooms" onClick={() => onOpen("rooms")}>
        Rooms
      </More>
      <More icon="plus" onClick={() => onOpen("create")}>
        Create room
      </More>
      <More icon="people" onClick={() => onOpen("friends")}>
        Friends
      </More>
      <More icon="eye" disabled={joining} onClick={onWatch}>
        Watch
      </More>
      <More icon="trophy" onClick={() => onOpen("statistics")}>
        Leaderboard
      </More>
      <More icon="person" onClick={() => onOpen("profile")}>
        You
      </More>
      <More icon="settings" onClick={() => onOpen("settings")}>
        Settings
      </More>
      <More icon="film" onClick={() => chooser.current?.click()}>
        Open a replay
      </More>
      <p class="menu-recorded">Rounds are recorded, unless the host has turned that off.</p>
      <input
        ref={chooser}
        type="file"
        accept=".fray,.tail"
        hidden
        aria-label="Replay file"
        onChange={({ currentTarget: { files } }) => {
          const [file] = files ?? [];
          if (file) onOpenReplay(file);
        }}
      />
    </div>
  );
}

interface MoreProps {
  readonly icon: keyof typeof ICONS;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  readonly children: string;
}

const More = ({ icon, disabled = false, onClick, children }: MoreProps) => (
  <button type="button" class="button quiet" disabled={disabled} onClick={onClick}>
    <GlyphIcon glyph={ICONS[icon]} size={20} /> {children}
  </button>
);
