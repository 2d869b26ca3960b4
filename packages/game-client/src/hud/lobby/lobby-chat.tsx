import { PHRASES } from "@fray/shared-state/protocol/chat-modes";
import { CHAT_LIMIT } from "@fray/shared-state/protocol/messages";
import { useEffect, useRef, useState } from "preact/hooks";

import type { Lobby, LobbyMember, LobbyView } from "../../connection/lobby.ts";
import { mutedPeople } from "../../connection/muted-people.ts";
import { optional } from "../../platform/optional.ts";
import { NameButton } from "../parts/name-button.tsx";
import { typedWithin } from "../parts/typed-within.ts";
import { useObserved } from "../parts/use-observed.ts";
import { MuteButton } from "../report/mute-button.tsx";
import { ReportPart } from "../report/report-part.tsx";
import "./lobby-chat.css";

export interface LobbyChatProps {
  readonly view: Pick<LobbyView, "people" | "selfId" | "offer" | "chat" | "notice">;
  readonly onSay: (text: string) => void;
  readonly onReport: Lobby["report"];
}

/**
 * The people in the lobby and their chat, without what muted people say. Text from other people is only ever put into
 * text nodes.
 */
export function LobbyChat({ view, onSay, onReport }: LobbyChatProps) {
  const { people, selfId, offer, chat, notice } = view;
  const [asked, setAsked] = useState<LobbyMember>();
  const [reported, setReported] = useState<LobbyMember>();
  const muted = useObserved(mutedPeople.list);
  const log = useRef<HTMLDivElement>(null);
  useEffect(() => optional(() => log.current?.scrollTo(0, log.current.scrollHeight)), [chat, muted, reported]);
  if (reported) {
    const close = (): void => setReported(undefined);
    return (
      <section class="lobby-report" aria-label={`Report ${reported.name}`}>
        <h3>Report {reported.name}</h3>
        <ReportPart
          onSend={(reason, text) => {
            onReport(reported.id, reason, text);
            setAsked(undefined);
            close();
          }}
          onCancel={close}
        />
      </section>
    );
  }
  const lines = chat.filter(({ person }) => !muted.includes(person));
  return (
    <div class="lobby-chat">
      <section class="lobby-people" aria-label="Here now">
        <h3>Here now</h3>
        <ul>
          {people.map((each) => (
            <li key={each.id} class={each.id === selfId ? "self" : ""}>
              {each.id === selfId ? (
                <span class="text">{each.name}</span>
              ) : (
                <NameButton {...each} onPerson={setAsked} />
              )}
              {each.id === selfId && <span class="chip">YOU</span>}
              {muted.includes(each.person) && <span class="chip away">MUTED</span>}
            </li>
          ))}
        </ul>
      </section>
      <section class="lobby-talk" aria-label="Chat">
        {asked && <AskedPerson {...asked} onReport={() => setReported(asked)} onClose={() => setAsked(undefined)} />}
        <div ref={log} role="log" aria-live="polite" tabIndex={0}>
          <ul>
            {lines.length === 0 && (
              <li class="nothing">{offer.chat === "off" ? "Chat is off on this server." : "No messages yet."}</li>
            )}
            {lines.map(({ from, person, name, text, at }) => (
              <li key={`${at} ${from} ${text}`}>
                <time dateTime={new Date(at).toISOString()}>{clockTime(at)}</time>{" "}
                <b>{from === selfId ? name : <NameButton {...{ id: from, person, name }} onPerson={setAsked} />}:</b>{" "}
                {text}
              </li>
            ))}
          </ul>
        </div>
        {notice && (
          <p role="alert" class={notice.code === "reported" ? "done" : ""}>
            {notice.text}
          </p>
        )}
        {offer.chat === "on" && <Writing onSay={onSay} />}
        {offer.chat === "phrases" && <Choosing onSay={onSay} />}
      </section>
    </div>
  );
}

interface AskedPersonProps extends LobbyMember {
  readonly onReport: () => void;
  readonly onClose: () => void;
}

/** What can be done about a person of the lobby. */
function AskedPerson({ name, person, onReport, onClose }: AskedPersonProps) {
  return (
    <div class="asked-person" role="group" aria-label={name}>
      <b>{name}</b>
      <MuteButton {...{ name, person }} />
      <button type="button" class="button quiet" aria-label={`Report ${name}`} onClick={onReport}>
        Report
      </button>
      <button type="button" class="button quiet" aria-label={`Close what is about ${name}`} onClick={onClose}>
        Close
      </button>
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
