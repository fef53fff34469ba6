import { type Message, message } from "../../../base/message";
import type { ProtocolId } from "../../mail/probe";
import type { FindingAction } from "../finding";

type CommandAction = Extract<FindingAction, { readonly kind: "runCommand" }>;

const run = (title: Message, command: `entraMail.${string}`): CommandAction => ({
  kind: "runCommand",
  title,
  command,
});

/** What this extension can do about an error of another program. Titles are those of the palette. */
export const signInMailbox = run(message("Sign In Mailbox"), "entraMail.signInMailbox");
export const checkRegistration = run(message("Check Registration"), "entraMail.checkRegistration");
export const rotateSecret = run(message("Rotate Client Secret…"), "entraMail.rotateClientSecret");
export const copyAuthorizeUrl = run(message("Copy Authorize URL"), "entraMail.copyAuthorizeUrl");
const addRedirectUri = run(message("Add Redirect URI…"), "entraMail.addRedirectUri");
const moveRedirectUri = run(
  message("Move Redirect URI to Another Platform…"),
  "entraMail.moveRedirectUri",
);
const showEndpoints = run(message("Show Endpoints"), "entraMail.showEndpoints");
const editAccounts = run(message("Edit Supported Accounts…"), "entraMail.editSupportedAccounts");
const addPermissions = run(message("Add API Permissions…"), "entraMail.addPermissions");
const registerMailApp = run(message("Register Mail App"), "entraMail.registerMailApp");
const copyAdminConsentLink = run(
  message("Copy Admin Consent Link"),
  "entraMail.copyAdminConsentLink",
);
const copyAdminRequest = run(
  message("Copy Request for an Administrator"),
  "entraMail.copyAdminRequest",
);
const showCommandLines = run(
  message("Register by Command Line or Portal…"),
  "entraMail.showCommandLines",
);
const copyTokenRequest = run(message("Copy Token Request as cURL"), "entraMail.copyTokenRequest");
const uploadCertificate = run(message("Upload Certificate…"), "entraMail.uploadCertificate");

/** Buttons of login tests are shorter; a report names what the palette lists. */
const namedByPalette = [
  addPermissions,
  run(message("Show Exchange Online Script…"), "entraMail.showExchangeScript"),
  run(message("Edit Mail Hosts…"), "entraMail.editMailHosts"),
  run(message("Store the Value of a Client Secret…"), "entraMail.storeClientSecret"),
];

const loginTests: Readonly<Record<ProtocolId, FindingAction>> = {
  imap: run(message("Test IMAP Login"), "entraMail.testImapLogin"),
  smtp: run(message("Test SMTP Login"), "entraMail.testSmtpLogin"),
  pop: run(message("Test POP Login"), "entraMail.testPopLogin"),
  graph: run(message("Test Graph Mail"), "entraMail.testGraphMail"),
};

/** What can be tested where a text does not say enough. */
export const whatToTry: readonly FindingAction[] = [
  run(message("Test All Protocols"), "entraMail.testAllProtocols"),
  checkRegistration,
];

/** The test that decides between the causes of a refused login. */
export function loginTest(protocol: ProtocolId): FindingAction {
  return loginTests[protocol];
}

/** By AADSTS number: what stands before the actions of the number itself, the best first. */
export const oauthHelp: readonly (readonly [
  codes: readonly number[],
  actions: readonly FindingAction[],
])[] = [
  [[50011], [addRedirectUri, checkRegistration]],
  [[500113, 900971], [addRedirectUri]],
  [[500112], [copyAuthorizeUrl]],
  [
    [700016, 70001],
    [checkRegistration, showEndpoints],
  ],
  [[50194], [showEndpoints, editAccounts]],
  [
    [9002332, 90130, 90124],
    [editAccounts, showEndpoints],
  ],
  [
    [50020, 16000, 50034, 500208, 500207, 500202],
    [showEndpoints, editAccounts],
  ],
  [[65001], [signInMailbox, copyAdminConsentLink]],
  [
    [90094, 90095, 90093],
    [copyAdminConsentLink, copyAdminRequest],
  ],
  [[65002], [registerMailApp]],
  [
    [650056, 650057, 65005],
    [addPermissions, checkRegistration],
  ],
  [[65006], [checkRegistration]],
  [[700054, 70005], [copyAuthorizeUrl]],
  [[90002, 90019, 50059], [showEndpoints]],
  [[90023, 9002313, 900144], [copyTokenRequest]],
  [
    [70011, 28000, 28003, 700022],
    [copyAuthorizeUrl, showEndpoints],
  ],
  [[7000218], [moveRedirectUri, checkRegistration]],
  [[700025], [moveRedirectUri, checkRegistration]],
  [
    [7000215, 70002],
    [rotateSecret, checkRegistration],
  ],
  [[7000222], [rotateSecret]],
  [
    [700027, 700030, 50012],
    [uploadCertificate, checkRegistration],
  ],
  [
    [9002326, 9002327, 700084],
    [moveRedirectUri, checkRegistration],
  ],
  [[9001023, 700005, 7000012], [showEndpoints]],
];

/** By the `error` field, where no number is known, and by Graph's kind of refusal. */
export const errorHelp: Readonly<Record<string, readonly FindingAction[]>> = {
  invalid_client: [checkRegistration, registerMailApp],
  unauthorized_client: [checkRegistration],
  invalid_scope: [copyAuthorizeUrl, showEndpoints],
  invalid_request: [copyTokenRequest],
  unsupported_response_type: [copyAuthorizeUrl],
  "graph.forbidden": [showCommandLines, copyAdminRequest],
};

/** Microsoft's own list, for what is not known here. */
export const listOfCodes: FindingAction = {
  kind: "openLink",
  title: message("Show Microsoft's List of Error Codes"),
  url: "https://learn.microsoft.com/entra/identity-platform/reference-error-codes",
};

/**
 * Actions as they fit an error of another program: a mailbox is signed in or tested for the first time, the log of this
 * extension holds nothing of it, and how the extension itself signs in is not the matter.
 */
export function fromOutside(
  actions: readonly FindingAction[],
  protocol?: ProtocolId,
): readonly FindingAction[] {
  const fitting = actions.flatMap((action) => fit(action, protocol));
  const titles = fitting.map(({ title }) => title.text);
  return fitting.filter(({ title }, at) => titles.indexOf(title.text) === at);
}

function fit(action: FindingAction, protocol: ProtocolId | undefined): readonly FindingAction[] {
  if (action.kind === "signInMailbox") return [signInMailbox];
  if (action.kind === "testAgain") return protocol === undefined ? [] : [loginTest(protocol)];
  if (action.kind === "showLog") return [];
  if (action.kind === "runCommand") {
    return [namedByPalette.find(({ command }) => command === action.command) ?? action];
  }
  const isManagement =
    action.kind === "openSettings" && action.setting.startsWith("entraMail.management.");
  return isManagement ? [] : [action];
}
