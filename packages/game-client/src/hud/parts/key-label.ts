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

/** The name of a key or mouse button for players, by its code: "KeyW" is W, "Mouse2" the right button. */
export function keyLabel(code: string): string {
  const named = NAMED[code];
  if (named !== undefined) return named;
  if (/^Mouse\d$/.test(code)) return `Button ${Number(code.at(-1)) + 1}`;
  return code
    .replace(/^(?:Key|Digit)/, "")
    .replace(/^Numpad/, "Num ")
    .replace(/([a-z])([A-Z])/g, "$1 $2");
}
