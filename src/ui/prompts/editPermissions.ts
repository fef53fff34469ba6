import * as vscode from "vscode";
import { CancelledError } from "../../base/errors";
import { type Message, message } from "../../base/message";
import type { PublishedPermission, ResourceApi } from "../../core/directoryPorts";
import {
  type PermissionGroup,
  permissionGroups,
} from "../../core/registration/changes/permissionChoices";
import {
  accessKey,
  accessTo,
  checkAccess,
  declaredAccess,
} from "../../core/registration/changes/permissions";
import { permissionOf } from "../../core/registration/permissions";
import { permissionWords } from "../../core/registration/permissionWords";
import type { Registration, ResourceAccess } from "../../core/registration/registration";
import { pickWords, words } from "../localize";
import type { Ui } from "../parts";
import { rowOf } from "../target";
import { pickText } from "../text";
import { answered } from "./editTarget";
import type { Frame } from "./frame";
import { askPick, askPickMany, type Choice } from "./pick";

const headings: Readonly<Record<PermissionGroup["kind"], Message>> = {
  delegated: message("Delegated: as the person who signs in"),
  application: message("Application: without a person"),
  unknown: message("Declared, but not found in this API"),
};

/**
 * Everything a registration asks of one API: what is declared is ticked. Ticks stay while other words are searched
 * for, and all of them count at once.
 * @returns the whole list that is wanted
 * @throws CancelledError
 */
export async function askPermissionsOf(
  frame: Frame,
  registration: Registration,
  api: ResourceApi,
): Promise<readonly ResourceAccess[]> {
  const declared = accessTo(registration, api.appId);
  const before = declared.map(accessKey);
  const groups = permissionGroups(api, declared);
  const offered = new Map(
    groups.flatMap(({ permissions }) => permissions.map((one) => [accessKey(one), one] as const)),
  );
  const accessOf = (keys: readonly string[]): readonly ResourceAccess[] =>
    keys.flatMap((key) => {
      const found = offered.get(key);
      return found === undefined ? [] : [{ id: found.id, type: found.type }];
    });
  const keys = await askPickMany<string>(frame, {
    choices: groups.flatMap(rowsOf),
    placeholder: words(message("Search and tick what it may ask of {0}.", api.displayName)),
    ticked: before,
    // Taking away is always allowed: it may be what brings an old registration below a limit
    problem: (chosen) =>
      chosen.every((key) => before.includes(key))
        ? undefined
        : checkAccess(registration, api.appId, accessOf(chosen)),
  });
  return accessOf(answered(keys));
}

function rowsOf({ kind, permissions }: PermissionGroup): readonly Choice<string>[] {
  const heading = {
    label: words(headings[kind]),
    kind: vscode.QuickPickItemKind.Separator,
  };
  return [heading, ...permissions.map(rowOfPermission)];
}

function rowOfPermission(permission: PublishedPermission): Choice<string> {
  const known = permissionWords(permission);
  const text = known === undefined ? pickText(permission.displayName) : pickWords(known);
  const admin = permission.adminOnly ? words(message("needs an administrator")) : "";
  return {
    label: pickText(permission.value),
    description: [text, admin].filter((part) => part !== "").join(" · "),
    value: accessKey(permission),
  };
}

/** The declared permission of the row, or one that is asked for. @throws CancelledError, also when there is none */
export async function pickPermission(
  { notifier }: Pick<Ui, "notifier">,
  frame: Frame,
  registration: Registration,
  target: unknown,
): Promise<{ readonly resourceAppId: string; readonly access: ResourceAccess }> {
  const { part } = rowOf(target);
  if (part?.kind === "permission") return part;
  const rows = declaredAccess(registration.requiredResourceAccess).flatMap(
    ({ resourceAppId, resourceName, access }) =>
      access.map((one) => ({
        label: pickText(permissionOf(resourceAppId, one).value ?? one.id),
        description: pickWords(
          one.type === "Role"
            ? message("{0} · application", resourceName)
            : message("{0} · delegated", resourceName),
        ),
        value: { resourceAppId, access: one },
      })),
  );
  if (rows.length === 0) {
    notifier.inform(message("{0} asks for no permission.", registration.displayName));
    throw new CancelledError();
  }
  return answered(
    await askPick(frame, { choices: rows, placeholder: words(message("Which permission?")) }),
  );
}
