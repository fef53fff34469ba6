import { message } from "../../../base/message";
import {
  consentOf,
  consentRows,
  consentWords,
  type ConsentRow,
} from "../../../core/consent/consentRows";
import { isImported } from "../../../core/registration/imported";
import {
  type DeclaredAccess,
  declaredAccess,
} from "../../../core/registration/changes/permissions";
import { permissionOf } from "../../../core/registration/permissions";
import type { Registration, ResourceAccess } from "../../../core/registration/registration";
import { words } from "../../localize";
import { plainText } from "../../text";
import { GroupNode } from "../groupNode";
import { LazyGroupNode } from "../lazyGroupNode";
import type { TreeNode } from "../node";
import { ValueNode } from "../valueNode";
import type { FactsOf } from "./factsOf";

/** What the registration asks for, and what was granted. Who was asked costs requests, so they wait for the opening. */
export function permissionRows({ ui, registration, painting }: FactsOf): readonly TreeNode[] {
  const { objectId, requiredResourceAccess } = registration;
  const count = declaredAccess(requiredResourceAccess).flatMap(({ access }) => access).length;
  const id = `${objectId}:permissions`;
  const label = words(message("API permissions"));
  const heading = { id, label, icon: "lock", contextValue: "group.permissions", registration };
  if (isImported(registration)) {
    return [
      new GroupNode({ ...heading, contextValue: "group", rows: resourceRows(registration, []) }),
    ];
  }
  const rows = async (signal: AbortSignal, fresh: boolean): Promise<readonly TreeNode[]> => {
    const state = await ui.consent.state(registration, signal, { fresh });
    return resourceRows(registration, consentRows(registration, state));
  };
  const description = count === 0 ? words(message("none")) : String(count);
  return [new LazyGroupNode({ ...heading, description, rows }, painting)];
}

function resourceRows(
  registration: Registration,
  consent: readonly ConsentRow[],
): readonly TreeNode[] {
  const asked = declaredAccess(registration.requiredResourceAccess).map((declared) =>
    resourceRow(registration, declared, consent),
  );
  const leftOver = consent.filter(({ requested }) => !requested);
  if (leftOver.length === 0) return asked;
  const rows = leftOver.map(
    (row) =>
      new ValueNode(
        `${registration.objectId}:granted:${row.resourceAppId ?? row.resourceName}:${row.type}:${row.name}`,
        row.name,
        row.name,
        {
          description: `${plainText(row.resourceName)} · ${words(consentWords(row))}`,
          registration,
        },
      ),
  );
  const label = words(message("Granted, but not asked for"));
  const id = `${registration.objectId}:granted`;
  return [...asked, new GroupNode({ id, label, icon: "package", registration, rows })];
}

function resourceRow(
  registration: Registration,
  { resourceAppId, resourceName, access: declared }: DeclaredAccess,
  consent: readonly ConsentRow[],
): TreeNode {
  const id = `${registration.objectId}:permissions:${resourceAppId}`;
  const rows = declared.map((access) =>
    permissionRow(registration, resourceAppId, access, consentOf(consent, resourceAppId, access)),
  );
  const known = consent.find((row) => row.resourceAppId === resourceAppId)?.resourceName;
  const label = plainText(known ?? resourceName);
  const part = { kind: "resource", resourceAppId } as const;
  return new GroupNode({
    id,
    label,
    icon: "package",
    contextValue: "resource",
    registration,
    part,
    rows,
  });
}

function permissionRow(
  registration: Registration,
  resourceAppId: string,
  access: ResourceAccess,
  consent: ConsentRow | undefined,
): TreeNode {
  const { value, plainWords } = permissionOf(resourceAppId, access);
  const kind = access.type === "Scope" ? message("delegated") : message("application");
  // The consent first: a narrow view shows no more
  const description = [
    ...(consent === undefined ? [] : [words(consentWords(consent))]),
    words(kind),
    ...(plainWords === undefined ? [] : [words(plainWords)]),
  ];
  const name = consent?.name ?? value ?? access.id;
  return new ValueNode(
    `${registration.objectId}:permissions:${resourceAppId}:${access.type}:${access.id}`,
    name,
    name,
    {
      description: description.join(" · "),
      ...(consent !== undefined && !consent.found ? { icon: "error" } : {}),
      contextValue: "permission.value",
      registration,
      part: { kind: "permission", resourceAppId, access },
    },
  );
}
