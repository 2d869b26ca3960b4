import { characterOn } from "../../platform/keyboard-layout.ts";

const NAMED: Readonly<Record<string, string>> = {
  Mouse0: "Click",
  Mouse1: "Middle click",
  Mouse2: "Right click",
  ShiftLeft: "Shift",
  ShiftRight: "Right Shift",
  ControlLeft: "Ctrl",
  ControlRight: "Right Ctrl",
  AltLeft: "Alt",
  AltRight: "Alt Gr",
  ContextMenu: "The menu key",
  MetaLeft: "The system's key",
  MetaRight: "The system's key",
  Escape: "Esc",
  Backquote: "`",
  Minus: "-",
  Equal: "=",
  BracketLeft: "[",
  BracketRight: "]",
  Semicolon: ";",
  Quote: "'",
  Backslash: "\\",
  Comma: ",",
  Period: ".",
  Slash: "/",
};

/**
 * The name of a key or mouse button for players, by its code: "KeyW" is W, or Z on a French keyboard; "Mouse2" is the
 * right button.
 */
export function keyLabel(code: string): string {
  const printed = characterOn(code);
  if (printed !== undefined) return printed;
  const named = NAMED[code];
  if (named !== undefined) return named;
  if (/^Mouse\d$/.test(code)) return `Button ${Number(code.at(-1)) + 1}`;
  return code
    .replace(/^(?:Key|Digit)/, "")
    .replace(/^Numpad/, "Num ")
    .replace(/([a-z])([A-Z])/g, "$1 $2");
}
