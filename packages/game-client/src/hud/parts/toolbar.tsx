import { GlyphIcon } from "../../icons/glyph-icon.tsx";
import { ICONS } from "../../icons/icons.ts";
import type { HudInput } from "../hud-input.ts";
import "./toolbar.css";

export interface ToolbarProps {
  readonly visible: boolean;
  /** Whether the player can mark places for a team. */
  readonly marks: boolean;
  readonly input: HudInput;
}

/** Buttons for touch screens that open what the keyboard opens by keys. */
export function Toolbar({ visible, marks, input }: ToolbarProps) {
  if (!visible) return null;
  return (
    <nav class="toolbar" aria-label="Game">
      {marks && <Tool icon="pin" label="Mark a place for your team" onTap={() => input.askForMark()} />}
      <Tool icon="emote" label="Emotes" onTap={() => input.toggleWheel()} />
      <Tool icon="chat" label="Chat" onTap={() => input.openChat("all")} />
      <Tool icon="list" label="Scoreboard" onTap={() => (input.scoreboard = !input.scoreboard)} />
      <Tool icon="menu" label="Menu" onTap={() => input.toggleMenu()} />
    </nav>
  );
}

interface ToolProps {
  readonly icon: keyof typeof ICONS;
  readonly label: string;
  readonly onTap: () => void;
}

function Tool({ icon, label, onTap }: ToolProps) {
  return (
    <button type="button" class="tool" data-tool={icon} aria-label={label} onClick={onTap}>
      <GlyphIcon glyph={ICONS[icon]} size={20} />
    </button>
  );
}
