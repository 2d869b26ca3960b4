import { GlyphIcon } from "../../icons/glyph-icon.tsx";
import { ICONS } from "../../icons/icons.ts";
import { linkToMoment } from "../../platform/home.ts";
import "./watch-link.css";

export interface WatchLinkProps {
  /** Id of the round's replay. */
  readonly id: string;
  /** What the replay shows, for those who can't see where the link stands. */
  readonly what: string;
  readonly iconOnly?: boolean;
}

/** Leads to the replay of a round, in a tab of its own: what is shown here goes on. */
export const WatchLink = ({ id, what, iconOnly = false }: WatchLinkProps) => (
  <a
    class="watch-link"
    href={linkToMoment(location.href, { id, second: 0 })}
    target="_blank"
    rel="noopener"
    aria-label={`Watch ${what}`}
    title={`Watch ${what}`}
  >
    <GlyphIcon glyph={ICONS.film} size={16} /> {!iconOnly && "Watch"}
  </a>
);
