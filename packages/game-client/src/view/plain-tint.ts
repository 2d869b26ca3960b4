import type { Renderer } from "phaser";

/**
 * Colours a texture by multiplying it with the tint (mode 0), or fills its shape with the tint (mode 1). The renderer's own
 * knows six modes more, and software rendering takes the time of all of them for every pixel of every sprite.
 */
const PLAIN_TINT = `
vec4 applyTint (vec4 texture)
{
    vec3 filled = mix(texture.rgb, vec3(texture.a), outTintEffect.a);
    return vec4(filled * outTint.bgr, texture.a) * outTint.a;
}
`;

/** Makes every sprite of a renderer take the short way. */
export function usePlainTint(renderer: Renderer.WebGL.WebGLRenderer): void {
  const batch = renderer.renderNodes.getNode("BatchHandlerQuad") as Renderer.WebGL.RenderNodes.BatchHandlerQuad | null;
  batch?.programManager.replaceAddition("Tint", {
    name: "PlainTint",
    additions: { fragmentHeader: PLAIN_TINT, fragmentProcess: "fragColor = applyTint(fragColor);" },
    tags: ["TINT"],
  });
}
