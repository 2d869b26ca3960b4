import { h, render, type ComponentType } from "preact";

import type { Moment, Part } from "../moment.ts";
import { isSame } from "./is-same.ts";

/** A component as a part of the HUD. It renders again only when its props have changed. */
export class Panel<Props extends object> implements Part {
  readonly #host: HTMLElement;
  readonly #component: ComponentType<Props>;
  readonly #select: (moment: Moment) => Props;
  #shown: Props | undefined;

  /** `select` takes the component's props from a moment. The props are compared in depth with the last props. */
  constructor(parent: HTMLElement, component: ComponentType<Props>, select: (moment: Moment) => Props) {
    this.#host = document.createElement("div");
    this.#host.style.display = "contents";
    parent.append(this.#host);
    this.#component = component;
    this.#select = select;
  }

  update(moment: Moment): void {
    const props = this.#select(moment);
    if (this.#shown && isSame(this.#shown, props)) return;
    this.#shown = props;
    render(h(this.#component, props), this.#host);
  }

  dispose(): void {
    render(undefined, this.#host);
    this.#host.remove();
  }
}
