import { type Cloud, clouds } from "../core/cloud";
import { Failure } from "../core/failure";

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

const loginHosts = new Set(Object.values(clouds).map(({ loginHost }) => loginHost));

/**
 * Refuses all but pages, over https, of the device sign-in and of the sign-in services of the known clouds.
 * A mailbox stays in its cloud when another is set, so that one is not the only one; a flow compares its
 * page with its own cloud.
 * @param cloud the one that is set: the only place that names the host of a custom cloud
 * @throws Failure `oauth.unexpectedAnswer`
 */
export function checkSignInPage(url: string, cloud: Pick<Cloud, "loginHost">): void {
  if (isSignInPage(url, cloud)) return;
  throw new Failure("oauth.unexpectedAnswer", "The sign-in page is not one of Microsoft's.", {
    error: "sign_in_page",
  });
}

function isSignInPage(url: string, cloud: Pick<Cloud, "loginHost">): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, username, password } = new URL(url);
  const known = host === cloud.loginHost || loginHosts.has(host) || devicePageHosts.has(host);
  return protocol === "https:" && known && username === "" && password === "";
}
