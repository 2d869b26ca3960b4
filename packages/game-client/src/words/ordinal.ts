/** A place in an order: "1st", "2nd", "11th". */
export function ordinal(place: number): string {
  const ending = /1[123]$/.test(String(place)) ? "th" : (["th", "st", "nd", "rd"][place % 10] ?? "th");
  return `${place}${ending}`;
}
