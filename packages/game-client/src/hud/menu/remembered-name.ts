import { optional } from "../../platform/optional.ts";

const KEY = "fray.name";

/** The last name that was used here, or "". A browser can block storage: then nothing is remembered. */
export const rememberedName = (): string => optional(() => localStorage.getItem(KEY)) ?? "";

export const rememberName = (name: string): void => optional(() => localStorage.setItem(KEY, name));
