import { type Message, message } from "../../../base/message";
import type { JsonObject } from "../../json";
import type { Plan } from "../plan";
import type { ImplicitGrant, Registration } from "../registration";
import { changePlan } from "./changePlan";

/** Switches the portal's "Allow public client flows". */
export function planPublicClientFlows(registration: Registration, allowed: boolean): Plan {
  return changePlan(registration, {
    patch: { isFallbackPublicClient: allowed },
    before: { isFallbackPublicClient: registration.isFallbackPublicClient },
    reviewNotes: allowed ? publicFlowsOn(registration) : [publicFlowsOff],
  });
}

const publicFlowsOff = message(
  "Sign-in with a device code, and by user name and password, is refused from then on (AADSTS7000218)",
);

function publicFlowsOn({ redirectUris }: Registration): readonly Message[] {
  return redirectUris.web.length === 0
    ? []
    : [
        message(
          "A sign-in that comes back to a Web redirect URI still needs the client secret or certificate",
        ),
      ];
}

/** Ticks or clears the portal's boxes "Access tokens" and "ID tokens". */
export function planImplicitGrant(registration: Registration, wanted: ImplicitGrant): Plan {
  const { implicitGrant: now } = registration;
  const turnsOn = (wanted.accessTokens && !now.accessTokens) || (wanted.idTokens && !now.idTokens);
  const turnsOff = (now.accessTokens && !wanted.accessTokens) || (now.idTokens && !wanted.idTokens);
  return changePlan(registration, {
    patch: boxes(wanted),
    before: boxes(now),
    reviewNotes: [...(turnsOn ? [boxesOn] : []), ...(turnsOff ? [boxesOff] : [])],
  });
}

const boxes = ({ accessTokens, idTokens }: ImplicitGrant): JsonObject => ({
  web: {
    implicitGrantSettings: {
      enableAccessTokenIssuance: accessTokens,
      enableIdTokenIssuance: idTokens,
    },
  },
});

const boxesOn = message(
  "Mail programs sign in with a code and do not need these boxes; tokens in the address of a page are easier to steal",
);
const boxesOff = message(
  "Apps that ask for tokens without a code are refused from then on (AADSTS700054)",
);
