/** Returns the HTTP address of a path of the server at `url` (ws: or wss:, with its own path). */
export const addressAt = (url: string, path: string): string =>
  new URL(`.${path}`, `${url.replace(/^ws/, "http").replace(/\/$/, "")}/`).href;
