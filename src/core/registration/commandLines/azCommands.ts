import { message } from "../../../base/message";
import type { Cloud } from "../../cloud";
import { powerShellString } from "../../exchange/powerShellText";
import type { Plan } from "../plan";
import { asciiJson } from "./asciiJson";
import type { CommandBlock, Shell } from "./commandBlock";
import { registrationRequests } from "./registrationRequests";
import { shQuote } from "./shQuote";

/** One call of `az rest`, before it is written for a shell. */
interface RestCall {
  readonly method: "POST" | "PATCH";
  /** After `…/applications`, behind the object id. */
  readonly path: "" | "/addPassword";
  readonly body: object;
}

/** How a shell writes what the blocks need. */
interface Dialect {
  /** Creates the registration and keeps its ids in variables. */
  readonly create: (url: string, call: RestCall) => readonly string[];
  /** Sends a request about the new registration; `query` is printed. */
  readonly send: (url: string, call: RestCall, query: string | undefined) => readonly string[];
  /** Goes on when the directory knows the new registration: until then it answers 404 to what changes it. */
  readonly wait: (url: string) => readonly string[];
  readonly servicePrincipal: readonly string[];
  readonly tellId: readonly string[];
}

const header = "--headers Content-Type=application/json";

/**
 * Bodies stand in the line, within single quotes: `az` is a shell script there and gets its arguments as they are.
 * Sources: az reference of `az rest`, `az ad sp create`.
 */
const sh: Dialect = {
  create: (url, { body }) => [
    `ids=$(az rest --method POST --url ${shQuote(url)} ${header} --body ${shQuote(asciiJson(body))} --query '[id,appId]' --output tsv | tr -d '\\r')`,
    "objectId=$(printf '%s\\n' \"$ids\" | sed -n 1p)",
    "appId=$(printf '%s\\n' \"$ids\" | sed -n 2p)",
  ],
  send: (url, { method, path, body }, query) => [
    `az rest --method ${method} --url "${url}/$objectId${path}" ${header} --body ${shQuote(asciiJson(body))}${query === undefined ? "" : ` --query ${query} --output tsv`}`,
  ],
  wait: (url) => [
    `for i in 1 2 3 4 5 6 7 8 9 10; do az rest --method GET --url "${url}/$objectId" --output none && break; sleep 3; done`,
  ],
  servicePrincipal: ['az ad sp create --id "$appId" --query id --output tsv'],
  tellId: ["printf 'Application (client) ID: %s\\n' \"$appId\""],
};

/**
 * Bodies go through a file: on Windows `az` is a batch file, whose arguments cmd.exe reads a second time, with `%`,
 * `&` and quotes of its own (Azure CLI documentation, "Quoting differences between scripting languages").
 */
const powerShell: Dialect = {
  create: (url, { body }) => [
    "$body = New-TemporaryFile",
    setBody(body),
    `$app = az rest --method POST --url ${powerShellString(url)} ${header} --body "@$($body.FullName)" | ConvertFrom-Json`,
  ],
  send: (url, { method, path, body }, query) => [
    setBody(body),
    `az rest --method ${method} --url "${url}/$($app.id)${path}" ${header} --body "@$($body.FullName)"${query === undefined ? "" : ` --query ${query} --output tsv`}`,
  ],
  wait: (url) => [
    `foreach ($i in 1..10) { az rest --method GET --url "${url}/$($app.id)" --output none; if ($LASTEXITCODE -eq 0) { break }; Start-Sleep -Seconds 3 }`,
  ],
  servicePrincipal: ["az ad sp create --id $app.appId --query id --output tsv"],
  tellId: [
    "Remove-Item -LiteralPath $body.FullName",
    'Write-Output "Application (client) ID: $($app.appId)"',
  ],
};

function setBody(body: object): string {
  return `Set-Content -LiteralPath $body.FullName -Encoding ascii -Value ${powerShellString(asciiJson(body))}`;
}

const dialects: Readonly<Record<Shell, Dialect>> = { sh, powershell: powerShell };

/** A host as the product's settings allow it: it becomes part of a line. */
const hostForm = /^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?$/;

/**
 * A plan that registers, as commands of the Azure CLI that send the same requests. `az rest` and not
 * `az ad app create`: that one changes a registration of the same name, where there is one, instead of creating another
 * (Azure CLI `create_application`: "Found an existing application instance … We will patch it"), and has no option for
 * some properties. Holds no secret: the line that makes one prints it.
 * @returns no blocks for a plan that creates no registration
 */
export function azCommands(
  plan: Plan,
  shell: Shell,
  cloud: Pick<Cloud, "graphHost">,
): readonly CommandBlock[] {
  const requests = registrationRequests(plan, cloud);
  if (requests === undefined || !hostForm.test(cloud.graphHost)) return [];
  const { url, addPassword, addCertificate } = requests;
  const say = dialects[shell];
  const created = { method: "POST", path: "", body: requests.create } as const;
  return [
    { does: message("Create the registration"), lines: say.create(url, created) },
    ...(addPassword || addCertificate || requests.servicePrincipal
      ? [{ does: message("Wait until the directory knows it"), lines: say.wait(url) }]
      : []),
    ...(addPassword
      ? [
          {
            does: message(
              "Make the client secret; the value that is printed is shown only this once",
            ),
            lines: say.send(
              url,
              { method: "POST", path: "/addPassword", body: addPassword },
              "secretText",
            ),
          },
        ]
      : []),
    ...(addCertificate
      ? [
          {
            does: message("Add the public part of the certificate"),
            lines: say.send(url, { method: "PATCH", path: "", body: addCertificate }, undefined),
          },
        ]
      : []),
    ...(requests.servicePrincipal
      ? [
          {
            does: message(
              "Create the enterprise application; its object id, which is printed, is the one that Exchange Online asks for",
            ),
            lines: say.servicePrincipal,
          },
        ]
      : []),
    { does: message("Show the Application (client) ID"), lines: say.tellId },
  ];
}
