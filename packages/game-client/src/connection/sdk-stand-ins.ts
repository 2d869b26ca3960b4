/*
 * In a built page this takes the place of modules of the SDK. Its `debug-channel` puts the room, with everybody in it, and the
 * prediction within reach of every console as `globalThis.__colyseusDebug`. Its `Storage` keeps a login, which Fray has none of, and
 * throws as soon as it is asked where a browser blocks localStorage and IndexedDB. Its WebTransport is never asked for.
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
