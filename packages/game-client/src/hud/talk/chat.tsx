import type { ChatMode } from "@fray/shared-state/protocol/chat-modes";
import { CHAT_LIMIT, type ChatScope } from "@fray/shared-state/protocol/messages";
import { countGraphemes } from "@fray/shared-state/protocol/text";
import { useEffect, useRef, useState } from "preact/hooks";

import { GlyphIcon } from "../../icons/glyph-icon.tsx";
import { ICONS } from "../../icons/icons.ts";
import { isComposing } from "../../platform/composing.ts";
import { optional } from "../../platform/optional.ts";
import type { PersonAsked } from "../hud-input.ts";
import { NameButton } from "../parts/name-button.tsx";
import { ShapeIcon } from "../parts/shape-icon.tsx";
import { typedWithin } from "../parts/typed-within.ts";
import type { ChatEntry } from "./chat-log.ts";
import { Phrases } from "./phrases.tsx";
import "./chat.css";

/** Number of lines shown while the chat is closed. */
const FRESH_LINES = 5;

export interface ChatProps {
  /** The recipients of the line that the player writes; undefined while the chat is closed. */
  readonly open: ChatScope | undefined;
  /** What the player has written before the field was there to write in. */
  readonly early: string;
  readonly mode: ChatMode;
  /** Whether there are teams, so that the player can write to their team only. */
  readonly teams: boolean;
  readonly entries: readonly ChatEntry[];
  readonly fresh: readonly ChatEntry[];
  readonly onSay: (scope: ChatScope, text: string) => void;
  /** Asks what can be done about the author of a line. */
  readonly onPerson: (asked: PersonAsked) => void;
  readonly onScope: (scope: ChatScope) => void;
  readonly onClose: () => void;
}

/**
 * Shows recent messages, which fade. While open, it shows all messages that are kept and, as the host allows, a field to
 * write in or lines to choose from.
 */
export function Chat({ open, early, mode, teams, entries, fresh, onSay, onPerson, onScope, onClose }: ChatProps) {
  const log = useRef<HTMLDivElement>(null);
  const shown = open ? entries : fresh.slice(-FRESH_LINES);
  const pick = (scope: ChatScope) => (phrase: string) => {
    onSay(teams ? scope : "all", phrase);
    onClose();
  };
  useEffect(() => {
    optional(() => log.current?.scrollTo(0, log.current.scrollHeight));
  }, [open, shown]);
  return (
    <section class={open ? "chat open panel" : "chat"} aria-label="Chat">
      <div ref={log} class="lines" role="log" aria-live="polite">
        <ul>
          {shown.map(({ key, ...line }) => (
            <Line key={key} {...line} onPerson={open && onPerson} />
          ))}
        </ul>
      </div>
      {open && mode === "on" && <Writing scope={teams ? open : "all"} {...{ early, teams, onSay, onScope, onClose }} />}
      {open && mode === "phrases" && <Phrases onPick={pick(open)} onClose={onClose} />}
      {open && mode === "off" && <p class="off">Chat is off on this server.</p>}
    </section>
  );
}

interface LineProps extends Omit<ChatEntry, "key" | "endsAt"> {
  /** While the chat is open, the name of another person is a button. */
  readonly onPerson: ChatProps["onPerson"] | undefined;
}

/** Text from other people is only ever put into text nodes. */
function Line({ speaker, person, toTeam, refusal, text, onPerson }: LineProps) {
  return (
    <li class={`line${speaker ? "" : " system"}${refusal ? " refusal" : ""}`}>
      {!speaker && <GlyphIcon glyph={refusal ? ICONS.warning : ICONS.info} size={14} />}
      {speaker && (
        <b class={speaker.side}>
          <ShapeIcon side={speaker.side} />{" "}
          {onPerson && person > 0 && !speaker.self ? (
            <NameButton id={speaker.id} name={speaker.name} {...{ person, onPerson }} />
          ) : (
            speaker.name
          )}
          {toTeam && " (team)"}:{" "}
        </b>
      )}
      {text}
    </li>
  );
}

type WritingProps = Pick<ChatProps, "early" | "teams" | "onSay" | "onScope" | "onClose"> & {
  readonly scope: ChatScope;
};

function Writing({ scope, early, teams, onSay, onScope, onClose }: WritingProps) {
  const [text, setText] = useState(early);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const left = CHAT_LIMIT.graphemes - countGraphemes(text);
  const send = (event: Event): void => {
    event.preventDefault();
    if (text.trim() !== "") onSay(scope, text);
    onClose();
  };
  return (
    <form
      onSubmit={send}
      onFocusOut={({ currentTarget, relatedTarget }) => {
        // The names in the list are buttons, which take the focus before they are pressed.
        if (!(relatedTarget instanceof Node) || !currentTarget.closest(".chat")?.contains(relatedTarget)) onClose();
      }}
      onKeyDown={(event) => {
        // Keys in the field write text and do not play. Escape only closes the chat here.
        event.stopPropagation();
        if (isComposing(event)) return;
        if (event.code === "Escape") onClose();
        // A form is not sent by this key in all browsers.
        if (event.code === "NumpadEnter") send(event);
      }}
    >
      {teams && (
        <button type="button" class="scope" onClick={() => onScope(scope === "all" ? "team" : "all")}>
          <span class="visually-hidden">To </span>
          {scope === "all" ? "All" : "Team"}
        </button>
      )}
      <input
        ref={field}
        value={text}
        placeholder={scope === "team" ? "To your team" : "To everybody"}
        aria-label={scope === "team" ? "Message to your team" : "Message to everybody"}
        autocomplete="off"
        enterkeyhint="send"
        onInput={(event) => setText(typedWithin(event, CHAT_LIMIT))}
      />
      <output class={left <= 20 ? "left few" : "left"} aria-label={`${left} characters left`}>
        {left}
      </output>
    </form>
  );
}
