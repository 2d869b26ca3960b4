import "./controls-hint.css";

/** The controls in one line, for the first seconds of a game. */
export function ControlsHint({ visible }: { readonly visible: boolean }) {
  return (
    <p class={visible ? "controls-hint" : "controls-hint gone"} aria-hidden={!visible}>
      <ControlsLine />
    </p>
  );
}

export function ControlsLine() {
  return (
    <>
      <span>
        <kbd class="key">WASD</kbd> move
      </span>
      <span>
        <kbd class="key">Mouse</kbd> aim
      </span>
      <span>
        <kbd class="key">Click</kbd> fire
      </span>
      <span>
        <kbd class="key">Right click</kbd> rail
      </span>
      <span>
        <kbd class="key">Space</kbd> dash
      </span>
      <span>
        <kbd class="key">R</kbd> reload
      </span>
    </>
  );
}
