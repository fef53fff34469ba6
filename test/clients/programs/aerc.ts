import type { MailClient } from "../mailClient";

const program = "/usr/bin/aerc";

/** aerc stays open and says on its last line what is wrong: it is told to quit. */
export const aerc: MailClient = {
  exporter: "aerc",
  program,
  place: ".config/aerc",
  uses: [
    {
      protocol: "imap",
      run: async ({ home, caFile }) => {
        const terminal = home.terminal(program, [], { SSL_CERT_FILE: caFile });
        try {
          let output = await terminal.sees(/Minutes of the weekly|authentication error/i);
          if (output.includes("Minutes")) {
            terminal.type(":select-message 0\n:view\n");
            output = await terminal.sees(/This is message/);
            terminal.type(":close\n");
          }
          terminal.type(":quit\n");
          return { exit: (await terminal.ended()).exit, output };
        } finally {
          await terminal.close();
        }
      },
      refused: { exit: 0, says: /XOAUTH2 authentication error \(401\)/i },
    },
    {
      protocol: "smtp",
      run: async ({ home, caFile, letter }) => {
        const words = [`mailto:${letter.to}?subject=${encodeURIComponent(letter.subject)}`];
        // The letter has no text: its editor ends at once
        const terminal = home.terminal(program, words, { SSL_CERT_FILE: caFile, EDITOR: "true" });
        try {
          await terminal.sees(/Send this email/);
          terminal.type("y");
          const output = await terminal.sees(/Message sent\.|send:+ \S/);
          // What was not sent is dropped
          if (!output.includes("Message sent.")) terminal.type("n");
          terminal.type(":quit\n");
          return { exit: (await terminal.ended()).exit, output };
        } finally {
          await terminal.close();
        }
      },
      refused: { exit: 0, says: /send:+ .*XOAUTH2 authentication error \(401\)/ },
    },
  ],
};
