import type { ExportInput } from "./exporter";
import { tokenNotes } from "./tokenSource";

/** The first lines of a configuration, for a comment: whose it is, and where its tokens come from. */
export function heading(
  { mailbox, registration, options }: ExportInput,
  title: string,
): readonly string[] {
  return [
    `${title}: mailbox ${mailbox.address}, registration ${registration.name}`,
    tokenNotes[options.tokenSource],
  ];
}
