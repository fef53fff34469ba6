import assert from "node:assert/strict";
import { graphRoutes } from "../../sandbox/graph/graphRoutes";
import type { HttpResponse } from "../../sandbox/http";
import type { TokenFacts } from "../../sandbox/identity/accessTokens";
import type { World } from "../../sandbox/model";
import { createWorld } from "../../sandbox/seed";
import { guests, userId } from "../../sandbox/seed/people";
import { ids } from "../../sandbox/seed/stableIds";

/** A token by name instead of by signature: the wire is not what these tests are about. */
export type Tokens = Readonly<Record<string, Partial<TokenFacts> & { readonly user?: string }>>;

const readWrite = [
  "User.Read",
  "Application.ReadWrite.All",
  "DelegatedPermissionGrant.ReadWrite.All",
];

const consent = [...readWrite, "AppRoleAssignment.ReadWrite.All", "Directory.Read.All"];

export const tokens: Tokens = {
  /** Application Administrator, with every right the product asks for. */
  granter: { user: "ada@contoso.test", scopes: consent },
  /** Global Administrator. */
  katherine: { user: "katherine@contoso.test", scopes: consent },
  /** The same person in the other directory, where she is a guest. */
  guest: { userId: guests[0]?.id, tenantId: ids.fabrikam, scopes: consent },
  member: { user: "grace@contoso.test", scopes: consent },
  /** What the Azure CLI's client has. */
  asUser: { user: "ada@contoso.test", scopes: ["Directory.AccessAsUser.All"] },
  assigner: { user: "ada@contoso.test", scopes: ["AppRoleAssignment.ReadWrite.All"] },
  ada: { user: "ada@contoso.test", scopes: [...readWrite, "Mail.Read"] },
  grace: { user: "grace@contoso.test", scopes: readWrite },
  reader: { user: "ada@contoso.test", scopes: ["User.Read", "Application.Read.All"] },
  profileOnly: { user: "ada@contoso.test", scopes: ["User.Read"] },
  mailReader: { user: "ada@contoso.test", scopes: ["Mail.Read"] },
  mailBasic: { user: "ada@contoso.test", scopes: ["Mail.ReadBasic"] },
  mailSender: { user: "ada@contoso.test", scopes: ["Mail.Send"] },
  mailShared: {
    user: "ada@contoso.test",
    scopes: ["Mail.Read.Shared", "Mail.Send", "Mail.Send.Shared", "MailboxSettings.Read"],
  },
  graceShared: { user: "grace@contoso.test", scopes: ["Mail.Read.Shared", "Mail.Send.Shared"] },
  /** Global Administrator without a licence. */
  unlicensed: { user: "katherine@contoso.test", scopes: ["User.Read", "Mail.Read", "Mail.Send"] },
  guestMail: { userId: guests[0]?.id, tenantId: ids.fabrikam, scopes: ["Mail.Read"] },
  veraMail: {
    user: "vera@outlook.test",
    tenantId: ids.consumers,
    scopes: ["User.Read", "Mail.Read", "Mail.Send"],
  },
  people: { user: "ada@contoso.test", scopes: ["User.Read.All"] },
  mailDaemon: { roles: ["Mail.Read", "Mail.Send", "User.Read.All"], scopes: [] },
  alan: { user: "alan@fabrikam.test", tenantId: ids.fabrikam, scopes: readWrite },
  vera: { user: "vera@outlook.test", tenantId: ids.consumers, scopes: readWrite },
  daemon: { roles: ["Application.ReadWrite.All"], scopes: [] },
  mail: { user: "ada@contoso.test", audience: "https://outlook.office.com", scopes: readWrite },
  expired: { user: "ada@contoso.test", active: false, scopes: readWrite },
};

