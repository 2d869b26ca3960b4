import type { Point } from "../../connection/frame.ts";
import "./notes.css";
import type { NotesNow } from "./notes-at.ts";

interface ToPage {
  /** Converts a place in the world to the page, in CSS pixels. */
  toPage(x: number, y: number): Point;
}

/** Shows over the arena what the followed bot says of itself. Texts of a stranger's bot are only ever text. */
export class NoteLayer {
  readonly #root = document.createElement("div");
  readonly #said = document.createElement("p");
  readonly #places: HTMLElement[] = [];

  constructor(parent: HTMLElement) {
    this.#root.className = "bot-notes";
    this.#said.className = "bot-said";
    this.#root.append(this.#said);
    parent.append(this.#root);
  }

  update({ said, places }: NotesNow, arena: ToPage): void {
    write(this.#said, said ?? "");
    while (this.#places.length < places.length) this.#places.push(this.#add());
    for (const [index, element] of this.#places.entries()) {
      const place = places[index];
      element.hidden = !place;
      if (!place) continue;
      const { x, y } = arena.toPage(place.x, place.y);
      element.style.transform = `translate(${x}px, ${y}px)`;
      write(element, place.text);
    }
  }

  dispose(): void {
    this.#root.remove();
  }

  #add(): HTMLElement {
    const element = document.createElement("p");
    element.className = "bot-mark";
    this.#root.append(element);
    return element;
  }
}

function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
