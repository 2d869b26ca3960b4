/*
 * Replaces modules of the SDK in a built page. The SDK's `debug-channel` gives every console access to the room, with
 * everybody in it, and to the prediction, as `globalThis.__colyseusDebug`. The SDK's `Storage` keeps a login, which
 * Fray does not use, and throws on first use where a browser blocks localStorage and IndexedDB. The SDK's
 * WebTransport is never used.
 */
export function publishDebug(): void {}

export const debugOverlayActive = (): boolean => false;

export function getItem(_key: string, callback: (value: undefined) => void): void {
  callback(undefined);
}

export function setItem(): void {}

export function removeItem(): void {}

export class H3TransportTransport {
  readonly isOpen = false;
}
