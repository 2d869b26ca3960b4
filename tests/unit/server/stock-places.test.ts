import { stockPlaces } from "@fray/server/internal/rooms/stock-places";
import { expect, test } from "vitest";

test.each([
  { places: 8, stockShare: 25, most: Infinity },
  { places: 64, stockShare: 1, most: Infinity },
  { places: 100, stockShare: 25, most: 64 },
  { places: 400, stockShare: 25, most: 100 },
  { places: 401, stockShare: 25, most: 101 },
  { places: 1000, stockShare: 100, most: Infinity },
  { places: 8, stockShare: 0, most: 0 },
])("of $places places, $stockShare % and at least 64 are for stock clients: $most", ({ places, stockShare, most }) => {
  expect(stockPlaces(places, { stockShare })).toBe(most);
});
