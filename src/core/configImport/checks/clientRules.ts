import { message } from "../../../base/message";
import { isGuid } from "../../guid";
import { checkClientId } from "../../registration/rules";
import { checkUriForm } from "../../registration/redirectUriRules";
import { isPlaceholder } from "../placeholders";
import type { ConfigRule } from "./configRule";
import { knownClient } from "./knownClients";
import { isLoopback, isNativeClient } from "../../checks/redirectUriKinds";

const ownRegistration = message(
  "Register one of your own with Register Mail App, and write its client ID here.",
);

const noClient: ConfigRule = ({ account }) => {
  const { clientId, clientIdFrom } = account;
  if (clientIdFrom !== "file") return [];
  if (clientId !== undefined && !isPlaceholder(clientId.value)) return [];
  return [
    {
      id: "client.none",
      severity: "error",
      title: message("The client ID is not filled in"),
      explanation: message("Nobody can sign in without an app registration."),
      fix: ownRegistration,
      line: clientId?.line ?? account.line,
    },
  ];
};

/** AADSTS700016. */
const clientForm: ConfigRule = ({ account: { clientId } }) => {
  if (clientId === undefined || isPlaceholder(clientId.value)) return [];
  const problem = checkClientId(clientId.value);
  if (problem === undefined) return [];
  return [
    {
      id: "client.form",
      severity: "error",
      title: message("The client ID cannot be one"),
      explanation: message("{0} Microsoft finds no app by it (AADSTS700016).", problem),
      fix: message("Copy the Application (client) ID from the Overview of the registration."),
      line: clientId.line,
    },
  ];
};

const borrowed: ConfigRule = ({ account: { clientId } }) => {
  const client = clientId && knownClient(clientId.value);
  if (client === undefined) return [];
  return [
    {
      id: "client.borrowed",
      severity: "warning",
      title: message("The client ID belongs to {0}", client.owner),
      explanation: client.isMicrosofts
        ? message(
            "Microsoft lets its own apps ask only for what it has agreed to (AADSTS65002), and directories may block them.",
          )
        : message(
            "It works as long as its owner and the directory let it; secrets and redirect URIs of such apps have changed before.",
          ),
      fix: ownRegistration,
      line: clientId?.line,
    },
  ];
};

/** Source: Entra "redirect URI restrictions". */
const redirectForm: ConfigRule = ({ account: { redirectUri, flow } }) => {
  if (redirectUri === undefined || flow !== "browser") return [];
  const problem = checkUriForm(redirectUri.value, {
    platform: "publicClient",
    personalAccounts: false,
  });
  if (problem === undefined) return [];
  return [
    {
      id: "redirect.form",
      severity: "error",
      title: message("{0} cannot be registered as a redirect URI", redirectUri.value),
      explanation: message("{0} The sign-in ends with AADSTS50011.", problem),
      fix: message("Write {0}, and register exactly that.", "http://localhost"),
      line: redirectUri.line,
    },
  ];
};

/** Google's old way to show a code. */
const outOfBand: ConfigRule = ({ account: { redirectUri, flow } }) =>
  flow === "browser" && /^urn:ietf:wg:oauth:2\.0:oob/i.test(redirectUri?.value ?? "")
    ? [
        {
          id: "redirect.outOfBand",
          severity: "error",
          title: message("The redirect URI is Google's"),
          explanation: message("Microsoft shows no code for {0}.", redirectUri?.value ?? ""),
          fix: message(
            "Write {0}, and register exactly that.",
            "https://login.microsoftonline.com/common/oauth2/nativeclient",
          ),
          line: redirectUri?.line,
        },
      ]
    : [];

const noRedirect: ConfigRule = ({ account, importer }) =>
  importer === "emailOauth2Proxy" && account.redirectUri === undefined
    ? [
        {
          id: "redirect.none",
          severity: "error",
          title: message("The redirect URI is missing"),
          explanation: message("email-oauth2-proxy refuses an account without one."),
          fix: message("Add {0}.", "redirect_uri = http://localhost"),
          line: account.line,
        },
      ]
    : [];

const secretTemplate: ConfigRule = ({ account: { secret } }) =>
  secret.kind === "placeholder"
    ? [
        {
          id: "secret.template",
          severity: "error",
          title: message("The words of the template stand for the client secret"),
          explanation: message(
            "They are sent as if they were the secret, and refused (AADSTS7000215, 700025).",
          ),
          fix: message("Delete the line: a program on a person's computer needs no secret."),
          line: secret.line,
        },
      ]
    : [];

/** AADSTS7000215: the id of a secret looks like a GUID, its value never does. */
const secretId: ConfigRule = ({ account: { secret } }) =>
  secret.kind === "value" && isGuid(secret.held.reveal().trim())
    ? [
        {
          id: "secret.id",
          severity: "error",
          title: message("This is the id of a client secret, not its value"),
          explanation: message(
            "Microsoft refuses it (AADSTS7000215). The value is shown once, when the secret is made.",
          ),
          fix: message("Make a new secret, and copy the column Value."),
          line: secret.line,
        },
      ]
    : [];

/** AADSTS700025: a public client must not send one. */
const secretOfPublicClient: ConfigRule = ({ account }) => {
  const { secret, redirectUri, flow, clientId } = account;
  if (secret.kind === "none" || secret.kind === "placeholder") return [];
  const uri = redirectUri?.value ?? "";
  const isPublic = flow === "deviceCode" || isLoopback(uri) || isNativeClient(uri);
  if (!isPublic || flow === "application" || (clientId && knownClient(clientId.value))) return [];
  return [
    {
      id: "secret.publicClient",
      severity: "warning",
      title: message("A program on a person's computer has a client secret"),
      explanation: message(
        "If the redirect URI is registered under Mobile and desktop applications, a secret is refused (AADSTS700025). Under Web it is needed, and everybody who can read the file has it.",
      ),
      fix: message(
        "Register the redirect URI under Mobile and desktop applications, and delete the line with the secret.",
      ),
      line: secret.line,
    },
  ];
};

/** AADSTS7000218: the Web platform and a program that signs in as itself need one. */
const secretMissing: ConfigRule = ({ account, importer }) => {
  const { secret, redirectUri, flow, hasScopes } = account;
  if (secret.kind !== "none" || !hasScopes || importer === "muttOauth2") return [];
  const uri = redirectUri?.value ?? "";
  const isWeb = flow === "browser" && /^https:/i.test(uri) && !isNativeClient(uri);
  if (!isWeb && flow !== "application") return [];
  return [
    {
      id: "secret.none",
      severity: "warning",
      title: message("The client secret is missing"),
      explanation:
        flow === "application"
          ? message(
              "A program that signs in as itself proves itself with a secret or certificate (AADSTS7000218).",
            )
          : message(
              "A redirect URI of a server is registered under Web, which needs one (AADSTS7000218).",
            ),
      fix:
        flow === "application"
          ? message("Add a client secret to the registration, and its value here.")
          : message(
              "Use the redirect URI {0}, registered under Mobile and desktop applications.",
              "http://localhost",
            ),
      line: redirectUri?.line ?? account.line,
    },
  ];
};

/** Which app it is, where the answer goes, and what proves it. */
export const clientRules: readonly ConfigRule[] = [
  noClient,
  clientForm,
  borrowed,
  redirectForm,
  outOfBand,
  noRedirect,
  secretTemplate,
  secretId,
  secretOfPublicClient,
  secretMissing,
];
