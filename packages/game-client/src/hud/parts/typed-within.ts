import { withinLimit, type TextLimit } from "@fray/shared-state/protocol/text";

/** What stands in a text field after an input, cut to what the server will keep of it; the field shows no more either. */
export function typedWithin({ currentTarget, isComposing }: TypedEvent, limit: TextLimit): string {
  // An input method would lose the word that is being written.
  if (isComposing) return currentTarget.value;
  const kept = withinLimit(currentTarget.value, limit);
  if (kept !== currentTarget.value) currentTarget.value = kept;
  return kept;
}

interface TypedEvent {
  readonly currentTarget: HTMLInputElement;
  readonly isComposing: boolean;
}
