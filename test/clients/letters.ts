import type { Letter } from "./mailClient";

/** A message as programs read it from a file: lines end with LF. */
export function letterText({ from, to, subject }: Letter): string {
  return `From: ${from}\nTo: ${to}\nSubject: ${subject}\n\nSent by a test.\n`;
}
