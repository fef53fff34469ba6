import assert from "node:assert/strict";
import { clouds } from "../../../src/core/cloud";
import type { GraphCall } from "../../../src/core/ports";
import { connectGraph, type Graph } from "../../../src/platform/node/graph";
import { loadSlice } from "../../sandbox/graph/schema/slice";
import { createValidator, type Validator } from "../../sandbox/graph/schema/validator";
import { FakeClock, FakeGraphTokens, MemoryLog } from "./fakes";
import { type SeenRequest, startStubServer, type StubServer } from "./stubServer";

/** The adapters over a stub server, new for each test. */
export interface GraphLab {
  readonly stub: StubServer;
  readonly graph: Graph;
  readonly tokens: FakeGraphTokens;
  readonly clock: FakeClock;
  readonly log: MemoryLog;
  readonly controller: AbortController;
  readonly call: GraphCall;
  /** Method, URL below the version (decoded) and parsed body of each request. */
  readonly seen: () => readonly (readonly [method: string, url: string, body?: unknown])[];
}

/** Sets the lab up in the hooks of the suite that calls it. */
export function useGraphLab(): () => GraphLab {
  let stub: StubServer | undefined;
  let lab: GraphLab | undefined;
  before(async () => void (stub = await startStubServer()));
  after(() => stub?.close());
  beforeEach(() => {
    assert.ok(stub);
    lab = newLab(stub);
  });
  return () => {
    assert.ok(lab);
    return lab;
  };
}

function newLab(stub: StubServer): GraphLab {
  const tokens = new FakeGraphTokens();
  const clock = new FakeClock();
  const log = new MemoryLog();
  const controller = new AbortController();
  const settings = { cloud: clouds.global };
  return {
    stub,
    graph: connectGraph({ tokens, settings, log, clock, fetch: stub.fetch }),
    tokens,
    clock,
    log,
    controller,
    call: { interaction: "silent", signal: controller.signal },
    seen: () => stub.requests.map(described),
  };
}

function described({ method, url, body }: SeenRequest): readonly [string, string, unknown?] {
  const decoded = decodeURIComponent(url).replace(/^\/v1\.0/, "");
  return body === "" ? [method, decoded] : [method, decoded, JSON.parse(body) as unknown];
}

/** Templates of Graph's description, by what stands on the wire. */
const templates: readonly (readonly [wire: RegExp, template: string])[] = [
  [/^\/me\/ownedObjects\/microsoft\.graph\.application$/, "/me/ownedObjects/graph.application"],
  [
    /^\/directory\/deletedItems\/microsoft\.graph\.application$/,
    "/directory/deletedItems/graph.application",
  ],
  [
    /^\/directory\/deletedItems\/[^/]+(\/restore)?$/,
    "/directory/deletedItems/{directoryObject-id}$1",
  ],
  [/^\/applications\(appId='[^']+'\)$/, "/applications(appId='{appId}')"],
  [
    /^\/applications\/[^/]+\/owners\/(?!\$ref)[^/]+\/\$ref$/,
    "/applications/{application-id}/owners/{directoryObject-id}/$ref",
  ],
  [/^\/applications\/[^/]+(\/.*)?$/, "/applications/{application-id}$1"],
  [/^\/servicePrincipals\(appId='[^']+'\)$/, "/servicePrincipals(appId='{appId}')"],
  [
    /^\/servicePrincipals\/[^/]+\/appRoleAssignments\/[^/]+$/,
    "/servicePrincipals/{servicePrincipal-id}/appRoleAssignments/{appRoleAssignment-id}",
  ],
  [/^\/servicePrincipals\/[^/]+(\/.*)?$/, "/servicePrincipals/{servicePrincipal-id}$1"],
  [/^\/oauth2PermissionGrants\/[^/]+$/, "/oauth2PermissionGrants/{oAuth2PermissionGrant-id}"],
];

/** Loaded at the first use; undefined where the description does not lie beside the checkout. */
let validator: { readonly found: Validator | undefined } | undefined;

/**
 * Checks a request against Microsoft's description of Graph: the operation, its query options, its body.
 * @returns what is wrong; undefined when nothing is, or when there is no description here (which is said)
 */
export function faultOf({
  method,
  url,
  body,
}: Pick<SeenRequest, "method" | "url" | "body">): string | undefined {
  if (validator === undefined) {
    const slice = loadSlice((text) => console.warn(text));
    validator = { found: slice && createValidator(slice) };
  }
  const judge = validator.found;
  if (judge === undefined) return undefined;
  const { pathname, searchParams } = new URL(url, "https://graph.test");
  const path = decodeURIComponent(pathname).replace(/^\/v1\.0/, "");
  const template = templateOf(path);
  if (!judge.has(method, template)) return `no operation ${method} ${template}`;
  const option = judge.query(method, template, [...searchParams.keys()]);
  if (option !== undefined) return `${method} ${template} does not take ${option}`;
  if (body === "") return undefined;
  if (!judge.describesBody(method, template)) return `${method} ${template} takes no body`;
  return judge.requestBody(method, template, JSON.parse(body))?.text;
}

function templateOf(path: string): string {
  for (const [wire, template] of templates) {
    const found = wire.exec(path);
    if (found !== null) return template.replace("$1", found[1] ?? "");
  }
  return path;
}
