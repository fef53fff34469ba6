import { message } from "../../../base/message";
import { clouds } from "../../cloud";
import type { AccountView } from "./accountView";
import type { ConfigRule } from "./configRule";
import { meantName, protocolPermissions, type Scope } from "./scope";

const isProtocol = (name: string): boolean => protocolPermissions.some((one) => one === name);

const right = ({ cloud }: AccountView, name: string): string => `${cloud.mailScopePrefix}${name}`;

const missing: ConfigRule = ({ account, scopes }) =>
  account.hasScopes && scopes.length === 0
    ? [
        {
          id: "scope.none",
          severity: "error",
          title: message("No scope is asked for"),
          explanation: message("Without one a token opens no mailbox."),
          fix: message(
            "Add the scopes {0} and {1}.",
            "https://outlook.office.com/IMAP.AccessAsUser.All",
            "offline_access",
          ),
          line: account.line,
        },
      ]
    : [];

/** AADSTS70011; the guide of AEM Forms has such a name (seed 002). */
const misspelt: ConfigRule = (view) =>
  view.scopes.flatMap((scope) => {
    const meant = meantName(scope);
    if (meant === undefined) return [];
    return [
      {
        id: "scope.misspelt",
        severity: "error",
        title: message("The scope {0} is misspelt", scope.name),
        explanation: message("Microsoft does not know it and refuses the sign-in (AADSTS70011)."),
        fix: message("Write {0}.", meant === "offline_access" ? meant : right(view, meant)),
        line: scope.setting.line,
      },
    ];
  });

const meantForMail = (scope: Scope): boolean => isProtocol(meantName(scope) ?? scope.name);

/** A scope without its host means Graph (Entra "scopes and permissions"), and the mail servers refuse its token. */
const ofGraph: ConfigRule = (view) =>
  view.scopes
    .filter((scope) => scope.resource === "graph" && meantForMail(scope))
    .map((scope) => ({
      id: "scope.graph",
      severity: "error",
      title: message("{0} is asked for at Microsoft Graph", scope.name),
      explanation:
        scope.host === undefined
          ? message(
              "A scope without its host means Microsoft Graph. The mail servers refuse such a token: AUTHENTICATE failed.",
            )
          : message("The mail servers refuse a token for Microsoft Graph: AUTHENTICATE failed."),
      fix: message("Write {0}.", right(view, meantName(scope) ?? scope.name)),
      line: scope.setting.line,
    }));

const wrongHost: ConfigRule = (view) =>
  view.scopes
    .filter(({ resource }) => resource === "unknown" || resource === "consentOnly")
    .map((scope) => ({
      id: "scope.host",
      severity: "error",
      title: message("The scope {0} names a host that gives no mail", scope.setting.value),
      explanation:
        scope.resource === "consentOnly"
          ? message(
              "{0} belongs into the admin consent link. A token for it is refused by the mail servers.",
              scope.host ?? "",
            )
          : message("No source names {0} as a mail service of Microsoft.", scope.host ?? ""),
      fix: message(
        "Write {0}.",
        view.account.flow === "application"
          ? (view.cloud.appMailScope ?? right(view, ".default"))
          : right(view, meantName(scope) ?? scope.name),
      ),
      line: scope.setting.line,
    }));

/** A host of another cloud than the one in which the sign-in happens. GCC High and DoD sign in at one host. */
const otherCloud: ConfigRule = (view) => {
  const signedInAt = view.endpoints.find(({ cloud }) => cloud !== undefined)?.cloud;
  if (signedInAt === undefined) return [];
  const prefixes = [signedInAt, ...Object.values(clouds)]
    .filter(({ loginHost }) => loginHost === signedInAt.loginHost)
    .flatMap(({ mailScopePrefix, appMailScope = "" }) => [mailScopePrefix, appMailScope]);
  return view.scopes
    .filter(({ resource }) => resource === "mail")
    .filter(({ host = "" }) => !prefixes.some((prefix) => prefix.startsWith(`https://${host}/`)))
    .map((scope) => ({
      id: "scope.cloud",
      severity: "error",
      title: message("{0} belongs to another cloud than the sign-in", scope.setting.value),
      explanation: message(
        "The endpoints are at {0}. Each cloud gives tokens for its own mail servers only.",
        signedInAt.loginHost,
      ),
      fix: message("Write {0}.", `${signedInAt.mailScopePrefix}${scope.name}`),
      line: scope.setting.line,
    }));
};

