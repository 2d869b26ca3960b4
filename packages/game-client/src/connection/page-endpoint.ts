import { homeOf } from "../platform/home.ts";

/** Address of the server that served the page. All paths of the server are below this address. */
export const pageEndpoint = (): string => homeOf(globalThis.location.href).href;
