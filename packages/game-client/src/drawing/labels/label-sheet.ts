import { GameObjects, type Scene, type Textures } from "phaser";

import { paintLabel, type LabelStyle } from "./paint-label.ts";

/** Space for a label in u. Longer labels are squeezed to fit. */
const CELL_U = { width: 8, height: 0.8 } as const;
const COLUMNS = 3;
const ROWS = 10;
/**
 * The labels are on several small textures instead of one, so that a new label uploads only its own texture to the
 * graphics card.
 */
const PAGES = 4;
/** Limits the memory of the labels: at this density all textures take 28 MB. */
const MAX_PIXELS_PER_U = 96;

/** A space for one label. */
interface Cell {
  readonly page: Textures.CanvasTexture;
  readonly x: number;
  readonly y: number;
  /** The part of the space that the label uses. */
  readonly frame: Textures.Frame;
}

/** A text and its space. */
export interface Label {
  readonly cell: Cell;
  readonly frame: Textures.Frame;
  /** Number of the draw in which the label was last in view; 0 after another label has taken its space. */
  used: number;
}

/**
 * Paints each short text once onto a few shared textures. A Phaser text object has its own texture and so its own
 * batch: the names of a crowd would be most of the renderer's work.
 */
export class LabelSheet {
  /** Scale at which a label has its size in u. */
  readonly unit: number;
  readonly #scene: Scene;
  readonly #pixelsPerU: number;
  readonly #width: number;
  readonly #height: number;
  readonly #pages: readonly Textures.CanvasTexture[];
  readonly #cells: readonly Cell[];
  readonly #labels = new Map<string, Label>();
  readonly #changed = new Set<Textures.CanvasTexture>();
  #draws = 1;

  /** `density` is the number of screen pixels per u. */
  constructor(scene: Scene, key: string, density: number) {
    this.#scene = scene;
    this.#pixelsPerU = Math.min(MAX_PIXELS_PER_U, density);
    this.unit = 1 / this.#pixelsPerU;
    this.#width = Math.ceil(CELL_U.width * this.#pixelsPerU);
    this.#height = Math.ceil(CELL_U.height * this.#pixelsPerU);
    this.#pages = Array.from({ length: PAGES }, (_, page) => this.#createPage(`${key}${page}`));
    this.#cells = this.#pages.flatMap((page) => this.#createCells(page));
  }

  /** Creates a hidden image for showing labels. */
  image(layer: GameObjects.Layer): GameObjects.Image {
    const image = new GameObjects.Image(this.#scene, 0, 0, this.#pages[0]?.key ?? "", "0");
    image.setScale(this.unit).setVisible(false);
    layer.add(image);
    return image;
  }

  /** The label of a text, painted if it is new; undefined while all spaces are in view. */
  find(text: string, style: LabelStyle): Label | undefined {
    const key = `${style.size} ${style.color} ${style.chip?.text ?? ""} ${text}`;
    const label = this.#labels.get(key) ?? this.#add(key, text, style);
    if (label) this.keep(label);
    return label;
  }

  /** Marks a label as in view, so that its space is not reused. */
  keep(label: Label): void {
    label.used = this.#draws;
  }

  /** Uploads newly painted labels to the graphics card. Call it once a frame, after all labels were requested. */
  flush(): void {
    this.#draws++;
    for (const page of this.#changed) page.refresh();
    this.#changed.clear();
  }

  destroy(): void {
    for (const page of this.#pages) this.#scene.textures.remove(page.key);
  }

  #createPage(key: string): Textures.CanvasTexture {
    const page = this.#scene.textures.createCanvas(key, this.#width * COLUMNS, this.#height * ROWS);
    if (!page) throw new Error(`texture "${key}" exists already`);
    return page;
  }

  #createCells(page: Textures.CanvasTexture): Cell[] {
    return Array.from({ length: COLUMNS * ROWS }, (_, index) => {
      const x = (index % COLUMNS) * this.#width;
      const y = Math.floor(index / COLUMNS) * this.#height;
      const frame = page.add(String(index), 0, x, y, this.#width, this.#height);
      if (!frame) throw new Error(`cell ${index} of "${page.key}" exists already`);
      return { page, x, y, frame };
    });
  }

  #add(key: string, text: string, style: LabelStyle): Label | undefined {
    const cell = this.#freeCell();
    if (!cell) return undefined;
    this.#paint(cell, text, style);
    const label = { cell, frame: cell.frame, used: 0 };
    this.#labels.set(key, label);
    return label;
  }

  /**
   * An unused space, or that of the label which was out of view longest; undefined if all labels were in view in the
   * last draw.
   */
  #freeCell(): Cell | undefined {
    const unused = this.#cells[this.#labels.size];
    if (unused) return unused;
    const [first] = this.#labels;
    if (!first) return undefined;
    let [key, oldest] = first;
    for (const entry of this.#labels) if (entry[1].used < oldest.used) [key, oldest] = entry;
    if (oldest.used >= this.#draws - 1) return undefined;
    this.#labels.delete(key);
    oldest.used = 0;
    return oldest.cell;
  }

  #paint({ page, x, y, frame }: Cell, text: string, style: LabelStyle): void {
    const { context } = page;
    context.save();
    context.beginPath();
    context.rect(x, y, this.#width, this.#height);
    context.clip();
    context.clearRect(x, y, this.#width, this.#height);
    context.translate(x + this.#width / 2, y + this.#height / 2);
    const width = paintLabel(context, text, style, { room: this.#width, pixelsPerU: this.#pixelsPerU });
    context.restore();
    // Only the painted part is drawn: most of a space is empty, and software rendering also pays for empty pixels.
    const taken = Math.min(this.#width, 2 * Math.ceil(width / 2 + this.#pixelsPerU * 0.1));
    frame.setSize(taken, this.#height, x + (this.#width - taken) / 2, y);
    this.#changed.add(page);
  }
}
