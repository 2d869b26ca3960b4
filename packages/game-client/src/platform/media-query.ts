import { optional } from "./optional.ts";

/** A media query whose result is kept up to date. Without `matchMedia` it never matches. */
export class MediaQuery {
  readonly #list: MediaQueryList | undefined;

  constructor(query: string) {
    this.#list = optional(() => matchMedia(query));
  }

  get matches(): boolean {
    return optional(() => this.#list?.matches) ?? false;
  }

  /** Calls `listener` with every change from now on. */
  subscribe(listener: () => void): void {
    optional(() => this.#list?.addEventListener("change", listener));
  }
}
