import { cutText, type TextLimit } from "@fray/shared-state/protocol/text";

import { skeletonOf } from "./skeleton.ts";

/** The names in use in one place. No name looks like another, because a later one gets a number. */
export class NameRegister {
  readonly #limit: TextLimit;
  /** Skeletons of the names in use. */
  readonly #taken = new Set<string>();

  /** No name is longer than `limit`, including its number. */
  constructor(limit: TextLimit) {
    this.#limit = limit;
  }

  /** Takes a name, or the next free form of it: "Ann", "Ann 2", "Ann 3". Returns the taken name. */
  take(name: string): string {
    let free = name;
    let skeleton = skeletonOf(name);
    let stem = { length: 0, text: "", skeleton: "" };
    for (let number = 2; this.#taken.has(skeleton); number++) {
      const suffix = ` ${number}`;
      // A room may have a thousand members of one name, so the skeleton of the stem is computed once.
      if (suffix.length !== stem.length) {
        const text = cutText(name, shortened(this.#limit, suffix.length));
        stem = { length: suffix.length, text, skeleton: skeletonOf(text) };
      }
      free = stem.text + suffix;
      skeleton = stem.skeleton + skeletonOf(suffix);
    }
    this.#taken.add(skeleton);
    return free;
  }

  /** Releases a name that was taken. */
  release(name: string): void {
    this.#taken.delete(skeletonOf(name));
  }
}

const shortened = ({ graphemes, columns, length }: TextLimit, by: number): TextLimit => ({
  graphemes: graphemes - by,
  columns: columns - by,
  length: length - by,
});
