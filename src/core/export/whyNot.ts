import { type Message, message } from "../../base/message";
import type { ExportInput } from "./exporter";

/** For programs that sign a person in by themselves: they cannot open a mailbox as an app without a user. */
export function personsOnly(title: string): (input: ExportInput) => Message | undefined {
  return ({ mailbox }) =>
    mailbox.kind === "appOnly"
      ? message("{0} signs a person in; this mailbox is opened by the app itself.", title)
      : undefined;
}
