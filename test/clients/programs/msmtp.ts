import { letterText } from "../letters";
import type { MailClient } from "../mailClient";

const program = "/usr/bin/msmtp";

export const msmtp: MailClient = {
  exporter: "msmtp",
  program,
  place: "",
  uses: [
    {
      protocol: "smtp",
      run: ({ home, letter }) =>
        home.run(program, ["--account=grace-contoso-test", "--read-recipients"], {
          stdin: letterText(letter),
        }),
      // EX_NOPERM of sysexits.h
      refused: { exit: 77, says: /authentication failed/ },
    },
  ],
};
