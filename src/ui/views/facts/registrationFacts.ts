import { message } from "../../base/message";
import { audienceWords } from "../../core/registration/audience";
import { permissionOf } from "../../core/registration/permissions";
import { platformWords } from "../../core/registration/platformWords";
import type {
  Platform,
  Registration,
  RequiredResourceAccess,
} from "../../core/registration/registration";
import { markdownWords, words } from "../localize";
import type { Ui } from "../parts";
import { isSecretHere } from "../unsavedSecret";
import { plainText } from "../text";
import { GroupNode } from "./groupNode";
import type { TreeNode } from "./node";
import { CertificateNode, SecretNode } from "./secretNode";
import { ValueNode } from "./valueNode";

const none = message("none");

/** The rows below a registration, in the order and words of the portal. */
export function registrationFacts(ui: Ui, registration: Registration): readonly TreeNode[] {
  const { clientSecrets, certificates, objectId } = registration;
  const secrets = clientSecrets.map(
    (secret) =>
      new SecretNode(
        ui,
        registration,
        secret,
        ui.registrations.isSecretStored(registration.appId, secret.keyId),
        isSecretHere(ui, registration.appId, secret.keyId),
      ),
  );
  const certificateRows = certificates.map(
    (certificate) => new CertificateNode(ui, registration, certificate),
  );
  return [
    ...identifiers(ui, registration),
    platforms(registration),
    group(objectId, "secrets", words(message("Client secrets")), secrets),
    group(objectId, "certificates", words(message("Certificates")), certificateRows),
    permissions(registration),
  ];
}

function identifiers(ui: Ui, { objectId, appId, signInAudience }: Registration): TreeNode[] {
  const value = (name: string, label: string, text: string, shown: string): ValueNode =>
    new ValueNode(`${objectId}:${name}`, label, text, { description: shown });
  const tenantId = ui.registrations.list.account?.tenantId;
  const { short, portal } = audienceWords(signInAudience);
  return [
    value("appId", words(message("Application (client) ID")), appId, plainText(appId)),
    ...(tenantId === undefined
      ? []
      : [
          value("tenantId", words(message("Directory (tenant) ID")), tenantId, plainText(tenantId)),
        ]),
    new ValueNode(`${objectId}:audience`, words(message("Supported accounts")), words(portal), {
      description: words(short),
      tooltip: markdownWords(portal),
    }),
  ];
}

function platforms({ objectId, redirectUris, isFallbackPublicClient }: Registration): TreeNode {
  const order: readonly Platform[] = ["publicClient", "web", "spa"];
  const rows: TreeNode[] = order.map((platform) => {
    const uris = redirectUris[platform].map(
      (uri) => new ValueNode(`${objectId}:${platform}:${uri}`, uri, uri, { icon: "link" }),
    );
    return new GroupNode(
      `${objectId}:${platform}`,
      words(platformWords[platform]),
      uris.length === 0 ? words(none) : undefined,
      uris,
    );
  });
  const publicFlows = words(isFallbackPublicClient ? message("yes") : message("no"));
  const label = words(message("Allow public client flows"));
  rows.push(
    new ValueNode(`${objectId}:publicFlows`, label, publicFlows, { description: publicFlows }),
  );
  return new GroupNode(`${objectId}:platforms`, words(message("Platforms")), undefined, rows);
}

function permissions({ objectId, requiredResourceAccess }: Registration): TreeNode {
  const resources = requiredResourceAccess.map((resource) =>
    permissionsOfResource(objectId, resource),
  );
  return group(objectId, "permissions", words(message("API permissions")), resources);
}

function permissionsOfResource(
  objectId: string,
  { resourceAppId, resourceAccess }: RequiredResourceAccess,
): TreeNode {
  const id = `${objectId}:permissions:${resourceAppId}`;
  const rows = resourceAccess.map((access) => {
    const { value, plainWords } = permissionOf(resourceAppId, access);
    const kind = access.type === "Scope" ? message("delegated") : message("application");
    const description = [
      words(kind),
      ...(value === undefined ? [words(message("name not known"))] : []),
      ...(plainWords === undefined ? [] : [words(plainWords)]),
    ];
    return new ValueNode(
      `${id}:${access.type}:${access.id}`,
      value ?? access.id,
      value ?? access.id,
      {
        description: description.join(" · "),
      },
    );
  });
  const [first] = resourceAccess;
  const name =
    first === undefined ? resourceAppId : permissionOf(resourceAppId, first).resourceName;
  return new GroupNode(id, plainText(name), undefined, rows);
}

function group(objectId: string, name: string, label: string, rows: readonly TreeNode[]): TreeNode {
  const description = rows.length === 0 ? words(none) : undefined;
  return new GroupNode(`${objectId}:${name}`, label, description, rows);
}
