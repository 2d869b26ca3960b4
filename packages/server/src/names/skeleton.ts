import unhomoglyph from "unhomoglyph";

/**
 * The letter A of each alphabet in boxes or circles, and of the flag letters. Each has 26 letters. They have no NFKC
 * form.
 */
const BOXED_ALPHABETS = [0x1f150, 0x1f170, 0x1f1e6] as const;
const BOXED = /[\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}\u{1f1e6}-\u{1f1ff}]/gu;
const ALPHABET = "abcdefghijklmnopqrstuvwxyz";
/** Small capitals. They look like capitals and are separate characters. Unicode has those of all letters but x. */
const SMALL_CAPITALS = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡxʏᴢ";
const SMALL_CAPITAL = /[\u1d00-\u1d22\u0262\u026a\u029c\u029f\u0274\u0280\u0299\u028f\ua730\ua731\ua7af]/gu;

/**
 * Returns the same text for names that look the same. It is the skeleton of UTS #39, section 4, with the case ignored
 * too.
 */
export function skeletonOf(name: string): string {
  const plain = name.normalize("NFKC").replace(BOXED, letterIn).replace(SMALL_CAPITAL, capitalOf);
  return prototypes(prototypes(plain).toLowerCase().replace(SMALL_CAPITAL, capitalOf));
}

const prototypes = (text: string): string =>
  unhomoglyph(text.normalize("NFD").replace(/\p{Default_Ignorable_Code_Point}/gu, "")).normalize("NFD");

function letterIn(boxed: string): string {
  const code = boxed.codePointAt(0) ?? 0;
  const first = BOXED_ALPHABETS.findLast((start) => start <= code) ?? code;
  return ALPHABET.charAt(code - first);
}

function capitalOf(small: string): string {
  const place = SMALL_CAPITALS.indexOf(small);
  return place < 0 ? small : ALPHABET.charAt(place);
}
