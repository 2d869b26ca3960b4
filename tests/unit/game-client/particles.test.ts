import { ParticlePool } from "@fray/game-client/internal/drawing/particles";
import { expect, test } from "vitest";

type Sheet = ConstructorParameters<typeof ParticlePool>[0];
type Layer = ConstructorParameters<typeof ParticlePool>[1];

/** An image that notes whether it is shown, and ignores everything else. */
function fakeImage() {
  const image = {
    visible: false,
    rotation: 0,
    frame: { name: "" },
    setVisible: (visible: boolean) => {
      image.visible = visible;
      return image;
    },
    setFrame: (name: string) => {
      image.frame = { name };
      return image;
    },
    setTint: () => image,
    setRotation: () => image,
    setPosition: () => image,
    setScale: () => image,
    setAlpha: () => image,
  };
  return image;
}

function openPool(count: number) {
  const images: ReturnType<typeof fakeImage>[] = [];
  const sheet = {
    unit: 1,
    image: () => {
      const image = fakeImage();
      images.push(image);
      return image;
    },
  };
  const pool = new ParticlePool(sheet as unknown as Sheet, {} as Layer, count);
  const shown = (): number => images.filter(({ visible }) => visible).length;
  return { pool, images, shown };
}

test("a particle is shown for as long as it lives, and used again after it", () => {
  const { pool, images, shown } = openPool(2);
  const first = pool.spawn("spark", 0, 0, 1, 0);
  pool.spawn("spark", 0, 0, 3, 0);
  expect(shown()).toBe(2);
  pool.update(0.6);
  expect(shown()).toBe(2);
  pool.update(0.6);
  expect(shown()).toBe(1);
  expect(pool.spawn("spark", 5, 0, 1, 0)).toBe(first);
  expect(first).toMatchObject({ x: 5, age: 0 });
  expect(images).toHaveLength(2);
});

test("when all are in use, a new one replaces the oldest", () => {
  const { pool, shown } = openPool(3);
  const [first, second, third] = [1, 2, 3].map((life) => pool.spawn("spark", 0, 0, 4 - life, 0));
  pool.update(0.5);
  expect(pool.spawn("spark", 0, 0, 9, 0)).toBe(first);
  expect(pool.spawn("spark", 0, 0, 9, 0)).toBe(second);
  pool.update(0.4);
  // The third would have lived for a second; it is the oldest now.
  expect(pool.spawn("spark", 0, 0, 9, 0)).toBe(third);
  pool.update(1);
  expect(shown()).toBe(3);
});

test("one that is ended early is free from the next update on", () => {
  const { pool, shown } = openPool(1);
  const only = pool.spawn("spark", 0, 0, 10, 0);
  only.end();
  pool.update(0.1);
  expect(shown()).toBe(0);
  expect(pool.spawn("spark", 0, 0, 1, 0)).toBe(only);
  expect(shown()).toBe(1);
});
