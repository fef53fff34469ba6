import { type IniSection, readIni } from "../grammars/ini";
import type { ImportedAccount, ImportedFlow, ImportedSecret, Setting } from "../importedConfig";
import type { Importer } from "../importer";
import { type LineIndex, lineIndex } from "../lineIndex";
import { secretOf } from "../placeholders";
import { scopeList, settingAt } from "../settingAt";

/**
 * `emailproxy.config`: each section with an @ in its name is an account. What the proxy keeps there besides, such as
 * encrypted tokens, is not read. Source: email-oauth2-proxy `emailproxy.config`, `emailproxy.py` (`AppConfig`).
 */
export const emailProxyImporter: Importer = {
  id: "emailOauth2Proxy",
  title: "email-oauth2-proxy",
  recognise: (fileName, text) =>
    /^(?:permission_url|token_url|oauth2_scope)[ \t]*[=:]/im.test(text) ||
    /^emailproxy.*\.config/i.test(fileName),
  read: (text) => {
    const place = lineIndex(text);
    return {
      importer: "emailOauth2Proxy",
      accounts: readIni(text)
        .filter(({ name }) => name.includes("@"))
        .map((section) => accountOf(section, place)),
      notes: [],
    };
  },
};

/** Source: email-oauth2-proxy, the cases of `oauth2_flow`. That `device` is one is unverified. */
const flows: Readonly<Record<string, ImportedFlow>> = {
  client_credentials: "application",
  device: "deviceCode",
};

function accountOf({ name, offset, option }: IniSection, place: LineIndex): ImportedAccount {
  const own = (key: string): Setting | undefined => settingAt(place)(option(key));
  const { line } = place(offset);
  return {
    name,
    line,
    address: { value: name, line },
    clientId: own("client_id"),
    clientIdFrom: "file",
    tenant: undefined,
    authorizeUrl: own("permission_url"),
    tokenUrl: own("token_url"),
    redirectUri: own("redirect_uri"),
    scopes: scopeList(own("oauth2_scope")),
    hasScopes: true,
    secret: secretIn(own("client_secret_encrypted"), own("client_secret")),
    flow: flows[own("oauth2_flow")?.value ?? ""] ?? "browser",
  };
}

function secretIn(encrypted: Setting | undefined, plain: Setting | undefined): ImportedSecret {
  return plain === undefined && encrypted?.line !== undefined
    ? { kind: "encrypted", line: encrypted.line }
    : secretOf(plain);
}
