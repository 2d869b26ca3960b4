/**
 * GLSL: what becomes of the ground's colour on its way to a screen of `uScreen` pixels. It darkens towards the corners,
 * and loses its own colour as far as `uMuted` (0..1) says. In the ground's own shader, since a filter over the whole
 * picture halves the frame rate of software rendering; and in few operations, since each is done for every pixel.
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
