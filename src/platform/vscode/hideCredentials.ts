import type { AccessGrant, ApplicationDirectory, AppTokens, MailboxTokens } from "../../core/ports";

type Hide = (value: string) => void;

/** Tells `hide` of every client secret that the directory makes. */
export function hideNewSecrets(directory: ApplicationDirectory, hide: Hide): ApplicationDirectory {
  return {
    listPage: (...call) => directory.listPage(...call),
    get: (...call) => directory.get(...call),
    findByName: (...call) => directory.findByName(...call),
    findByTag: (...call) => directory.findByTag(...call),
    manifest: (...call) => directory.manifest(...call),
    update: (...call) => directory.update(...call),
    removePassword: (...call) => directory.removePassword(...call),
    keyCredentials: (...call) => directory.keyCredentials(...call),
    setKeyCredentials: (...call) => directory.setKeyCredentials(...call),
    delete: (...call) => directory.delete(...call),
    getDeleted: (...call) => directory.getDeleted(...call),
    restore: (...call) => directory.restore(...call),
    deletePermanently: (...call) => directory.deletePermanently(...call),
    create: async (...call) => {
      const created = await directory.create(...call);
      if (created.newSecret !== undefined) hide(created.newSecret.secretText);
      return created;
    },
    addPassword: async (...call) => {
      const secret = await directory.addPassword(...call);
      hide(secret.secretText);
      return secret;
    },
  };
}

/** Tells `hide` of every access token that a mailbox sign-in brings. */
export function hideGrants(tokens: MailboxTokens, hide: Hide): MailboxTokens {
  const hidden = async (grant: Promise<AccessGrant>): Promise<AccessGrant> => {
    const { accessToken } = await grant;
    hide(accessToken);
    return await grant;
  };
  return {
    signIn: (...call) => hidden(tokens.signIn(...call)),
    silent: (...call) => hidden(tokens.silent(...call)),
    remove: (...call) => tokens.remove(...call),
  };
}

/** As {@link hideGrants}, for the tokens of apps that act as themselves. */
export function hideAppGrants(tokens: AppTokens, hide: Hide): AppTokens {
  return {
    acquire: async (...call) => {
      const grant = await tokens.acquire(...call);
      hide(grant.accessToken);
      return grant;
    },
    forget: (...call) => tokens.forget(...call),
  };
}
