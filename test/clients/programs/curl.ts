import { letterText } from "../letters";
import type { MailClient } from "../mailClient";

/** CURLE_LOGIN_DENIED */
const refused = { exit: 67, says: /curl: \(67\)/ };

export const curl: MailClient = {
  exporter: "curl",
  program: "/usr/bin/curl",
  place: "",
  uses: [
    {
      protocol: "imap",
      run: ({ home, file }) => home.run("/bin/sh", [file(), "imap", "1"]),
      refused,
    },
    {
      protocol: "pop",
      run: ({ home, file }) => home.run("/bin/sh", [file(), "pop", "1"]),
      refused,
    },
    {
      protocol: "smtp",
      run: ({ home, file, letter }) =>
        home.run("/bin/sh", [
          file(),
          "smtp",
          home.write("letter.eml", letterText(letter).replaceAll("\n", "\r\n")),
          letter.to,
        ]),
      refused,
    },
  ],
};
