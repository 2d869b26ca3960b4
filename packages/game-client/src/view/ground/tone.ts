/**
 * GLSL: what becomes of the ground's colour on its way to a screen of `uScreen` pixels. It darkens towards the corners,
 * and loses its own colour as far as `uMuted` (0..1) says. In the ground's own shader, since a filter over the whole
 * picture halves the frame rate of software rendering.
 */
export const TONE = `
uniform vec2 uScreen;
uniform float uMuted;
vec3 tone (vec3 color)
{
    vec2 fromMiddle = gl_FragCoord.xy / uScreen - 0.5;
    float light = 1.0 - 0.62 * smoothstep(0.1, 0.62, dot(fromMiddle, fromMiddle));
    vec3 grey = vec3(dot(color, vec3(0.3, 0.55, 0.15)));
    return mix(color, grey * 0.72, uMuted) * light;
}
`;
