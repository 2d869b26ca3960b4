import { optional } from "./optional.ts";

/**
 * Browsers offer a clipboard only to pages from TLS or from the same machine, and may refuse. In most of them
 * selected text can still be copied then. Resolves to false where nothing could be copied.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text);
  }
}

function copySelected(text: string): boolean {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "visually-hidden";
  (document.querySelector("[role=dialog]") ?? document.body).append(field);
  field.select();
  const copied = optional(() => document.execCommand("copy")) ?? false;
  field.remove();
  return copied;
}
