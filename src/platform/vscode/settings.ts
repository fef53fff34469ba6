import * as vscode from "vscode";
import { Emitter } from "../../base/event";
import type { Disposable } from "../../base/lifecycle";
import { type Cloud, type CloudId, clouds, type CustomCloud, customCloud } from "../../core/cloud";
import { Failure } from "../../core/failure";
import { isGuid } from "../../core/guid";
import type { SettingsReader } from "../../core/ports";

/** Which client signs in for managing registrations. */
export interface ManagementSettings {
  /** Application (client) ID; undefined = VS Code's own client. */
  readonly clientId: string | undefined;
  /** Directory (tenant) ID or domain; undefined = the account's own. */
  readonly tenant: string | undefined;
}

const host = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/i;
/** A GUID, a domain, or one of the names of shared authorities. */
const tenant = /^[0-9a-z](?:[0-9a-z.-]*[0-9a-z])?$/i;

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

  /** @throws Failure `input.invalid` when the custom cloud lacks a host */
  get cloud(): Cloud {
    const id = read<CloudId>("entraMail.cloud", "global");
    if (id === "custom") return readCustomCloud();
    return clouds[id] ?? clouds.global;
  }

  get expiryWarningDays(): number {
    const days = read<number>("entraMail.expiryWarningDays", 30);
    return Math.min(365, Math.max(1, Math.round(days)));
  }

  /** @throws Failure `input.invalid` */
  get management(): ManagementSettings {
    return {
      clientId: readMatching("entraMail.management.clientId", isGuid),
      tenant: readMatching("entraMail.management.tenant", (text) => tenant.test(text)),
    };
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
    this.signInChanged.dispose();
  }
}

function read<T>(name: string, fallback: T): T {
  const value = vscode.workspace.getConfiguration().get<T>(name, fallback);
  return typeof value === typeof fallback ? value : fallback;
}

function readMatching(name: string, fits: (text: string) => boolean): string | undefined {
  const value = read(name, "").trim();
  if (value === "") return undefined;
  if (!fits(value)) throw invalid(name, "has an unexpected form");
  return value;
}

function readCustomCloud(): Cloud {
  const name = "entraMail.customCloud";
  const given = read<Partial<CustomCloud>>(name, {});
  const hostOf = (key: Exclude<keyof CustomCloud, "mailScopePrefix">): string => {
    const value = given[key];
    if (typeof value !== "string" || !host.test(value)) throw invalid(name, `needs ${key}`);
    return value;
  };
  const prefix = given.mailScopePrefix;
  if (typeof prefix !== "string" || !/^https:\/\/[^\s]+\/$/.test(prefix)) {
    throw invalid(name, "needs mailScopePrefix, https://…/");
  }
  return customCloud({
    loginHost: hostOf("loginHost"),
    graphHost: hostOf("graphHost"),
    portalHost: hostOf("portalHost"),
    imapHost: hostOf("imapHost"),
    smtpHost: hostOf("smtpHost"),
    mailScopePrefix: prefix,
  });
}

function invalid(input: string, problem: string): Failure {
  return new Failure("input.invalid", `The setting ${input} ${problem}.`, { input, problem });
}
