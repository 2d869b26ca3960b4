/** The word with which a saved trace begins. */
export const TRACE_MAGIC = "FRAYTRCE";

/** Whether a file begins as a saved trace does. */
export const isTraceFile = (bytes: Uint8Array): boolean =>
  Array.from(TRACE_MAGIC).every((_, index) => bytes[index] === TRACE_MAGIC.charCodeAt(index));
