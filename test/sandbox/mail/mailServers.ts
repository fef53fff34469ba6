import { imapHost, popHost, smtpHosts } from "../hosts";
import type { VerifyToken } from "../identity/accessTokens";
import type { World } from "../model";
import { startImapServer } from "./imapServer";
import type { ServerTls } from "./listener";
import { startPopServer } from "./pop/popServer";
import type { Protocol } from "./protocols";
import { startSmtpServer } from "./smtp/smtpServer";

export interface MailServers {
  /** Loopback ports: IMAP and POP with TLS from the start, SMTP with STARTTLS. */
  readonly ports: Readonly<Record<Protocol, number>>;
  /** "host:port" as programs name it → "127.0.0.1:port". */
  readonly hostMap: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const hostsOf: Readonly<Record<Protocol, readonly string[]>> = {
  imap: [imapHost],
  pop: [popHost],
  smtp: smtpHosts,
};

/** The names of the mail servers, led to these ports. */
export function mailHostMap(
  ports: Readonly<Partial<Record<Protocol, number>>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(ports).flatMap(([protocol, port]) =>
      hostsOf[protocol as Protocol].map((host) => [host, `127.0.0.1:${port}`] as const),
    ),
  );
}

/**
 * Starts the embedded mail servers.
 * @param log told why they refuse; the console when absent.
 */
export async function startMailServers(
  world: World,
  verify: VerifyToken,
  tls: ServerTls,
  log?: (text: string) => void,
): Promise<MailServers> {
  const options = log === undefined ? {} : { log };
  const [imap, pop, smtp] = await Promise.all([
    startImapServer(world, verify, tls, options),
    startPopServer(world, verify, tls, options),
    startSmtpServer(world, verify, tls, options),
  ]);
  const ports = { imap: imap.port, pop: pop.port, smtp: smtp.port };
  return {
    ports,
    hostMap: mailHostMap(ports),
    close: async () => {
      await Promise.all([imap.close(), pop.close(), smtp.close()]);
    },
  };
}
