/** An icon within 10 of the origin: SVG paths to fill, and paths to draw with round lines 2 wide. */
export interface Glyph {
  readonly solid: string;
  readonly lines: string;
}
