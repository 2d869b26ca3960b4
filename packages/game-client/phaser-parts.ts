import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Plugin } from "vite";

const PHASER = dirname(createRequire(import.meta.url).resolve("phaser/package.json"));
const MODULE = "\0phaser-parts";

/** The parts of Phaser that the page names, by their files under its `src/`. */
const EXPORTS = `
import CONST from "const";
import CoreEvents from "core/events";
import Game from "core/Game";
import Image from "gameobjects/image/Image";
import Layer from "gameobjects/layer/Layer";
import Shader from "gameobjects/shader/Shader";
import BlendModes from "renderer/BlendModes";
import RendererEvents from "renderer/events";
import TintModes from "renderer/TintModes";
import WebGLRenderer from "renderer/webgl/WebGLRenderer";
import ScaleConst from "scale/const";
import Scene from "scene/Scene";

export const { WEBGL } = CONST;
export const Core = { Events: CoreEvents };
export const GameObjects = { Image, Layer, Shader };
export const Renderer = { Events: RendererEvents, WebGL: { WebGLRenderer } };
export const Scale = { NONE: ScaleConst.SCALE_MODE.NONE };
export { BlendModes, Game, Scene, TintModes };
`;

/** What comes first, because Phaser's files need each other in a circle, and what registers itself with each scene. */
const SYSTEMS = [
  "renderer/index",
  "cameras/2d/CameraManager",
  "events/EventEmitter",
  "gameobjects/DisplayList",
  "gameobjects/GameObjectCreator",
  "gameobjects/GameObjectFactory",
  "gameobjects/UpdateList",
  "gameobjects/layer/LayerFactory",
  "scene/ScenePlugin",
];

/** Phaser's sources ask for these as `typeof NAME`. Its own builds put values in their place in the same way. */
const FLAGS: Readonly<Record<string, boolean>> = {
  CANVAS_RENDERER: false,
  FEATURE_SOUND: false,
  PLUGIN_CAMERA3D: false,
  PLUGIN_FBINSTANT: false,
  WEBGL_DEBUG: false,
  WEBGL_RENDERER: true,
};
const FLAG = new RegExp(`typeof (${Object.keys(FLAGS).join("|")})\\b`, "g");

/**
 * Builds the page with the parts of Phaser that it uses instead of all: no physics, tile maps, sounds, loaders, tweens
 * or drawing without WebGL. Phaser's package has its sources, though no export leads there.
 */
export const phaserParts: Plugin = {
  name: "phaser-parts",
  apply: "build",
  enforce: "pre",
  resolveId: { filter: { id: /^phaser$/ }, handler: () => MODULE },
  load: {
    filter: { id: new RegExp(`^${MODULE}$`) },
    handler: () =>
      [...SYSTEMS.map((path) => `import "${path}";`), EXPORTS]
        .join("\n")
        .replaceAll(/(?<=(?:import|from) )"(.+)"/g, (_, path: string) => JSON.stringify(join(PHASER, "src", path))),
  },
  transform: {
    filter: { id: /[\\/]phaser[\\/]src[\\/]/ },
    handler: (code) => code.replaceAll(FLAG, (_, name: string) => String(FLAGS[name])),
  },
};
