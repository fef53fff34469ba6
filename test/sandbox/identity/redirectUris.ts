import { Refusal } from "./aadsts";
import type { Client, RegisteredRedirectUri } from "./clients";

/**
 * The registered redirect URI that `sent` stands for. Compared character by character, but for a loopback URI the
 * port does not count and "no path" equals "/" (Microsoft Entra "Redirect URI restrictions and limitations").
 * @throws {Refusal} 900971, 500113 or 50011.
 */
export function matchRedirectUri(client: Client, sent: string | undefined): RegisteredRedirectUri {
  if (client.redirectUris.length === 0) throw new Refusal(500113);
  if (!sent) throw new Refusal(900971);
  const wanted = comparable(sent);
  const found = client.redirectUris.find(({ uri }) => comparable(uri) === wanted);
  if (found === undefined) {
    throw new Refusal(50011, { redirectUri: sent, clientId: client.appId });
  }
  return found;
}

const loopbackHosts = new Set(["localhost", "127.0.0.1"]);

function comparable(uri: string): string {
  if (!URL.canParse(uri)) return uri;
  const url = new URL(uri);
  if (url.protocol === "http:" && loopbackHosts.has(url.hostname)) {
    return `http://${url.hostname}${url.pathname}${url.search}`;
  }
  return url.protocol === "https:" && url.pathname === "/" ? url.href : uri;
}
