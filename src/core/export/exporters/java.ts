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

/** Source: Jakarta Mail "OAuth2 support", MSAL4J reference. Compiled nowhere here; parsed by a Java grammar. */
export const java: Exporter = {
  id: "java",
  title: "Java · Jakarta Mail and MSAL",
  needs: message(
    "Java 17 or newer with {0}.",
    "org.eclipse.angus:jakarta.mail, com.microsoft.azure:msal4j",
  ),
  group: "code",
  protocols: ["imap", "smtp"],
  takesSecret: false,
  whyNot: ({ options }) =>
    options.caFile === undefined
      ? undefined
      : message("Java goes by its own key store. Import the file there and export without it."),
  write: (input) => [
    {
      name: "MailByOAuth.java",
      languageId: "java",
      text: program(input, codeFacts(input)),
      holdsSecret: false,
      placement: message("The whole program: it signs in and lists the newest subjects."),
    },
  ],
};

const tokens: Readonly<Record<CodeSignIn, (facts: CodeFacts) => string>> = {
  deviceCode: () => `        PublicClientApplication app =
            PublicClientApplication.builder(CLIENT_ID).authority(AUTHORITY).build();
        return app.acquireToken(DeviceCodeFlowParameters
            .builder(SCOPES, code -> System.err.println(code.message())).build())
            .get().accessToken();
`,
  authorizationCode: ({
    redirectUri,
    username,
  }) => `        URI redirectUri = new URI(${codeString(redirectUri)});
        ConfidentialClientApplication app = ConfidentialClientApplication
            .builder(CLIENT_ID, ClientCredentialFactory.createFromSecret(secret()))
            .authority(AUTHORITY).build();
        System.err.println("Open " + app.getAuthorizationRequestUrl(AuthorizationRequestUrlParameters
            .builder(redirectUri.toString(), SCOPES).loginHint(${codeString(username)}).build()));
        // In a web app this is the parameter of the request to the redirect URI
        System.err.print("Paste the value of code in the address the browser ended at: ");
        String code = new Scanner(System.in).nextLine();
        return app.acquireToken(AuthorizationCodeParameters.builder(code, redirectUri).scopes(SCOPES).build())
            .get().accessToken();
`,
  clientCredentials:
    () => `        ConfidentialClientApplication app = ConfidentialClientApplication
            .builder(CLIENT_ID, ClientCredentialFactory.createFromSecret(secret()))
            .authority(AUTHORITY).build();
        return app.acquireToken(ClientCredentialParameters.builder(SCOPES).build()).get().accessToken();
`,
};

function program(input: ExportInput, facts: CodeFacts): string {
  const { signIn, imap, smtp } = facts;
  return `${comment(codeHeading(input, facts), "//")}import com.microsoft.aad.msal4j.*;
import jakarta.mail.*;
import jakarta.mail.internet.*;
import java.net.URI;
import java.util.*;

public final class MailByOAuth {
    static final String CLIENT_ID = ${codeString(facts.clientId)};
    static final String AUTHORITY = ${codeString(facts.authority)};
    static final Set<String> SCOPES = Set.of(${facts.scopes.map((scope) => codeString(scope)).join(", ")});

    static String accessToken() throws Exception {
${tokens[signIn](facts)}    }
${signIn === "deviceCode" ? "" : secretMethod}
    static void printNewestSubjects(String accessToken, int count) throws MessagingException {
        Properties properties = new Properties();
        properties.put("mail.imap.ssl.enable", "true");
        properties.put("mail.imap.auth.mechanisms", "XOAUTH2");
        try (Store store = Session.getInstance(properties).getStore("imap")) {
            store.connect(${codeString(imap.host)}, ${imap.port}, ${codeString(facts.imapUser)}, accessToken);
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            int total = inbox.getMessageCount();
            for (int number = Math.max(1, total - count + 1); number <= total; number++) {
                System.out.println(inbox.getMessage(number).getSubject());
            }
            inbox.close(false);
        }
    }

    static void send(String accessToken, String to, String subject, String text) throws MessagingException {
        Properties properties = new Properties();
        properties.put("mail.smtp.auth", "true");
        properties.put("mail.smtp.auth.mechanisms", "XOAUTH2");
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.starttls.required", "true");
        Session session = Session.getInstance(properties);
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(${codeString(addrSpec(facts.address))}));
        message.setRecipients(Message.RecipientType.TO, to);
        message.setSubject(subject, "UTF-8");
        message.setText(text, "UTF-8");
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect(${codeString(smtp.host)}, ${smtp.port}, ${codeString(facts.smtpUser)}, accessToken);
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    public static void main(String[] arguments) throws Exception {
        String token = accessToken();
        printNewestSubjects(token, 5);
        if (arguments.length == 1) {
            send(token, arguments[0], "A message by OAuth", "It works.");
        }
    }
}
`;
}

const secretMethod = `
    static String secret() {
        return Objects.requireNonNull(
            System.getenv("${secretVariable}"), "Set ${secretVariable} to the client secret.");
    }
`;
