import { grantedScope, mailProtocolScope, twin } from "./consentHolders";
import { consentOf, type ConsentRow } from "./consentRows";
import type { ConsentState } from "./consentState";

/**
 * Mail permissions that are requested under one API, as rows of the other one that publishes them, too, where they
 * are not granted there. Granting these helps only when a mail sign-in still asks for approval (AADSTS65001) after
 * the requested ones were granted; see {@link Granted.grantedUnder}.
 */
export function twinRows(rows: readonly ConsentRow[], state: ConsentState): readonly ConsentRow[] {
  return rows.flatMap((row) => {
    if (!row.requested || row.type !== "Scope" || !mailProtocolScope.test(row.name)) return [];
    const api = state.apis.find(
      ({ appId }) => row.resourceAppId !== undefined && appId === twin[row.resourceAppId],
    );
    const published = api?.permissions.find(
      ({ type, value }) => type === "Scope" && value === row.name,
    );
    if (api === undefined || published === undefined) return [];
    if (consentOf(rows, api.appId, published)?.requested === true) return [];
    const granted = grantedScope(api.id, row.name, state);
    if (granted.grantedToEveryone) return [];
    return [
      {
        ...row,
        resourceAppId: api.appId,
        resourceName: api.displayName,
        id: published.id,
        found: true,
        adminOnly: published.adminOnly,
        ...granted,
      },
    ];
  });
}
