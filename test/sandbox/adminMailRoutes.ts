import { type AdminRoute, badRequest, done, fieldsOf } from "./adminRoute";
import { type HttpResponse, json } from "./http";
import { readMailFault } from "./mail/mailFaults";
import type { MailboxSeed, World } from "./model";

type IsFlag = (value: unknown) => boolean;
const isBoolean: IsFlag = (value) => typeof value === "boolean";

/** What can be switched of a mailbox, and with which values. */
const mailboxFlags: Readonly<Record<string, IsFlag>> = {
  imapEnabled: isBoolean,
  popEnabled: isBoolean,
  licensed: isBoolean,
  smtpAuthDisabled: (value) => value === null || isBoolean(value),
};

function changeFlags(
  target: object,
  flags: Readonly<Record<string, IsFlag>>,
  changes: Readonly<Record<string, unknown>>,
): HttpResponse {
  for (const [name, value] of Object.entries(changes)) {
    if (flags[name] === undefined) return badRequest(`unknown flag ${name}`);
    if (!flags[name](value)) return badRequest(`wrong value for ${name}`);
  }
  Object.assign(target, changes);
  return done;
}

/** Switches of mailboxes, of what a tenant says about mail, and of what the mail servers do wrong. */
export function mailRoutes(world: World): readonly AdminRoute[] {
  return [
    {
      method: "POST",
      path: /^\/admin\/mailboxes\/([^/]+)$/,
      answer: (request, address) => {
        const mailbox = world.mailboxes.get(address.toLowerCase());
        if (mailbox === undefined) return json({ error: "no such mailbox" }, 404);
        return changeFlags(mailbox, mailboxFlags, fieldsOf(request));
      },
    },
    {
      method: "POST",
      path: /^\/admin\/tenants\/([^/]+)$/,
      answer: (request, domain) => {
        const tenant = [...world.tenants.values()].find((it) => it.domain === domain);
        if (tenant === undefined) return json({ error: "no such tenant" }, 404);
        return changeFlags(tenant, { smtpAuthDisabled: isBoolean }, fieldsOf(request));
      },
    },
    {
      method: "POST",
      path: /^\/admin\/mail-faults$/,
      answer: (request) => {
        const fault = readMailFault(fieldsOf(request));
        if (typeof fault === "string") return badRequest(fault);
        world.mailFaults.push(fault);
        return done;
      },
    },
    {
      method: "DELETE",
      path: /^\/admin\/mail-faults$/,
      answer: () => {
        world.mailFaults.splice(0);
        return done;
      },
    },
  ];
}

/** A mailbox as `GET /admin/state` shows it. */
export function mailboxState(mailbox: MailboxSeed): Record<string, unknown> {
  const { address, shared, licensed, imapEnabled, popEnabled, smtpAuthDisabled } = mailbox;
  const messages = mailbox.messages.length;
  return { address, shared, licensed, imapEnabled, popEnabled, smtpAuthDisabled, messages };
}
