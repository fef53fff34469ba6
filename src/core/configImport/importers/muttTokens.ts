import { message } from "../../../base/message";
import { ConfigProblem } from "../configProblem";
import { jsonDialect } from "../grammars/literal";
import { readLiteral } from "../grammars/readLiteral";
import type { ImportedAccount, ImportedFlow, Setting } from "../importedConfig";
import type { Importer } from "../importer";
import { lineIndex } from "../lineIndex";
import { secretOf } from "../placeholders";
import { byDefault, settingAt } from "../settingAt";

interface Flow {
  readonly flow: ImportedFlow;
  readonly redirectUri: string | undefined;
}

/** The flows of the script, and the redirect URI of its provider `microsoft`, if nobody has edited it. */
const flows: Readonly<Record<string, Flow>> = {
  authcode: {
    flow: "browser",
    redirectUri: "https://login.microsoftonline.com/common/oauth2/nativeclient",
  },
  // At a port of its own choice, which does not count
  localhostauthcode: { flow: "browser", redirectUri: "http://localhost/" },
  devicecode: { flow: "deviceCode", redirectUri: undefined },
};

/**
 * The token file of mutt_oauth2.py after somebody decrypted it. Of its tokens nothing is kept. Source: mutt and neomutt,
 * `contrib/oauth2/mutt_oauth2.py`.
 */
export const muttTokensImporter: Importer = {
  id: "muttOauth2Tokens",
  title: "mutt_oauth2.py (token file)",
  recognise: (_fileName, text) =>
    /^\s*\{/.test(text) && text.includes('"registration"') && text.includes('"authflow"'),
  read: (text) => {
    const { literal, end } = readLiteral(text, 0, jsonDialect);
    if (end < text.length) {
      throw new ConfigProblem(message("The file should end here."), end);
    }
    if (literal.kind !== "dict") throw new ConfigProblem(message("A { is expected here."), 0);
    const setting = settingAt(lineIndex(text));
    const own = (key: string): Setting | undefined => {
      const found = literal.entries.get(key);
      return found?.kind === "text" ? setting(found) : undefined;
    };
    return {
      importer: "muttOauth2Tokens",
      accounts: [accountOf(own)],
      notes: [
        message(
          "It holds tokens in clear text: whoever reads it can open the mailbox. Delete it when it is no longer needed.",
        ),
        message("Endpoints and scopes are in the script mutt_oauth2.py itself."),
      ],
    };
  },
};

function accountOf(own: (key: string) => Setting | undefined): ImportedAccount {
  const name = own("registration")?.value ?? "";
  const { flow, redirectUri } = flows[own("authflow")?.value ?? ""] ?? unknownFlow;
  const isMicrosoft = name === "microsoft";
  const endpoint = (path: string): Setting | undefined =>
    isMicrosoft
      ? byDefault(`https://login.microsoftonline.com/common/oauth2/v2.0/${path}`)
      : undefined;
  return {
    name,
    line: own("registration")?.line ?? 1,
    address: own("email"),
    clientId: own("client_id"),
    clientIdFrom: "file",
    tenant: undefined,
    authorizeUrl: endpoint(flow === "deviceCode" ? "devicecode" : "authorize"),
    tokenUrl: endpoint("token"),
    redirectUri: isMicrosoft && redirectUri !== undefined ? byDefault(redirectUri) : undefined,
    scopes: [],
    hasScopes: false,
    secret: secretOf(own("client_secret")),
    flow,
  };
}

const unknownFlow: Flow = { flow: "browser", redirectUri: undefined };
