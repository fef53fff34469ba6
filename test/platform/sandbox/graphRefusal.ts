import assert from "node:assert/strict";
import { loadSlice } from "../../sandbox/graph/schema/slice";
import { type Ask, type Stage, stage } from "./graphSupport";

/** A request that Graph refuses. */
export interface Row {
  readonly what: string;
  /** `{name}` stands for the object id of the registration of that name, `{sp name}` for its service principal's. */
  readonly line: string;
  readonly ask?: Ask | ((on: Stage) => Ask);
  /** Makes the world that the request is refused in. */
  readonly given?: (on: Stage) => unknown;
  readonly status: number;
  readonly code: string;
  /** Part of the message. */
  readonly says?: string;
  /** Code of the one detail. */
  readonly detail?: string;
  /** Only Microsoft's description tells: skipped where it is absent. */
  readonly described?: boolean;
}

export const bad = { status: 400, code: "Request_BadRequest" } as const;
export const unsupported = { status: 400, code: "Request_UnsupportedQuery" } as const;
export const odata = { status: 400, code: "BadRequest" } as const;
export const denied = { status: 403, code: "Authorization_RequestDenied" } as const;
export const unauthorized = { status: 401, code: "InvalidAuthenticationToken" } as const;
export const missing = { status: 404, code: "Request_ResourceNotFound" } as const;
export const lacking = { status: 501, code: "NotInSandbox" } as const;
export const eventual = { consistencylevel: "eventual" };

/** The registration of this name; an error in the test when there is none. */
export function registration(on: Stage, name: string) {
  const all = [...on.world.applications.values()];
  const found = all.find((one) => one.resource.displayName === name);
  assert.ok(found, `no registration ${name}`);
  return found;
}

/** Object id of the service principal of a registration or API in Contoso. */
export function principalOf(on: Stage, appId: string): string {
  const found = [...on.world.servicePrincipals.values()].find(
    (one) => one.appId === appId && one.tenantId === "3f6b1c52-8d3e-4c0a-9a57-6f1e2b7d9c10",
  );
  assert.ok(found, `no service principal ${appId}`);
  return found.id;
}

function withIds(on: Stage, line: string): string {
  return line.replaceAll(/\{(sp )?([\w-]+)\}/g, (_, sp: string | undefined, name: string) => {
    const { resource } = registration(on, name);
    return sp === undefined ? resource.id : principalOf(on, resource.appId);
  });
}

const described = loadSlice(() => undefined) !== undefined;

/** One test per row. */
export function itRefuses(rows: readonly Row[]): void {
  for (const row of rows) {
    it(`${row.what}: ${row.status} ${row.code}`, async function () {
      if (row.described === true && !described) {
        this.skip();
      }
      const on = stage();
      await row.given?.(on);
      const ask = typeof row.ask === "function" ? row.ask(on) : row.ask;
      const reply = await on.ask(withIds(on, row.line), ask);
      const { code, message, details } = reply.body.error ?? { code: "", message: "" };
      assert.deepEqual({ status: reply.status, code }, { status: row.status, code: row.code });
      assert.ok(message.includes(row.says ?? ""), message);
      assert.equal(details?.[0]?.code, row.detail);
      assert.equal(reply.status === 401, reply.headers["www-authenticate"] !== undefined);
      assert.equal(
        reply.status === 501,
        on.log.some((text) => text.startsWith("SANDBOX HAS NO")),
      );
      assert.deepEqual(
        on.log.filter((text) => text.startsWith("DEFECT")),
        [],
      );
    });
  }
}
