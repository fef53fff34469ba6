import { makePassword, recordSecret, withoutText } from "../../sandbox/graph/application/passwords";
import type { Sandbox } from "../../sandbox/sandbox";
import { seededSecretOf } from "../../sandbox/seed/applications";
import { ids } from "../../sandbox/seed/stableIds";
import { codeFields, imapScope, postToken, redirectUri, register, signIn } from "./identityLab";
import { clientOf, desktop, type Refused, type RefusalRow, webUri } from "./refusals";

const secret = { name: "one", endsInDays: 100 };
const vsCodeOnly = { client_id: ids.visualStudioCode };
const openId = "openid profile offline_access";

async function atToken(
  tenant: string,
  fields: Readonly<Record<string, string>>,
  headers?: Readonly<Record<string, string>>,
): Promise<Refused> {
  return { at: "token", answer: await postToken(tenant, fields, headers) };
}

async function later<T>(sandbox: Sandbox, aheadSeconds: number, act: () => Promise<T>): Promise<T> {
  const set = (seconds: number) =>
    fetch(`${sandbox.adminUrl}/admin/clock`, {
      method: "POST",
      body: JSON.stringify({ aheadSeconds: seconds }),
    });
  await set(aheadSeconds);
  try {
    return await act();
  } finally {
    await set(0);
  }
}

async function refreshed(
  sandbox: Sandbox,
  fields: Readonly<Record<string, string>>,
  tenant = "common",
  aheadSeconds = 0,
): Promise<Refused> {
  const client = clientOf(sandbox);
  const { body } = await signIn(client.client_id);
  return later(sandbox, aheadSeconds, () =>
    atToken(tenant, {
      ...client,
      grant_type: "refresh_token",
      refresh_token: body.refresh_token ?? "",
      ...fields,
    }),
  );
}

function credentials(
  sandbox: Sandbox,
  overrides: Readonly<Record<string, string>>,
  tenant: string = ids.contoso,
): Promise<Refused> {
  const plan = { displayName: "daemon", secrets: [secret] };
  return atToken(tenant, {
    ...clientOf(sandbox, plan),
    grant_type: "client_credentials",
    client_secret: seededSecretOf("daemon", "one"),
    scope: "https://outlook.office365.com/.default",
    ...overrides,
  });
}

async function polled(
  sandbox: Sandbox,
  plan: Parameters<typeof register>[1],
  aheadSeconds = 0,
): Promise<Refused> {
  const client = clientOf(sandbox, plan);
  const { body } = await postToken("common", { ...client, scope: imapScope }, {}, "devicecode");
  return later(sandbox, aheadSeconds, () =>
    atToken("common", {
      ...client,
      grant_type: "urn:ietf:params:oauth:grant-type:device_code",
      device_code: String(body["device_code"]),
    }),
  );
}

