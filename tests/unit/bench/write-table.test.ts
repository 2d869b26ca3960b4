import { expect, test } from "vitest";

import { rowsOf, tableOf } from "../../../bench/write-table.ts";

test("rows become a table whose columns are their own keys, in their order", () => {
  expect(
    tableOf([
      { clients: 50, "CPU %": 9.3 },
      { clients: 100, "CPU %": 18 },
    ]),
  ).toBe("| clients | CPU % |\n| --- | --- |\n| 50 | 9.3 |\n| 100 | 18 |");
});

test("a table is read as it was written, however it has been aligned since", () => {
  const rows = [{ clients: "8", "CPU %": "1.5" }];
  expect(rowsOf(tableOf(rows))).toEqual(rows);
  expect(rowsOf("\n| clients | CPU % |\n| ------- | ----- |\n| 8       | 1.5   |\n\nMeasured.\n")).toEqual(rows);
  expect(rowsOf("\n\n")).toEqual([]);
});
