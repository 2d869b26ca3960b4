import "./shape-icon.css";
import type { Side } from "../../words/sides.ts";

/** An icon with the shape and colour of a body, shown next to a name. */
export function ShapeIcon({ side }: { readonly side: Side }) {
  return (
    <svg class={`shape ${side}`} width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true">
      {side === "blue" ? (
        <>
          <circle r="6" class="hull" />
          <circle r="3" class="core ring" />
        </>
      ) : (
        <>
          <path d="M6.5 0 3.25 5.6h-6.5L-6.5 0l3.25-5.6h6.5Z" class="hull" />
          <path d="M3 0 1.5 2.6h-3L-3 0l1.5-2.6h3Z" class="core" />
        </>
      )}
    </svg>
  );
}
