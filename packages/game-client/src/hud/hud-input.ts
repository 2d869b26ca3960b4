import type { ChatScope } from "@fray/shared-state/protocol/messages";

import type { Point } from "../connection/frame.ts";
import { hudSignals, type HudSignal } from "../controls/hud-signals.ts";
import { lastDevice } from "../controls/last-device.ts";
import { isComposing } from "../platform/composing.ts";
import { actionOf, type Action } from "../settings/bindings.ts";
import { settings } from "../settings/settings.ts";
import { wheelMiddle } from "./talk/wheel-geometry.ts";

export type OpenDialog = "menu" | "settings" | "invite" | "room" | "people" | "party" | "profile" | "training";

/** A person whose name was pressed. They may leave while their dialog is open. */
export interface PersonAsked {
  /** Id in the roster. */
  readonly id: number;
  readonly person: number;
  readonly name: string;
}

export interface OpenWheel {
  /** Centre of the wheel in CSS pixels. */
  readonly middle: Point;
  /** The wheel waits for a tap instead of for the release of its key. */
  readonly stays: boolean;
  /** The wheel's key was released. */
  released: boolean;
}

/**
 * Keeps what the player has opened over the arena by keys, gamepad or buttons on the page. It ignores the keys of the
 * fight, and all keys while the player types.
 */
export class HudInput {
  dialog: OpenDialog | undefined;
  /** The person that the people dialog is about; undefined for all people. */
  asked: PersonAsked | undefined;
  chat: ChatScope | undefined;
  /** What was written since the chat was opened, before its field had the focus. */
  early = "";
  scoreboard = false;
  netGraph = false;
  #isMarkAsked = false;
  wheel: OpenWheel | undefined;
  /** Position of the mouse in CSS pixels; the middle of the page until it has moved. */
  pointer: Point = middleOfPage();
  readonly #listening = new AbortController();

  constructor() {
    const { signal } = this.#listening;
    addEventListener("keydown", (event) => this.#onKeyDown(event), { signal });
    addEventListener("keyup", (event) => this.#release(event.code), { signal });
    addEventListener("mousedown", ({ button }) => this.#press(`Mouse${button}`, false), { signal });
    addEventListener("mouseup", ({ button }) => this.#release(`Mouse${button}`), { signal });
    addEventListener("pointermove", ({ clientX, clientY }) => (this.pointer = { x: clientX, y: clientY }), { signal });
    addEventListener("blur", () => this.#letGo(), { signal });
    signal.addEventListener(
      "abort",
      hudSignals.subscribe((what, held) => this.#onSignal(what, held)),
    );
  }

  /** Whether a dialog or the chat has the player's attention, so that keys must not move the fighter. */
  get busy(): boolean {
    return this.dialog !== undefined || this.chat !== undefined;
  }

  toggleMenu(): void {
    this.#letGo();
    this.chat = undefined;
    this.dialog = this.dialog === undefined ? "menu" : undefined;
  }

  openChat(scope: ChatScope): void {
    this.#letGo();
    this.chat = scope;
    this.early = "";
  }

  /** Opens what the player can do about a person. */
  openPerson(asked: PersonAsked): void {
    this.#letGo();
    this.chat = undefined;
    this.asked = asked;
    this.dialog = "people";
  }

  /** Opens the emote wheel in the middle of the page until an emote is tapped, or closes it. */
  toggleWheel(): void {
    this.wheel = this.wheel ? undefined : { middle: wheelMiddle(middleOfPage()), stays: true, released: false };
  }

  /** Asks for a mark at the place that the player points at. */
  askForMark(): void {
    this.#isMarkAsked = true;
  }

  /** Whether a mark was asked for since the last call. */
  takeMark(): boolean {
    const isAsked = this.#isMarkAsked;
    this.#isMarkAsked = false;
    return isAsked && !this.busy;
  }

  closeWheel(): void {
    this.wheel = undefined;
  }

  dispose(): void {
    this.#listening.abort();
  }

  #onKeyDown(event: KeyboardEvent): void {
    if (event.code === "F3") {
      // Prevents the browser's search in the page.
      event.preventDefault();
      if (!event.repeat) this.netGraph = !this.netGraph;
      return;
    }
    if (isComposing(event)) return;
    if (event.code === "Escape") {
      if (!event.repeat) this.#escape();
      return;
    }
    if (event.metaKey) this.#letGo();
    if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (this.chat !== undefined && isLetter(event)) {
      // The field appears with the next frame, and a quick writer does not wait for it.
      this.early += event.key;
      event.preventDefault();
      return;
    }
    if (this.#press(event.code, event.repeat)) event.preventDefault();
  }

  #escape(): void {
    if (this.wheel) this.closeWheel();
    else this.toggleMenu();
  }

  /** Returns whether the key has a meaning here. */
  #press(code: string, repeated: boolean): boolean {
    const action = actionOf(settings.values.bindings, code);
    if (this.busy || action === undefined) return false;
    return this.#act(action, repeated);
  }

  #act(action: Action, repeated: boolean): boolean {
    switch (action) {
      case "scoreboard":
        this.scoreboard = true;
        return true;
      case "chat":
      case "teamChat":
        this.openChat(action === "chat" ? "all" : "team");
        return true;
      case "emote":
        if (!repeated) this.#holdWheel(this.pointer);
        return true;
      case "mark":
        if (!repeated) this.askForMark();
        return true;
      case "minimap":
        if (!repeated) settings.set({ minimap: !settings.values.minimap });
        return true;
      default:
        return false;
    }
  }

  #release(code: string): void {
    const action = actionOf(settings.values.bindings, code);
    if (action === "scoreboard") this.scoreboard = false;
    if (action === "emote") this.#releaseWheel();
  }

  #onSignal(signal: HudSignal, held: boolean): void {
    if (signal === "menu") {
      if (held) this.toggleMenu();
    } else if (signal === "scoreboard") {
      this.scoreboard = held && !this.busy;
    } else if (signal === "mark") {
      if (held) this.askForMark();
    } else if (!held) {
      this.#releaseWheel();
    } else if (!this.busy) {
      if (lastDevice.value === "touch") this.toggleWheel();
      else this.#holdWheel(middleOfPage());
    }
  }

  #holdWheel(at: Point): void {
    this.wheel = { middle: wheelMiddle(at), stays: false, released: false };
  }

  #releaseWheel(): void {
    if (this.wheel?.stays === false) this.wheel.released = true;
  }

  /** Closes everything that is shown only while a key is held. */
  #letGo(): void {
    this.scoreboard = false;
    this.wheel = undefined;
  }
}

const middleOfPage = (): Point => ({ x: innerWidth / 2, y: innerHeight / 2 });

/** Whether a key writes a character. */
const isLetter = ({ key }: KeyboardEvent): boolean => Array.from(key).length === 1;

const isTyping = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
