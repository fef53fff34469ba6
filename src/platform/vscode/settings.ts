import * as vscode from "vscode";
import { Emitter } from "../../base/event";
import type { Disposable } from "../../base/lifecycle";
import { type Message, message, renderMessage } from "../../base/message";
import { type Cloud, clouds, type CustomCloud, customCloud } from "../../core/cloud";
import { Failure } from "../../core/failure";
import type { ManagementSettings } from "../../core/management/signInMethod";
import type { SettingsReader } from "../../core/ports";
import { checkClientId } from "../../core/registration/rules";
import { tenantName } from "../../core/tenantName";
import { translate } from "./translate";

const host = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/i;
const scopePrefix = /^https:\/\/[^\s?#]+\/$/i;

const signInSettings = ["entraMail.cloud", "entraMail.customCloud", "entraMail.management"];

/** The settings of the extension, each read anew at every use. All of them are read here and nowhere else. */
export class EditorSettings implements SettingsReader, Disposable {
  private readonly changed = new Emitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly signInChanged = new Emitter<void>();
  /** Fires when a setting that decides who signs in, and where, has changed. */
  readonly onDidChangeSignIn = this.signInChanged.event;
  private readonly subscription: vscode.Disposable;

  constructor() {
    this.subscription = vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("entraMail")) this.changed.fire();
      if (signInSettings.some((name) => change.affectsConfiguration(name))) {
        this.signInChanged.fire();
      }
    });
  }

  /** @throws Failure `input.invalid` when there is no such cloud, or the custom one lacks a host */
  get cloud(): Cloud {
    const id = readAnything("entraMail.cloud");
    if (id === "custom") return readCustomCloud();
    if (isKnownCloud(id)) return clouds[id];
    // Another cloud instead would be asked for a sign-in that was not meant for it.
    throw invalid(
      "entraMail.cloud",
      message("It is none of {0}.", [...Object.keys(clouds), "custom"].join(", ")),
    );
  }

  get expiryWarningDays(): number {
    const days = read<number>("entraMail.expiryWarningDays", 30);
    return Math.min(365, Math.max(1, Math.round(days)));
  }

  /** @throws Failure `input.invalid` */
  get management(): ManagementSettings {
    return {
      clientId: readChecked("entraMail.management.clientId", checkClientId),
      tenant: readChecked("entraMail.management.tenant", (text) =>
        tenantName.test(text) ? undefined : message("It has an unexpected form."),
      ),
    };
  }

  /** Writes what the person agreed to into the user's settings; a directory that is not told stays as it is. */
  async setManagement({ clientId, tenant }: ManagementSettings): Promise<void> {
    const settings = vscode.workspace.getConfiguration("entraMail.management");
    if (tenant !== undefined) await settings.update("tenant", tenant, true);
    await settings.update("clientId", clientId, true);
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
    this.signInChanged.dispose();
  }
}

function isKnownCloud(id: unknown): id is keyof typeof clouds {
  return typeof id === "string" && Object.hasOwn(clouds, id);
}

function readAnything(name: string): unknown {
  return vscode.workspace.getConfiguration().get(name);
}

function read<T>(name: string, fallback: T): T {
  const value = vscode.workspace.getConfiguration().get<T>(name, fallback);
  return typeof value === typeof fallback ? value : fallback;
}

function readChecked(
  name: string,
  check: (text: string) => Message | undefined,
): string | undefined {
  const value = read(name, "").trim();
  if (value === "") return undefined;
  const problem = check(value);
  if (problem !== undefined) throw invalid(name, problem);
  return value;
}

function readCustomCloud(): Cloud {
  const name = "entraMail.customCloud";
  // A setting of `null` is an object to typeof.
  const given = read<Partial<CustomCloud> | null>(name, {}) ?? {};
  const hostOf = (key: Exclude<keyof CustomCloud, "mailScopePrefix">): string => {
    const value: unknown = given[key];
    const url =
      typeof value === "string" && host.test(value) ? asUrl(`https://${value}`) : undefined;
    if (url === undefined) throw invalid(name, message("It needs {0}.", key));
    return url.host;
  };
  const prefix: unknown = given.mailScopePrefix;
  const prefixUrl =
    typeof prefix === "string" && scopePrefix.test(prefix) ? asUrl(prefix) : undefined;
  if (prefixUrl === undefined) {
    throw invalid(name, message("It needs {0}.", "mailScopePrefix, https://…/"));
  }
  return customCloud({
    loginHost: hostOf("loginHost"),
    graphHost: hostOf("graphHost"),
    imapHost: hostOf("imapHost"),
    mailScopePrefix: prefixUrl.href,
  });
}

/** Hosts are compared with those of URLs: in lower case and without the port that goes without saying. */
function asUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function invalid(input: string, problem: Message): Failure {
  return new Failure("input.invalid", `The setting ${input}: ${renderMessage(problem)}`, {
    input,
    problem: renderMessage(problem, translate),
  });
}
