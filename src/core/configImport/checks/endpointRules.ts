import { message } from "../../../base/message";
import { isGuid } from "../../guid";
import { consumersTenantId } from "../../oauth/authority";
import type { ConfigRule } from "./configRule";
import { type Endpoint, sharedTenants } from "./endpoint";

const missing: ConfigRule = ({ account, token, authorize }) => {
  if (!account.hasScopes) return [];
  const lacks = token === undefined || (authorize === undefined && account.flow !== "application");
  if (!lacks) return [];
  return [
    {
      id: "endpoint.none",
      severity: "error",
      title: message("An endpoint is missing"),
      explanation: message("A sign-in needs one to authorize and one to get tokens."),
      fix: message(
        "Add {0} and {1}.",
        "https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
        "https://login.microsoftonline.com/common/oauth2/v2.0/token",
      ),
      line: account.line,
    },
  ];
};

const noUrl: ConfigRule = ({ endpoints }) =>
  endpoints
    .filter(({ url }) => url === undefined)
    .map(({ setting }) => ({
      id: "endpoint.noUrl",
      severity: "error",
      title: message("{0} is not an address", setting.value),
      explanation: message("An endpoint is a whole URL."),
      fix: message(
        "Write it as {0}.",
        "https://login.microsoftonline.com/common/oauth2/v2.0/token",
      ),
      line: setting.line,
    }));

/** What is sent there includes the code, the secret and the refresh token. */
const notHttps: ConfigRule = ({ endpoints }) =>
  endpoints
    .filter(({ url }) => url !== undefined && url.protocol !== "https:")
    .map(({ setting }) => ({
      id: "endpoint.http",
      severity: "error",
      title: message("An endpoint is not encrypted: {0}", setting.value),
      explanation: message(
        "Tokens and secrets would travel in clear text. Microsoft answers on https only.",
      ),
      fix: message("Begin it with {0}.", "https://"),
      line: setting.line,
    }));

const foreign: ConfigRule = ({ endpoints, cloud }) =>
  endpoints.flatMap(({ setting, url, cloud: known }) =>
    url === undefined || known !== undefined
      ? []
      : [
          {
            id: "endpoint.host",
            severity: "error",
            title: message("{0} is not Microsoft's sign-in host", url.hostname),
            explanation: message(
              "Whoever runs it gets the sign-in: the code, the refresh token and, where there is one, the secret.",
            ),
            fix: message("Use the host {0}.", cloud.loginHost),
            line: setting.line,
          },
        ],
  );

/** AADSTS700005, 7000012. */
const twoTenants: ConfigRule = ({ authorize, token }) => {
  const differ =
    authorize?.tenant !== undefined &&
    token?.tenant !== undefined &&
    authorize.tenant !== token.tenant;
  const hostsDiffer =
    authorize?.cloud !== undefined &&
    token?.cloud !== undefined &&
    authorize.cloud.id !== token.cloud.id;
  if (!differ && !hostsDiffer) return [];
  return [
    {
      id: "endpoint.twoTenants",
      severity: "error",
      title: message("The two endpoints belong to different sign-ins"),
      explanation: message(
        "A code from {0} is refused at {1} (AADSTS700005).",
        authorize.tenant ?? authorize.cloud?.loginHost ?? "",
        token.tenant ?? token.cloud?.loginHost ?? "",
      ),
      fix: message("Write the same tenant in both: {0}.", authorize.tenant ?? "common"),
      line: token.setting.line,
    },
  ];
};

/** The tenant is said twice, and the endpoints are what counts. */
const tenantUnused: ConfigRule = ({ account, endpoints }) => {
  const wanted = account.tenant?.value.toLowerCase();
  const used = endpoints.find(({ tenant }) => tenant !== undefined);
  if (wanted === undefined || used === undefined || used.tenant === wanted) return [];
  return [
    {
      id: "endpoint.tenant",
      severity: "error",
      title: message("The endpoints are not those of the tenant {0}", wanted),
      explanation: sharedTenants.has(used.tenant ?? "")
        ? message(
            "They lead to {0}. A registration for one directory only is refused there (AADSTS50194).",
            used.tenant ?? "",
          )
        : message(
            "They lead to {0}, which does not know the app (AADSTS700016).",
            used.tenant ?? "",
          ),
      fix: message("Write {0} in place of {1} in the endpoints.", wanted, used.tenant ?? ""),
      line: used.setting.line,
    },
  ];
};

