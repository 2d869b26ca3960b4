import type { Renderer } from "phaser";

/**
 * Multiplies a texture with the tint (mode 0), or fills its shape with the tint (mode 1). The renderer's own shader
 * has six more modes, and software rendering computes all of them for every pixel of every sprite.
 */
const PLAIN_TINT = `
vec4 applyTint (vec4 texture)
{
    vec3 filled = mix(texture.rgb, vec3(texture.a), outTintEffect.a);
    return vec4(filled * outTint.bgr, texture.a) * outTint.a;
}
`;

/** Replaces the tint shader for all sprites of a renderer by the short shader. */
export function usePlainTint(renderer: Renderer.WebGL.WebGLRenderer): void {
  const batch = renderer.renderNodes.getNode("BatchHandlerQuad") as Renderer.WebGL.RenderNodes.BatchHandlerQuad | null;
  batch?.programManager.replaceAddition("Tint", {
    name: "PlainTint",
    additions: { fragmentHeader: PLAIN_TINT, fragmentProcess: "fragColor = applyTint(fragColor);" },
    tags: ["TINT"],
  });
}
