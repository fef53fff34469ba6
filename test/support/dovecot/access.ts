import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { findServicePrincipal } from "../../sandbox/lookup";
import { type Protocol, protocols } from "../../sandbox/mail/protocols";
import type { World } from "../../sandbox/model";
import type { Door } from "./config";
import { listen } from "./listen";

export interface AccessService {
  readonly port: number;
  close(): Promise<void>;
}

/** What the sandbox tells of a token. */
interface Introspected {
  readonly active: boolean;
  readonly username?: string;
  readonly sub?: string;
  readonly client_id?: string;
  readonly tid?: string;
}

/** Which protocol a door leads to, and whether applications or persons come by it; undefined: both. */
const ways: Readonly<Record<Door, { readonly protocol: Protocol; readonly person?: boolean }>> = {
  imap: { protocol: "imap" },
  pop: { protocol: "pop" },
  smtp: { protocol: "smtp", person: true },
  "smtp-application": { protocol: "smtp", person: false },
};

/**
 * Starts the service that Dovecot asks about a token, at a path for each door. It asks the sandbox in turn and adds
 * whose rights the token carries, as an object id. While the protocol is closed to its user, or the user has no
 * licence, it lets nobody in; an application must be known to Exchange.
 *
 * @param beforeAnswer called with each question: what the rights are by now can be written down.
 */
export async function startAccessService(
  world: World,
  introspectUrl: string,
  beforeAnswer: () => void,
): Promise<AccessService> {
  const rightsOf = async (request: IncomingMessage): Promise<object> => {
    try {
      const { protocol, person } = ways[(request.url ?? "").slice(1) as Door];
      const url = `${introspectUrl}/${protocol}`;
      const reply = await fetch(url, { method: "POST", body: await formOf(request) });
      const facts = (await reply.json()) as Introspected;
      const comesHere = person === undefined || person === (facts.sub !== undefined);
      const rights = facts.active && comesHere ? principalOf(world, facts, protocol) : undefined;
      beforeAnswer();
      // Dovecot wants a name, and for an application looks at nothing but the rights.
      const { username = "application" } = facts;
      return { username, active: rights !== undefined, rights };
    } catch {
      return { active: false };
    }
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const rights = await rightsOf(request);
    // Dovecot keeps idle connections and trips over one that Node closes meanwhile.
    response.writeHead(200, { "content-type": "application/json", connection: "close" });
    response.end(JSON.stringify(rights));
  };
  const server = createServer((request, response) => void answer(request, response));
  const port = await listen(server);
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Object id of whom the token speaks for; undefined when they may not use the protocol at all. */
function principalOf(world: World, facts: Introspected, protocol: Protocol): string | undefined {
  const { username, sub, tid = "", client_id: clientId = "" } = facts;
  if (sub === undefined) {
    const id = findServicePrincipal(world, tid, clientId)?.id;
    return world.exchangePrincipals.some(({ objectId }) => objectId === id) ? id : undefined;
  }
  const mailbox = world.mailboxes.get(username?.toLowerCase() ?? "");
  const open =
    mailbox?.licensed === true && protocols[protocol].switchedOff(mailbox, world) === undefined;
  return open ? sub : undefined;
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
}
