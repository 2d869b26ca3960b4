import { h, render, type ComponentType } from "preact";

/** A piece of the HUD that touches the page only when what it shows has changed. */
export class Panel<Props extends object> {
  readonly #host: HTMLElement;
  readonly #component: ComponentType<Props>;
  #shown: Props | undefined;

  constructor(parent: HTMLElement, component: ComponentType<Props>) {
    this.#host = document.createElement("div");
    this.#host.style.display = "contents";
    parent.append(this.#host);
    this.#component = component;
  }

  /** Shows `props`; compares them one level deep with what is on the page. */
  update(props: Props): void {
    if (this.#shown && sameProps(this.#shown, props)) return;
    this.#shown = props;
    render(h(this.#component, props), this.#host);
  }

  dispose(): void {
    render(undefined, this.#host);
    this.#host.remove();
  }
}

function sameProps<Props extends object>(a: Props, b: Props): boolean {
  for (const key in b) if (!Object.is(a[key], b[key])) return false;
  return true;
}
