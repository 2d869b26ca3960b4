/** A rectangle in pixels to be placed on a sheet. */
export interface Box {
  readonly width: number;
  readonly height: number;
}

export type Placed<Item extends Box> = Item & { readonly x: number; readonly y: number };

/** Places boxes in rows on a sheet, highest first, `gap` pixels apart. Returns the height that the sheet needs. */
export function placeBoxes<Item extends Box>(
  boxes: readonly Item[],
  sheetWidth: number,
  gap: number,
): { placed: Placed<Item>[]; height: number } {
  const placed: Placed<Item>[] = [];
  let x = gap;
  let y = gap;
  let rowHeight = 0;
  for (const box of boxes.toSorted((a, b) => b.height - a.height)) {
    if (x + box.width + gap > sheetWidth) {
      x = gap;
      y += rowHeight + gap;
      rowHeight = 0;
    }
    placed.push({ ...box, x, y });
    x += box.width + gap;
    rowHeight = Math.max(rowHeight, box.height);
  }
  return { placed, height: y + rowHeight + gap };
}
