/**
 * The kinds of pickups. The index in this list stands for the kind in the state, so a new kind is added at the end. A
 * weapon on a pad is listed by its name; `rules.ts` describes the others.
 */
export const PICKUP_KINDS = ["health", "armour", "ammo", "scatter", "rocket", "orb", "overdrive"] as const;
export type PickupKind = (typeof PICKUP_KINDS)[number];

export const pickupCode = (kind: PickupKind): number => PICKUP_KINDS.indexOf(kind);
/** Returns the kind of pickup for a code. An unknown code becomes a health pack. */
export const pickupKindOf = (code: number): PickupKind => PICKUP_KINDS[code] ?? "health";
