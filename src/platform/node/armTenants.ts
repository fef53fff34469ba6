import { withTimeout } from "../../base/async";
import { isCancelled, isCodedError } from "../../base/errors";
import { Failure, isFailure } from "../../core/failure";
import { isGuid } from "../../core/guid";
import type { FoundDirectory } from "../../core/management/managementPorts";
import { networkReason } from "./http/networkReason";
import { isJson, readBody } from "./http/readBody";
import { bodyLimit, requestTimeout } from "./msalNetwork";

const mostPages = 20;

/**
 * The directories an account belongs to, as a member or guest. Source: Azure Resource Manager "Tenants - List"
 * (learn.microsoft.com/rest/api/resources/tenants/list), api-version 2022-12-01.
 * @throws Failure `oauth.unreachable`, `oauth.unexpectedAnswer`, `oauth.refused`; CancelledError
 */
export async function listArmTenants(
  host: string,
  accessToken: string,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<readonly FoundDirectory[]> {
  const found = new Map<string, FoundDirectory>();
  let next: string | undefined = `https://${host}/tenants?api-version=2022-12-01`;
  for (let page = 0; next !== undefined && page < mostPages; page += 1) {
    const answer = await getJson(next, accessToken, fetch, signal);
    if (!Array.isArray(answer["value"])) throw unexpected("no list");
    for (const one of answer["value"] as readonly unknown[]) {
      const directory = readTenant(one);
      if (directory !== undefined) found.set(directory.tenantId, directory);
    }
    next = nextPage(answer["nextLink"], host);
  }
  return [...found.values()];
}

async function getJson(
  url: string,
  accessToken: string,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await withTimeout(requestTimeout, signal, async (limited) => {
      const response = await fetch(url, {
        headers: { authorization: `Bearer ${accessToken}`, accept: "application/json" },
        redirect: "manual",
        signal: limited,
      });
      const body = await readBody(response, bodyLimit);
      if (response.status === 401 || response.status === 403) {
        throw new Failure("oauth.refused", `Azure answered ${response.status}.`, {
          status: response.status,
        });
      }
      if (response.status !== 200 || !isJson(response.headers.get("content-type"))) {
        throw unexpected(`status ${response.status}`);
      }
      const value: unknown = JSON.parse(body);
      if (typeof value !== "object" || value === null) throw unexpected("no object");
      return value as Readonly<Record<string, unknown>>;
    });
  } catch (error) {
    if (isCancelled(error) || isFailure(error)) throw error;
    if (error instanceof SyntaxError) throw unexpected("no JSON");
    const reason = isCodedError(error, "timeout") ? "TIMEOUT" : networkReason(error).code;
    throw new Failure(
      "oauth.unreachable",
      `Azure could not be asked (${reason}).`,
      { reason },
      { cause: error },
    );
  }
}

function readTenant(value: unknown): FoundDirectory | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { tenantId, displayName, defaultDomain } = value as Readonly<Record<string, unknown>>;
  if (typeof tenantId !== "string" || !isGuid(tenantId)) return undefined;
  return { tenantId, displayName: text(displayName), defaultDomain: text(defaultDomain) };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A page link leads to the same host: the token goes nowhere else. */
function nextPage(link: unknown, host: string): string | undefined {
  if (typeof link !== "string" || link === "") return undefined;
  if (URL.canParse(link) && new URL(link).origin === new URL(`https://${host}`).origin) return link;
  throw unexpected("a page link to another host");
}

function unexpected(what: string): Failure {
  return new Failure("oauth.unexpectedAnswer", `Azure's answer cannot be used: ${what}.`, {
    property: what,
  });
}
