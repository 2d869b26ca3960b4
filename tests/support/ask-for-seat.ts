import { request as requestPlain } from "node:http";
import { request as requestTls } from "node:https";

import { settled } from "./until.ts";

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/**
 * Makes one join as a script would, at a server or a proxy, from a chosen local address. By default it plays in any
 * room with a free place. In virtual time the address is that of the way that `base` leads over.
 */
export async function askForSeat(
  base: string,
  headers: Readonly<Record<string, string>> = {},
  localAddress = "127.0.0.1",
  { method = "joinOrCreate", options = {} }: { method?: "joinOrCreate" | "create"; options?: object } = {},
): Promise<Answer> {
  const url = `${base.replace(/\/$/, "")}/matchmake/${method}/arena`;
  if (new URL(base).hostname.endsWith(".virtual")) {
    const sent = { "content-type": "application/json", ...headers };
    const answer = await settled(fetch(url, { method: "POST", headers: sent, body: JSON.stringify(options) }));
    return { status: answer.status, body: await answer.text() };
  }
  const request = base.startsWith("https:") ? requestTls : requestPlain;
  return new Promise((resolve, reject) => {
    const ask = request(url, { method: "POST", localAddress, agent: false });
    ask.setHeader("content-type", "application/json");
    for (const [name, value] of Object.entries(headers)) ask.setHeader(name, value);
    ask.on("error", reject);
    ask.on("response", (response) => {
      let body = "";
      response.on("data", (chunk: Buffer) => (body += chunk.toString()));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
    });
    ask.end(JSON.stringify(options));
  });
}
