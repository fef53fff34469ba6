/** The names of all commands, in the order of the manifest. What they do is loaded when the first one is run. */
export const commandIds = [
  "entraMail.registerMailApp",
  "entraMail.signInToManage",
  "entraMail.switchAccount",
  "entraMail.refreshRegistrations",
  "entraMail.loadMoreRegistrations",
  "entraMail.copyClientId",
  "entraMail.copyValue",
  "entraMail.copyClientSecret",
  "entraMail.showClientSecret",
  "entraMail.continuePlan",
  "entraMail.undoPlan",
  "entraMail.signInMailbox",
  "entraMail.signInMailboxAgain",
  "entraMail.signOutMailbox",
  "entraMail.testImapLogin",
  "entraMail.showImapReport",
  "entraMail.copySignInLink",
  "entraMail.openDeviceSignIn",
  "entraMail.retry",
  "entraMail.copyDetails",
  "entraMail.openSettings",
  "entraMail.showLog",
  "entraMail.removeAllSecrets",
] as const;

export type CommandId = (typeof commandIds)[number];
