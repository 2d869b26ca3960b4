/** The key that some browsers report for every key that an input method handles. */
const INPUT_METHOD = 229;

/**
 * Whether a key belongs to an input method, with which people write Chinese, Japanese or Korean: there Enter picks a
 * word, and Escape takes it back.
 */
export const isComposing = ({ isComposing: isOpen, keyCode }: KeyboardEvent): boolean =>
  isOpen || keyCode === INPUT_METHOD;
