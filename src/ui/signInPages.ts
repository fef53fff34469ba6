import type { Cloud } from "../core/cloud";

/**
 * Pages of Microsoft at which device codes are entered; identity platform "device code flow". The address
 * comes from a server, and only pages known beforehand are opened.
 */
const devicePageHosts = new Set([
  "microsoft.com",
  "www.microsoft.com",
  "login.microsoft.com",
  "login.live.com",
]);

/** True when `url` is a page of the cloud's sign-in service or of its device sign-in, over https. */
export function isSignInPage(url: string, cloud: Pick<Cloud, "loginHost">): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, username, password } = new URL(url);
  const known = host === cloud.loginHost || devicePageHosts.has(host);
  return protocol === "https:" && known && username === "" && password === "";
}
