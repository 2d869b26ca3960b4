import { FRIEND_CODE, MAX_FRIENDS, type FriendPlace } from "@fray/shared-state/protocol/lobby";
import { z } from "zod";

import { optional } from "../platform/optional.ts";
import { Observed } from "./observed.ts";

const KEY = "fray.friends";

const Friend = z.object({
  code: z.string().regex(FRIEND_CODE),
  /** What they were called when they were seen last; "" before. */
  name: z.string().default(""),
});
export type Friend = z.infer<typeof Friend>;

const Stored = z.array(Friend).max(MAX_FRIENDS).catch([]);

/** Whose friend links were opened in this browser, the latest first. Storage may be blocked: then they last as long as the page. */
class Friends {
  readonly list = new Observed<readonly Friend[]>(read());

  /** Takes in who is known already at most once, and lets go of the oldest where there are too many. */
  add(code: string): void {
    if (!FRIEND_CODE.test(code) || this.list.value.some((friend) => friend.code === code)) return;
    this.#keep([{ code, name: "" }, ...this.list.value].slice(0, MAX_FRIENDS));
  }

  remove(code: string): void {
    this.#keep(this.list.value.filter((friend) => friend.code !== code));
  }

  /** Remembers what they are called, for when they are away. */
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
