import { message } from "../../../base/message";
import { ConfigProblem } from "../configProblem";
import { type Literal, pythonDialect } from "../grammars/literal";
import { readLiteral } from "../grammars/readLiteral";
import type { ImportedAccount, Setting } from "../importedConfig";
import type { Importer } from "../importer";
import { type LineIndex, lineIndex } from "../lineIndex";
import { secretOf } from "../placeholders";
import { scopeList, settingAt } from "../settingAt";

const assignment = /^registrations[ \t]*=[ \t]*/m;

/**
 * A copy of mutt_oauth2.py: the dictionary `registrations`, which people edit. The rest of the program is not looked at,
 * and nothing of it is run. Source: mutt and neomutt, `contrib/oauth2/mutt_oauth2.py`.
 */
export const muttScriptImporter: Importer = {
  id: "muttOauth2",
  title: "mutt_oauth2.py",
  recognise: (fileName, text) => assignment.test(text) || /^mutt_oauth2.*\.py$/i.test(fileName),
  read: (text) => {
    const { index, 0: start } = assignment.exec(text) ?? { index: 0, 0: "" };
    if (start === "") throw new ConfigProblem(noRegistrations, undefined);
    const place = lineIndex(text);
    const { literal } = readLiteral(text, index + start.length, pythonDialect);
    if (literal.kind !== "dict") throw new ConfigProblem(noRegistrations, literal.offset);
    return {
      importer: "muttOauth2",
      accounts: [...literal.entries].map(([name, value]) => accountOf(name, value, place)),
      notes: [
        message(
          "Which address uses which of them is in the token file, as is the client ID as a rule.",
        ),
      ],
    };
  },
};

const noRegistrations = message(
  "It has no dictionary with the name registrations, in which mutt_oauth2.py keeps its providers.",
);

function accountOf(name: string, value: Literal, place: LineIndex): ImportedAccount {
  if (value.kind !== "dict") {
    throw new ConfigProblem(message("A dictionary { … } is expected here."), value.offset);
  }
  const own = (key: string): Setting | undefined => {
    const found = value.entries.get(key);
    return found?.kind === "text" ? settingAt(place)(found) : undefined;
  };
  const clientId = own("client_id");
  return {
    name,
    line: place(value.offset).line,
    address: undefined,
    clientId,
    // Older copies have it here, newer ones ask for it
    clientIdFrom: clientId === undefined ? "otherFile" : "file",
    tenant: own("tenant"),
    authorizeUrl: own("authorize_endpoint"),
    tokenUrl: own("token_endpoint"),
    redirectUri: own("redirect_uri"),
    scopes: scopeList(own("scope")),
    hasScopes: true,
    secret: secretOf(own("client_secret")),
    flow: "browser",
  };
}
