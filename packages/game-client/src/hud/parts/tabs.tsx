import type { ComponentChildren } from "preact";
import { useId, useRef } from "preact/hooks";

import "./tabs.css";

export interface TabsProps<Name extends string> {
  readonly label: string;
  readonly tabs: readonly (readonly [name: Name, title: string])[];
  readonly open: Name;
  readonly onOpen: (name: Name) => void;
  /** Content of the open panel. */
  readonly children: ComponentChildren;
}

/** Shows one of a few panels at a time. The arrow keys move from one tab to the next. */
export function Tabs<Name extends string>({ label, tabs, open, onOpen, children }: TabsProps<Name>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const step = (by: number): void => {
    const at = (tabs.findIndex(([name]) => name === open) + by + tabs.length) % tabs.length;
    const [name] = tabs[at] ?? [];
    if (name === undefined) return;
    onOpen(name);
    list.current?.querySelectorAll<HTMLElement>("[role=tab]")[at]?.focus();
  };
  return (
    <>
      <div
        ref={list}
        class="tabs"
        role="tablist"
        aria-label={label}
        onKeyDown={({ code }) => {
          if (code === "ArrowRight") step(1);
          if (code === "ArrowLeft") step(-1);
        }}
      >
        {tabs.map(([name, title]) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-${name}`}
            aria-selected={name === open}
            aria-controls={`${id}-panel`}
            tabIndex={name === open ? 0 : -1}
            onClick={() => onOpen(name)}
          >
            {title}
          </button>
        ))}
      </div>
      <div class="tab-panel" role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${open}`}>
        {children}
      </div>
    </>
  );
}
