import { createServer, type Server } from "node:https";
import type { ProtocolId } from "../../src/core/mail/probe";
import { startMailServers } from "../sandbox/mail/mailServers";
import { createWorld } from "../sandbox/seed";
import { tlsMaterial } from "../sandbox/tls";
import { listen } from "../support/dovecot/listen";
import { createMailTokens } from "../support/mailTokens";
import { makeTempFolder, removeFolder } from "../support/tempFolder";
import type { BenchTarget } from "./measure";

export interface BenchServers {
  readonly targets: Readonly<Record<ProtocolId, BenchTarget>>;
  close(): Promise<void>;
}

const user = "ada@contoso.test";

/** The sandbox's mail servers, and an HTTPS server that answers to the inbox as Graph does, all of one authority. */
export async function startBenchServers(): Promise<BenchServers> {
  const folder = makeTempFolder();
  const tls = await tlsMaterial(folder, ["localhost"]);
  const world = createWorld();
  const { verify, ...tokens } = createMailTokens(world);
  const mail = await startMailServers(world, verify, tls, () => undefined);
  const accessToken = tokens.issue(user);
  const graph = inboxServer(tls, accessToken);
  const port = await listen(graph);
  const at = (of: number): BenchTarget => ({
    host: "localhost",
    port: of,
    user,
    accessToken,
    caFile: tls.caFile,
  });
  const { imap, smtp, pop } = mail.ports;
  return {
    targets: { imap: at(imap), smtp: at(smtp), pop: at(pop), graph: at(port) },
    close: async () => {
      graph.closeAllConnections();
      await Promise.all([mail.close(), new Promise((resolve) => graph.close(resolve))]);
      removeFolder(folder);
    },
  };
}

function inboxServer(
  { cert, key }: { readonly cert: string; readonly key: string },
  accessToken: string,
): Server {
  return createServer({ cert, key }, ({ headers, url }, response) => {
    const known = headers.authorization === `Bearer ${accessToken}`;
    const found = url?.startsWith("/v1.0/me/mailFolders/inbox") === true;
    const status = known ? (found ? 200 : 404) : 401;
    response.writeHead(status, { "content-type": "application/json; odata.metadata=minimal" });
    response.end(
      JSON.stringify(
        status === 200
          ? { displayName: "Inbox", totalItemCount: 1204 }
          : { error: { code: "InvalidAuthenticationToken", message: "No." } },
      ),
    );
  });
}
