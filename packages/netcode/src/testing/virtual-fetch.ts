import { request, type IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

/**
 * `fetch` over a connection of the caller's. It resolves when the head of the answer has arrived, and follows no
 * redirects.
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
      (answer) => resolve(responseOf(answer)),
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

function responseOf(answer: IncomingMessage): Response {
  const { statusCode: status = 500, headers } = answer;
  const isEmpty = status === 204 || status === 304;
  if (isEmpty) answer.resume();
  const pairs = Object.entries(headers).flatMap(([name, value = ""]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  );
  return new Response(isEmpty ? null : bodyOf(answer), { status, headers: pairs });
}

const bodyOf = (answer: IncomingMessage): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      answer.on("data", (chunk: Buffer) => controller.enqueue(new Uint8Array(chunk)));
      answer.on("error", (cause) => controller.error(new TypeError("fetch failed", { cause })));
      answer.on("end", () => controller.close());
    },
    cancel: () => void answer.destroy(),
  });
