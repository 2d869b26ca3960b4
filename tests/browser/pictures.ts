import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";

/** Git ignores this folder. After a change of the page, look at the pictures here. */
const FOLDER = fileURLToPath(new URL("../../screenshots/", import.meta.url));

/** Whether this run takes pictures (`npm run screenshots`): a picture that nobody looks at costs up to a second. */
export const TAKES_PICTURES = Boolean(process.env["SCREENSHOTS"]);

/** Stores a picture of the page, or of all that can be scrolled, if this run takes pictures; `name` may contain folders. */
export async function takePicture(page: Page, name: string, { fullPage = false } = {}): Promise<void> {
  if (TAKES_PICTURES) await page.screenshot({ path: `${FOLDER}${name}.png`, fullPage });
}
