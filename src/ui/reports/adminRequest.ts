import { message, type Message } from "../../base/message";
import type { AdminConsentLink } from "../../core/consent/adminConsentLink";
import { permissionReason } from "../../core/consent/permissionReasons";
import { permissionOf } from "../../core/registration/permissions";
import type { Registration, ResourceAccess } from "../../core/registration/registration";

export interface AdminRequestFacts {
  readonly registration: Pick<Registration, "displayName" | "appId" | "requiredResourceAccess">;
  /** The person who asks, by sign-in name; undefined when nobody is signed in. */
  readonly asker: string | undefined;
  /** Empty when no link can be made. */
  readonly links: readonly AdminConsentLink[];
}

/**
 * What a person sends to an administrator: who asks for what, what it means, where to approve it and how to take it
 * back. Plain text, to be pasted into a mail.
 * @param say fills a sentence in the reader's language, on one line
 */
export function adminRequestText(
  { registration, asker, links }: AdminRequestFacts,
  say: (sentence: Message) => string,
): string {
  const { displayName, appId } = registration;
  const blocks: readonly (readonly string[])[] = [
    [
      say(message("Please approve the app {0} for our organization.", displayName)),
      say(
        asker === undefined
          ? message("It lets a mail program or a service work with our mailboxes.")
          : message("{0} asks for it, to work with our mailboxes.", asker),
      ),
    ],
    [say(message("App: {0}", displayName)), say(message("Application (client) ID: {0}", appId))],
    [
      say(message("What it asks for")),
      ...permissionsOf(registration).flatMap((permission) => permissionLines(permission, say)),
    ],
    [say(message("How to approve")), ...approvalLines(links, appId, say)],
    [
      say(message("What you will see")),
      say(
        message(
          "Microsoft's page asks you to sign in, names the app and lists the permissions above. After Accept the browser goes on to an address of the app; an empty or unreachable page there is fine.",
        ),
      ),
    ],
    [
      say(message("How to undo it")),
      say(
        message(
          "Microsoft Entra admin center, Enterprise applications, open the app, Permissions: revoke the consent. Deleting the app there takes everything back at once. Running sign-ins end within about 90 minutes.",
        ),
      ),
    ],
  ];
  return `${blocks.map((lines) => lines.flatMap(wrapped).join("\n")).join("\n\n")}\n`;
}

/** Characters of a line that a mail shows without breaking it. */
const lineLength = 76;

/** Breaks a line at spaces and keeps its indentation; an address stays whole, on a line of its own. */
function wrapped(line: string): readonly string[] {
  const indent = /^(?: {2}|- )/.test(line) ? "  " : "";
  const rows: string[] = [];
  for (const word of line.slice(indent.length).split(" ")) {
    const last = rows.at(-1);
    const fits = last !== undefined && last.length + 1 + word.length <= lineLength;
    if (fits && !word.startsWith("https://")) rows[rows.length - 1] = `${last} ${word}`;
    else rows.push(`${rows.length === 0 ? line.slice(0, indent.length) : indent}${word}`);
  }
  return rows;
}

interface Permission {
  readonly type: ResourceAccess["type"];
  readonly name: string;
  readonly resourceName: string;
}

/** Of no weight: nearly every app asks for them, and they open no mailbox. */
const signingIn = new Set(["openid", "profile", "email", "offline_access", "User.Read"]);

/** What weighs most first: what the app itself may do, then what it may do for people, signing in last. */
function permissionsOf({
  requiredResourceAccess,
}: AdminRequestFacts["registration"]): readonly Permission[] {
  const weight = ({ type, name }: Permission): number =>
    type === "Role" ? 0 : signingIn.has(name) ? 2 : 1;
  return requiredResourceAccess
    .flatMap(({ resourceAppId, resourceAccess }) =>
      resourceAccess.map((access): Permission => {
        const { value, resourceName } = permissionOf(resourceAppId, access);
        return { type: access.type, name: value ?? access.id, resourceName };
      }),
    )
    .toSorted((a, b) => weight(a) - weight(b));
}

function permissionLines(
  { type, name, resourceName }: Permission,
  say: (sentence: Message) => string,
): readonly string[] {
  const reason = permissionReason(type, name);
  const kind =
    type === "Scope"
      ? message("{0} ({1}), as the person who signs in", name, resourceName)
      : message("{0} ({1}), without a person", name, resourceName);
  return [
    `- ${say(kind)}`,
    ...(reason === undefined
      ? []
      : [
          `  ${say(reason.allows)}`,
          `  ${say(message("Why: {0}", reason.why))}`,
          `  ${say(message("Limits: {0}", reason.limits))}`,
        ]),
  ];
}

function approvalLines(
  links: readonly AdminConsentLink[],
  appId: string,
  say: (sentence: Message) => string,
): readonly string[] {
  const portal = message(
    "In the Microsoft Entra admin center: App registrations, All applications, search for {0}, API permissions, Grant admin consent.",
    appId,
  );
  if (links.length === 0) return [say(portal)];
  return [
    say(
      links.length === 1
        ? message("Open this link and accept:")
        : message("Open these links, one after the other, and accept:"),
    ),
    // An address is of no use when it is shortened, as values of sentences are
    ...links.flatMap(({ url, resourceName, note }) => [
      `- ${say(message("{0}:", resourceName))} ${url}`,
      ...(note === undefined ? [] : [`  ${say(note)}`]),
    ]),
    say(message("Or: {0}", portal)),
  ];
}

/** The same text as a document to look at; a code block shows it as it is. */
export function adminRequestMarkdown(text: string, heading: string, hint: string): string {
  const runs = text.match(/`+/g) ?? [];
  const fence = "`".repeat(Math.max(3, ...runs.map(({ length }) => length + 1)));
  return `# ${heading}\n\n${hint}\n\n${fence}text\n${text}${fence}\n`;
}
