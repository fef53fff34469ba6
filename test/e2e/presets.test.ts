import assert from "node:assert/strict";
import { presets } from "../../src/core/registration/presetRegistry";
import { exchangeOnline, graph } from "../sandbox/resources";
import type { Application } from "../sandbox/model";
import { screenshotOnFailure } from "../support/failureScreenshot";
import { createAsAdministrator } from "../support/administrator";
import { type Lab, startLab } from "../support/lab";
import { SignInPage } from "../support/signInPage";
import {
  type Answers,
  answerQuestions,
  choose,
  create,
  find,
  openEntraMail,
  places,
  testImapLogin,
  tick,
  useTheme,
} from "./steps";

const ada = "ada@contoso.test";
const register = "Register Mail App";
const elsewhere = "Register by Command Line or Portal";

/** What the sandbox holds of a registration; what is left out is empty there. */
interface Made {
  readonly audience: string;
  readonly publicClient?: readonly string[];
  readonly web?: readonly string[];
  readonly spa?: readonly string[];
  readonly graph?: readonly string[];
  readonly exchange?: readonly string[];
  /** The implicit-grant boxes that are ticked. */
  readonly implicit?: readonly string[];
  /** Days that its client secret lasts. */
  readonly secretDays?: number;
  readonly certificate?: string;
  readonly servicePrincipal?: true;
}

interface Journey {
  readonly preset: string;
  readonly name: string;
  /** By the beginning of the question; what is not answered stays as it is proposed. */
  readonly answers?: Answers;
  readonly made: Made;
  /** Whether its review and summary are worth a picture of their own. */
  readonly pictures?: true;
}

const mailProgram = ["IMAP.AccessAsUser.All", "SMTP.Send", "User.Read", "email", "offline_access"];
const callback = "https://jira.example.com/plugins/servlet/eti/oauth";
const jiraAnswers = { "Redirect URI for the platform Web": callback };
const nativeClient = "https://login.microsoftonline.com/common/oauth2/nativeclient";