/** One token is for one resource: AADSTS28000, 70011. */
const twoResources: ConfigRule = ({ scopes }) => {
  const graph = scopes.find((scope) => scope.resource === "graph" && !meantForMail(scope));
  const mail = scopes.find(
    (scope) => scope.resource === "mail" || (scope.resource !== "signIn" && meantForMail(scope)),
  );
  if (graph === undefined || mail === undefined) return [];
  return [
    {
      id: "scope.twoResources",
      severity: "error",
      title: message("One request asks for two services"),
      explanation: message(
        "{0} belongs to Microsoft Graph, {1} to the mail servers. A token is for one of them (AADSTS28000, 70011).",
        graph.setting.value,
        mail.setting.value,
      ),
      fix: message("Take {0} out.", graph.setting.value),
      line: graph.setting.line,
    },
  ];
};

/** AADSTS70011, "`.default` can't be combined". */
const defaultMixed: ConfigRule = ({ scopes }) => {
  const whole = scopes.find(({ name }) => name === ".default");
  const single = scopes.find(({ name, resource }) => name !== ".default" && resource !== "signIn");
  if (whole === undefined || single === undefined) return [];
  return [
    {
      id: "scope.defaultMixed",
      severity: "error",
      title: message(".default stands beside other scopes"),
      explanation: message(
        "It means all that the registration declares, and cannot be mixed (AADSTS70011).",
      ),
      fix: message("Keep the single scopes, and take {0} out.", whole.setting.value),
      line: whole.setting.line,
    },
  ];
};

/** Without it no refresh token comes. */
const noRefresh: ConfigRule = ({ account, scopes }) => {
  if (account.flow === "application" || scopes.length === 0) return [];
  const has = scopes.some(
    (scope) => (meantName(scope) ?? scope.name).toLowerCase() === "offline_access",
  );
  if (has) return [];
  return [
    {
      id: "scope.noRefresh",
      severity: "error",
      title: message("The sign-in ends after an hour"),
      explanation: message("Without offline_access Microsoft gives no refresh token."),
      fix: message("Add the scope {0}.", "offline_access"),
      line: scopes[0]?.setting.line,
    },
  ];
};

/** Application tokens take `.default` of the mail servers (Exchange's guide). */
const notForApplication: ConfigRule = ({ account, scopes, cloud }) => {
  if (account.flow !== "application") return [];
  return scopes
    .filter(({ name, resource }) => resource === "mail" && name !== ".default")
    .map((scope) => ({
      id: "scope.application",
      severity: "error",
      title: message("{0} needs a person who signs in", scope.name),
      explanation: message(
        "A program that signs in as itself gets what was granted to it, with .default.",
      ),
      fix: message("Write {0}.", cloud.appMailScope ?? `${cloud.mailScopePrefix}.default`),
      line: scope.setting.line,
    }));
};

const noMail: ConfigRule = (view) => {
  const { scopes } = view;
  const opens = scopes.some(
    ({ resource, name }) =>
      resource !== "signIn" && (isProtocol(name) || /^(?:\.default$|Mail\.|EWS\.)/.test(name)),
  );
  const isElsewhere = scopes.length === 0 || scopes.some((scope) => meantForMail(scope));
  if (opens || isElsewhere) return [];
  return [
    {
      id: "scope.noMail",
      severity: "warning",
      title: message("None of the scopes opens a mailbox"),
      explanation: message("IMAP, POP and SMTP each have a permission of their own."),
      fix: message("Add {0}.", right(view, "IMAP.AccessAsUser.All")),
      line: scopes[0]?.setting.line,
    },
  ];
};

/** What is asked for. */
export const scopeRules: readonly ConfigRule[] = [
  missing,
  misspelt,
  ofGraph,
  wrongHost,
  otherCloud,
  twoResources,
  defaultMixed,
  noRefresh,
  notForApplication,
  noMail,
];
