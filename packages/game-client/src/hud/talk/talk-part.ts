import { hasTeams } from "@fray/shared-state/match/modes";

import type { Game } from "../../connection/game-connection.ts";
import { mutedPeople } from "../../connection/muted-people.ts";
import type { HudInput } from "../hud-input.ts";
import type { Moment, Part } from "../moment.ts";
import { Panel } from "../parts/panel.ts";
import { ChatLog } from "./chat-log.ts";
import { Chat, type ChatProps } from "./chat.tsx";

/** Moves messages from the game to the chat, and from the chat to the game. */
export class TalkPart implements Part {
  readonly #log = new ChatLog();
  readonly #panel: Panel<ChatProps>;
  #game: Game | undefined;
  readonly #stopListening: () => void;

  constructor(parent: HTMLElement, input: HudInput) {
    this.#stopListening = mutedPeople.list.subscribe((people) => {
      for (const person of people) this.#log.forget(person);
    });
    const actions: Pick<ChatProps, "onSay" | "onPerson" | "onScope" | "onClose"> = {
      onPerson: (asked) => input.openPerson(asked),
      onSay: (scope, text) => this.#game?.say(scope, text),
      onScope: (scope) => (input.chat = scope),
      onClose: () => (input.chat = undefined),
    };
    this.#panel = new Panel(parent, Chat, ({ frame, game }) => ({
      open: input.chat,
      early: input.early,
      mode: game.room().chat,
      teams: hasTeams(frame.round.mode),
      entries: this.#log.entries,
      fresh: this.#log.fresh,
      ...actions,
    }));
  }

  update(moment: Moment): void {
    const { game, standings, now } = moment;
    this.#game = game;
    for (const talk of game.takeTalk()) this.#log.add(talk, now, (id) => standings.find(id));
    this.#log.expire(now);
    this.#panel.update(moment);
  }

  dispose(): void {
    this.#stopListening();
    this.#panel.dispose();
  }
}
