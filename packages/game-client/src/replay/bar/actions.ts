import type { ICONS } from "../../icons/icons.ts";

/** Everything that a visitor can do with a replay, by buttons, keys and gamepad. */
export type ReplayAction =
  | "toggle"
  | "back"
  | "forward"
  | "tickBack"
  | "tickForward"
  | "slower"
  | "faster"
  | "start"
  | "end"
  | "previous"
  | "next"
  | "free"
  | "sight"
  | "link"
  | "download"
  | "clip"
  | "help"
  | "scores"
  | "nextRound"
  | "leave";

/**
 * The keys of the viewer by `KeyboardEvent.key` in lower case, and what they do in words. `icon` is that of the button
 * that does the same.
 */
export const REPLAY_KEYS: readonly {
  readonly keys: readonly string[];
  readonly label: string;
  readonly action: ReplayAction;
  readonly words: string;
  readonly icon?: keyof typeof ICONS;
}[] = [
  { keys: [" ", "k"], label: "Space", action: "toggle", words: "Play or pause", icon: "start" },
  { keys: ["j"], label: "J", action: "back", words: "5 seconds back" },
  { keys: ["l"], label: "L", action: "forward", words: "5 seconds forward" },
  { keys: [",", "<"], label: ",", action: "tickBack", words: "One tick back", icon: "tickBack" },
  { keys: [".", ">"], label: ".", action: "tickForward", words: "One tick forward", icon: "tickForward" },
  { keys: ["-", "_"], label: "−", action: "slower", words: "Slower" },
  { keys: ["+", "="], label: "+", action: "faster", words: "Faster" },
  { keys: ["home"], label: "Home", action: "start", words: "To the start" },
  { keys: ["end"], label: "End", action: "end", words: "To the end" },
  { keys: ["q", "["], label: "Q", action: "previous", words: "Previous player", icon: "previous" },
  { keys: ["e", "]"], label: "E", action: "next", words: "Next player", icon: "next" },
  { keys: ["f"], label: "F", action: "free", words: "Free camera, by dragging or W A S D", icon: "roam" },
  { keys: ["v"], label: "V", action: "sight", words: "What that player saw, or everything", icon: "eye" },
  { keys: ["b"], label: "B", action: "scores", words: "Scoreboard", icon: "list" },
  { keys: ["u"], label: "U", action: "link", words: "Link to this moment", icon: "link" },
  { keys: ["o"], label: "O", action: "download", words: "Download the replay", icon: "download" },
  { keys: ["c"], label: "C", action: "clip", words: "Save the last 10 seconds as a clip", icon: "clip" },
  { keys: ["n"], label: "N", action: "nextRound", words: "The next round, at the end of one" },
  { keys: ["h", "?"], label: "H", action: "help", words: "This help" },
  { keys: ["escape"], label: "Esc", action: "leave", words: "Back to the menu", icon: "close" },
];
