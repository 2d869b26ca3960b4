/** Of this tab alone: another tab is another player. */
const KEY = "fray.seat";

/** The way back into a seat that the server holds, kept over a reload of the page. */
export const heldSeat = {
  remember(token: string): void {
    storage()?.setItem(KEY, token);
  },
  forget(): void {
    storage()?.removeItem(KEY);
  },
  token(): string | undefined {
    return storage()?.getItem(KEY) ?? undefined;
  },
};

/** Undefined where there is none or the browser forbids it: then a reload is a new start. */
function storage(): Storage | undefined {
  try {
    return globalThis.sessionStorage;
  } catch {
    return undefined;
  }
}
