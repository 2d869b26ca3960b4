/**
 * The public address of a server: `host[:port][/path]`, without a scheme, because the page or bot that connects uses
 * its own.
 */
export const PUBLIC_ADDRESS = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?(?:\/[\w.~-]+)*$/i;

/** Returns the host of a public address, with the port if it has one. */
export const hostOf = (publicAddress: string): string => publicAddress.split("/", 1)[0] ?? "";
