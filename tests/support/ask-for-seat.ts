import { request as requestPlain } from "node:http";
import { request as requestTls } from "node:https";

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** One join as a script makes it at a server or a proxy, from an address of this machine of its own choosing. By default it plays wherever there is room. */
export function askForSeat(
  base: string,
  headers: Readonly<Record<string, string>> = {},
  localAddress = "127.0.0.1",
  { method = "joinOrCreate", options = {} }: { method?: "joinOrCreate" | "create"; options?: object } = {},
): Promise<Answer> {
  const request = base.startsWith("https:") ? requestTls : requestPlain;
  const url = `${base.replace(/\/$/, "")}/matchmake/${method}/arena`;
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
