/** How people read the name of a map. */
export const mapTitle = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
