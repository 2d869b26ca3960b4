import { getMessageBytes, Protocol } from "@colyseus/core";

import { views } from "./frames.ts";
import { greeting } from "./handshake.ts";
import { hexOf } from "./hex.ts";
import { inputs } from "./inputs.ts";
import { messages } from "./messages.ts";

const TOKEN = "Hx4aHmwIt";

/** A frame of a session, from its first to its last. */
interface SentFrame {
  readonly from: "client" | "server";
  readonly about: string;
  readonly frame: string;
}

/** One whole session on one connection: join, state, inputs, chat, a fight, leave. */
export function session(): SentFrame[] {
  const { steps, reflection } = views();
  const { fromServer, fromClient } = messages();
  const patchAfter = (about: string) => server(about, steps.find((step) => step.about === about)?.frames.at(-1) ?? "");
  const messageOf = (list: typeof fromClient, type: string) => list.find((one) => one.type === type)?.frame ?? "";
  return [
    server(
      "JOIN_ROOM: the reconnection token, the encoding, the reflections.",
      hexOf(greeting(TOKEN, Buffer.from(reflection, "hex"))),
    ),
    client("JOIN_ROOM: the client has read it.", hexOf(Uint8Array.of(Protocol.JOIN_ROOM))),
    patchAfter("The full state."),
    patchAfter("The bodies spawn."),
    ...inputs().map(({ frame }, index) => client(`Input ${index + 1}.`, frame)),
    patchAfter("Everybody runs and turns."),
    client("A chat line.", messageOf(fromClient, "chat")),
    server("The same line, to everybody.", messageOf(fromServer, "chat")),
    patchAfter("Pulses are fired."),
    server("The events of that tick.", messageOf(fromServer, "events")),
    client("PING.", hexOf(Uint8Array.of(Protocol.PING))),
    server("PING, the answer.", hexOf(getMessageBytes[Protocol.PING]())),
    client("LEAVE_ROOM. The server closes with 4000.", hexOf(Uint8Array.of(Protocol.LEAVE_ROOM))),
    server(
      "ERROR, to a client whose seat has expired.",
      hexOf(getMessageBytes[Protocol.ERROR](524, "seat reservation expired.")),
    ),
  ];
}

const client = (about: string, frame: string): SentFrame => ({ from: "client", about, frame });
const server = (about: string, frame: string): SentFrame => ({ from: "server", about, frame });
