import { z } from "zod";

import { optional } from "../platform/optional.ts";
import { Observed } from "./observed.ts";

const KEY = "fray.muted";
const MAX_MUTED = 200;

const Stored = z.array(z.number().int().min(1)).max(MAX_MUTED).catch([]);

/**
 * The people that the player does not want to hear, by their `person` of the roster, latest first. A person who comes
 * back, in this room or another of the same server, stays muted. Without storage the list lasts as long as the page.
 */
class MutedPeople {
  readonly list = new Observed<readonly number[]>(read());

  /** Whether what a person says and shows is left out. Bots have no number and can't be muted. */
  has(person: number): boolean {
    return this.list.value.includes(person);
  }

  mute(person: number): void {
    if (person > 0 && !this.has(person)) this.#keep([person, ...this.list.value].slice(0, MAX_MUTED));
  }

  unmute(person: number): void {
    this.#keep(this.list.value.filter((other) => other !== person));
  }

  #keep(list: readonly number[]): void {
    this.list.set(list);
    optional(() => localStorage.setItem(KEY, JSON.stringify(list)));
  }
}

const read = (): readonly number[] => optional(() => Stored.parse(JSON.parse(localStorage.getItem(KEY) ?? "[]"))) ?? [];

export const mutedPeople = new MutedPeople();
