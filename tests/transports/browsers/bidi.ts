import { once } from "node:events";
import { WebSocket } from "ws";
import { z } from "zod";

const Answer = z.union([
  z.object({ type: z.literal("success"), id: z.number(), result: z.unknown() }),
  z.object({ type: z.literal("error"), id: z.number().nullable(), error: z.string(), message: z.string() }),
  z.object({ type: z.literal("event") }),
]);
const Tree = z.object({ contexts: z.array(z.object({ context: z.string() })) });
const Evaluated = z.union([
  z.object({ type: z.literal("success"), result: z.object({ type: z.string(), value: z.string().optional() }) }),
  z.object({ type: z.literal("exception"), exceptionDetails: z.object({ text: z.string() }) }),
]);

/** One tab of a browser that is steered over WebDriver BiDi, https://w3c.github.io/webdriver-bidi/. */
export class BidiSession {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<
    number,
    { readonly resolve: (result: unknown) => void; readonly reject: (error: Error) => void }
  >();
  #context = "";
  #count = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on("message", (data: Buffer) => this.#receive(Answer.parse(JSON.parse(data.toString()))));
    socket.on("close", () => {
      for (const { reject } of this.#waiting.values()) reject(new Error("the browser has closed the session"));
    });
  }

  /** Opens a session that accepts certificates of nobody, and uses `proxy` (host:port) if there is one. */
  static async open(url: string, proxy: string | undefined): Promise<BidiSession> {
    const socket = new WebSocket(url);
    await once(socket, "open");
    const session = new BidiSession(socket);
    const manual = { proxyType: "manual", httpProxy: proxy, sslProxy: proxy };
    const alwaysMatch = { acceptInsecureCerts: true, ...(proxy !== undefined && { proxy: manual }) };
    await session.#ask("session.new", { capabilities: { alwaysMatch } });
    const { contexts } = Tree.parse(await session.#ask("browsingContext.getTree", {}));
    session.#context = contexts[0]?.context ?? "";
    return session;
  }

  async open(url: string): Promise<void> {
    await this.#ask("browsingContext.navigate", { context: this.#context, url, wait: "complete" });
  }

  /** Returns the value of an expression in the page, which can be written as JSON. */
  async evaluate(expression: string): Promise<unknown> {
    const result = await this.#ask("script.evaluate", {
      expression: `JSON.stringify(${expression})`,
      target: { context: this.#context },
      awaitPromise: false,
    });
    const evaluated = Evaluated.parse(result);
    if (evaluated.type === "exception") throw new Error(evaluated.exceptionDetails.text);
    const { value } = evaluated.result;
    return value === undefined ? undefined : JSON.parse(value);
  }

  close(): void {
    this.#socket.terminate();
  }

  #ask(method: string, params: object): Promise<unknown> {
    const id = ++this.#count;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }

  #receive(answer: z.infer<typeof Answer>): void {
    if (answer.type === "event" || answer.id === null) return;
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (answer.type === "success") waiting?.resolve(answer.result);
    else waiting?.reject(new Error(`${answer.error}: ${answer.message}`));
  }
}
