import { optional } from "../../platform/optional.ts";

const KEY = "fray.name";

/** The name last played under, or "". Storage may be blocked: then nothing is remembered. */
export const rememberedName = (): string => optional(() => localStorage.getItem(KEY)) ?? "";

export const rememberName = (name: string): void => optional(() => localStorage.setItem(KEY, name));
