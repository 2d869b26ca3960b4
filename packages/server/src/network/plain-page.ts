import { createHash } from "node:crypto";

/** The look of the game for pages that need nothing but their words. */
const BASE_STYLE = `
body { margin: 0; background: #0b1119; color: #eaf2fb; font: 500 1rem/1.5 system-ui, sans-serif }
h1 { margin: 0 0 8px; font-size: 2rem; font-weight: 800 }
p { margin: 0 0 24px; color: #9db2c8 }
.button { display: inline-block; padding: 12px 24px; border: 0; border-radius: 8px; background: #4cc9f0; color: #04212d;
  font: inherit; font-weight: 800; text-decoration: none; cursor: pointer }
`;

export interface PlainPage {
  readonly title: string;
  /** HTML. */
  readonly body: string;
  /** CSS, besides the common look. */
  readonly style: string;
}

/** A page that loads nothing from anywhere, written by the server. */
export const renderPlainPage = ({ title, body, style }: PlainPage): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="dark">
    <title>${title} · Fray</title>
    <style>${BASE_STYLE}${style}</style>
  </head>
  <body>
${body}
  </body>
</html>
`;

/** What such a page may do: have its one style, and send forms to its own server. */
export function plainPagePolicy({ style }: Pick<PlainPage, "style">): string {
  const hash = createHash("sha256").update(`${BASE_STYLE}${style}`).digest("base64");
  return `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as HTML that shows it: between tags and in quoted attributes. */
export const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
