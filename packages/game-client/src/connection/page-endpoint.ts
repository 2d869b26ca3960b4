/** Address of the server that served the page. All its paths are below this one. */
export const pageEndpoint = (): string => new URL(".", globalThis.location.href).href;
