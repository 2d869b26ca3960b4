import { h, type ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

/**
 * Makes a component whose script is loaded when it is rendered for the first time; until then it draws nothing. When
 * the script does not arrive, `onMissing` of the component is called, and the page's guard offers to reload the page.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  let loaded: ComponentType<Props> | undefined;
  return function Later({ onMissing, props }: { readonly onMissing: () => void; readonly props: Props }) {
    const [, setReady] = useState(false);
    useEffect(() => {
      if (loaded) return;
      load().then(
        (component) => {
          loaded = component;
          setReady(true);
        },
        (error: unknown) => {
          onMissing();
          reportError(error);
        },
      );
    }, []);
    return loaded ? h(loaded, props) : null;
  };
}
