const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** True for the 8-4-4-4-12 form in which Microsoft writes client, tenant and key ids. */
export function isGuid(text: string): boolean {
  return guidPattern.test(text);
}
