import type { Command } from "./command";
import { continuePlan } from "./commands/continuePlan";
import { copyClientId } from "./commands/copyClientId";
import { copyClientSecret } from "./commands/copyClientSecret";
import { copyDetails } from "./commands/copyDetails";
import { copySignInLink } from "./commands/copySignInLink";
import { copyValue } from "./commands/copyValue";
import { loadMoreRegistrations } from "./commands/loadMoreRegistrations";
import { openDeviceSignIn } from "./commands/openDeviceSignIn";
import { openSettings } from "./commands/openSettings";
import { refreshRegistrations } from "./commands/refreshRegistrations";
import { registerMailApp } from "./commands/registerMailApp";
import { removeAllSecrets } from "./commands/removeAllSecrets";
import { retry } from "./commands/retry";
import { showClientSecret } from "./commands/showClientSecret";
import { showImapReport } from "./commands/showImapReport";
import { showLog } from "./commands/showLog";
import { signInMailbox } from "./commands/signInMailbox";
import { signInMailboxAgain } from "./commands/signInMailboxAgain";
import { signInToManage } from "./commands/signInToManage";
import { signOutMailbox } from "./commands/signOutMailbox";
import { switchAccount } from "./commands/switchAccount";
import { testImapLogin } from "./commands/testImapLogin";
import { undoPlan } from "./commands/undoPlan";

/** All commands, in the order of `commandIds`. */
export const commandTable: readonly Command[] = [
  registerMailApp,
  signInToManage,
  switchAccount,
  refreshRegistrations,
  loadMoreRegistrations,
  copyClientId,
  copyValue,
  copyClientSecret,
  showClientSecret,
  continuePlan,
  undoPlan,
  signInMailbox,
  signInMailboxAgain,
  signOutMailbox,
  testImapLogin,
  showImapReport,
  copySignInLink,
  openDeviceSignIn,
  retry,
  copyDetails,
  openSettings,
  showLog,
  removeAllSecrets,
];
