const NET = /[?&]net=(\d{1,3})(?:,(\d{1,3}))?/;

/**
 * In development, `?net=150,30` in the page's address plays as if the round trip took 150 ms +- 30 ms, by the SDK's own
 * simulator. Does nothing without it. To be called before joining.
 */
export async function simulateLine(search: string): Promise<void> {
  const [, roundTripMs, jitterMs = "0"] = NET.exec(search) ?? [];
  if (roundTripMs === undefined) return;
  await import("@colyseus/sdk/debug");
  // The module's console command is its only way in.
  (globalThis as { __net?: (roundTripMs: number, jitterMs: number) => void }).__net?.(
    Number(roundTripMs),
    Number(jitterMs),
  );
}
