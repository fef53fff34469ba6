import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { adminRoutes } from "./adminRoutes";
import { type Listener, readBody, send } from "./front";
import { type HttpHandler, type HttpRequest, json } from "./http";
import { introspect } from "./identity/introspection";
import type { Protocol } from "./mail/protocols";
import type { SandboxParts } from "./parts";

/**
 * Plain HTTP on loopback: introspection for mail servers and switches for tests in other processes.
 *
 * - `GET /admin/state`; `PATCH /admin/settings` with members of `SandboxSettings` (model.ts)
 * - `POST`, `DELETE /admin/faults`; `POST /admin/clock {aheadSeconds}`
 * - `GET`, `DELETE /admin/requests`; `GET /admin/requests/operations`: how many Graph requests per operation
 *   (`{"GET /applications": 1}`) since the last `DELETE`
 * - `POST /admin/mailboxes/{address}` with any of `{imapEnabled, popEnabled, smtpAuthDisabled, licensed}`;
 *   `POST /admin/tenants/{domain} {smtpAuthDisabled}`
 * - `POST`, `DELETE /admin/mail-faults` (`MailFault` in model.ts); `POST /admin/users/{name}/revoke`
 * - `POST /admin/azure-cli/token {resourceType, tenant?}`, `GET /admin/azure-cli/accounts`: for the stand-in of the
 *   Azure CLI (az/azProgram.ts), whose user is the setting `azureCliUser`
 */
export async function startAdmin(parts: SandboxParts): Promise<Listener> {
  const handler = adminHandler(parts);
  const server = createServer((incoming, response) => {
    serve(handler, incoming, response).catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function adminHandler(parts: SandboxParts): HttpHandler {
  const routes = adminRoutes(parts);
  return (request) => {
    // A page in a browser must not be able to switch the sandbox: programs send no Origin.
    if (request.headers["origin"] !== undefined) return json({ error: "forbidden" }, 403);
    const [, protocol] = /^\/introspect\/(imap|pop|smtp)$/.exec(request.url.pathname) ?? [];
    if (request.method === "POST" && protocol !== undefined) {
      return introspect(parts.identity.tokens.verify, request, protocol as Protocol);
    }
    for (const { method, path, answer } of routes) {
      const match = path.exec(request.url.pathname);
      if (match && method === request.method) {
        return answer(request, decodeURIComponent(match[1] ?? ""));
      }
    }
    return json({ error: "not found" }, 404);
  };
}

async function serve(
  handler: HttpHandler,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(incoming);
  if (body === undefined) return send(response, json({ error: "too large" }, 413));
  const request: HttpRequest = {
    method: incoming.method ?? "GET",
    url: new URL(incoming.url ?? "/", "http://127.0.0.1"),
    headers: {
      "content-type": incoming.headers["content-type"],
      origin: incoming.headers.origin,
    },
    body,
  };
  send(response, await handler(request));
}
