import type { MailClient } from "../mailClient";

const program = "/usr/bin/getmail";
const folder = "Mail/grace-contoso-test";

/** getmail delivers nothing as root, which Dovecot has to be started as: here it takes itself for somebody else. */
export const asSomebody = [
  "/usr/bin/unshare",
  "--user",
  "--map-user=1000",
  "--map-group=1000",
] as const;

export const getmail6: MailClient = {
  exporter: "getmail6",
  program,
  place: ".config/getmail",
  uses: [
    {
      protocol: "imap",
      run: async ({ home, file }) => {
        home.makeFolders(...["cur", "new", "tmp"].map((name) => `${folder}/${name}`));
        const [unshare, ...words] = asSomebody;
        const ended = await home.run(unshare, [...words, program, `--rcfile=${file()}`]);
        return { ...ended, output: ended.output + home.textBelow(folder) };
      },
      refused: {
        exit: 127,
        says: /credential\/login error \(\[AUTHENTICATIONFAILED\] Authentication failed\.\)/,
      },
    },
  ],
};
