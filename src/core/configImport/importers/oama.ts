import { message } from "../../../base/message";
import { ConfigProblem } from "../configProblem";
import { readYaml, type YamlMapping } from "../grammars/yaml";
import type { ImportedAccount, ImportedSecret, Setting } from "../importedConfig";
import type { Importer } from "../importer";
import { type LineIndex, lineIndex } from "../lineIndex";
import { secretOf } from "../placeholders";
import { byDefault, scopeList, settingAt } from "../settingAt";

interface BuiltIn {
  readonly authorize: string;
  readonly token: string;
  readonly scope: string;
}

/** What a service need not name. Source: oama `lib/OAMa/Environment.hs`, `builtinServices`; older versions differ. */
const builtIns: Readonly<Record<string, BuiltIn>> = {
  google: {
    authorize: "https://accounts.google.com/o/oauth2/auth",
    token: "https://accounts.google.com/o/oauth2/token",
    scope: "https://mail.google.com/",
  },
  microsoft: {
    authorize: "https://login.microsoftonline.com/common/oauth2/v2.0/devicecode",
    token: "https://login.microsoftonline.com/common/oauth2/v2.0/token",
    scope:
      "https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/POP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access",
  },
};

/** `~/.config/oama/config.yaml`: services by name; which address uses one is said on the command line. */
export const oamaImporter: Importer = {
  id: "oama",
  title: "oama",
  recognise: (fileName, text) =>
    /^["']?services["']?[ \t]*:/m.test(text) || /\.ya?ml$/i.test(fileName),
  read: (text) => {
    const place = lineIndex(text);
    const root = readYaml(text);
    const services = root?.mapping("services");
    if (root !== undefined && services === undefined) {
      throw new ConfigProblem(
        message('It has no "services", under which oama keeps its providers.'),
        undefined,
      );
    }
    const accounts = (services?.keys ?? []).flatMap(({ value: name, offset }) => {
      const service = services?.mapping(name);
      return service === undefined ? [] : [accountOf(name, service, place, place(offset).line)];
    });
    return { importer: "oama", accounts, notes: [] };
  },
};

function accountOf(
  name: string,
  service: YamlMapping,
  place: LineIndex,
  line: number,
): ImportedAccount {
  const setting = settingAt(place);
  const builtIn = Object.hasOwn(builtIns, name) ? builtIns[name] : undefined;
  const own = (key: string): Setting | undefined => setting(service.text(key));
  const or = (key: string, fallback: string | undefined): Setting | undefined =>
    own(key) ?? (fallback === undefined ? undefined : byDefault(fallback));
  const tenant = own("tenant");
  const inTenant = (endpoint: Setting | undefined): Setting | undefined =>
    name === "microsoft" && endpoint !== undefined && tenant !== undefined
      ? { ...endpoint, value: endpoint.value.replace("common", () => tenant.value) }
      : endpoint;
  const authorizeUrl = inTenant(or("auth_endpoint", builtIn?.authorize));
  return {
    name,
    line,
    address: undefined,
    clientId: own("client_id_cmd") === undefined ? own("client_id") : undefined,
    clientIdFrom: own("client_id_cmd") === undefined ? "file" : "command",
    tenant,
    authorizeUrl,
    tokenUrl: inTenant(or("token_endpoint", builtIn?.token)),
    // Without one it listens at a port of its own choice
    redirectUri: or("redirect_uri", "http://localhost"),
    scopes: scopeList(or("auth_scope", builtIn?.scope)),
    hasScopes: true,
    secret: secretIn(own("client_secret_cmd"), own("client_secret")),
    flow: authorizeUrl?.value.endsWith("/devicecode") === true ? "deviceCode" : "browser",
  };
}

/** A command goes before a value. */
function secretIn(command: Setting | undefined, secret: Setting | undefined): ImportedSecret {
  return command?.line === undefined ? secretOf(secret) : { kind: "command", line: command.line };
}
