/**
 * The kinds of pickups. A place in this list stands for its kind in the state, so a new kind goes to the end. A weapon
 * that lies on a pad has its name here; the others are described in `rules.ts`.
 */
export const PICKUP_KINDS = ["health", "armour", "ammo", "scatter", "rocket", "orb", "overdrive"] as const;
export type PickupKind = (typeof PICKUP_KINDS)[number];

export const pickupCode = (kind: PickupKind): number => PICKUP_KINDS.indexOf(kind);
/** The kind a code stands for; an unknown one is a health pack. */
export const pickupKindOf = (code: number): PickupKind => PICKUP_KINDS[code] ?? "health";
