/** A local part that needs no quotes (RFC 5322, 3.2.3, and RFC 6532 for what is not ASCII). */
const dotAtom =
  /^[\w!#$%&'*+/=?^`{|}~\u0080-\u{10ffff}-]+(?:\.[\w!#$%&'*+/=?^`{|}~\u0080-\u{10ffff}-]+)*$/u;

/** An address for a `From` line or an envelope: a local part with other characters is quoted (RFC 5322, 3.4.1). */
export function addrSpec(address: string): string {
  const at = address.lastIndexOf("@");
  const local = at < 0 ? address : address.slice(0, at);
  if (dotAtom.test(local)) return address;
  return `"${local.replaceAll(/["\\]/g, "\\$&")}"${address.slice(local.length)}`;
}
