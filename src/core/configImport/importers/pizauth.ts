import { readPizauth, type PizauthAccount } from "../grammars/pizauth";
import type { ImportedAccount, Setting } from "../importedConfig";
import type { Importer } from "../importer";
import { type LineIndex, lineIndex } from "../lineIndex";
import { secretOf } from "../placeholders";
import { byDefault, settingAt } from "../settingAt";

/** `~/.config/pizauth.conf`. Source: `pizauth.conf(5)`. */
export const pizauthImporter: Importer = {
  id: "pizauth",
  title: "pizauth",
  recognise: (fileName, text) =>
    /^[ \t]*account[ \t]+"/m.test(text) || /^pizauth.*\.conf/i.test(fileName),
  read: (text) => {
    const place = lineIndex(text);
    return {
      importer: "pizauth",
      accounts: readPizauth(text).map((account) => accountOf(account, place)),
      notes: [],
    };
  },
};

function accountOf({ name, fields }: PizauthAccount, place: LineIndex): ImportedAccount {
  const setting = settingAt(place);
  const { line } = place(name.offset);
  const texts = (key: string): readonly Setting[] =>
    (fields.get(key)?.texts ?? []).flatMap(
      ({ text, offset }) => setting({ value: text, offset }) ?? [],
    );
  const [authorizeUrl] = texts("auth_uri");
  const [loginHint] = texts("login_hint");
  const [hint] = (fields.get("auth_uri_fields")?.pairs ?? []).flatMap(([key, { text, offset }]) =>
    key.text === "login_hint" ? [{ value: text, offset }] : [],
  );
  return {
    name: name.text,
    line,
    address: addressOf(setting(hint) ?? loginHint, { value: name.text, line }),
    clientId: texts("client_id")[0],
    clientIdFrom: "file",
    tenant: undefined,
    authorizeUrl,
    tokenUrl: texts("token_uri")[0],
    redirectUri: texts("redirect_uri")[0] ?? byDefault("http://localhost/"),
    scopes: texts("scopes"),
    hasScopes: true,
    secret: secretOf(texts("client_secret")[0]),
    flow: "browser",
  };
}

/** The hint is the address as a rule, and many name the account by it. */
function addressOf(hint: Setting | undefined, name: Setting): Setting | undefined {
  return [hint, name].find((one) => one?.value.includes("@"));
}
