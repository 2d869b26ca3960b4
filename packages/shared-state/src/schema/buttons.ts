/** Bits of `InputFrame.buttons`. The rules read them without the schema. */
export const BUTTON = { fire: 1, dash: 2, reload: 4, special: 8 } as const;
