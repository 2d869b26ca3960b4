import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

/** The fields of a gamepad that the game reads. */
interface FakePad {
  mapping: string;
  connected: boolean;
  timestamp: number;
  axes: number[];
  buttons: { pressed: boolean; value: number }[];
  vibrationActuator: { playEffect: (type: string, effect: object) => Promise<string> };
}

let pads: (FakePad | null)[];
let rumbled: object[];
beforeEach(() => {
  vi.resetModules();
  pads = [null, fakePad()];
  rumbled = [];
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  vi.stubGlobal("document", { hasFocus: () => true });
  vi.stubGlobal("navigator", { getGamepads: () => pads });
});
afterEach(() => vi.unstubAllGlobals());

function fakePad(): FakePad {
  return {
    mapping: "standard",
    connected: true,
    timestamp: 1,
    axes: [0, 0, 0, 0],
    buttons: Array.from({ length: 17 }, () => ({ pressed: false, value: 0 })),
    vibrationActuator: {
      playEffect: async (_, effect) => {
        rumbled.push(effect);
        return "complete";
      },
    },
  };
}

const press = (button: number, value = 1): void => {
  const pad = pads[1];
  if (pad) pad.buttons[button] = { pressed: value === 1, value };
};

async function connect() {
  const { GamepadDevice } = await import("@fray/game-client/internal/controls/gamepad");
  const { lastDevice } = await import("@fray/game-client/internal/controls/last-device");
  const { hudSignals } = await import("@fray/game-client/internal/controls/hud-signals");
  return { device: new GamepadDevice(), lastDevice, hudSignals };
}

test("the left stick moves and the right one aims; at rest the aim stays as it was", async () => {
  const { device, lastDevice } = await connect();
  pads[1] = { ...fakePad(), axes: [0.05, -0.08, 0.1, 0.1] };
  expect(device.read(0)).toEqual({ moveX: 0, moveY: 0, aim: undefined, buttons: 0 });
  expect(lastDevice.value).toBe("keyboard");
  pads[1] = { ...fakePad(), axes: [1, 0, 0, -1] };
  expect(device.read(16)).toEqual({ moveX: 1, moveY: 0, aim: 1.5 * Math.PI, buttons: 0 });
  expect(lastDevice.value).toBe("gamepad");
});

test.each([
  ["the right trigger fires", 7, BUTTON.fire],
  ["the left trigger fires the special", 6, BUTTON.special],
  ["A dashes", 0, BUTTON.dash],
  ["the right bumper dashes", 5, BUTTON.dash],
  ["X reloads", 2, BUTTON.reload],
])("%s", async (_, button, bit) => {
  const { device } = await connect();
  press(button);
  expect(device.read(0).buttons).toBe(bit);
  press(button, 0);
  // A tap counts for a whole step, and that of the special until the weapons can change.
  expect(device.read(16).buttons).toBe(bit);
  expect(device.read(600).buttons).toBe(0);
});

test("a trigger counts from a third of its way", async () => {
  const { device } = await connect();
  press(7, 0.2);
  expect(device.read(0).buttons).toBe(0);
  press(7, 0.4);
  expect(device.read(16).buttons).toBe(BUTTON.fire);
});

test("under a menu a gamepad moves nothing, and buttons held before do not count after the menu closes", async () => {
  const { device } = await connect();
  device.enabled = false;
  press(0);
  expect(device.read(0)).toEqual({ moveX: 0, moveY: 0, aim: undefined, buttons: 0 });
  device.enabled = true;
  expect(device.read(16).buttons).toBe(0);
  press(0, 0);
  device.read(32);
  press(0);
  expect(device.read(48).buttons).toBe(BUTTON.dash);
});

test("a gamepad that is unplugged, and a hidden page, release everything", async () => {
  const { device } = await connect();
  press(7);
  expect(device.read(0).buttons).toBe(BUTTON.fire);
  const pad = pads[1] ?? null;
  pads[1] = null;
  device.read(100);
  expect(device.read(200)).toMatchObject({ moveX: 0, buttons: 0 });
  pads[1] = pad;
  expect(device.read(300).buttons).toBe(BUTTON.fire);
  vi.stubGlobal("document", { hasFocus: () => false });
  device.read(400);
  expect(device.read(500)).toMatchObject({ moveX: 0, buttons: 0 });
});

test("View, Menu and D-pad up belong to the HUD, pressed and released, also under a menu", async () => {
  const { device, hudSignals } = await connect();
  const heard: string[] = [];
  hudSignals.subscribe((signal, held) => heard.push(`${signal} ${held ? "down" : "up"}`));
  device.enabled = false;
  for (const button of [8, 9, 12]) {
    press(button);
    device.read(0);
    press(button, 0);
    device.read(16);
  }
  expect(heard).toEqual(["scoreboard down", "scoreboard up", "menu down", "menu up", "emote down", "emote up"]);
});

test("a gamepad without the standard mapping is ignored, and of several the one used last counts", async () => {
  const { device } = await connect();
  pads = [{ ...fakePad(), mapping: "", axes: [1, 0, 0, 0], timestamp: 9 }];
  expect(device.read(0).moveX).toBe(0);
  pads = [
    { ...fakePad(), axes: [0, 1, 0, 0], timestamp: 5 },
    { ...fakePad(), axes: [1, 0, 0, 0], timestamp: 4 },
  ];
  expect(device.read(16)).toMatchObject({ moveX: 0, moveY: 1 });
});

test("a hit makes the gamepad rumble, but not with reduced motion", async () => {
  const { device } = await connect();
  const { settings } = await import("@fray/game-client/internal/settings/settings");
  device.rumble(0.5);
  expect(rumbled).toHaveLength(1);
  settings.set({ reducedMotion: "on" });
  device.rumble(0.5);
  expect(rumbled).toHaveLength(1);
});
