import type { ClientUse } from "./mailClient";

export interface MuttWords {
  readonly reading: RegExp;
  readonly sending: RegExp;
}

/** What mutt and NeoMutt do, which are called alike. @param says their words for a wrong token */
export function muttUses(program: string, says: MuttWords): readonly ClientUse[] {
  return [
    {
      protocol: "imap",
      run: async ({ home }) => {
        const terminal = home.terminal(program, []);
        try {
          // The index, with messages or without
          let screen = await terminal.sees(/\(all\)---/);
          if (!screen.includes("(no mailbox)")) {
            // The screen shows a part of a message only, therefore it is piped to a file
            terminal.type("1\n|cat > fetched\n");
            screen = await terminal.sees(/Press any key/);
            terminal.type(" ");
            await terminal.sees(/\(all\)---/);
          }
          terminal.type("q");
          const { exit } = await terminal.ended();
          return { exit, output: screen + home.textOf("fetched") };
        } finally {
          await terminal.close();
        }
      },
      refused: { exit: 0, says: says.reading },
    },
    {
      protocol: "smtp",
      run: ({ home, letter }) =>
        home.run(program, ["-s", letter.subject, "--", letter.to], { stdin: "Sent by a test.\n" }),
      refused: { exit: 1, says: says.sending },
    },
  ];
}
