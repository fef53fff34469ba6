/**
 * Who may call an operation, by permission names. Any one of a list suffices; a missing list means that kind of
 * account cannot call it at all. Source: Microsoft Graph permissions reference.
 */
export interface Permissions {
  /** Delegated, work or school account. */
  readonly work?: readonly string[];
  /** Delegated, personal Microsoft account. */
  readonly personal?: readonly string[];
  readonly application?: readonly string[];
  /** A permission that counts only together with one of these (`alsoRequires` of the published data). */
  readonly together?: Readonly<Record<string, readonly string[]>>;
  /** About a mailbox, not the directory. */
  readonly mailbox?: true;
}

const readApplication = [
  "Application.Read.All",
  "Application.ReadWrite.All",
  "Directory.Read.All",
  "Directory.ReadWrite.All",
];
const write = "Application.ReadWrite.All";
const owned = "Application.ReadWrite.OwnedBy";
const readApi = ["Application.Read.All", write, "Directory.Read.All"];
const assign = "AppRoleAssignment.ReadWrite.All";
const readMail = ["Mail.ReadBasic", "Mail.Read", "Mail.ReadWrite"];
const grantWork = ["DelegatedPermissionGrant.ReadWrite.All", "Directory.ReadWrite.All"];

const settings = ["MailboxSettings.Read", "MailboxSettings.ReadWrite"];
const licences = [
  "LicenseAssignment.Read.All",
  "Directory.Read.All",
  "Directory.ReadWrite.All",
  "User.Read",
  "User.Read.All",
  "User.ReadWrite.All",
];
const readUser = [
  "User.Read",
  "Directory.Read.All",
  "Directory.ReadWrite.All",
  "User.Read.All",
  "User.ReadBasic.All",
  "User.ReadWrite",
  "User.ReadWrite.All",
];

export const permissions = {
  listApplications: {
    work: readApplication,
    personal: ["Application.Read.All", write, "User.Read"],
    application: ["Application.Read.All", write, owned, "Directory.Read.All"],
  },
  getApplication: {
    work: readApplication,
    personal: ["Application.Read.All", write],
    application: [...readApplication, owned],
  },
  createApplication: {
    work: ["AppRegistration.Create", write],
    personal: [write],
    application: ["AppRegistration.Create", write, owned],
  },
  changeApplication: { work: [write], personal: [write], application: [owned, write] },
  changePassword: {
    work: [write, "Directory.ReadWrite.All"],
    personal: [write],
    application: [owned, write, "Directory.ReadWrite.All"],
  },
  listServicePrincipals: {
    work: readApplication,
    application: ["Application.Read.All", write, owned, "Directory.Read.All"],
  },
  getServicePrincipal: { work: readApplication, application: [...readApplication, owned] },
  createServicePrincipal: {
    work: [write, "Directory.ReadWrite.All"],
    application: [owned, write, "Directory.ReadWrite.All"],
  },
  readGrants: {
    work: ["Directory.Read.All", ...grantWork],
    application: ["Directory.Read.All", ...grantWork],
  },
  writeGrants: { work: grantWork, application: grantWork },
  // Not in the published data. Reading: as for applications, where the right to write includes it (inferred).
  readDeleted: {
    work: ["Application.Read.All", write],
    application: ["Application.Read.All", write],
  },
  writeDeleted: { work: [write], application: [owned, write] },
  me: {
    work: readUser,
    personal: ["User.Read", "User.ReadWrite"],
  },
  ownedObjects: {
    work: [
      "User.Read",
      "Directory.Read.All",
      "Directory.ReadWrite.All",
      "User.Read.All",
      "User.ReadWrite.All",
    ],
  },
  readOwners: {
    work: readApplication,
    application: [...readApplication, owned],
  },
  addOwner: {
    work: [write, "Directory.Read.All", "Directory.ReadWrite.All"],
    application: [owned, write, "Directory.Read.All", "Directory.ReadWrite.All"],
    together: {
      [write]: ["Directory.Read.All"],
      [owned]: ["Directory.Read.All"],
      "Directory.Read.All": [write, owned],
    },
  },
  removeOwner: {
    work: [write, "Directory.ReadWrite.All"],
    application: [owned, write, "Directory.ReadWrite.All"],
  },
  readAssignments: { work: readApplication, application: [...readApplication, owned] },
  assignRole: {
    work: [assign, ...readApi],
    application: [assign, ...readApi],
    together: {
      [assign]: readApi,
      ...Object.fromEntries(readApi.map((name) => [name, [assign]])),
    },
  },
  // That the right to write applications suffices to remove an assignment is what the published data says.
  removeAssignment: { work: [assign, write], application: [assign, write] },
  // Not in the published data; source: the page "List users".
  listUsers: {
    work: [
      "User.ReadBasic.All",
      "User.Read.All",
      "User.ReadWrite.All",
      "Directory.Read.All",
      "Directory.ReadWrite.All",
    ],
    application: [
      "User.Read.All",
      "User.ReadWrite.All",
      "Directory.Read.All",
      "Directory.ReadWrite.All",
    ],
  },
  readMailFolder: {
    mailbox: true,
    work: readMail,
    personal: readMail,
    application: ["Mail.ReadBasic.All", "Mail.Read", "Mail.ReadWrite"],
  },
  // Without Mail.ReadWrite, says the published data.
  readMessage: {
    mailbox: true,
    work: ["Mail.ReadBasic", "Mail.Read"],
    personal: ["Mail.ReadBasic", "Mail.Read"],
    application: ["Mail.ReadBasic.All", "Mail.Read"],
  },
  sendMail: {
    mailbox: true,
    work: ["Mail.Send"],
    personal: ["Mail.Send"],
    application: ["Mail.Send"],
  },
  readMailboxSettings: {
    mailbox: true,
    work: settings,
    personal: settings,
    application: settings,
  },
  readLicences: {
    work: licences,
    personal: ["User.Read"],
  },
  readLicencesOf: {
    work: licences,
    personal: ["User.Read"],
    application: licences.filter((name) => name !== "User.Read"),
  },
  // Not in the published data; source: the page "Get a user".
  getUser: {
    work: readUser,
    personal: ["User.Read", "User.ReadWrite"],
    application: [
      "User.Read.All",
      "User.ReadWrite.All",
      "Directory.Read.All",
      "Directory.ReadWrite.All",
    ],
  },
  organization: {
    work: [
      "Directory.Read.All",
      "Directory.ReadWrite.All",
      "Organization.Read.All",
      "Organization.ReadWrite.All",
      "User.Read",
      "User.Read.All",
    ],
    application: [
      "Directory.Read.All",
      "Directory.ReadWrite.All",
      "Organization.Read.All",
      "Organization.ReadWrite.All",
      "User.Read.All",
    ],
  },
} as const satisfies Readonly<Record<string, Permissions>>;
