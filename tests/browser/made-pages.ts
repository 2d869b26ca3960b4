import { BuiltPage } from "../support/built-page.ts";

/** The HUD over made-up frames. */
export const hudPage = new BuiltPage("hud", new URL("hud-page/", import.meta.url));
/** The menu before a made-up lobby. */
export const menuPage = new BuiltPage("menu", new URL("menu-page/", import.meta.url));
