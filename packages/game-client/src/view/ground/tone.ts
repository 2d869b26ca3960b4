/**
 * GLSL function that adjusts the ground's colour for a screen of `uScreen` pixels. It darkens towards the corners and
 * reduces the saturation by `uMuted` (0..1). It is part of the ground's shader because a filter over the whole
 * picture halves the frame rate of software rendering. It uses few operations because it runs for every pixel.
 */
export const TONE = `
uniform vec2 uScreen;
uniform float uMuted;
vec3 tone (vec3 color)
{
    vec2 fromMiddle = gl_FragCoord.xy / uScreen - 0.5;
    float dark = clamp(dot(fromMiddle, fromMiddle) * 1.92 - 0.19, 0.0, 1.0);
    if (uMuted > 0.0) color = mix(color, vec3(dot(color, vec3(0.216, 0.396, 0.108))), uMuted);
    return color - color * (0.9 * dark * dark);
}
`;
