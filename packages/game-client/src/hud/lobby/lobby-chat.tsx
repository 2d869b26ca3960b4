import { PHRASES } from "@fray/shared-state/protocol/chat-modes";
import { CHAT_LIMIT } from "@fray/shared-state/protocol/messages";
import { useEffect, useRef, useState } from "preact/hooks";

import type { LobbyView } from "../../connection/lobby.ts";
import { optional } from "../../platform/optional.ts";
import { typedWithin } from "../parts/typed-within.ts";
import "./lobby-chat.css";

export interface LobbyChatProps {
  readonly view: Pick<LobbyView, "people" | "selfId" | "offer" | "chat" | "notice">;
  readonly onSay: (text: string) => void;
}

/** The people in the lobby and their chat. Text from other people is only ever put into text nodes. */
export function LobbyChat({ view: { people, selfId, offer, chat, notice }, onSay }: LobbyChatProps) {
  const log = useRef<HTMLUListElement>(null);
  useEffect(() => optional(() => log.current?.scrollTo(0, log.current.scrollHeight)), [chat]);
  return (
    <div class="lobby-chat">
      <section class="lobby-people" aria-label="Here now">
        <h3>Here now</h3>
        <ul>
          {people.map(({ id, name }) => (
            <li key={id} class={id === selfId ? "self" : ""}>
              <span class="text">{name}</span>
              {id === selfId && <span class="chip">YOU</span>}
            </li>
          ))}
        </ul>
      </section>
      <section class="lobby-talk" aria-label="Chat">
        <ul ref={log} role="log" aria-live="polite" tabIndex={0}>
          {chat.length === 0 && (
            <li class="nothing">{offer.chat === "off" ? "Chat is off on this server." : "No messages yet."}</li>
          )}
          {chat.map(({ from, name, text, at }) => (
            <li key={`${at} ${from} ${text}`}>
              <time dateTime={new Date(at).toISOString()}>{clockTime(at)}</time> <b>{name}:</b> {text}
            </li>
          ))}
        </ul>
        {notice !== "" && <p role="alert">{notice}</p>}
        {offer.chat === "on" && <Writing onSay={onSay} />}
        {offer.chat === "phrases" && <Choosing onSay={onSay} />}
      </section>
    </div>
  );
}

function Writing({ onSay }: Pick<LobbyChatProps, "onSay">) {
  const [text, setText] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === "") return;
        onSay(text);
        setText("");
      }}
    >
      <input
        class="field"
        value={text}
        aria-label="Message to the lobby"
        placeholder="Say something to everybody here"
        autocomplete="off"
        enterkeyhint="send"
        onInput={(event) => setText(typedWithin(event, CHAT_LIMIT))}
      />
      <button type="submit" class="button quiet" disabled={text.trim() === ""}>
        Send
      </button>
    </form>
  );
}

/** A list of lines to choose from, where free text is off. */
function Choosing({ onSay }: Pick<LobbyChatProps, "onSay">) {
  const [phrase, setPhrase] = useState<string>(PHRASES[0]);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSay(phrase);
      }}
    >
      <select
        class="field"
        value={phrase}
        aria-label="Line to say to the lobby"
        onChange={({ currentTarget }) => setPhrase(currentTarget.value)}
      >
        {PHRASES.map((text) => (
          <option key={text}>{text}</option>
        ))}
      </select>
      <button type="submit" class="button quiet">
        Send
      </button>
    </form>
  );
}

const clockTime = (at: number): string =>
  new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
