import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { World } from "../../sandbox/model";
import { listen } from "./listen";

export interface AccessService {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Starts the service that Dovecot asks about a token. It asks the sandbox in turn and adds whose rights the token
 * carries. While IMAP is closed to its user it lets nobody in.
 */
export async function startAccessService(
  world: World,
  introspectUrl: string,
): Promise<AccessService> {
  const rightsOf = async (request: IncomingMessage): Promise<object> => {
    try {
      const reply = await fetch(introspectUrl, { method: "POST", body: await formOf(request) });
      const facts = (await reply.json()) as { active: boolean; username?: string };
      const mailbox = world.mailboxes.get(facts.username?.toLowerCase() ?? "");
      return {
        ...facts,
        active: facts.active && mailbox?.imapEnabled === true,
        rights: facts.username,
      };
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

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
}
