/** Where clients reach a server: `host[:port][/path]`, without a scheme, which is that of the page or bot that asks. */
export const PUBLIC_ADDRESS = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?(?:\/[\w.~-]+)*$/i;

/** Its host, with the port if it has one. */
export const hostOf = (publicAddress: string): string => publicAddress.split("/", 1)[0] ?? "";
