import type { Command } from "./command";
import { addClientSecret } from "./commands/addClientSecret";
import { addOwner } from "./commands/addOwner";
import { addPermissions } from "./commands/addPermissions";
import { addRedirectUri } from "./commands/addRedirectUri";
import { appendExport } from "./commands/appendExport";
import { checkRegistration } from "./commands/checkRegistration";
import { clearSearch } from "./commands/clearSearch";
import { continuePlan } from "./commands/continuePlan";
import { copyAccessToken } from "./commands/copyAccessToken";
import { copyAdminConsentLink } from "./commands/copyAdminConsentLink";
import { copyAdminRequest } from "./commands/copyAdminRequest";
import { copyAuthorizeUrl } from "./commands/copyAuthorizeUrl";
import { copyClientId } from "./commands/copyClientId";
import { copyClientSecret } from "./commands/copyClientSecret";
import { copyDetails } from "./commands/copyDetails";
import { copyEndpoints } from "./commands/copyEndpoints";
import { copyExport } from "./commands/copyExport";
import { copyRefreshToken } from "./commands/copyRefreshToken";
import { copySignInLink } from "./commands/copySignInLink";
import { copyTokenRequest } from "./commands/copyTokenRequest";
import { copyValue } from "./commands/copyValue";
import { copyTokenCommand } from "./commands/copyTokenCommand";
import { createCertificate } from "./commands/createCertificate";
import { createManagementApp } from "./commands/createManagementApp";
import { deleteRegistration } from "./commands/deleteRegistration";
import { deleteRegistrationPermanently } from "./commands/deleteRegistrationPermanently";
import { diagnoseError } from "./commands/diagnoseError";
import { editImplicitGrant } from "./commands/editImplicitGrant";
import { editMailHosts } from "./commands/editMailHosts";
import { editManifest } from "./commands/editManifest";
import { editNotes } from "./commands/editNotes";
import { editPublicClientFlows } from "./commands/editPublicClientFlows";
import { editRedirectUri } from "./commands/editRedirectUri";
import { editSupportedAccounts } from "./commands/editSupportedAccounts";
import { editTags } from "./commands/editTags";
import { exportConfiguration } from "./commands/exportConfiguration";
import { exportExpiryCalendar } from "./commands/exportExpiryCalendar";
import { filterRegistrations } from "./commands/filterRegistrations";
import { fixFinding } from "./commands/fixFinding";
import { grantAdminConsent } from "./commands/grantAdminConsent";
import { importConfiguration } from "./commands/importConfiguration";
import { importRegistration } from "./commands/importRegistration";
import { loadMoreRegistrations } from "./commands/loadMoreRegistrations";
import { moveRedirectUri } from "./commands/moveRedirectUri";
import { openDeviceSignIn } from "./commands/openDeviceSignIn";
import { openInPortal } from "./commands/openInPortal";
import { openSettings } from "./commands/openSettings";
import { openSharedMailbox } from "./commands/openSharedMailbox";
import { pinRegistration } from "./commands/pinRegistration";
import { refreshRegistrations } from "./commands/refreshRegistrations";
import { refreshToken } from "./commands/refreshToken";
import { registerMailApp } from "./commands/registerMailApp";
import { removeAllSecrets } from "./commands/removeAllSecrets";
import { removeCertificate } from "./commands/removeCertificate";
import { removeClientSecret } from "./commands/removeClientSecret";
import { removeOwner } from "./commands/removeOwner";
import { removePermission } from "./commands/removePermission";
import { removeRedirectUri } from "./commands/removeRedirectUri";
import { renameRegistration } from "./commands/renameRegistration";
import { restoreRegistration } from "./commands/restoreRegistration";
import { retry } from "./commands/retry";
import { revokeConsent } from "./commands/revokeConsent";
import { rotateClientSecret } from "./commands/rotateClientSecret";
import { saveCertificate } from "./commands/saveCertificate";
import { saveExport } from "./commands/saveExport";
import { searchRegistrations } from "./commands/searchRegistrations";
import { sendTestMessage } from "./commands/sendTestMessage";
import { serveTokens } from "./commands/serveTokens";
import { showClientSecret } from "./commands/showClientSecret";
import { showCommandLines } from "./commands/showCommandLines";
import { showConsent } from "./commands/showConsent";
import { showEndpoints } from "./commands/showEndpoints";
import { showExchangeScript } from "./commands/showExchangeScript";
import { showExpiring } from "./commands/showExpiring";
import { showLoginReport } from "./commands/showLoginReport";
import { showLog } from "./commands/showLog";
import { showTokenDetails } from "./commands/showTokenDetails";
import { signInMailbox } from "./commands/signInMailbox";
import { signInMailboxAgain } from "./commands/signInMailboxAgain";
import { signInToManage } from "./commands/signInToManage";
import { signOutMailbox } from "./commands/signOutMailbox";
import { stopServingTokens } from "./commands/stopServingTokens";
import { storeClientSecret } from "./commands/storeClientSecret";
import { switchAccount } from "./commands/switchAccount";
import { switchDirectory } from "./commands/switchDirectory";
import { switchSignInMethod } from "./commands/switchSignInMethod";
import { testAllProtocols } from "./commands/testAllProtocols";
import { testGraphMail } from "./commands/testGraphMail";
import { testImapLogin } from "./commands/testImapLogin";
import { testPopLogin } from "./commands/testPopLogin";
import { testSmtpLogin } from "./commands/testSmtpLogin";
import { undoPlan } from "./commands/undoPlan";
import { unpinRegistration } from "./commands/unpinRegistration";
import { uploadCertificate } from "./commands/uploadCertificate";

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
  openSharedMailbox,
  editMailHosts,
  showTokenDetails,
  refreshToken,
  copyAccessToken,
  copyRefreshToken,
  signOutMailbox,
  testImapLogin,
  testSmtpLogin,
  testPopLogin,
  testGraphMail,
  testAllProtocols,
  sendTestMessage,
  showLoginReport,
  exportConfiguration,
  copyExport,
  saveExport,
  appendExport,
  copySignInLink,
  openDeviceSignIn,
  retry,
  copyDetails,
  openSettings,
  showLog,
  importRegistration,
  importConfiguration,
  createManagementApp,
  switchSignInMethod,
  switchDirectory,
  showCommandLines,
  filterRegistrations,
  searchRegistrations,
  clearSearch,
  pinRegistration,
  unpinRegistration,
  renameRegistration,
  editSupportedAccounts,
  addRedirectUri,
  editRedirectUri,
  moveRedirectUri,
  removeRedirectUri,
  editPublicClientFlows,
  editImplicitGrant,
  addPermissions,
  removePermission,
  addOwner,
  removeOwner,
  editNotes,
  editTags,
  editManifest,
  deleteRegistration,
  restoreRegistration,
  deleteRegistrationPermanently,
  addClientSecret,
  rotateClientSecret,
  storeClientSecret,
  removeClientSecret,
  createCertificate,
  uploadCertificate,
  saveCertificate,
  removeCertificate,
  showExpiring,
  exportExpiryCalendar,
  showConsent,
  grantAdminConsent,
  copyAdminConsentLink,
  copyAdminRequest,
  revokeConsent,
  showExchangeScript,
  showEndpoints,
  copyEndpoints,
  copyAuthorizeUrl,
  copyTokenRequest,
  checkRegistration,
  fixFinding,
  diagnoseError,
  openInPortal,
  serveTokens,
  stopServingTokens,
  copyTokenCommand,
  removeAllSecrets,
];
