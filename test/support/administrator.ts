import { readFileSync } from "node:fs";
import { request } from "node:https";
import type { Sandbox } from "../sandbox/sandbox";
import { ids } from "../sandbox/seed/stableIds";

const host = "graph.microsoft.com";

/**
 * Creates a registration in Contoso with the Azure CLI's rights of its administrator, as `az rest` would.
 * @param body of the request, JSON
 * @returns its client ID
 */
export async function createAsAdministrator(sandbox: Sandbox, body: string): Promise<string> {
  const { hostMap, caFile, world, adminUrl } = sandbox;
  world.settings.azureCliUser = "katherine@contoso.test";
  const signedIn = await fetch(`${adminUrl}/admin/azure-cli/token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ resourceType: "ms-graph", tenant: ids.contoso }),
  });
  world.settings.azureCliUser = "";
  const { accessToken } = (await signedIn.json()) as { readonly accessToken: string };
  const answer = await new Promise<string>((resolve, reject) => {
    const sent = request(
      {
        host: "127.0.0.1",
        port: Number(hostMap[`${host}:443`]?.split(":").at(-1)),
        servername: host,
        ca: readFileSync(caFile),
        method: "POST",
        path: "/v1.0/applications",
        headers: {
          host,
          authorization: `Bearer ${accessToken}`,
          "content-type": "application/json",
          "content-length": Buffer.byteLength(body),
        },
      },
      (reply) => {
        let text = "";
        reply.on("data", (chunk: Buffer) => {
          text += chunk.toString();
        });
        reply.on("end", () => (reply.statusCode === 201 ? resolve(text) : reject(new Error(text))));
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
  const { appId } = JSON.parse(answer) as { readonly appId: string };
  return appId;
}
