import { withinLimit, type TextLimit } from "@fray/shared-state/protocol/text";

/** The text of a field after an input, cut to the length that the server keeps. Cuts the text in the field as well. */
export function typedWithin({ currentTarget, isComposing }: TypedEvent, limit: TextLimit): string {
  // While an input method composes a word, a change of the field would destroy that word.
  if (isComposing) return currentTarget.value;
  const kept = withinLimit(currentTarget.value, limit);
  if (kept !== currentTarget.value) currentTarget.value = kept;
  return kept;
}

interface TypedEvent {
  readonly currentTarget: HTMLInputElement;
  readonly isComposing: boolean;
}
