const KEY = "fray.name";

/** The name last played under, or "". Storage may be blocked: then nothing is remembered. */
export function rememberedName(): string {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

export function rememberName(name: string): void {
  try {
    localStorage.setItem(KEY, name);
  } catch {
    // Blocked storage costs the memory of a name, no more.
  }
}