const journeys: readonly Journey[] = [
  {
    preset: "A mail program with my Outlook.com account",
    name: "aerc-vera",
    answers: { "Who can sign in": choose("Personal accounts only") },
    made: {
      audience: "PersonalMicrosoftAccount",
      publicClient: ["http://localhost"],
      graph: mailProgram,
    },
  },
  {
    preset: "A mail program with my work account",
    name: "mutt-work",
    made: { audience: "AzureADMyOrg", publicClient: ["http://localhost"], graph: mailProgram },
  },
  {
    preset: "Jira · Email This Issue, incoming mail",
    name: "jira-in",
    pictures: true,
    answers: { ...jiraAnswers, "How long is the client secret valid": choose("90 days") },
    made: {
      audience: "AzureADMyOrg",
      web: [callback],
      graph: ["IMAP.AccessAsUser.All", "User.Read", "offline_access", "openid"],
      secretDays: 90,
    },
  },
  {
    preset: "Jira · Email This Issue, outgoing mail",
    name: "jira-out",
    answers: { ...jiraAnswers, "Who can sign in": choose("Any Entra directory") },
    made: {
      audience: "AzureADMultipleOrgs",
      web: [callback],
      graph: ["SMTP.Send", "User.Read", "offline_access", "openid"],
      secretDays: 180,
    },
  },
  {
    preset: "Jira · Email This Issue through Microsoft Graph",
    name: "jira-by-graph",
    answers: jiraAnswers,
    made: {
      audience: "AzureADMyOrg",
      web: [callback],
      graph: ["Mail.ReadWrite", "Mail.Send", "User.Read", "offline_access", "openid"],
      secretDays: 180,
    },
  },
  {
    preset: "AEM Forms",
    name: "aem",
    pictures: true,
    answers: {
      "What may it ask people for": tick({ "POP.AccessAsUser.All": false }),
      "Which tokens may the sign-in page hand out": tick({ "Access tokens": false }),
    },
    made: {
      audience: "AzureADandPersonalMicrosoftAccount",
      web: [nativeClient],
      graph: ["IMAP.AccessAsUser.All", "Mail.Read", "SMTP.Send", "User.Read", "offline_access"],
      implicit: ["enableIdTokenIssuance"],
      secretDays: 180,
    },
  },
  {
    preset: "A program I write, for people who sign in",
    name: "desktop-program",
    answers: {
      "What may it ask people for": tick({ "SMTP.Send": true }),
      "Redirect URI for the platform Mobile": `http://localhost ${nativeClient}`,
    },
    made: {
      audience: "AzureADandPersonalMicrosoftAccount",
      publicClient: ["http://localhost", nativeClient],
      graph: ["IMAP.AccessAsUser.All", "SMTP.Send", "email", "offline_access"],
    },
  },
  {
    preset: "A web app or server, for people who sign in",
    name: "web-app",
    answers: {
      "Redirect URI for the platform Web": "https://app.example.com/signin",
      "How does the app prove": choose("Client secret for 365 days"),
    },
    made: {
      audience: "AzureADandPersonalMicrosoftAccount",
      web: ["https://app.example.com/signin"],
      graph: ["IMAP.AccessAsUser.All", "Mail.Send", "SMTP.Send", "User.Read", "offline_access"],
      secretDays: 365,
    },
  },
  {
    preset: "A service without a user",
    name: "night-service",
    pictures: true,
    answers: {
      "What may the app do as itself": tick({ "POP.AccessAsApp": false }),
      "How does the app prove": choose("Certificate"),
    },
    made: {
      audience: "AzureADMyOrg",
      exchange: ["IMAP.AccessAsApp", "SMTP.SendAsApp"],
      certificate: "night-service",
      servicePrincipal: true,
    },
  },
  {
    preset: "A shared mailbox",
    name: "support-mailbox",
    made: { audience: "AzureADMyOrg", publicClient: ["http://localhost"], graph: mailProgram },
  },
  {
    preset: "Something else",
    name: "page-in-the-browser",
    pictures: true,
    answers: {
      "Where does it run": choose("Single-page application"),
      "What may it ask people for": tick({ "Mail.Read": true }),
      "Redirect URI for the platform Single": "https://app.example.com/spa",
      "How does the app prove": choose("No secret and no certificate"),
    },
    made: {
      audience: "AzureADMyOrg",
      spa: ["https://app.example.com/spa"],
      graph: ["Mail.Read"],
    },
  },
];

