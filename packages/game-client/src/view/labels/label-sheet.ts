import { GameObjects, type Scene, type Textures } from "phaser";

import { paintLabel, type LabelStyle } from "./paint-label.ts";

/** Room for a label in u; longer ones are squeezed into it. */
const CELL_U = { width: 8, height: 0.8 } as const;
const COLUMNS = 3;
const ROWS = 10;
const CELLS = COLUMNS * ROWS;
/** Several small textures rather than one: a new label sends only its own to the graphics card. */
const PAGES = 4;
/** Denser labels than this are a waste of memory: all pages take 28 MB at this density. */
const MAX_PIXELS_PER_U = 96;

/** A text in its place on a page. */
export interface Label {
  readonly frame: Textures.Frame;
  /** Of what is painted, in u; the image is as wide as its cell. */
  readonly width: number;
  /** Number of the draw in which it was last in view; 0 when another has taken its place. */
  used: number;
}

/**
 * Short texts painted onto a few textures, each once. A text object has a texture and with it a batch of its own: a
 * crowd's names would be most of what the renderer does.
 */
export class LabelSheet {
  /** Scale at which a label has its size in u. */
  readonly unit: number;
  readonly #scene: Scene;
  readonly #pixelsPerU: number;
  readonly #pages: readonly Textures.CanvasTexture[];
  readonly #labels = new Map<string, Label>();
  readonly #changed = new Set<Textures.CanvasTexture>();
  #draws = 1;

  /** `density` is the number of screen pixels per u. */
  constructor(scene: Scene, key: string, density: number) {
    this.#scene = scene;
    this.#pixelsPerU = Math.min(MAX_PIXELS_PER_U, density);
    this.unit = 1 / this.#pixelsPerU;
    this.#pages = Array.from({ length: PAGES }, (_, page) => this.#createPage(`${key}${page}`));
  }

  /** An image to show labels with, hidden so far. */
  image(layer: GameObjects.Layer): GameObjects.Image {
    const image = new GameObjects.Image(this.#scene, 0, 0, this.#pages[0]?.key ?? "", "0");
    image.setScale(this.unit).setVisible(false);
    layer.add(image);
    return image;
  }

  /** The label of a text, painted when it is new; undefined while more are in view than there is room for. */
  find(text: string, style: LabelStyle): Label | undefined {
    const key = `${style.size} ${style.color} ${style.chip?.text ?? ""} ${text}`;
    const label = this.#labels.get(key) ?? this.#add(key, text, style);
    if (label) this.keep(label);
    return label;
  }

  /** Says that a label is in view: its place is not given away. */
  keep(label: Label): void {
    label.used = this.#draws;
  }

  /** Once a frame, after all labels were asked for: what was painted goes to the graphics card. */
  flush(): void {
    this.#draws++;
    for (const page of this.#changed) page.refresh();
    this.#changed.clear();
  }

  destroy(): void {
    for (const page of this.#pages) this.#scene.textures.remove(page.key);
  }

  #createPage(key: string): Textures.CanvasTexture {
    const width = Math.ceil(CELL_U.width * this.#pixelsPerU);
    const height = Math.ceil(CELL_U.height * this.#pixelsPerU);
    const page = this.#scene.textures.createCanvas(key, width * COLUMNS, height * ROWS);
    if (!page) throw new Error(`texture "${key}" exists already`);
    for (let cell = 0; cell < CELLS; cell++) {
      page.add(String(cell), 0, (cell % COLUMNS) * width, Math.floor(cell / COLUMNS) * height, width, height);
    }
    return page;
  }

  #add(key: string, text: string, style: LabelStyle): Label | undefined {
    const place = this.#freePlace();
    if (!place) return undefined;
    const label = { ...place, width: this.#paint(place.page, place.frame, text, style), used: 0 };
    this.#labels.set(key, label);
    return label;
  }

  /** A cell that was never used, else that of the label unused for longest, unless it was in view in the last draw. */
  #freePlace(): { page: Textures.CanvasTexture; frame: Textures.Frame } | undefined {
    const count = this.#labels.size;
    const page = this.#pages[Math.floor(count / CELLS)];
    if (page) return { page, frame: page.get(String(count % CELLS)) };
    const [first] = this.#labels;
    if (!first) return undefined;
    let [key, oldest] = first;
    for (const entry of this.#labels) if (entry[1].used < oldest.used) [key, oldest] = entry;
    const taken = this.#pages.find(({ key: name }) => name === oldest.frame.texture.key);
    if (!taken || oldest.used >= this.#draws - 1) return undefined;
    this.#labels.delete(key);
    oldest.used = 0;
    return { page: taken, frame: oldest.frame };
  }

  /** Paints into a cell; returns the label's width in u. */
  #paint(page: Textures.CanvasTexture, frame: Textures.Frame, text: string, style: LabelStyle): number {
    const { context } = page;
    const { cutX, cutY, cutWidth, cutHeight } = frame;
    context.save();
    context.beginPath();
    context.rect(cutX, cutY, cutWidth, cutHeight);
    context.clip();
    context.clearRect(cutX, cutY, cutWidth, cutHeight);
    context.translate(cutX + cutWidth / 2, cutY + cutHeight / 2);
    const width = paintLabel(context, text, style, { room: cutWidth, pixelsPerU: this.#pixelsPerU });
    context.restore();
    this.#changed.add(page);
    return width / this.#pixelsPerU;
  }
}
