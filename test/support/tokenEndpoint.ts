import { request } from "node:https";
import { readFileSync } from "node:fs";
import type { Sandbox } from "../sandbox/sandbox";

const host = "login.microsoftonline.com";

export interface AppCredential {
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/**
 * Asks the sandbox for a token of the app itself, as a program would that has the secret.
 * @returns "token", or the AADSTS code of the refusal
 */
export async function askAppToken(
  { hostMap, caFile }: Pick<Sandbox, "hostMap" | "caFile">,
  { tenantId, clientId, clientSecret }: AppCredential,
): Promise<string> {
  const port = Number(hostMap[`${host}:443`]?.split(":").at(-1));
  const form = new URLSearchParams({
    client_id: clientId,
    client_secret: clientSecret,
    grant_type: "client_credentials",
    scope: "https://graph.microsoft.com/.default",
  }).toString();
  const text = await new Promise<string>((resolve, reject) => {
    const sent = request(
      {
        host: "127.0.0.1",
        port,
        servername: host,
        ca: readFileSync(caFile),
        method: "POST",
        path: `/${tenantId}/oauth2/v2.0/token`,
        headers: {
          host,
          "content-type": "application/x-www-form-urlencoded",
          "content-length": Buffer.byteLength(form),
        },
      },
      (answer) => {
        let body = "";
        answer.on("data", (chunk: Buffer) => {
          body += chunk.toString();
        });
        answer.on("end", () => resolve(body));
      },
    );
    sent.on("error", reject);
    sent.end(form);
  });
  const { access_token: token, error_codes: codes } = JSON.parse(text) as {
    readonly access_token?: string;
    readonly error_codes?: readonly number[];
  };
  return token === undefined ? String(codes?.[0]) : "token";
}
