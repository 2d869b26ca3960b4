/** The game's name. A shot cuts through its letters. */
export function Wordmark() {
  return (
    <svg class="wordmark" viewBox="0 0 500 168" role="img" aria-label="Fray">
      <defs>
        <linearGradient id="steel" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stop-color="#ffffff" />
          <stop offset="1" stop-color="#b9cfe4" />
        </linearGradient>
        <linearGradient id="shot" x1="0" y1="0" x2="1" y2="0">
          <stop offset="0" stop-color="#4cc9f0" stop-opacity="0" />
          <stop offset="0.55" stop-color="#4cc9f0" />
          <stop offset="1" stop-color="#eafaff" />
        </linearGradient>
        <clipPath id="above">
          <path d="M0 0H500V57L0 113Z" />
        </clipPath>
        <clipPath id="below">
          <path d="M0 122 500 66V168H0Z" />
        </clipPath>
        <path
          id="letters"
          d="M38 24H124L118 50H60L56 70H108L102 95H50L38 144H10ZM142 24H214Q250 24 243 58 237 86 208 92L230 144H199L179 95H157L146 144H118ZM166 50 161 71H199Q213 71 216 60 218 50 206 50ZM308 24H342L362 144H333L330 122H281L267 144H235ZM319 62 297 97H327ZM364 24H395L412 69 450 24H484L424 95 412 144H384L396 94Z"
          fill-rule="evenodd"
        />
      </defs>
      <use href="#letters" fill="url(#steel)" clip-path="url(#above)" />
      <use href="#letters" fill="url(#steel)" clip-path="url(#below)" transform="translate(-7 4)" />
      <path d="M30 114.5 478 64.5" stroke="url(#shot)" stroke-width="4" stroke-linecap="round" />
    </svg>
  );
}