/** What the registration, where it is known here, says about the authority. Source: AADSTS reference. */
const notOfAudience: ConfigRule = ({ audience, endpoints }) => {
  const used = endpoints.find(({ tenant }) => tenant !== undefined);
  const tenant = used?.tenant ?? "";
  if (audience === undefined || used === undefined) return [];
  const line = used.setting.line;
  if (audience === "AzureADMyOrg" && sharedTenants.has(tenant)) {
    return [
      {
        id: "authority.singleTenant",
        severity: "error",
        title: message("{0} is not for an app of one directory", tenant),
        explanation: message(
          "The registration supports this directory only; the shared addresses refuse it (AADSTS50194).",
        ),
        fix: message("Write the Directory (tenant) ID in place of {0} in both endpoints.", tenant),
        line,
      },
    ];
  }
  if (audience === "PersonalMicrosoftAccount" && !isConsumers(tenant) && tenant !== "common") {
    return [
      {
        id: "authority.personalOnly",
        severity: "error",
        title: message("The registration is for personal accounts only"),
        explanation: message("They sign in at consumers, not at {0}.", tenant),
        fix: message("Write {0} in place of {1} in both endpoints.", "consumers", tenant),
        line,
      },
    ];
  }
  return audience === "AzureADMultipleOrgs" && isConsumers(tenant)
    ? [
        {
          id: "authority.workOnly",
          severity: "error",
          title: message("The registration is not for personal accounts"),
          explanation: message("The address of personal accounts refuses it (AADSTS9002332)."),
          fix: message("Write {0} in place of {1} in both endpoints.", "organizations", tenant),
          line,
        },
      ]
    : [];
};

const isConsumers = (tenant: string): boolean =>
  tenant === "consumers" || tenant === consumersTenantId;

/** Domains in which Microsoft gives personal accounts their addresses. */
const personalDomain = /@(?:(?:outlook|hotmail|live)\.[a-z.]+|msn\.com|passport\.com)$/i;

/** AADSTS50020, 500208: by the address, as far as it tells. */
const notOfAccount: ConfigRule = ({ account, endpoints }) => {
  const used = endpoints.find(({ tenant }) => tenant !== undefined);
  const { address } = account;
  if (used?.tenant === undefined || address === undefined) return [];
  const isPersonal = personalDomain.test(address.value);
  if (isPersonal && !isConsumers(used.tenant) && used.tenant !== "common") {
    return [
      {
        id: "authority.personalAccount",
        severity: "error",
        title: message(
          "{0} is a personal account, and {1} does not let it in",
          address.value,
          used.tenant,
        ),
        explanation: message(
          "Only common and consumers are for personal accounts (AADSTS50020, 500208).",
        ),
        fix: message("Write {0} in place of {1} in both endpoints.", "consumers", used.tenant),
        line: used.setting.line,
      },
    ];
  }
  return !isPersonal && isConsumers(used.tenant) && address.value.includes("@")
    ? [
        {
          id: "authority.workAccount",
          severity: "warning",
          title: message("{0} signs in where personal accounts do", address.value),
          explanation: message("A work or school account is refused at {0}.", used.tenant),
          fix: message(
            "For a work or school account write {0} in place of {1} in both endpoints.",
            "organizations",
            used.tenant,
          ),
          line: used.setting.line,
        },
      ]
    : [];
};

/** AADSTS9001023. */
const sharedForApplication: ConfigRule = ({ account, token }) =>
  account.flow === "application" && sharedTenants.has(token?.tenant ?? "")
    ? [
        {
          id: "authority.application",
          severity: "error",
          title: message("A program that signs in as itself needs its directory"),
          explanation: message(
            "{0} does not tell whose mailboxes are meant, and refuses it (AADSTS9001023).",
            token?.tenant ?? "",
          ),
          fix: message("Write the Directory (tenant) ID in place of {0}.", token?.tenant ?? ""),
          line: token?.setting.line,
        },
      ]
    : [];

/** A browser that is sent to the device code endpoint shows JSON, or a page that does not help (oama#92, #108). */
const deviceCodeInBrowser: ConfigRule = ({ account, authorize }) =>
  account.flow === "browser" && isDeviceCode(authorize)
    ? [
        {
          id: "endpoint.deviceCode",
          severity: "error",
          title: message("The browser is sent to the endpoint for device codes"),
          explanation: message("Nobody can sign in there: it answers programs only."),
          fix: message("Write {0} in place of {1}.", "authorize", "devicecode"),
          line: authorize?.setting.line,
        },
      ]
    : [];

function isDeviceCode(endpoint: Endpoint | undefined): boolean {
  return /\/devicecode\/?$/i.test(endpoint?.url?.pathname ?? "");
}

/** A tenant that is neither a GUID nor a name: a template that was not filled in. */
const noTenant: ConfigRule = ({ endpoints }) =>
  endpoints.flatMap(({ setting, tenant }) =>
    tenant === undefined || isGuid(tenant) || /^[0-9a-z](?:[0-9a-z.-]*[0-9a-z])?$/.test(tenant)
      ? []
      : [
          {
            id: "endpoint.noTenant",
            severity: "error",
            title: message("{0} is not a directory", decoded(tenant)),
            explanation: message("Microsoft does not find it (AADSTS90002)."),
            fix: message("Write the Directory (tenant) ID, a domain, or {0}.", "common"),
            line: setting.line,
          },
        ],
  );

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Where the sign-in happens. */
export const endpointRules: readonly ConfigRule[] = [
  missing,
  noUrl,
  notHttps,
  foreign,
  noTenant,
  twoTenants,
  tenantUnused,
  notOfAudience,
  notOfAccount,
  sharedForApplication,
  deviceCodeInBrowser,
];
