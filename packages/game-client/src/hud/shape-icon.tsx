/** The shape and colour of a body beside its name: a circle for the player, six corners for everybody else. */
export function ShapeIcon({ self }: { readonly self: boolean }) {
  return (
    <svg class="shape" width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true">
      {self ? (
        <>
          <circle r="6" fill="#4cc9f0" />
          <circle r="3" fill="none" stroke="#0b2633" stroke-width="1.4" />
        </>
      ) : (
        <>
          <path d="M6.5 0 3.25 5.6h-6.5L-6.5 0l3.25-5.6h6.5Z" fill="#f8961e" />
          <path d="M3 0 1.5 2.6h-3L-3 0l1.5-2.6h3Z" fill="#5a2a00" />
        </>
      )}
    </svg>
  );
}
