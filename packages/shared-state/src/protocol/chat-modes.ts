/** What people may say in chat: anything, the phrases below, or nothing. The index in this list is the mode on the wire. */
export const CHAT_MODES = ["on", "phrases", "off"] as const;
export type ChatMode = (typeof CHAT_MODES)[number];

/** The lines to choose from where free text is off. */
export const PHRASES = [
  "Hello!",
  "Good luck, have fun!",
  "Well played!",
  "Nice shot!",
  "Thanks!",
  "Sorry!",
  "Follow me!",
  "Help me!",
  "Defend!",
  "Attack!",
  "Wait a moment.",
  "One more round?",
  "Good game!",
  "Bye!",
] as const;

/** Whether a line may be said in a mode. */
export const isSayable = (text: string, mode: ChatMode): boolean =>
  mode === "on" || (mode === "phrases" && PHRASES.some((phrase) => phrase === text));
