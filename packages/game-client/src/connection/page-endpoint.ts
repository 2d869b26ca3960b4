/** Address of the server that served the page. All paths of the server are below this address. */
export const pageEndpoint = (): string => new URL(".", globalThis.location.href).href;
