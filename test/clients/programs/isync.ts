import type { MailClient } from "../mailClient";

const program = "/usr/bin/mbsync";

/** The server tells the reason by one more challenge. mbsync 1.4 takes that for a fault, and then waits for ever. */
const wrongToken = /IMAP wants more steps despite successful SASL authentication\./;

export const isync: MailClient = {
  exporter: "isync",
  program,
  place: "",
  uses: [
    {
      protocol: "imap",
      run: async ({ home }) => {
        home.makeFolders("Mail/grace-contoso-test");
        const ended = await home.run(program, ["grace-contoso-test"], {
          watch: (output, end) => {
            if (wrongToken.test(output)) end();
          },
        });
        return { ...ended, output: ended.output + home.textBelow("Mail") };
      },
      refused: { exit: null, says: wrongToken },
    },
  ],
};
