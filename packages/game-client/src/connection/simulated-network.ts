const NET = /[?&]net=(\d{1,3})(?:,(\d{1,3}))?/;

/**
 * In development, `?net=150,30` in the page's address simulates a round trip of 150 ms +- 30 ms with the SDK's own
 * simulator. Does nothing without it. Call it before joining.
 */
export async function simulateNetwork(search: string): Promise<void> {
  const [, roundTripMs, jitterMs = "0"] = NET.exec(search) ?? [];
  if (roundTripMs === undefined) return;
  await import("@colyseus/sdk/debug");
  // The module can only be controlled through its console command.
  (globalThis as { __net?: (roundTripMs: number, jitterMs: number) => void }).__net?.(
    Number(roundTripMs),
    Number(jitterMs),
  );
}
