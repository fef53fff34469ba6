import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type * as vscode from "vscode";
import { resetEditor } from "../../support/fakes/fakeVscode";
import { aRegistration } from "../../support/builders";
import { FakeClock } from "../../support/fakes/fakeClock";
import { clouds } from "../../../src/core/cloud";
import { importedObjectId } from "../../../src/core/registration/imported";
import { graphAppId } from "../../../src/core/registration/apiIds";
import { graphDelegatedPermissions } from "../../../src/core/registration/permissions";
import type { Ui } from "../../../src/ui/parts";
import { registrationFacts } from "../../../src/ui/views/facts/registrationFacts";
import type { TreeNode } from "../../../src/ui/views/node";
import { RegistrationNode } from "../../../src/ui/views/registrationNode";
import { NodeTree } from "../../../src/ui/views/tree";

interface Entry {
  readonly command?: string;
  readonly submenu?: string;
  readonly when: string;
}

const manifest = JSON.parse(readFileSync(join(__dirname, "../../../package.json"), "utf8")) as {
  readonly contributes: { readonly menus: Readonly<Record<string, readonly Entry[]>> };
};

const painting = { repaint: () => undefined, signal: new AbortController().signal };

function uiWith(stored: boolean): Ui {
  return {
    clock: new FakeClock(),
    settings: { expiryWarningDays: 30, cloud: clouds.global },
    certificates: { isStored: () => false },
    registrations: { tenantOf: () => "contoso" },
    clientSecrets: { isStored: () => stored, unsaved: () => undefined },
    consent: { state: () => Promise.reject(new Error("nobody is asked")) },
    people: { owners: () => Promise.resolve([]) },
  } as unknown as Ui;
}

/** What the menus of a registration and of all rows below it offer. */
async function offered(objectId: string, stored: boolean): Promise<readonly string[]> {
  const ui = uiWith(stored);
  const registration = aRegistration({
    objectId,
    redirectUris: { web: ["https://jira.test/cb"], spa: [], publicClient: [] },
    requiredResourceAccess: [
      {
        resourceAppId: graphAppId,
        resourceAccess: [
          { id: graphDelegatedPermissions["IMAP.AccessAsUser.All"].id, type: "Scope" },
        ],
      },
    ],
    clientSecrets: [
      {
        keyId: "key",
        displayName: "jira",
        hint: "abc",
        startDateTime: undefined,
        endDateTime: "2027-11-20T12:00:00Z",
      },
    ],
  });
  const mark = objectId === "object" ? undefined : "imported";
  const roots: readonly TreeNode[] = [
    new RegistrationNode(ui, registration, painting, mark),
    ...registrationFacts({ ui, registration, painting }),
  ];
  const tree = new NodeTree(() => Promise.resolve(roots));
  const contexts: string[] = [];
  const walk = async (node: TreeNode): Promise<void> => {
    const item: vscode.TreeItem = tree.getTreeItem(node);
    contexts.push(item.contextValue ?? "");
    if (!(node instanceof RegistrationNode)) {
      for (const child of await tree.getChildren(node)) await walk(child);
    }
  };
  for (const root of roots) await walk(root);
  const entries = (manifest.contributes.menus["view/item/context"] ?? []).filter(({ when }) => {
    const [, pattern] =
      /view == entraMail\.registrations && viewItem =~ \/(.*)\/$/.exec(when) ?? [];
    return pattern !== undefined && contexts.some((one) => new RegExp(pattern).test(one));
  });
  const names = entries.map(({ command, submenu }) => command ?? submenu ?? "");
  return [...new Set(names)].sort().map((name) => name.replace("entraMail.", ""));
}

describe("the menus of a registration that was entered by hand", () => {
  beforeEach(resetEditor);
  const always = [
    "copyAuthorizeUrl",
    "copyClientId",
    "copyEndpoints",
    "copyTokenRequest",
    "copyValue",
    "deleteRegistration",
    "exportConfiguration",
    "showEndpoints",
    "signInMailbox",
    "storeClientSecret",
  ];

  it("offer what can be done with it, and nothing that its directory would have to do", async () => {
    assert.deepEqual(await offered(importedObjectId("app"), false), always);
  });

  it("give the value of its secret where it is stored", async () => {
    assert.deepEqual(
      await offered(importedObjectId("app"), true),
      [...always, "copyClientSecret", "showClientSecret"].sort(),
    );
  });

  it("are shorter than those of one that lives in the directory", async () => {
    const there = await offered("object", true);
    for (const command of ["rotateClientSecret", "removeClientSecret", "addRedirectUri"]) {
      assert.ok(there.includes(command), command);
    }
  });
});
