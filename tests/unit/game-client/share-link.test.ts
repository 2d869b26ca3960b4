import { roomIn } from "@fray/game-client/internal/hud/share-link";
import { expect, test } from "vitest";

test.for([
  ["a code", "aB3dE5fG7", "aB3dE5fG7"],
  ["a code with blanks around", "  aB3-_7 ", "aB3-_7"],
  ["a link", "https://fray.example.com/play/?room=aB3dE5fG7&utm=x", "aB3dE5fG7"],
  ["nothing", " ", undefined],
  ["a link to no room", "https://fray.example.com/", undefined],
  ["a link with markup for a room", "https://fray.example.com/?room=<script>", undefined],
  ["words", "come and play", undefined],
] as const)("of %s the right room is read", ([, text, room]) => {
  expect(roomIn(text)).toBe(room);
});
