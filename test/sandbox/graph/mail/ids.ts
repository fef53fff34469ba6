/** An id as long and opaque as those of Outlook's items, the same in every run. */
export function opaqueId(address: string, name: string): string {
  return Buffer.from(`${address} ${name}`.padEnd(90, ".")).toString("base64url");
}
