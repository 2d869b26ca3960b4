import { friends } from "@fray/game-client/internal/connection/friends";
import { MAX_FRIENDS } from "@fray/shared-state/protocol/lobby";
import { beforeEach, expect, test } from "vitest";

const code = (number: number): string => String(number).padStart(22, "x");
const known = () => friends.list.value.map((friend) => friend.code);

beforeEach(() => {
  for (const friend of known()) friends.remove(friend);
});

test("a friend link that is opened twice adds one friend, and an invalid code adds none", () => {
  friends.add(code(1));
  friends.add(code(1));
  friends.add("<script>");
  expect(known()).toEqual([code(1)]);
});

test("the list keeps at most as many friends as the server accepts: the oldest are removed", () => {
  for (let number = 0; number < MAX_FRIENDS + 5; number++) friends.add(code(number));
  expect(known()).toHaveLength(MAX_FRIENDS);
  expect(known()[0]).toBe(code(MAX_FRIENDS + 4));
  expect(known()).not.toContain(code(0));
});

test("the last known names of friends are kept while they are offline", () => {
  friends.add(code(1));
  friends.add(code(2));
  friends.see([{ code: code(1), name: "Ada", where: "lobby" }]);
  const { value } = friends.list;
  friends.see([]);
  expect(friends.list.value).toBe(value);
  expect(value).toEqual([
    { code: code(2), name: "" },
    { code: code(1), name: "Ada" },
  ]);
});
