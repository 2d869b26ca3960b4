/** An answer of Redis: a number, a text, nothing, a list of these, or an error. */
export type Reply = number | string | null | readonly Reply[] | Error;

const LINE_END = "\r\n";

/** Reads commands in the protocol of Redis: lists of texts. A command may arrive in pieces. */
export class CommandReader {
  #text = "";

  /** Adds bytes, and returns the commands that are complete. */
  read(bytes: Buffer): string[][] {
    // One character per byte, so that lengths count bytes.
    this.#text += bytes.toString("latin1");
    const commands: string[][] = [];
    for (let command = this.#take(); command; command = this.#take()) commands.push(command);
    return commands;
  }

  #take(): string[] | undefined {
    const head = /^\*(\d+)\r\n/.exec(this.#text);
    if (!head) return undefined;
    const words: string[] = [];
    let at = head[0].length;
    for (let count = Number(head[1]); count > 0; count--) {
      const lineEnd = this.#text.indexOf(LINE_END, at);
      const from = lineEnd + LINE_END.length;
      const to = from + Number(this.#text.slice(at + 1, lineEnd));
      if (lineEnd < 0 || this.#text.length < to + LINE_END.length) return undefined;
      words.push(Buffer.from(this.#text.slice(from, to), "latin1").toString());
      at = to + LINE_END.length;
    }
    this.#text = this.#text.slice(at);
    return words;
  }
}

/** Returns a reply as text of the protocol. */
export function textOf(reply: Reply): string {
  if (reply === null) return `$-1${LINE_END}`;
  if (typeof reply === "number") return `:${reply}${LINE_END}`;
  if (typeof reply === "string") return `$${Buffer.byteLength(reply)}${LINE_END}${reply}${LINE_END}`;
  if (reply instanceof Error) return `-ERR ${reply.message}${LINE_END}`;
  return `*${reply.length}${LINE_END}${reply.map(textOf).join("")}`;
}
