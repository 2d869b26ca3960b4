/** Where the server that served the page is, below whose path it has everything. */
export const pageEndpoint = (): string => new URL(".", globalThis.location.href).href;
