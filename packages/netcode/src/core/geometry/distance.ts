interface Place {
  readonly x: number;
  readonly y: number;
}

/**
 * Returns the squared distance between two places, in u squared. The code multiplies, because the precision of `**`
 * differs between JavaScript engines.
 */
export function squaredDistance(a: Place, b: Place): number {
  const dx = a.x - b.x;
  const dy = a.y - b.y;
  return dx * dx + dy * dy;
}

export const distanceBetween = (a: Place, b: Place): number => Math.sqrt(squaredDistance(a, b));
