import { z } from "zod";

const Answer = z.object({ value: z.unknown() });
const Session = z.object({ sessionId: z.string() });
const Failure = z.object({ error: z.string(), message: z.string() });

/** A browser that is steered over WebDriver, https://w3c.github.io/webdriver/. */
export class WebDriverSession {
  readonly #address: string;

  private constructor(address: string) {
    this.#address = address;
  }

  /** Opens a session that accepts self-signed certificates. Throws a `TypeError`, as `fetch` does, if the driver is not up. */
  static async open(driver: string): Promise<WebDriverSession> {
    const capabilities = { alwaysMatch: { acceptInsecureCerts: true } };
    const { sessionId } = Session.parse(await ask("POST", `${driver}/session`, { capabilities }));
    return new WebDriverSession(`${driver}/session/${sessionId}`);
  }

  async open(url: string): Promise<void> {
    await ask("POST", `${this.#address}/url`, { url });
  }

  /** Returns the value of an expression in the page, which can be written as JSON. */
  async evaluate(expression: string): Promise<unknown> {
    const value = await ask("POST", `${this.#address}/execute/sync`, {
      script: `return JSON.stringify(${expression})`,
      args: [],
    });
    return typeof value === "string" ? JSON.parse(value) : undefined;
  }

  async close(): Promise<void> {
    await ask("DELETE", this.#address);
  }
}

async function ask(method: string, url: string, body?: object): Promise<unknown> {
  const response = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  const { value } = Answer.parse(await response.json());
  if (response.ok) return value;
  const { error, message } = Failure.parse(value);
  throw new Error(`${error}: ${message}`);
}