describe("registering mail apps", () => {
  let lab: Lab;
  /** Kinds of questions that have had their picture. */
  const pictured = new Set<string>();

  before(async () => {
    lab = await startLab();
    // Waiting for the directory is a journey of its own.
    Object.assign(lab.sandbox.world.settings, { replicationDelayMs: 0, listDelayMs: 0 });
    await openEntraMail(lab);
  });

  afterEach(screenshotOnFailure(() => lab));
  after(() => lab?.close());

  describe("without being signed in", () => {
    it("shows how somebody else can do it", async () => {
      const { workbench, sandbox } = lab;
      await workbench.command(`Entra Mail: ${elsewhere}…`);
      await answerQuestions(workbench, {
        first: `${elsewhere} (1)`,
        last: "Redirect URI for the platform",
        answers: {
          "What will use": find("A mail program with my work account"),
          "Name of the registration": "by-hand",
        },
      });
      await workbench.question.accept();
      await workbench.notification("When by-hand is registered, import it by its client ID.");
      const document = workbench.preview();
      await document.getByText("Register by-hand without signing in here").waitFor();
      await workbench.screenshot("command-lines");
      const text = await document.innerText();
      assert.match(text, /entra\.microsoft\.com/);
      adminMade = await createAsAdministrator(sandbox, bodyOf(text));
      assert.deepEqual(named("by-hand").map(factsOf), [
        { audience: "AzureADMyOrg", publicClient: ["http://localhost"], graph: mailProgram },
      ]);
      assert.deepEqual(sandbox.requests.operations(), { "POST /applications": 1 });
    });

    it("imports what an administrator made, and opens an INBOX with it", async () => {
      const { workbench, sandbox } = lab;
      const consent = await workbench.pageOpenedBy(async () => {
        await workbench.answerNotification("When by-hand is registered", "Import by Client ID…");
        await answerQuestions(workbench, {
          first: "Import Registration by Client ID (1",
          last: "Which delegated permissions",
          answers: {
            "Application (client) ID": adminMade,
            "A name for it": "by-hand",
            "Which accounts": choose("This directory only"),
            "Directory (tenant) ID": "contoso.test",
          },
          look: picture,
        });
        await workbench.question.accept();
        await workbench.answerNotification("by-hand is imported.", "Sign In Mailbox");
        await answerQuestions(workbench, {
          first: "Sign In Mailbox (1/2)",
          last: "How",
          answers: { "Mail address": ada },
          look: picture,
        });
        await workbench.question.choose("Browser on this computer");
      });
      const page = new SignInPage(consent);
      await page.pickWhenAsked(ada);
      await page.accept();
      await workbench.page.bringToFront();
      await workbench.notification(`${ada} is signed in.`);
      await testImapLogin(workbench, ada, `The login of ${ada} works.`);
      await workbench.screenshot("imported");
      assert.deepEqual(Object.keys(sandbox.requests.operations()), ["POST /applications"]);
    });
  });

  describe("by every preset", () => {
    before(async () => {
      const { workbench } = lab;
      const registrations = workbench.view(places.registrations);
      const page = await workbench.pageOpenedBy(async () => {
        // Once a registration was imported, there is a row in place of the button.
        const button = registrations.welcome.getByRole("button", { name: "Sign In", exact: true });
        await registrations.row("Sign in to see").or(button).first().click();
        await workbench.answerDialog("Allow");
      });
      await new SignInPage(page).pickWhenAsked(ada);
      await registrations.row("aerc-ada").waitFor();
      await workbench.view(places.mailboxes).fold();
      await workbench.closeEditors();
      await workbench.clearNotifications();
    });

    it("is tried", () => {
      assert.deepEqual(
        journeys.map(({ preset }) => preset),
        presets.map(({ title }) => title.text),
      );
    });

    for (const { preset, name, answers = {}, made, pictures = false } of journeys) {
      it(`"${preset}" leads to its registration`, async () => {
        const { workbench } = lab;
        await review(preset, name, answers);
        if (pictures) await workbench.screenshot(`preset-${name}-review`);
        assert.deepEqual(named(name), []);
        await create(workbench);
        await workbench.notification(`${name} is registered.`);
        if (pictures) await pictureOfSummary(name);
        assert.deepEqual(named(name).map(factsOf), [made]);
        await workbench.view(places.registrations).selected(name).waitFor();
      });
    }
  });

  describe("by a name that is taken", () => {
    const [, { preset, name }] = journeys as [Journey, Journey];

    it("asks for another one, which is kept, or leads to the existing one", async () => {
      const { workbench } = lab;
      const { question } = workbench;
      const taken = `There is a registration named ${name} already.`;
      await review(preset, name, {}, taken);
      await workbench.screenshot("same-name");
      await question.choose("Choose another name");
      await answerQuestions(workbench, {
        first: register,
        last: "Check and create",
        answers: { "Name of the registration": `${name}-2` },
      });
      await question.choose("Back");
      await answerQuestions(workbench, {
        first: register,
        last: "Check and create",
        answers: { "Redirect URI": "http://localhost" },
      });
      assert.match((await question.rows()).join(), new RegExp(`Create registration "${name}-2"`));
      await question.cancel();
      await review(preset, name, {}, taken);
      await question.choose("Use the existing one");
      await workbench.notification(`Nothing was created: ${name} is there already.`);
      assert.equal(named(name).length, 1);
      assert.equal(named(`${name}-2`).length, 0);
    });

    it("creates another one all the same; or az does, by lines without a secret", async () => {
      const { workbench, sandbox } = lab;
      const { question } = workbench;
      const jira = "jira-in";
      await review(
        "Jira · Email This Issue, incoming mail",
        jira,
        jiraAnswers,
        `There is a registration named ${jira} already.`,
      );
      await question.choose("Create it all the same");
      await question.titled(register);
      await question.choose("Copy as az commands");
      await workbench.notification("without a secret. Nothing is created yet.");
      const lines = await workbench.clipboard();
      assert.match(lines, /az rest --method POST --url https:\/\/graph\.microsoft\.com/);
      assert.match(lines, /addPassword/);
      assert.ok(sandbox.issued.of("secretText").length > 0);
      for (const secret of sandbox.issued.of("secretText")) assert.ok(!lines.includes(secret));
      assert.equal(named(jira).length, 1);
      await create(workbench);
      await workbench.notification(`${jira} is registered.`);
      await createAsAdministrator(sandbox, bodyOf(lines));
      const [first, second, third] = named(jira).map(factsOf);
      const { secretDays: _days, ...withoutSecret } = second ?? {};
      assert.deepEqual(first, { ...second, secretDays: 90 });
      assert.deepEqual(third, withoutSecret);
    });
  });

  describe("against the policy of the directory", () => {
    afterEach(() => {
      const { settings } = lab.sandbox.world;
      Object.assign(settings, {
        secretsForbidden: false,
        forbiddenAudiences: "",
        maxSecretDays: 0,
      });
    });

    it("says that secrets are forbidden, and what to do instead", async () => {
      const { workbench, sandbox } = lab;
      sandbox.world.settings.secretsForbidden = true;
      const name = "refused-secret";
      await review("AEM Forms", name, {});
      await create(workbench);
      await workbench.notification(
        /does not allow client secrets\..*Add a certificate.*Nothing was created\./s,
      );
      await workbench.screenshot("policy-secret");
      assert.deepEqual(named(name), []);
      const rows = await workbench.view(places.registrations).rows();
      assert.ok(!rows.some((row) => row.includes(name)));
    });

    it("lets the life of a secret be shortened", async () => {
      const { workbench, sandbox } = lab;
      sandbox.world.settings.maxSecretDays = 90;
      const name = "short-lived";
      await review("Jira · Email This Issue, outgoing mail", name, jiraAnswers);
      await create(workbench);
      const told = /wants a shorter life for secrets.*Nothing was created\./s;
      await workbench.notification(told);
      assert.deepEqual(named(name), []);
      await workbench.answerNotification(told, "Change Answers…");
      await answerQuestions(workbench, {
        first: `${register} (1)`,
        last: "Check and create",
        answers: { "How long is the client secret valid": choose("90 days") },
      });
      await create(workbench);
      await workbench.notification(`${name} is registered.`);
      assert.equal(named(name).map(factsOf)[0]?.secretDays, 90);
    });

    it("lets the answers be changed that it refuses", async () => {
      const { workbench, sandbox } = lab;
      sandbox.world.settings.forbiddenAudiences = "AzureADandPersonalMicrosoftAccount";
      const name = "narrowed";
      await review("A program I write, for people who sign in", name, {});
      await create(workbench);
      const told = /not allow these supported accounts\..*Nothing was created\./s;
      await workbench.notification(told);
      await workbench.screenshot("policy-accounts");
      assert.deepEqual(named(name), []);
      await workbench.answerNotification(told, "Change Answers…");
      await answerQuestions(workbench, {
        first: `${register} (1)`,
        last: "Check and create",
        answers: { "Who can sign in": choose("Any Entra directory") },
      });
      await create(workbench);
      await workbench.notification(`${name} is registered.`);
      assert.deepEqual(
        named(name).map(({ resource }) => resource.signInAudience),
        ["AzureADMultipleOrgs"],
      );
    });
  });

  describe("in other colors", () => {
    for (const [theme, kind] of [
      ["Dark 2026", "vs-dark"],
      ["Dark High Contrast", "hc-black"],
    ] as const) {
      it(`can be read: ${theme}`, async () => {
        const { workbench } = lab;
        await workbench.clearNotifications();
        await useTheme(workbench, theme, kind);
        await review("A service without a user", "themed", {});
        await workbench.screenshot(`review-${kind}`);
        await workbench.question.cancel();
      });
    }
  });

  let adminMade = "";

  /** Answers Register Mail App up to its review, or another question. */
  async function review(
    preset: string,
    name: string,
    answers: Answers,
    last = "Check and create",
  ): Promise<void> {
    await lab.workbench.command(`Entra Mail: ${register}`);
    await answerQuestions(lab.workbench, {
      first: `${register} (1)`,
      last,
      answers: { "What will use": find(preset), "Name of the registration": name, ...answers },
      look: picture,
    });
  }

  /** The summary from top to bottom. */
  async function pictureOfSummary(name: string): Promise<void> {
    const { workbench } = lab;
    await workbench.preview().getByText(`${name} is registered`).waitFor();
    const size = workbench.page.viewportSize();
    await workbench.page.setViewportSize({ width: 1360, height: 1500 });
    await workbench.screenshot(`preset-${name}`);
    if (size !== null) await workbench.page.setViewportSize(size);
  }

  /** A picture of each kind of question. */
  async function picture([placeholder = "", below = ""]: readonly string[]): Promise<void> {
    const asked = placeholder.endsWith("?") || below === "" ? placeholder : below;
    const kind = asked.slice(0, 32).replaceAll(/\W+/g, "-").toLowerCase();
    if (pictured.has(kind)) return;
    pictured.add(kind);
    await lab.workbench.screenshot(`question-${kind}`);
  }

  function named(name: string): Application[] {
    const { applications } = lab.sandbox.world;
    return [...applications.values()].filter(({ resource }) => resource.displayName === name);
  }

  function isInDirectory(appId: string): boolean {
    const { servicePrincipals } = lab.sandbox.world;
    return [...servicePrincipals.values()].some((one) => one.appId === appId);
  }

  function factsOf({ resource }: Application): Made {
    const permissions = (api: typeof graph): string[] =>
      resource.requiredResourceAccess
        .filter(({ resourceAppId }) => resourceAppId === api.appId)
        .flatMap(({ resourceAccess }) => resourceAccess)
        .map(
          ({ id, type }) =>
            (type === "Scope" ? api.scopes : api.roles).find((one) => one.id === id)?.value ?? id,
        )
        .sort();
    const web = resource.web as { implicitGrantSettings?: Record<string, boolean> };
    const [secret] = resource.passwordCredentials;
    const [certificate] = resource["keyCredentials"] as { displayName: string }[];
    return {
      audience: resource.signInAudience,
      ...filled("publicClient", resource.publicClient.redirectUris),
      ...filled("web", resource.web.redirectUris),
      ...filled("spa", resource.spa.redirectUris),
      ...filled("graph", permissions(graph)),
      ...filled("exchange", permissions(exchangeOnline)),
      ...filled(
        "implicit",
        Object.entries(web.implicitGrantSettings ?? {}).flatMap(([box, on]) => (on ? [box] : [])),
      ),
      ...(secret && {
        secretDays: Math.round(
          (Date.parse(secret.endDateTime) - Date.parse(secret.startDateTime)) / 86_400_000,
        ),
      }),
      ...(certificate && { certificate: certificate.displayName }),
      ...(isInDirectory(resource.appId) && { servicePrincipal: true as const }),
    };
  }
});

/** The first request of command lines for az. */
function bodyOf(lines: string): string {
  const [, body] = /--body '([^']+)'/.exec(lines) ?? [];
  assert.ok(body);
  return body;
}

/** A property, unless it is empty. */
function filled(key: string, values: readonly string[]): object {
  return values.length === 0 ? {} : { [key]: values };
}
