interface Place {
  readonly x: number;
  readonly y: number;
}

/** In u squared. By multiplication: how exact `**` is, every JavaScript engine may decide for itself. */
export function squaredDistance(a: Place, b: Place): number {
  const dx = a.x - b.x;
  const dy = a.y - b.y;
  return dx * dx + dy * dy;
}

export const distanceBetween = (a: Place, b: Place): number => Math.sqrt(squaredDistance(a, b));
