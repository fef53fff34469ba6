import type { Plan } from "../../src/core/registration/plan";
import { planRegistration } from "../../src/core/registration/planner";
import { personalMailClient } from "../../src/core/registration/presets/personalMailClient";
import { webAppWithSecret } from "../../src/core/registration/presets/webAppWithSecret";
import { RegistrationService } from "../../src/services/registrationService";
import { FakeClock } from "./fakes/fakeClock";
import { FakeDirectory, Tenant } from "./fakes/fakeDirectory";
import { countingIds, FakeGraphTokens, globalSettings, silentLog } from "./fakes/fakeSignIn";
import { type Disk, emptyDisk, FakeSecretStore, FakeStateStore } from "./fakes/fakeStores";
import type { Gate } from "./fakes/gate";

/** A window: services of its own over a tenant and a disk that other windows share. */
export interface FakeWindow {
  readonly service: RegistrationService;
  readonly directory: FakeDirectory;
  readonly secrets: FakeSecretStore;
  readonly state: FakeStateStore;
  readonly tokens: FakeGraphTokens;
}

/** A tenant, this computer's disk and the time, for any number of windows after each other. */
export class RegistrationWorld {
  readonly tenant = new Tenant();
  readonly disk: Disk = emptyDisk();
  readonly clock = new FakeClock();

  window(gate?: Gate, habits: Partial<FakeDirectory["habits"]> = {}): FakeWindow {
    const directory = new FakeDirectory(this.tenant, this.clock, gate);
    directory.habits = { ...directory.habits, ...habits };
    const secrets = new FakeSecretStore(this.disk, gate);
    const state = new FakeStateStore(this.disk, gate);
    const tokens = new FakeGraphTokens();
    const service = new RegistrationService({
      directory,
      tokens,
      secrets,
      state,
      settings: globalSettings,
      clock: this.clock,
      newId: countingIds("journal"),
      log: silentLog,
    });
    return { service, directory, secrets, state, tokens };
  }
}

const now = new Date("2026-11-21T12:00:00Z");

export function aPlanWithoutSecret(): Plan {
  const preset = personalMailClient;
  return planRegistration(
    {
      preset,
      displayName: "aerc-ada",
      audience: "AzureADandPersonalMicrosoftAccount",
      permissions: preset.permissions,
      redirectUris: preset.redirectUris,
    },
    now,
    countingIds("marker"),
  );
}

export function aPlanWithSecret(): Plan {
  const preset = webAppWithSecret;
  return planRegistration(
    {
      preset,
      displayName: "jira-inbound",
      audience: "AzureADMyOrg",
      permissions: preset.permissions,
      redirectUris: ["https://jira.contoso.test/callback"],
      secret: { displayName: "jira", lifetimeDays: 180 },
    },
    now,
    countingIds("marker"),
  );
}

export const noProgress = (): void => undefined;
