import type { Game } from "../../connection/game-connection.ts";
import type { HudInput } from "../hud-input.ts";
import type { HudActions } from "../hud.ts";
import { LineOverlay } from "../line/line-overlay.tsx";
import type { Moment, Part } from "../moment.ts";
import { Panel } from "../parts/panel.ts";
import { SettingsDialog } from "../settings/settings-dialog.tsx";
import { isSpectating } from "../watch/watching.ts";
import { GameMenu, type GameMenuProps } from "./game-menu.tsx";

/** The dialogs over the game: one at a time, and that the line is over comes before all others. */
export class GameDialogs implements Part {
  readonly #panels: readonly Part[];
  #game: Game | undefined;

  constructor(parent: HTMLElement, input: HudInput, { onLeave, onRejoin }: HudActions) {
    const close = (): void => {
      input.dialog = undefined;
    };
    const menu: Omit<GameMenuProps, "open" | "roomId" | "spectating"> = {
      onResume: close,
      onSettings: () => {
        input.dialog = "settings";
      },
      onSpectate: (spectate) => {
        this.#game?.setSpectating(spectate);
        close();
      },
      onLeave,
    };
    const isOver = ({ game }: Moment): boolean => game.status().state === "closed";
    this.#panels = [
      new Panel(parent, GameMenu, (moment) => ({
        open: input.dialog === "menu" && !isOver(moment),
        roomId: moment.game.roomId,
        spectating: isSpectating(moment),
        ...menu,
      })),
      new Panel(parent, OpenSettings, (moment) => ({
        open: input.dialog === "settings" && !isOver(moment),
        onClose: close,
      })),
      new Panel(parent, LineOverlay, ({ game }) => {
        const status = game.status();
        const closed = status.state === "closed" ? status : { message: "", return: "none" as const };
        return { state: status.state, message: closed.message, back: closed.return, onLeave, onRejoin };
      }),
    ];
  }

  update(moment: Moment): void {
    this.#game = moment.game;
    for (const panel of this.#panels) panel.update(moment);
  }

  dispose(): void {
    for (const panel of this.#panels) panel.dispose();
  }
}

interface OpenSettingsProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

const OpenSettings = ({ open, onClose }: OpenSettingsProps) => (open ? <SettingsDialog onClose={onClose} /> : null);
