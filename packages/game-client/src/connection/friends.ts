import { FRIEND_CODE } from "@fray/shared-state/protocol/friend-code";
import { MAX_FRIENDS, type FriendPlace } from "@fray/shared-state/protocol/lobby";
import { z } from "zod";

import { optional } from "../platform/optional.ts";
import { Observed } from "./observed.ts";

const KEY = "fray.friends";

const Friend = z.object({
  code: z.string().regex(FRIEND_CODE),
  /** The name when last seen; "" before that. */
  name: z.string().default(""),
});
export type Friend = z.infer<typeof Friend>;

const Stored = z.array(Friend).max(MAX_FRIENDS).catch([]);

/**
 * The people whose friend links were opened in this browser, latest first. Without storage (a browser can block it)
 * the list lasts as long as the page.
 */
class Friends {
  readonly list = new Observed<readonly Friend[]>(read());

  /** Adds a friend, or moves a known friend to the front. Removes the oldest entry when the list is too long. */
  add(code: string): void {
    if (!FRIEND_CODE.test(code) || this.list.value.some((friend) => friend.code === code)) return;
    this.#keep([{ code, name: "" }, ...this.list.value].slice(0, MAX_FRIENDS));
  }

  remove(code: string): void {
    this.#keep(this.list.value.filter((friend) => friend.code !== code));
  }

  /** Stores the friends' current names, to show them while the friends are offline. */
  see(places: readonly FriendPlace[]): void {
    const names = new Map(places.map(({ code, name }) => [code, name]));
    const isNews = ({ code, name }: Friend): boolean => (names.get(code) ?? name) !== name;
    if (!this.list.value.some(isNews)) return;
    this.#keep(this.list.value.map(({ code, name }) => ({ code, name: names.get(code) ?? name })));
  }

  #keep(list: readonly Friend[]): void {
    this.list.set(list);
    optional(() => localStorage.setItem(KEY, JSON.stringify(list)));
  }
}

const read = (): readonly Friend[] => optional(() => Stored.parse(JSON.parse(localStorage.getItem(KEY) ?? "[]"))) ?? [];

export const friends = new Friends();
