import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { MailServerProtocol, ServerAddress } from "../../../src/core/export/exporter";
import { startMailStub } from "../../platform/support/mailStub";
import { tlsMaterial } from "../../sandbox/tls";
import { makeTempFolder, removeFolder } from "../../support/tempFolder";
import { dialects } from "./dialects";
import { type Login, readFrame, readSender } from "./frame";

/** What programs have sent. */
export interface Seen {
  readonly logins: Readonly<Record<MailServerProtocol, readonly Login[]>>;
  /** What stood in `MAIL FROM:<…>`. */
  readonly senders: readonly string[];
}

/** Servers on loopback that write down who logs in, with which token, and who sends. */
export interface LoginStand {
  readonly servers: Readonly<Record<MailServerProtocol, ServerAddress>>;
  /** The authority of their certificate, at a hostile path: a program that misreads it does not log in. */
  readonly caFile: string;
  /** What has come since this was asked last. */
  take(): Seen;
  /** Waits until such a line has come since then. @throws Error when none has after 15 seconds */
  heard(protocol: MailServerProtocol, line: RegExp): Promise<void>;
  close(): Promise<void>;
}

export async function startLoginStand(): Promise<LoginStand> {
  const folder = makeTempFolder();
  const tls = await tlsMaterial(join(folder, `it's "ca" #;%(x)s \`touch canary\``), ["localhost"]);
  const start = (protocol: MailServerProtocol) =>
    startMailStub(dialects[protocol], tls, { startTls: protocol === "smtp" });
  const stubs = { imap: await start("imap"), pop: await start("pop"), smtp: await start("smtp") };
  const taken = { imap: 0, pop: 0, smtp: 0 };
  const newLines = (protocol: MailServerProtocol): readonly string[] => {
    const { lines } = stubs[protocol];
    const fresh = lines.slice(taken[protocol]);
    taken[protocol] = lines.length;
    return fresh.map((line) => Buffer.from(line, "latin1").toString());
  };
  const at = (protocol: MailServerProtocol): ServerAddress => ({
    host: "localhost",
    port: stubs[protocol].port,
  });
  return {
    servers: { imap: at("imap"), pop: at("pop"), smtp: at("smtp") },
    caFile: tls.caFile,
    take: () => {
      const smtp = newLines("smtp");
      return {
        logins: {
          imap: logins(newLines("imap")),
          pop: logins(newLines("pop")),
          smtp: logins(smtp),
        },
        senders: smtp.flatMap((line) => readSender(line) ?? []),
      };
    },
    heard: async (protocol, pattern) => {
      const deadline = Date.now() + 15_000;
      while (!stubs[protocol].lines.slice(taken[protocol]).some((line) => pattern.test(line))) {
        if (Date.now() > deadline) throw new Error(`${protocol} has not heard ${String(pattern)}.`);
        await wait(25);
      }
    },
    close: async () => {
      await Promise.all(Object.values(stubs).map((stub) => stub.close()));
      removeFolder(folder);
    },
  };
}

function logins(lines: readonly string[]): readonly Login[] {
  return lines.flatMap((line) => readFrame(line) ?? []);
}
