/** The name of a map as players read it. */
export const mapTitle = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
