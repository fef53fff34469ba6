import type { MailClient } from "../mailClient";

const program = "/usr/bin/offlineimap";

export const offlineimap3: MailClient = {
  exporter: "offlineimap3",
  program,
  place: "",
  uses: [
    {
      protocol: "imap",
      run: async ({ home }) => {
        const ended = await home.run(program, ["-o", "-u", "basic"]);
        return { ...ended, output: ended.output + home.textBelow("Mail") };
      },
      refused: { exit: 1, says: /XOAUTH2 authentication failed: .*Authentication failed\./ },
    },
  ],
};
