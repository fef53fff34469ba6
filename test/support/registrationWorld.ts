import type { Plan } from "../../src/core/registration/plan";
import { planRegistration } from "../../src/core/registration/planner";
import { answersOf } from "../../src/core/registration/registerAnswers";
import { personalMailClient } from "../../src/core/registration/presets/personalMailClient";
import { webAppWithSecret } from "../../src/core/registration/presets/webAppWithSecret";
import type { Registration } from "../../src/core/registration/registration";
import type { Applied } from "../../src/services/planDesk";
import { ClientSecretVault } from "../../src/services/clientSecretVault";
import { JournalStore } from "../../src/services/journalStore";
import { RegistrationPlans } from "../../src/services/registrationPlans";
import { RegistrationService } from "../../src/services/registrationService";
import { FakeClock } from "./fakes/fakeClock";
import { FakeDirectory, Tenant } from "./fakes/fakeDirectory";
import { FakeConsent } from "./fakes/fakeConsent";
import { FakePeople } from "./fakes/fakePeople";
import { FakeProof } from "./fakes/fakeProof";
import { QuietClock } from "./fakes/quietClock";
import { countingIds, FakeGraphTokens, globalSettings, silentLog } from "./fakes/fakeSignIn";
import { type Disk, emptyDisk, FakeSecretStore, FakeStateStore } from "./fakes/fakeStores";
import type { Gate } from "./fakes/gate";

/** A window: services of its own over a tenant and a disk that other windows share. */
export interface FakeWindow {
  readonly service: RegistrationService;
  readonly plans: RegistrationPlans;
  readonly clientSecrets: ClientSecretVault;
  readonly directory: FakeDirectory;
  readonly consent: FakeConsent;
  readonly people: FakePeople;
  readonly proof: FakeProof;
  readonly secrets: FakeSecretStore;
  readonly state: FakeStateStore;
  readonly tokens: FakeGraphTokens;
  /** The clock of the heartbeat; it ticks only when told to. */
  readonly pulse: QuietClock;
}

/** A tenant, this computer's disk and the time, for any number of windows after each other. */
export class RegistrationWorld {
  readonly tenant = new Tenant();
  readonly disk: Disk = emptyDisk();
  readonly clock = new FakeClock();
  private windows = 0;

  window(gate?: Gate, habits: Partial<FakeDirectory["habits"]> = {}): FakeWindow {
    const directory = new FakeDirectory(this.tenant, this.clock, gate);
    directory.habits = { ...directory.habits, ...habits };
    const consent = new FakeConsent(this.tenant, gate);
    const people = new FakePeople(this.tenant, gate);
    const proof = new FakeProof(this.tenant, gate);
    const pulse = new QuietClock(this.clock);
    this.windows += 1;
    const secrets = new FakeSecretStore(this.disk, gate);
    const state = new FakeStateStore(this.disk, gate);
    const tokens = new FakeGraphTokens();
    const clientSecrets = new ClientSecretVault(secrets, state, this.clock);
    const shared = { directory, tokens, secrets, state, clock: this.clock, log: silentLog };
    const settings = globalSettings;
    const service = new RegistrationService({ clientSecrets, settings, ...shared });
    const plans = new RegistrationPlans(
      {
        consent,
        people,
        proof,
        settings,
        newId: countingIds(`window-${this.windows}`),
        vault: clientSecrets,
        journals: new JournalStore(state),
        pulse,
        ...shared,
      },
      () => service.display(),
    );
    return {
      service,
      plans,
      clientSecrets,
      directory,
      consent,
      people,
      proof,
      secrets,
      state,
      tokens,
      pulse,
    };
  }
}

const now = new Date("2026-11-21T12:00:00Z");

export function aPlanWithoutSecret(): Plan {
  return planRegistration(
    {
      ...answersOf(personalMailClient),
      displayName: "aerc-ada",
    },
    now,
    countingIds("marker"),
  );
}

export function aPlanWithSecret(): Plan {
  return planRegistration(
    {
      ...answersOf(webAppWithSecret),
      displayName: "jira-inbound",
      audience: "AzureADMyOrg",
      redirectUris: ["https://jira.contoso.test/callback"],
      secret: { displayName: "jira", lifetimeDays: 180 },
    },
    now,
    countingIds("marker"),
  );
}

/** What a plan made, where its registration exists. */
export async function made(
  work: Promise<Applied>,
): Promise<Applied & { readonly registration: Registration }> {
  const applied = await work;
  const { registration } = applied;
  if (registration === undefined) throw new Error("The plan left no registration.");
  return { ...applied, registration };
}

export const noProgress = (): void => undefined;