/** Every property some test reads. A test knows which of them its answer has. */
export interface Seen {
  readonly id: string;
  readonly appId: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly notes: string | null;
  readonly scope: string;
  readonly totalItemCount: number;
  readonly subject: string;
  readonly receivedDateTime: string;
  readonly body?: { readonly content: string };
  readonly userPurpose: string;
  readonly accountEnabled: boolean;
  readonly assignedPlans: readonly { readonly service: string }[];
  readonly skuPartNumber: string;
  readonly servicePlans: readonly { readonly servicePlanName: string }[];
  readonly "@odata.context": string;
  readonly web: { readonly homePageUrl: string; readonly redirectUris: readonly string[] };
  readonly keyId: string;
  readonly key: string | null;
  readonly customKeyIdentifier: string | null;
  readonly startDateTime: string;
  readonly keyCredentials: readonly Seen[];
  readonly deletedDateTime: string | null;
  readonly isFallbackPublicClient: boolean | null;
  readonly signInAudience: string;
  readonly tags: readonly string[];
  readonly principalId: string | null;
  readonly appRoleId: string;
  readonly resourceDisplayName: string | null;
  readonly "@odata.type": string;
  readonly endDateTime: string;
  readonly secretText: string;
  readonly hint: string;
  readonly passwordCredentials: readonly Pick<Seen, "keyId" | "secretText" | "hint">[];
  readonly appRoles: readonly { readonly value: string }[];
  readonly oauth2PermissionScopes: readonly { readonly value: string }[];
  readonly value: readonly Seen[];
  readonly "@odata.count": number;
  readonly "@odata.nextLink"?: string;
  readonly text: string;
  readonly error?: {
    readonly code: string;
    readonly message: string;
    readonly details?: readonly { readonly code: string; readonly target: string }[];
    readonly innerError: Readonly<Record<string, string>>;
  };
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Seen;
}

export interface Ask {
  readonly as?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Stage {
  readonly world: World;
  readonly log: string[];
  /** Moves the sandbox's clock. */
  wait(milliseconds: number): void;
  send(method: string, url: string, ask?: Ask): Promise<HttpResponse>;
  /** `line` = "GET /applications?$top=5". */
  ask(line: string, ask?: Ask): Promise<Reply>;
}

/** Asks, expects a success, and hands out what came. */
export async function good(on: Stage, line: string, ask: Ask = {}): Promise<Seen> {
  const reply = await on.ask(line, ask);
  assert.ok(reply.status < 300, `${line}: ${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body;
}

export const namesOf = (list: Seen): string[] => list.value.map((item) => item.displayName);

const origin = "https://graph.microsoft.com";

/** Graph on a fresh world, with a clock of its own. */
export function stage(apps = 0): Stage {
  let now = Date.parse("2026-11-21T12:00:00Z");
  const world = createWorld({ apps, now });
  const log: string[] = [];
  const verify = (token: string): TokenFacts | undefined => {
    const { user, ...facts } = tokens[token] ?? {};
    return tokens[token] === undefined
      ? undefined
      : {
          active: true,
          audience: origin,
          scopes: [],
          roles: [],
          userId: user === undefined ? undefined : userId(user),
          username: user,
          tenantId: ids.contoso,
          clientId: ids.managementClient,
          expiresAt: now + 3_600_000,
          ...facts,
        };
  };
  const handle = graphRoutes(world, verify, () => now, { log: (text) => log.push(text) });
  const send: Stage["send"] = async (method, url, { as = "ada", body, headers = {} } = {}) =>
    handle({
      method,
      url: new URL(url),
      headers: {
        ...(as === "" ? {} : { authorization: `Bearer ${as}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      body: Buffer.from(typeof body === "string" ? body : (JSON.stringify(body) ?? "")),
    });
  return {
    world,
    log,
    wait: (milliseconds) => {
      now += milliseconds;
    },
    send: async (method, url, ask) => send(method, url, ask),
    async ask(line, ask) {
      const [method = "", path = ""] = line.split(/ (.*)/);
      const url = path.startsWith("https:") ? path : `${origin}/v1.0${path}`;
      const response = await send(method, url, ask);
      const text = String(response.body ?? "");
      return {
        status: response.status,
        headers: response.headers ?? {},
        body: (/^[{[]/.test(text) ? JSON.parse(text) : { text }) as Seen,
      };
    },
  };
}
