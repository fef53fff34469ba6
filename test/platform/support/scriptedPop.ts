import { type Dialect, type Keys, type MailScript, type MailStub, startMailStub } from "./mailStub";

const capabilities = ["TOP", "UIDL", "SASL PLAIN XOAUTH2", "USER"];

/** The answer to CAPA. */
export function capaAnswer(...offered: readonly string[]): string {
  return ["+OK", ...offered, "."].join("\r\n");
}

/** One-line AUTH is refused, as Exchange does. */
const twoLines = (line: string): string =>
  line.trim().toUpperCase() === "AUTH XOAUTH2" ? "+ " : "-ERR Protocol error. 18";

const exchange: Dialect = {
  greeting: "+OK The Microsoft Exchange POP3 service is ready. [TABC=]",
  replies: {
    CAPA: () => capaAnswer(...capabilities),
    AUTH: (_tag, line) => twoLines(line),
    TOKEN: () => "+OK User successfully authenticated.",
    STAT: () => "+OK 1204 49203847",
    QUIT: () => "+OK Microsoft Exchange Server POP3 server signing off.",
  },
  parse: (line) => {
    const word = line.split(" ", 1)[0] ?? "";
    const isCommand = /^(?:CAPA|AUTH|STAT|QUIT)$/i.test(word);
    return { tag: "", command: isCommand ? word.toUpperCase() : line === "" ? "EMPTY" : "TOKEN" };
  },
  beginTls: () => "+OK Begin TLS.\r\n",
  goodbye: "QUIT",
};

/** A POP3 server in the dialect of Exchange Online, with TLS from the first byte. */
export function startPopStub(keys: Keys | undefined, script?: MailScript): Promise<MailStub> {
  return startMailStub(exchange, keys, script);
}
