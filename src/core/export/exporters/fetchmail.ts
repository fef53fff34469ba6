import { message } from "../../../base/message";
import { loginName, serverOf } from "../exportParts";
import type { Exporter, ExportInput } from "../exporter";
import { appendText } from "../formats/appendText";
import { comment } from "../formats/comment";
import { fetchmailString } from "../formats/fetchmailText";
import { shLine } from "../formats/shLine";
import { heading } from "../heading";
import { everyTokenSource, tokenWords } from "../tokenSource";

/**
 * No release of fetchmail 6 knows OAuth: it is in fetchmail 7, and in the packages of openSUSE, which carry its
 * patches. `auth oauthbearer` falls back to XOAUTH2, and `passwordfd` reads the token from a file descriptor. Sources:
 * README.OAUTH2 of fetchmail's `next` branch, openSUSE's patches "add imap oauthbearer support" and "add passwordfile
 * and passwordfd options". Not run against either: unverified.
 */
export const fetchmail: Exporter = {
  id: "fetchmail",
  title: "fetchmail",
  needs: message(
    "fetchmail 7, or the fetchmail of openSUSE; fetchmail 6 as released cannot use OAuth.",
  ),
  group: "mailProgram",
  protocols: ["imap"],
  takesSecret: false,
  tokenSources: everyTokenSource,
  write: (input) => {
    const user = `  user ${fetchmailString("user", loginName(input, "imap"))}\n`;
    const text = `${comment(notes(input))}${poll(input, user)}`;
    return [
      {
        name: ".fetchmailrc",
        languageId: "plaintext",
        text,
        holdsSecret: false,
        placement: message("Goes to {0}, which fetchmail wants with mode 0600.", "~/.fetchmailrc"),
        appendTo: appendText(text, user),
      },
    ];
  },
};

function notes(input: ExportInput): readonly string[] {
  return [
    ...heading(input, "fetchmail"),
    `Fetch with: ${shLine(tokenWords(input, "imap"))} | fetchmail`,
    "Where sslmode is not known (fetchmail 6 with the patches for OAuth), write ssl instead of sslmode wrapped.",
  ];
}

function poll(input: ExportInput, user: string): string {
  const { host, port } = serverOf(input, "imap");
  const { caFile } = input.options;
  return [
    `poll ${fetchmailString("poll", host)} protocol imap port ${port} auth oauthbearer\n`,
    user,
    "  passwordfd 0\n",
    "  sslmode wrapped sslcertck\n",
    caFile === undefined ? "" : `  sslcertfile ${fetchmailString("sslcertfile", caFile)}\n`,
    "  keep\n",
  ].join("");
}
