const prefix = "entra-mail:";

/** The tag by which a registration is found again when Microsoft's answer to its creation got lost. */
export function markerTag(id: string): string {
  return `${prefix}${id}`;
}

export function isMarkerTag(tag: string): boolean {
  return tag.startsWith(prefix);
}
