/**
 * A name for the account in a configuration: lower-case letters, digits and dashes, so that it means itself in every
 * format and every shell, and in file names.
 */
export function accountName(address: string): string {
  const name = address
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 60);
  return name === "" ? "mailbox" : name;
}
