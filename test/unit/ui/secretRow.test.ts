import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { resetEditor } from "../../support/fakes/fakeVscode";
import { aRegistration } from "../../support/builders";
import { FakeClock } from "../../support/fakes/fakeClock";
import { clouds } from "../../../src/core/cloud";
import type { Ui } from "../../../src/ui/parts";
import { registrationFacts } from "../../../src/ui/views/facts/registrationFacts";

interface Manifest {
  readonly contributes: {
    readonly menus: Readonly<
      Record<string, readonly { readonly command: string; readonly when?: string }[]>
    >;
  };
}

const manifest = JSON.parse(
  readFileSync(join(__dirname, "../../../package.json"), "utf8"),
) as Manifest;

/** The context value of a secret's row. */
function contextValue(stored: boolean, held: string | undefined): string {
  const endDateTime = "2027-11-20T12:00:00Z";
  const clientSecrets = [
    { keyId: "key", displayName: "jira", hint: "abc", startDateTime: undefined, endDateTime },
  ];
  const ui = {
    clock: new FakeClock(),
    settings: { expiryWarningDays: 30, cloud: clouds.global },
    certificates: { isStored: () => false },
    registrations: {
      list: { account: undefined },
      tenantOf: () => undefined,
    },
    clientSecrets: {
      isStored: () => stored,
      unsaved: () => held,
    },
  } as unknown as Ui;
  const group = registrationFacts({
    ui,
    registration: aRegistration({ clientSecrets }),
    painting: { repaint: () => undefined, signal: new AbortController().signal },
  }).find(({ id }) => id.endsWith(":secrets"));
  const children = group?.children?.();
  assert.ok(Array.isArray(children));
  const [row] = children as readonly { look(): { contextValue?: string } }[];
  return row?.look().contextValue ?? "";
}

describe("the row of a client secret", () => {
  beforeEach(resetEditor);

  const rows = [
    [true, undefined, true],
    [false, "value", true],
    [false, undefined, false],
  ] as const;
  for (const command of ["entraMail.copyClientSecret", "entraMail.showClientSecret"]) {
    for (const [stored, held, offered] of rows) {
      it(`${offered ? "offers" : "does not offer"} ${command} when stored: ${stored}, held: ${held !== undefined}`, () => {
        const entries = (manifest.contributes.menus["view/item/context"] ?? []).filter(
          (entry) => entry.command === command,
        );
        assert.ok(entries.length > 0);
        for (const { when = "" } of entries) {
          const pattern = /viewItem =~ \/(.*)\/$/.exec(when)?.[1];
          assert.ok(pattern);
          assert.equal(new RegExp(pattern).test(contextValue(stored, held)), offered);
        }
      });
    }
  }
});
