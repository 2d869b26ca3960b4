/**
 * A still picture of a fight behind the menu. It shows the shapes and colours of the sides before anything has
 * loaded.
 */
export function MenuScene() {
  return (
    <svg class="menu-scene" viewBox="0 0 1600 900" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <defs>
        <pattern id="grid" width="80" height="80" patternUnits="userSpaceOnUse">
          <path d="M80 0H0V80" fill="none" stroke="#96bee6" stroke-opacity="0.06" stroke-width="2" />
        </pattern>
        <radialGradient id="light" cx="0.5" cy="0.45" r="0.75">
          <stop offset="0" stop-color="#233448" />
          <stop offset="1" stop-color="#0b1119" />
        </radialGradient>
        <linearGradient id="tracer" x1="0" y1="0" x2="1" y2="0">
          <stop class="blue" offset="0" stop-opacity="0" />
          <stop class="blue-light" offset="1" />
        </linearGradient>
        <linearGradient id="ember" x1="0" y1="0" x2="1" y2="0">
          <stop class="orange" offset="0" stop-opacity="0" />
          <stop class="orange-light" offset="1" />
        </linearGradient>
        <radialGradient id="blue">
          <stop class="blue-light" offset="0" />
          <stop class="blue" offset="0.55" />
          <stop class="blue deep" offset="1" />
        </radialGradient>
        <radialGradient id="orange">
          <stop class="orange-light" offset="0" />
          <stop class="orange" offset="0.55" />
          <stop class="orange deep" offset="1" />
        </radialGradient>
      </defs>
      <rect width="1600" height="900" fill="url(#light)" />
      <rect width="1600" height="900" fill="url(#grid)" />
      <Slab x={-40} y={120} width={360} height={80} />
      <Slab x={1240} y={640} width={440} height={80} />
      <Slab x={1120} y={-60} width={80} height={260} />
      <Slab x={400} y={720} width={80} height={260} />
      <g transform="translate(208 610) rotate(-24)">
        <rect x="30" y="-19" width="88" height="38" rx="9" fill="#55687e" stroke="#0a1018" stroke-width="9" />
        <circle r="74" fill="url(#blue)" stroke="#0a1018" stroke-width="10" />
        <circle r="44" fill="none" stroke="#08202e" stroke-opacity="0.6" stroke-width="11" />
        <circle r="20" fill="#eafaff" />
        <circle
          r="100"
          class="blue-light"
          fill="none"
          stroke-width="10"
          stroke-dasharray="470 700"
          stroke-linecap="round"
        />
        <rect class="tracer" x="170" y="-6" width="240" height="12" rx="6" fill="url(#tracer)" />
        <rect class="tracer late" x="520" y="-6" width="240" height="12" rx="6" fill="url(#tracer)" />
      </g>
      <g transform="translate(1392 268) rotate(158)">
        <rect x="30" y="-18" width="86" height="36" rx="9" fill="#55687e" stroke="#0a1018" stroke-width="9" />
        <path
          d="M84 0 42 73h-84L-84 0l42-73h84Z"
          fill="url(#orange)"
          stroke="#0a1018"
          stroke-width="12"
          stroke-linejoin="round"
        />
        <path d="M46 0 23 40h-46L-46 0l23-40h46Z" fill="#401800" fill-opacity="0.42" />
        <path d="M22 0 11 19h-22L-22 0l11-19h22Z" fill="#fff1dc" />
        <circle
          r="104"
          class="orange-light"
          fill="none"
          stroke-width="10"
          stroke-dasharray="250 700"
          stroke-linecap="round"
        />
        <rect class="tracer back" x="190" y="-6" width="220" height="12" rx="6" fill="url(#ember)" />
      </g>
    </svg>
  );
}

interface SlabProps {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function Slab({ x, y, width, height }: SlabProps) {
  return (
    <g>
      <rect x={x + 10} y={y + 22} width={width} height={height} rx="12" fill="#000" fill-opacity="0.4" />
      <rect x={x} y={y} width={width} height={height} rx="12" fill="#1a2532" />
      <rect x={x} y={y} width={width} height={height - 20} rx="12" fill="#3d5168" />
      <rect x={x + 4} y={y} width={width - 8} height="4" rx="2" fill="#9dbfdf" />
    </g>
  );
}
