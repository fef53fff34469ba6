/** True when two addresses mean the same mailbox as typed: case and outer spaces do not count. */
export function sameAddress(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
