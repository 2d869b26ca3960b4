import { expect, test } from "vitest";

import { tableOf } from "../../../bench/write-table.ts";

test("rows become a table whose columns are their own keys, in their order", () => {
  expect(
    tableOf([
      { clients: 50, "CPU %": 9.3 },
      { clients: 100, "CPU %": 18 },
    ]),
  ).toBe("| clients | CPU % |\n| --- | --- |\n| 50 | 9.3 |\n| 100 | 18 |");
});
