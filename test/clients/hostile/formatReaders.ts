import { aercCommand, aercLine } from "../../../src/core/export/formats/aercText";
import { configParserText } from "../../../src/core/export/formats/configParserText";
import { fetchmailString } from "../../../src/core/export/formats/fetchmailText";
import { mbsyncLine } from "../../../src/core/export/formats/mbsyncText";
import { msmtpLine } from "../../../src/core/export/formats/msmtpText";
import { muttSet } from "../../../src/core/export/formats/muttText";
import { shLine } from "../../../src/core/export/formats/shLine";
import type { ClientHome } from "../clientHome";
import { aerc as aercProgram } from "../programs/aerc";

type Values = readonly string[];

/** How a program of Debian reads values out of a file in its own format. */
export interface FormatReader {
  readonly title: string;
  /** How many values it is given: a program that reads a few at a time is given fewer. */
  readonly count: number;
  /** @returns the values as the program has them */
  readonly readBack: (home: ClientHome, values: Values) => Promise<Values>;
}

export const formatReaders: readonly FormatReader[] = [
  muttReader("mutt"),
  muttReader("neomutt"),
  {
    title: "mbsync, by its words about files that are not there",
    count: 1000,
    readBack: async (home, values) => {
      // A path is taken as it is; one of no letters is no path
      const lines = values.map((value) => mbsyncLine("CertificateFile", `/none/${value}`)).join("");
      const file = home.write("rc", `IMAPAccount a\nHost "h"\n${lines}`);
      const { output } = await home.run("/usr/bin/mbsync", ["--config", file, "--all"]);
      return matches(
        output,
        /^\S+:\d+: CertificateFile '\/none\/(.*)': No such file or directory$/gm,
      );
    },
  },
  {
    title: "msmtp --pretend",
    count: 160,
    readBack: async (home, values) => {
      const account = (start: number): string =>
        `account a${start}\n${msmtpFields.map((field, at) => msmtpLine(field, `v${values[start + at] ?? ""}`)).join("")}`;
      const starts = values.flatMap((_, at) => (at % msmtpFields.length === 0 ? [at] : []));
      const file = home.write("rc", starts.map(account).join(""));
      const line = (start: number): string =>
        shLine(["/usr/bin/msmtp", "--file", file, `--account=a${start}`, "--pretend", "b@x.test"]);
      const { output } = await home.run("/bin/sh", ["-c", starts.map(line).join("\n")]);
      const pattern = new RegExp(`^(?:${msmtpFields.join("|")}) = v(.*)$`, "gm");
      return matches(output, pattern).slice(0, values.length);
    },
  },
  {
    title: "fetchmail --version",
    count: 1000,
    readBack: async (home, values) => {
      const users = values.map(
        (value) =>
          `poll "h" protocol pop3 user ${fetchmailString("user", `v${value}`)} password "x"\n`,
      );
      const file = home.write("rc", users.join(""));
      const { output } = await home.run("/usr/bin/fetchmail", ["-f", file, "--version"]);
      return matches(output, /^Options for retrieving from v(.*)@h:$/gm);
    },
  },
  {
    title: "the configuration parser of OfflineIMAP",
    count: 1000,
    readBack: async (home, values) => {
      const lines = values.map((value, at) => [`k${at}`, `"${value}"`] as const);
      const file = home.write("rc", configParserText([{ name: "Repository a", lines }], true));
      const { output } = await home.run("/usr/bin/python3", [
        "-W",
        "ignore",
        "-c",
        offlineimap,
        file,
      ]);
      return (JSON.parse(output) as Values).map((value) => value.slice(1, -1));
    },
  },
  {
    title: "aerc, by the commands that it runs",
    count: 1000,
    readBack: async (home, values) => {
      // One account for each fifty words, so that no line grows too long for a shell
      const parts = Array.from({ length: Math.ceil(values.length / 50) }, (_, at) => at);
      const account = (part: number): string => {
        const words = values.slice(part * 50, (part + 1) * 50);
        const command = aercCommand(["printf", "%s\\0", ...words]);
        return [
          `[a${part}]\n`,
          aercLine("source", `imaps+xoauth2://a@localhost:1`),
          aercLine("from", "<a@x.test>"),
          aercLine("source-cred-cmd", `${command} > out${part}; touch done${part}`),
        ].join("");
      };
      home.write(".config/aerc/accounts.conf", parts.map(account).join("\n"));
      const terminal = home.terminal(aercProgram.program, []);
      try {
        await terminal.sees(/a0/);
        terminal.type(":quit\n");
        await terminal.ended();
      } finally {
        await terminal.close();
      }
      return parts.flatMap((part) => home.textOf(`out${part}`).split("\0").slice(0, -1));
    },
  },
];

/** Settings of msmtp that hold any text, in the order in which it prints them. */
const msmtpFields = [
  "host",
  "domain",
  "user",
  "passwordeval",
  "ntlmdomain",
  "tls_priorities",
  "tls_host_override",
  "maildomain",
] as const;

const offlineimap = `
import json, sys
sys.path.insert(0, "/usr/share/offlineimap3")
from offlineimap.CustomConfig import CustomConfigParser
parser = CustomConfigParser()
parser.read(sys.argv[1])
json.dump([value for _, value in parser.items("Repository a")], sys.stdout)
`;

/** Both hand a variable of one's own to the environment of the programs they start. */
function muttReader(name: "mutt" | "neomutt"): FormatReader {
  return {
    title: name,
    count: 1000,
    readBack: async (home, values) => {
      const lines = values.map(
        (value, at) => `${muttSet(`my_${at}`, value)}setenv ENTRA_${at} "$my_${at}"\n`,
      );
      const out = home.path("out");
      const file = home.write("rc", `${lines.join("")}source "env -0 > '${out}'|"\n`);
      await home.run(`/usr/bin/${name}`, ["-n", "-F", file, "-Q", "editor"]);
      const read = new Map(
        home
          .textOf("out")
          .split("\0")
          .map((entry) => {
            const equals = entry.indexOf("=");
            return [entry.slice(0, equals), entry.slice(equals + 1)];
          }),
      );
      return values.map((_, at) => read.get(`ENTRA_${at}`) ?? "(not there)");
    },
  };
}

function matches(text: string, pattern: RegExp): Values {
  return Array.from(text.matchAll(pattern), ([, value = ""]) => value);
}
