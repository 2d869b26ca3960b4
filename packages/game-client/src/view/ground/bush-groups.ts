import type { Wall } from "@fray/shared-state/arena/wall";

/** Bushes that touch each other and so look like one bush, with the rectangle around all of them in u. */
export interface BushGroup extends Wall {
  readonly parts: readonly Wall[];
}

export function groupBushes(bushes: readonly Wall[]): BushGroup[] {
  const groups: Wall[][] = [];
  for (const bush of bushes) {
    const joined = [bush];
    for (let index = groups.length - 1; index >= 0; index--) {
      if (!groups[index]?.some((part) => touch(part, bush))) continue;
      joined.push(...groups.splice(index, 1).flat());
    }
    groups.push(joined);
  }
  return groups.map((parts) => ({
    parts,
    left: Math.min(...parts.map(({ left }) => left)),
    top: Math.min(...parts.map(({ top }) => top)),
    right: Math.max(...parts.map(({ right }) => right)),
    bottom: Math.max(...parts.map(({ bottom }) => bottom)),
  }));
}

const touch = (a: Wall, b: Wall): boolean =>
  a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;
