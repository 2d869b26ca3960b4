import { createHash } from "node:crypto";

/** The common style of pages that load nothing. */
const BASE_STYLE = `
body { margin: 0; background: #0b1119; color: #eaf2fb; font: 500 1rem/1.5 system-ui, sans-serif }
h1 { margin: 0 0 8px; font-size: 2rem; font-weight: 800 }
p { margin: 0 0 24px; color: #9db2c8 }
.button { display: inline-block; padding: 12px 24px; border: 0; border-radius: 8px; background: #4cc9f0; color: #04212d;
  font: inherit; font-weight: 800; text-decoration: none; cursor: pointer }
`;

export interface PlainPage {
  readonly title: string;
  /** The content of the page, as HTML. */
  readonly body: string;
  /** CSS in addition to the common style. */
  readonly style: string;
}

/** Renders a page on the server that loads nothing from anywhere. */
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

/**
 * Returns the content security policy of a plain page. It allows the page's one style, and forms to the page's own
 * server.
 */
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

/** Escapes text for HTML, between tags and in quoted attributes. */
export const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
