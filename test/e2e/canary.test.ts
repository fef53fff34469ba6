import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { screenshotOnFailure } from "../support/failureScreenshot";
import { type Lab, startLab } from "../support/lab";
import {
  browserStoreSinks,
  type Credential,
  fileSinks,
  findLeaks,
  processSinks,
  screenSinks,
  type Sink,
} from "../support/leaks";
import {
  answerFileDialog,
  answerQuestions,
  answerRegisterMailApp,
  breakSandbox,
  choose,
  create,
  openEntraMail,
  places,
  signInMailbox,
  signInToManage,
  testImapLogin,
  tick,
  told,
} from "./steps";

const ada = "ada@contoso.test";
const name = "canary";
const password = "four words nobody guesses";

/** The names of the values that have to have been there, so that not finding them means something. */
const planted = [
  "access_token",
  "refresh_token",
  "id_token",
  "code",
  "code_verifier",
  "client_secret",
  "secretText",
  "private key",
  "PFX file",
];

describe("credentials on their way through the product", () => {
  let lab: Lab;
  /** What was on screen, step by step. */
  const seen: Sink[] = [];

  before(async () => {
    lab = await startLab({ logLevel: "trace" });
    await openEntraMail(lab);
  });

  afterEach(async () => {
    seen.push(...(await screenSinks(lab.browser)));
  });
  afterEach(screenshotOnFailure(() => lab));
  after(() => lab?.close());

  it("go with the registration of a web app that has a secret", async () => {
    const { workbench } = lab;
    await signInToManage(workbench, ada);
    await answerRegisterMailApp(workbench, {
      preset: "A web app or server, for people who sign in",
      name,
      redirectUri: "http://localhost/callback",
    });
    await create(workbench);
    await workbench.notification(`${name} is registered.`);
    await workbench.screenshot("canary-registered");
  });

  it("go with the secret that replaces it, and with the key of a certificate", async () => {
    const { workbench, directory } = lab;
    const { question } = workbench;
    await workbench.command("Entra Mail: Rotate Client Secret…");
    await question.choose(name);
    await answerQuestions(workbench, {
      first: "Rotate Client Secret",
      last: "Check and confirm",
      answers: { "When is": choose("Right away, once the new one is proven") },
    });
    await question.choose("Rotate");
    await workbench.answerNotification("it works", "Copy Client Secret");
    await told(workbench, "on the clipboard");
    await workbench.command("Entra Mail: Create Certificate…");
    await question.choose(name);
    await answerQuestions(workbench, {
      first: "Create Certificate",
      last: "The same password",
      answers: {
        "Where does": tick({ "Write a PEM file": true, "Write a PFX file": true }),
        "Password of": password,
      },
    });
    await question.type(password);
    await question.accept();
    await answerFileDialog(workbench, join(directory, "canary.pem"));
    await answerFileDialog(workbench, join(directory, "canary.pfx"));
    await question.choose("Add");
    await told(workbench, "has a new certificate");
    assert.equal(lab.sandbox.issued.of("secretText").length, 2);
  });

  it("go with a sign-in by that secret, and with a login", async () => {
    const { workbench } = lab;
    await signInMailbox(workbench, {
      registration: name,
      address: ada,
      user: ada,
      credential: /client secret/i,
    });
    await workbench.notification(`${ada} is signed in.`);
    await testImapLogin(workbench, ada, "The login of ada@contoso.test works.");
  });

  it("go with logins and requests that fail", async () => {
    const { workbench, sandbox } = lab;
    const mailbox = sandbox.world.mailboxes.get(ada);
    assert.ok(mailbox);
    mailbox.imapEnabled = false;
    await testImapLogin(workbench, ada, "IMAP is closed for ada@contoso.test.");
    await breakSandbox(sandbox, { host: "graph.microsoft.com", kind: "status", status: 403 });
    await workbench.command("Entra Mail: Refresh Registrations");
    await workbench.view(places.registrations).settled();
    await workbench.notifications();
    await workbench.screenshot("canary-refused");
  });

  it("are found in SecretStorage only", async () => {
    const { sandbox, browser, workbench, directory } = lab;
    const credentials = [...sandbox.issued.all(), ...keyCredentials(directory)];
    assert.deepEqual(
      planted.filter((kind) => !credentials.some((credential) => credential.name === kind)),
      [],
    );
    const sinks = [
      ...seen,
      ...(await screenSinks(browser)),
      ...(await browserStoreSinks(workbench.page)),
      ...fileSinks(join(directory, "ud")),
      ...fileSinks(join(directory, "ext")),
      ...(process.platform === "linux" ? processSinks() : []),
      requestSink(sandbox),
    ];
    // What is not searched cannot be found: the log, the state and a report have to be among the places.
    for (const [place, holds] of [
      ["Entra Mail.log", "create application: 201"],
      ["entra-mail.entra-mail", ada],
      ["the page", "The login of"],
      ["the sandbox's log", "/v1.0/applications"],
    ] as const) {
      assert.ok(
        sinks.some((sink) => sink.place.includes(place) && sink.text.includes(holds)),
        place,
      );
    }
    assert.deepEqual(findLeaks(credentials, sinks), []);
  });

  it("would be found if one leaked", () => {
    const value = lab.sandbox.issued.of("access_token")[0] ?? "";
    const frame = Buffer.from(`user=${ada}\u0001auth=Bearer ${value}\u0001\u0001`).toString(
      "base64",
    );
    for (const text of [
      value,
      encodeURIComponent(value),
      frame,
      Buffer.from(frame, "base64").toString("base64url"),
      value.slice(value.length / 3),
      value.slice(0, 40),
      value.slice(-40),
    ]) {
      assert.deepEqual(findLeaks([{ name: "access_token", value }], [{ place: "here", text }]), [
        "access_token in here",
      ]);
    }
  });
});

/** The key of the certificate, as it was written to files of the person's choice, and the password of one. */
function keyCredentials(directory: string): readonly Credential[] {
  const pem = readFileSync(join(directory, "canary.pem"), "utf8");
  const pfx = readFileSync(join(directory, "canary.pfx")).toString("base64");
  const key = /-----BEGIN PRIVATE KEY-----([^-]+)-----END/.exec(pem)?.[1] ?? "";
  return [
    ...key.split("\n").map((line) => ({ name: "private key", value: line.trim() })),
    { name: "private key", value: key.replaceAll(/\s/g, "") },
    { name: "PFX file", value: pfx },
    { name: "PFX password", value: password },
  ].filter(({ value }) => value.length > 8);
}

/** Hosts, paths and queries of all requests: a proxy writes them down. */
function requestSink({ requests }: Lab["sandbox"]): Sink {
  const lines = requests.entries().map(({ method, host, path }) => `${method} ${host}${path}`);
  return { place: "the sandbox's log", text: lines.join("\n") };
}
