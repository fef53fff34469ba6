import { randomBytes } from "node:crypto";
import type { TokenFacts, VerifyToken } from "../sandbox/identity/accessTokens";
import { protocols } from "../sandbox/mail/protocols";
import type { World } from "../sandbox/model";
import { servicePrincipalId } from "../sandbox/seed";
import { userId } from "../sandbox/seed/people";
import { ids } from "../sandbox/seed/stableIds";

/** Access tokens for Exchange Online without an identity part: by a word from a test. */
export interface MailTokens {
  readonly verify: VerifyToken;
  /**
   * A token as long as real ones, with all delegated mail scopes, of one of the sandbox's users. `facts` change what
   * it says.
   */
  issue(user: string, facts?: Partial<TokenFacts>): string;
  /** A token of the sandbox's management client itself, with the three mail roles; Exchange then knows the client. */
  issueForApplication(facts?: Partial<TokenFacts>): string;
}

const rows = Object.values(protocols);

/** The management client of Contoso, and its service principal: what `issueForApplication` speaks for. */
export const mailApplication = {
  tenantId: ids.contoso,
  appId: ids.managementClient,
  objectId: servicePrincipalId(ids.contoso, ids.managementClient),
} as const;

export function createMailTokens(world: World): MailTokens {
  const issued = new Map<string, TokenFacts>();
  const issue = (facts: Partial<TokenFacts>): string => {
    const token = randomBytes(1_700).toString("base64url");
    issued.set(token, {
      active: true,
      audience: "https://outlook.office.com",
      scopes: [],
      roles: [],
      userId: undefined,
      username: undefined,
      tenantId: mailApplication.tenantId,
      clientId: mailApplication.appId,
      expiresAt: Number.MAX_SAFE_INTEGER,
      ...facts,
    });
    return token;
  };
  return {
    verify: (token) => issued.get(token),
    issue: (user, facts) => {
      const scopes = rows.map(({ scope }) => scope);
      return issue({ userId: userId(user), username: user, scopes, ...facts });
    },
    issueForApplication: (facts) => {
      world.exchangePrincipals.push(mailApplication);
      return issue({ roles: rows.map(({ role }) => role), ...facts });
    },
  };
}
