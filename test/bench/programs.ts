import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { ProtocolId } from "../../src/core/mail/probe";
import { root } from "../support/paths";
import { makeTempFolder, removeFolder } from "../support/tempFolder";
import type { BenchTarget, Contender, Milestone, Reach } from "./measure";

const protocols: readonly ProtocolId[] = ["imap", "smtp", "pop", "graph"];
const limit = 20_000;

interface Started {
  readonly file: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly onLine: (line: string) => void;
}

/** Runs a program and hands on each line of both streams as it comes. @throws Error when it cannot be started */
function follow({ file, args, env = {}, onLine }: Started): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      stdio: ["ignore", "pipe", "pipe"],
      timeout: limit,
      env: { ...process.env, ...env },
    });
    for (const input of [child.stdout, child.stderr]) {
      createInterface({ input }).on("line", onLine);
    }
    child.on("error", reject);
    child.on("close", () => resolve());
  });
}

const isMilestone = (line: string): line is Milestone => line === "signedIn" || line === "open";

async function runPython(
  protocol: ProtocolId,
  { host, port, user, accessToken, caFile }: BenchTarget,
  reach: Reach,
): Promise<void> {
  const words: string[] = [];
  await follow({
    file: "python3",
    args: [join(root, "test", "bench", "standard_library.py"), protocol, host, String(port)],
    env: { MAIL_CA: caFile, MAIL_USER: user, MAIL_TOKEN: accessToken },
    onLine: (line) => (isMilestone(line) ? reach(line) : words.push(line)),
  });
  const last = words.at(-1);
  if (last !== undefined) throw new Error(`Python: ${last}`);
}

/** What curl is told, and how its own record of the talk (`--verbose`) shows the milestones, in their order. */
interface CurlTalk {
  readonly url: (at: string) => string;
  readonly options: readonly string[];
  readonly milestones: readonly {
    readonly reached: readonly Milestone[];
    readonly sent: RegExp;
    readonly answered: RegExp;
  }[];
}

const curlTalks: Readonly<Record<ProtocolId, CurlTalk>> = {
  imap: {
    url: (at) => `imaps://${at}/`,
    options: ['login-options = "AUTH=XOAUTH2"', 'request = "EXAMINE INBOX"'],
    milestones: [
      { reached: ["signedIn"], sent: /^> \S+ AUTHENTICATE /, answered: /^< [A-Z]\d+ OK/ },
      { reached: ["open"], sent: /^> \S+ EXAMINE /, answered: /^< [A-Z]\d+ OK/ },
    ],
  },
  smtp: {
    // curl sends a message or nothing: there is no MAIL FROM on its own
    url: (at) => `smtp://${at}/`,
    options: ['login-options = "AUTH=XOAUTH2"', "ssl-reqd", "sasl-ir"],
    milestones: [{ reached: ["signedIn"], sent: /^> AUTH /, answered: /^< 235 / }],
  },
  pop: {
    url: (at) => `pop3s://${at}/`,
    options: ['login-options = "AUTH=XOAUTH2"', 'request = "STAT"', "head"],
    milestones: [
      { reached: ["signedIn"], sent: /^> AUTH /, answered: /^< \+OK/ },
      { reached: ["open"], sent: /^> STAT/, answered: /^< \+OK/ },
    ],
  },
  graph: {
    url: (at) => `https://${at}/v1.0/me/mailFolders/inbox`,
    options: [],
    milestones: [{ reached: ["signedIn", "open"], sent: /^> GET /, answered: /^< HTTP\/\S+ 200/ }],
  },
};

async function runCurl(
  protocol: ProtocolId,
  { host, port, user, accessToken, caFile }: BenchTarget,
  reach: Reach,
): Promise<void> {
  const { url, options, milestones } = curlTalks[protocol];
  const folder = makeTempFolder();
  const config = join(folder, "curl.conf");
  const lines = [
    `url = "${url(`${host}:${port}`)}"`,
    `user = "${user}"`,
    `oauth2-bearer = "${accessToken}"`,
    `cacert = "${caFile}"`,
    "silent",
    "verbose",
    ...options,
  ];
  writeFileSync(config, lines.join("\n"), { mode: 0o600 });
  const left = [...milestones];
  let sent = false;
  try {
    await follow({
      file: "curl",
      // Options of this machine's user would change the count
      args: ["--disable", "--config", config],
      onLine: (line) => {
        const [next] = left;
        if (next?.sent.test(line) === true) sent = true;
        if (!sent || next?.answered.test(line) !== true) return;
        left.shift();
        sent = false;
        next.reached.forEach(reach);
      },
    });
  } finally {
    removeFolder(folder);
  }
}

/** The programs that everybody has, each with what it can do of the same: curl, and Python's standard library. */
export const programs: readonly Contender[] = protocols.flatMap((protocol) => [
  { protocol, name: "curl", run: (target, reach) => runCurl(protocol, target, reach) },
  { protocol, name: "Python", run: (target, reach) => runPython(protocol, target, reach) },
]);
