import { withCard } from "@fray/server/internal/network/invitation-card";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const PAGE = readFileSync(fileURLToPath(new URL("../../../packages/game-client/index.html", import.meta.url)), "utf8");

test("a page's card has title, map and players of the room, and a picture with a whole address", () => {
  const html = withCard(
    PAGE,
    { title: "Fray: Night shift", text: "Hill on Kiln, 5 players" },
    "https://a.example/fray/",
  );
  expect(html).toContain("<title>Fray: Night shift</title>");
  expect(html).toContain('<meta property="og:title" content="Fray: Night shift" />');
  expect(html).toContain('<meta property="og:description" content="Hill on Kiln, 5 players" />');
  expect(html).toContain('<meta name="description" content="Hill on Kiln, 5 players" />');
  expect(html).toContain('<meta property="og:image" content="https://a.example/fray/card.jpg" />');
});

test("names of rooms stay text, whatever they contain", () => {
  const html = withCard(PAGE, { title: `"/><script>x</script>$&$'`, text: "</title>" }, undefined);
  expect(html).not.toContain("<script>x");
  expect(html).toContain(`<title>&quot;/&gt;&lt;script&gt;x&lt;/script&gt;$&amp;$'</title>`);
  expect(html.match(/<\/title>/g)).toHaveLength(1);
  expect(html).toContain('content="./card.jpg"');
});
