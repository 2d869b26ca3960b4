import { request, type IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

/**
 * `fetch` over a connection of the caller's. It resolves when the whole body has arrived, and follows no redirects.
 */
export async function fetchOver(connect: () => Duplex, asked: Request): Promise<Response> {
  const { signal } = asked;
  const url = new URL(asked.url);
  const body = Buffer.from(await asked.arrayBuffer());
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown): void => reject(new TypeError("fetch failed", { cause }));
    const sent = request(
      {
        hostname: url.hostname,
        port: url.port,
        path: `${url.pathname}${url.search}`,
        method: asked.method,
        headers: {
          ...Object.fromEntries(asked.headers),
          "content-length": String(body.length),
          // A kept connection would carry later requests past a cut of the link.
          connection: "close",
        },
        createConnection: connect,
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("error", fail);
        answer.on("end", () => resolve(responseOf(answer, Buffer.concat(chunks))));
      },
    );
    const abort = (): void => {
      sent.destroy();
      reject(signal.reason as Error);
    };
    sent.on("error", fail);
    sent.on("close", () => signal.removeEventListener("abort", abort));
    signal.addEventListener("abort", abort);
    sent.end(body);
  });
}

function responseOf({ statusCode: status = 500, headers }: IncomingMessage, body: Buffer<ArrayBuffer>): Response {
  const isEmpty = status === 204 || status === 304;
  const pairs = Object.entries(headers).flatMap(([name, value = ""]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  );
  return new Response(isEmpty ? null : body, { status, headers: pairs });
}
