import type { ExporterId, MailServerProtocol } from "../../../src/core/export/exporter";
import { shLine } from "../../../src/core/export/formats/shLine";
import type { ClientHome } from "../clientHome";
import { aerc } from "../programs/aerc";
import { asSomebody } from "../programs/getmail6";
import type { LoginStand } from "./loginStand";

/** One start of a program with its exported file. */
export interface Start {
  readonly home: ClientHome;
  /** The exported file, where the program looks for it. */
  readonly file: string;
  /** Name of the account in it, and of its Maildir below `Mail`. */
  readonly account: string;
  readonly stand: LoginStand;
}

export interface HostileProgram {
  readonly exporter: ExporterId;
  /** Where the exported file goes, below the home folder. */
  readonly place: string;
  /** Where it logs in. */
  readonly protocols: readonly MailServerProtocol[];
  readonly run: (start: Start) => Promise<unknown>;
  /** Local parts that its exporter refuses. */
  readonly refuses?: RegExp;
}

const recipient = "b@contoso.com";

export const hostilePrograms: readonly HostileProgram[] = [
  {
    exporter: "aerc",
    place: ".config/aerc/accounts.conf",
    protocols: ["imap", "smtp"],
    run: async ({ home, stand }) => {
      const env = { SSL_CERT_FILE: stand.caFile, EDITOR: "true" };
      const terminal = home.terminal(aerc.program, [`mailto:${recipient}?subject=x`], env);
      try {
        await terminal.sees(/Send this email/);
        terminal.type("y");
        // What it says about reading may hide on its screen that it has sent
        await stand.heard("imap", /AUTHENTICATE/);
        await stand.heard("smtp", /^\.$/);
        terminal.type(":quit\n");
        await terminal.ended();
      } finally {
        await terminal.close();
      }
    },
  },
  ...muttLike("mutt", ".config/mutt/muttrc"),
  ...muttLike("neomutt", ".config/neomutt/neomuttrc"),
  {
    exporter: "isync",
    place: ".mbsyncrc",
    protocols: ["imap"],
    run: ({ home, account }) => {
      home.makeFolders(`Mail/${account}`);
      return home.run("/usr/bin/mbsync", [account]);
    },
  },
  {
    exporter: "msmtp",
    place: ".msmtprc",
    protocols: ["smtp"],
    run: ({ home, account }) =>
      home.run("/usr/bin/msmtp", [`--account=${account}`, recipient], { stdin: "Sent.\n" }),
  },
  {
    exporter: "offlineimap3",
    place: ".offlineimaprc",
    protocols: ["imap"],
    run: ({ home }) => home.run("/usr/bin/offlineimap", ["-o", "-u", "basic"]),
  },
  {
    exporter: "getmail6",
    place: ".config/getmail/getmailrc",
    protocols: ["imap"],
    run: ({ home, file, account }) => {
      home.makeFolders(...["cur", "new", "tmp"].map((name) => `Mail/${account}/${name}`));
      const [unshare, ...words] = asSomebody;
      return home.run(unshare, [...words, "/usr/bin/getmail", `--rcfile=${file}`]);
    },
  },
  {
    exporter: "curl",
    place: "mail-by-curl.sh",
    protocols: ["imap", "pop", "smtp"],
    run: async ({ home, file }) => {
      const letter = home.write("letter.eml", "Subject: x\r\n\r\nSent.\r\n");
      for (const words of [["imap"], ["pop"], ["smtp", letter, recipient]]) {
        await home.run("/bin/sh", [file, ...words]);
      }
    },
  },
  {
    exporter: "swaks",
    place: "send-by-swaks.sh",
    protocols: ["smtp"],
    refuses: /^-/,
    run: ({ home, file }) => {
      home.write("bin/swaks", swaksByPlain, 0o700);
      return home.run("/bin/sh", [file, recipient]);
    },
  },
];

/** Debian's swaks does not know XOAUTH2: for it, that one word of the script is another. */
const swaksByPlain = `#!/bin/sh
for word do
  shift
  [ "$word" != --auth=XOAUTH2 ] || word=--auth=PLAIN
  set -- "$@" "$word"
done
exec /usr/bin/swaks "$@"
`;

/** It reads its mailbox in a terminal, which nobody looks at, and sends without one. */
function muttLike(exporter: "mutt" | "neomutt", place: string): readonly HostileProgram[] {
  const program = `/usr/bin/${exporter}`;
  const quitting = ["-n", "-e", "set sleep_time = 0 quit = yes", "-e", "push q"];
  return [
    {
      exporter,
      place,
      protocols: ["imap"],
      run: ({ home }) =>
        home.run("/usr/bin/script", [
          "--quiet",
          "--command",
          shLine([program, ...quitting]),
          "/dev/null",
        ]),
    },
    {
      exporter,
      place,
      protocols: ["smtp"],
      run: ({ home }) =>
        home.run(program, ["-n", "-s", "x", "-e", "set copy = no", "--", recipient], {
          stdin: "Sent.\n",
        }),
    },
  ];
}
