import { message } from "../../../base/message";
import type { Explanation } from "./explanation";

/** What is said of inputs that an export cannot use; by input and problem. */
export const exportInputs: Readonly<Record<string, Explanation>> = {
  "export.noPreview": {
    title: message("There is no configuration in front."),
    explanation: message(
      "This works on a preview of Export Client Configuration. Run that first, then copy or save what it shows.",
    ),
    actions: [
      {
        kind: "runCommand",
        title: message("Export Client Configuration…"),
        command: "entraMail.exportConfiguration",
      },
    ],
  },
  "export.notAppendable": {
    title: message("Nothing can be added to a file of this kind."),
    explanation: message("Its format holds one configuration only. Save it as a file of its own."),
    actions: [],
  },
  "exporter.notServed": {
    title: message("This program cannot open this mailbox."),
    explanation: message("Choose another program, or another way in which it gets its token."),
    actions: [],
  },
  "file.changed": {
    title: message("The file was changed meanwhile, so nothing was written."),
    explanation: message("Another program wrote to it while the change was shown. Try again."),
    actions: [],
  },
  "file.isLink": {
    title: message("The file is a link, so the secret was not written."),
    explanation: message(
      "Who can read the file behind it is not known here. Choose that file itself, or leave the placeholder.",
    ),
    actions: [],
  },
  "file.notLocal": {
    title: message("The file is not on this machine, so the secret was not written."),
    explanation: message(
      "Who can read it there is not known here. Choose a file of this machine, or leave the placeholder.",
    ),
    actions: [],
  },
  "file.tooLong": {
    title: message("The file is too long for a configuration."),
    explanation: message("It holds more than one megabyte. Choose another one."),
    actions: [],
  },
  "file.notText": {
    title: message("The file is no text in UTF-8."),
    explanation: message("Adding to it could destroy it. Choose another one."),
    actions: [],
  },
  "file.notReadable": {
    title: message("The file could not be read."),
    explanation: message("It is gone, or its mode forbids it. Nothing was changed."),
    actions: [],
  },
};
