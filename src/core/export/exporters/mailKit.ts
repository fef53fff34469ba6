import { message } from "../../../base/message";
import {
  codeFacts,
  type CodeFacts,
  codeHeading,
  type CodeSignIn,
  secretVariable,
} from "../codeFacts";
import type { Exporter, ExportInput } from "../exporter";
import { codeString } from "../formats/codeString";
import { comment } from "../formats/comment";
import { addrSpec } from "../formats/mailAddress";

/** Source: MailKit's ExchangeOAuth2 guide and the MSAL.NET reference. Compiled nowhere here; parsed by a C# grammar. */
export const mailKit: Exporter = {
  id: "mailKit",
  title: "C# · MailKit and MSAL",
  needs: message(".NET 8 or newer with the packages {0}.", "MailKit, Microsoft.Identity.Client"),
  group: "code",
  protocols: ["imap", "smtp"],
  takesSecret: false,
  // A certificate authority of one's own belongs into the store of the system, which .NET goes by
  whyNot: ({ options }) =>
    options.caFile === undefined
      ? undefined
      : message(
          ".NET goes by the certificate store of the system. Install the file there and export without it.",
        ),
  write: (input) => [
    {
      name: "Program.cs",
      languageId: "csharp",
      text: program(input, codeFacts(input)),
      holdsSecret: false,
      placement: message("The whole program: it signs in and lists the newest subjects."),
    },
  ],
};

const tokens: Readonly<Record<CodeSignIn, (facts: CodeFacts) => string>> = {
  deviceCode: () => `static async Task<AuthenticationResult> SignIn()
{
    var app = PublicClientApplicationBuilder.Create(ClientId).WithAuthority(Authority).Build();
    // Silent first: an account of an earlier sign-in needs no person
    var account = (await app.GetAccountsAsync()).FirstOrDefault();
    try
    {
        return await app.AcquireTokenSilent(Scopes, account).ExecuteAsync();
    }
    catch (MsalUiRequiredException)
    {
        return await app.AcquireTokenWithDeviceCode(Scopes, code =>
        {
            Console.Error.WriteLine(code.Message);
            return Task.CompletedTask;
        }).ExecuteAsync();
    }
}
`,
  authorizationCode: ({
    redirectUri,
    username,
  }) => `static async Task<AuthenticationResult> SignIn()
{
    var app = ConfidentialClientApplicationBuilder.Create(ClientId)
        .WithAuthority(Authority)
        .WithRedirectUri(${codeString(redirectUri)})
        .WithClientSecret(Secret())
        .Build();
    var url = await app.GetAuthorizationRequestUrl(Scopes)
        .WithLoginHint(${codeString(username)})
        .WithPkce(out var verifier)
        .ExecuteAsync();
    Console.Error.WriteLine("Open " + url);
    Console.Error.Write("Paste the address the browser ended at: ");
    // In a web app this is the query of the request to the redirect URI
    var query = System.Web.HttpUtility.ParseQueryString(new Uri(Console.ReadLine() ?? "").Query);
    return await app.AcquireTokenByAuthorizationCode(Scopes, query["code"])
        .WithPkceCodeVerifier(verifier)
        .ExecuteAsync();
}
`,
  clientCredentials: () => `static async Task<AuthenticationResult> SignIn()
{
    var app = ConfidentialClientApplicationBuilder.Create(ClientId)
        .WithAuthority(Authority)
        .WithClientSecret(Secret())
        .Build();
    return await app.AcquireTokenForClient(Scopes).ExecuteAsync();
}
`,
};

function program(input: ExportInput, facts: CodeFacts): string {
  const { signIn, imap, smtp } = facts;
  return `${comment(codeHeading(input, facts), "//")}using MailKit;
using MailKit.Net.Imap;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Identity.Client;
using MimeKit;

var result = await Mail.SignIn();
foreach (var subject in await Mail.NewestSubjects(result.AccessToken)) Console.WriteLine(subject);
if (args.Length == 1) await Mail.Send(result.AccessToken, args[0], "A message by OAuth", "It works.");

static class Mail
{
    const string ClientId = ${codeString(facts.clientId)};
    const string Authority = ${codeString(facts.authority)};
    static readonly string[] Scopes = { ${facts.scopes.map((scope) => codeString(scope)).join(", ")} };

${indent(`public ${tokens[signIn](facts)}${signIn === "deviceCode" ? "" : secretMethod}
public static async Task<List<string>> NewestSubjects(string accessToken, int count = 5)
{
    using var client = new ImapClient();
    await client.ConnectAsync(${codeString(imap.host)}, ${imap.port}, SecureSocketOptions.SslOnConnect);
    await client.AuthenticateAsync(new SaslMechanismOAuth2(${codeString(facts.imapUser)}, accessToken));
    await client.Inbox.OpenAsync(FolderAccess.ReadOnly);
    var first = Math.Max(0, client.Inbox.Count - count);
    var items = await client.Inbox.FetchAsync(first, -1, MessageSummaryItems.Envelope);
    await client.DisconnectAsync(true);
    return items.Select(item => item.Envelope.Subject ?? "").ToList();
}

public static async Task Send(string accessToken, string to, string subject, string text)
{
    var message = new MimeMessage();
    message.From.Add(new MailboxAddress("", ${codeString(addrSpec(facts.address))}));
    message.To.Add(MailboxAddress.Parse(to));
    message.Subject = subject;
    message.Body = new TextPart("plain") { Text = text };
    using var client = new SmtpClient();
    await client.ConnectAsync(${codeString(smtp.host)}, ${smtp.port}, SecureSocketOptions.StartTls);
    await client.AuthenticateAsync(new SaslMechanismOAuth2(${codeString(facts.smtpUser)}, accessToken));
    await client.SendAsync(message);
    await client.DisconnectAsync(true);
}
`)}}
`;
}

const secretMethod = `
static string Secret() =>
    Environment.GetEnvironmentVariable("${secretVariable}")
        ?? throw new InvalidOperationException("Set ${secretVariable} to the client secret.");
`;

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, "    ");
}