/** One row per request that the token endpoint refuses. */
export const tokenRefusals: readonly RefusalRow[] = [
  {
    what: "an unknown tenant",
    code: 90002,
    ask: () => atToken("nowhere.test", { ...vsCodeOnly, grant_type: "authorization_code" }),
  },
  {
    what: "no grant type",
    code: 900144,
    ask: () => atToken("common", vsCodeOnly),
  },
  {
    what: "a password grant",
    code: 70003,
    error: "unsupported_grant_type",
    ask: () => atToken("common", { ...vsCodeOnly, grant_type: "password" }),
  },
  {
    what: "a code that is none",
    code: 9002313,
    error: "invalid_grant",
    ask: (sandbox) =>
      atToken("common", {
        ...clientOf(sandbox),
        grant_type: "authorization_code",
        code: "1.AAAA",
        redirect_uri: redirectUri,
      }),
  },
  {
    what: "a code used twice",
    code: 54005,
    error: "invalid_grant",
    ask: async (sandbox) => {
      const fields = await codeFields(clientOf(sandbox).client_id);
      await postToken("common", fields);
      return atToken("common", fields);
    },
  },
  {
    what: "a code after eleven minutes",
    code: 70008,
    error: "invalid_grant",
    ask: async (sandbox) => {
      const fields = await codeFields(clientOf(sandbox).client_id);
      return later(sandbox, 11 * 60, () => atToken("common", fields));
    },
  },
  {
    what: "another verifier than the one of the challenge",
    code: 501481,
    error: "invalid_grant",
    ask: async (sandbox) =>
      atToken("common", {
        ...(await codeFields(clientOf(sandbox).client_id)),
        code_verifier: "x".repeat(43),
      }),
  },
  {
    what: "another redirect URI than at the authorize endpoint",
    code: 500112,
    error: "invalid_grant",
    ask: async (sandbox) =>
      atToken("common", {
        ...(await codeFields(clientOf(sandbox).client_id)),
        redirect_uri: "http://localhost:6000",
      }),
  },
  {
    what: "a code of common at a tenant",
    code: 700005,
    error: "invalid_grant",
    ask: async (sandbox) => atToken(ids.contoso, await codeFields(clientOf(sandbox).client_id)),
  },
  {
    what: "a code given to another client",
    code: 70000,
    error: "invalid_grant",
    ask: async (sandbox) =>
      atToken("common", {
        ...(await codeFields(clientOf(sandbox).client_id)),
        ...clientOf(sandbox),
      }),
  },
  {
    what: "two APIs in one token request",
    code: 28000,
    ask: async (sandbox) => {
      const scope = `${imapScope} https://graph.microsoft.com/User.Read`;
      return atToken("common", {
        ...(await codeFields(clientOf(sandbox).client_id, { scope })),
        scope,
      });
    },
  },
  {
    what: "a Web redirect URI without a secret",
    code: 7000218,
    error: "invalid_client",
    status: 401,
    ask: async (sandbox) => {
      const { client_id } = clientOf(sandbox, { web: [webUri], secrets: [secret] });
      return atToken("common", await codeFields(client_id, { redirect: webUri }));
    },
  },
  {
    what: "a secret with a desktop redirect URI",
    code: 700025,
    error: "invalid_client",
    status: 401,
    ask: async (sandbox) =>
      atToken("common", {
        ...(await codeFields(clientOf(sandbox).client_id)),
        client_secret: "anything",
      }),
  },
  {
    what: "an SPA code redeemed by a program",
    code: 9002327,
    ask: async (sandbox) => {
      const { client_id } = clientOf(sandbox, { spa: [webUri] });
      return atToken("common", await codeFields(client_id, { redirect: webUri }));
    },
  },
  {
    what: "a desktop code redeemed by a page",
    code: 9002326,
    ask: async (sandbox) =>
      atToken("common", await codeFields(clientOf(sandbox).client_id), {
        origin: "https://app.contoso.test",
      }),
  },
  {
    what: "a refresh token that is none",
    code: 9002313,
    error: "invalid_grant",
    ask: (sandbox) =>
      atToken("common", {
        ...clientOf(sandbox),
        grant_type: "refresh_token",
        refresh_token: "1.AAAA",
      }),
  },
  {
    what: "a refresh token for a scope nobody consented to",
    code: 65001,
    error: "invalid_grant",
    ask: (sandbox) => refreshed(sandbox, { scope: `SMTP.Send ${openId}` }),
  },
  {
    what: "a refresh token at another tenant",
    code: 7000012,
    error: "invalid_grant",
    ask: (sandbox) => refreshed(sandbox, { scope: imapScope }, ids.fabrikam),
  },
  {
    what: "a refresh token after 91 days",
    code: 700082,
    error: "invalid_grant",
    ask: (sandbox) => refreshed(sandbox, { scope: imapScope }, "common", 91 * 86_400),
  },
  {
    what: "a revoked refresh token",
    code: 50173,
    error: "invalid_grant",
    ask: async (sandbox) => {
      const client = clientOf(sandbox);
      const { body } = await signIn(client.client_id);
      await fetch(`${sandbox.adminUrl}/admin/users/ada@contoso.test/revoke`, { method: "POST" });
      return atToken("common", {
        ...client,
        grant_type: "refresh_token",
        refresh_token: body.refresh_token ?? "",
        scope: imapScope,
      });
    },
  },
  {
    what: "client credentials on common",
    code: 9001023,
    ask: (sandbox) => credentials(sandbox, {}, "common"),
  },
  {
    what: "client credentials without a secret",
    code: 7000216,
    status: 401,
    ask: (sandbox) => credentials(sandbox, { client_secret: "" }),
  },
  {
    what: "a wrong secret",
    code: 7000215,
    error: "invalid_client",
    status: 401,
    ask: (sandbox) => credentials(sandbox, { client_secret: "wrong~secret" }),
  },
  {
    what: "the secret's id in place of its value",
    code: 7000215,
    error: "invalid_client",
    status: 401,
    ask: (sandbox) => {
      const resource = register(sandbox.world, { secrets: [secret] });
      const keyId = resource.passwordCredentials[0]?.keyId ?? "";
      return credentials(sandbox, { client_id: resource.appId, client_secret: keyId });
    },
  },
  {
    what: "an expired secret",
    code: 7000222,
    error: "invalid_client",
    status: 401,
    ask: (sandbox) => {
      const plan = { displayName: "expired", secrets: [{ name: "one", endsInDays: -40 }] };
      return credentials(sandbox, {
        ...clientOf(sandbox, plan),
        client_secret: seededSecretOf("expired", "one"),
      });
    },
  },
  {
    what: "a secret that is not known everywhere yet",
    code: 7000215,
    error: "invalid_client",
    status: 401,
    ask: async (sandbox) => {
      const resource = register(sandbox.world);
      const application = sandbox.world.applications.get(resource.id);
      const draft = makePassword({ displayName: "new" }, Date.now());
      if (application === undefined) throw new Error("no application");
      resource.passwordCredentials.push(withoutText(draft));
      recordSecret(application, draft, Date.now() + 60_000);
      const fields = { client_id: resource.appId, client_secret: draft.secretText };
      const known = await later(sandbox, 61, () => credentials(sandbox, fields));
      // A minute later only the service principal is missing.
      if (known.at !== "token" || known.answer.body["error_codes"]?.toString() !== "7000229") {
        throw new Error("the secret was not known after its time");
      }
      return credentials(sandbox, fields);
    },
  },
  {
    what: "single scopes with client credentials",
    code: 1002012,
    error: "invalid_scope",
    ask: (sandbox) => credentials(sandbox, { scope: imapScope }),
  },
  {
    what: "client credentials where the application has no service principal",
    code: 7000229,
    error: "invalid_client",
    status: 401,
    ask: (sandbox) => credentials(sandbox, {}),
  },
  {
    what: "a device code nobody has typed in yet",
    code: 70016,
    error: "authorization_pending",
    ask: (sandbox) => polled(sandbox, desktop),
  },
  {
    what: "a device code after sixteen minutes",
    code: 70019,
    error: "expired_token",
    ask: (sandbox) => polled(sandbox, desktop, 16 * 60),
  },
  {
    what: "a device code where public client flows are off",
    code: 7000218,
    error: "invalid_client",
    status: 401,
    ask: (sandbox) => polled(sandbox, { web: [webUri] }),
  },
  {
    what: "a device code that is none",
    code: 70018,
    error: "bad_verification_code",
    ask: (sandbox) =>
      atToken("common", {
        ...clientOf(sandbox),
        grant_type: "urn:ietf:params:oauth:grant-type:device_code",
        device_code: "none",
      }),
  },
];
