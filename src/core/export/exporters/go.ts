import { message } from "../../../base/message";
import {
  codeFacts,
  type CodeFacts,
  codeHeading,
  type CodeSignIn,
  secretVariable,
} from "../codeFacts";
import { authorityPage } from "../exportParts";
import type { Exporter, ExportInput } from "../exporter";
import { codeString } from "../formats/codeString";
import { comment } from "../formats/comment";
import { addrSpec } from "../formats/mailAddress";

/**
 * Source: golang.org/x/oauth2 (device code, client credentials, PKCE) and github.com/emersion/go-imap/v2, whose SASL
 * package has no XOAUTH2: the few lines are in the program. Compiled nowhere here; parsed by a Go grammar.
 */
export const go: Exporter = {
  id: "go",
  title: "Go · go-imap and oauth2",
  needs: message(
    "Go 1.22 or newer with the modules {0}.",
    "golang.org/x/oauth2, github.com/emersion/go-imap/v2",
  ),
  group: "code",
  protocols: ["imap", "smtp"],
  takesSecret: false,
  whyNot: ({ options }) =>
    options.caFile === undefined
      ? undefined
      : message(
          "Go goes by the certificates of the system; {0} adds a file. Export without it.",
          "SSL_CERT_FILE",
        ),
  write: (input) => [
    {
      name: "main.go",
      languageId: "go",
      text: program(input, codeFacts(input)),
      holdsSecret: false,
      placement: message("The whole program: it signs in and tells how many messages INBOX holds."),
    },
  ],
};

const literal = (value: string): string => codeString(value, "codePoint");

const tokens: Readonly<
  Record<
    CodeSignIn,
    { readonly imports: readonly string[]; readonly body: (facts: CodeFacts) => string }
  >
> = {
  deviceCode: {
    imports: [],
    body: () => `	code, err := config.DeviceAuth(ctx)
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(os.Stderr, "Enter the code %s at %s\\n", code.UserCode, code.VerificationURI)
	return config.DeviceAccessToken(ctx, code)
`,
  },
  authorizationCode: {
    imports: ["bufio", "net/url", "strings"],
    body: ({
      username,
    }) => `	verifier, state := oauth2.GenerateVerifier(), oauth2.GenerateVerifier()
	fmt.Fprintln(os.Stderr, "Open", config.AuthCodeURL(state, oauth2.S256ChallengeOption(verifier),
		oauth2.SetAuthURLParam("login_hint", ${literal(username)})))
	fmt.Fprint(os.Stderr, "Paste the address the browser ended at: ")
	line, err := bufio.NewReader(os.Stdin).ReadString('\\n')
	if err != nil {
		return nil, err
	}
	// In a web app this is the query of the request to the redirect URI
	address, err := url.Parse(strings.TrimSpace(line))
	if err != nil {
		return nil, err
	}
	if address.Query().Get("state") != state {
		return nil, errors.New("the address is of another sign-in")
	}
	return config.Exchange(ctx, address.Query().Get("code"), oauth2.VerifierOption(verifier))
`,
  },
  clientCredentials: {
    imports: ["golang.org/x/oauth2/clientcredentials"],
    body: () => `	credentials := clientcredentials.Config{
		ClientID: config.ClientID, ClientSecret: config.ClientSecret,
		TokenURL: config.Endpoint.TokenURL, Scopes: config.Scopes,
	}
	return credentials.Token(ctx)
`,
  },
};

function program(input: ExportInput, facts: CodeFacts): string {
  const { signIn, imap, smtp } = facts;
  const token = tokens[signIn];
  const withRefresh =
    signIn === "clientCredentials" ? facts.scopes : [...facts.scopes, "offline_access"];
  return `${comment(codeHeading(input, facts), "//")}package main

import (
${imports(token.imports)})

var config = oauth2.Config{
	ClientID: ${literal(facts.clientId)},
${signIn === "deviceCode" ? "" : `	ClientSecret: os.Getenv("${secretVariable}"),\n`}	RedirectURL: ${literal(facts.redirectUri)},
	Scopes: []string{${withRefresh.map(literal).join(", ")}},
	Endpoint: oauth2.Endpoint{
		AuthURL: ${literal(authorityPage(input, "authorize"))},
		TokenURL: ${literal(authorityPage(input, "token"))},
		DeviceAuthURL: ${literal(authorityPage(input, "devicecode"))},
	},
}

func signIn(ctx context.Context) (*oauth2.Token, error) {
${token.body(facts)}}

type xoauth2 struct{ user, token string }

func (a xoauth2) frame() []byte {
	return []byte("user=" + a.user + "\\x01auth=Bearer " + a.token + "\\x01\\x01")
}

// For IMAP: the client of a SASL mechanism
type imapAuth struct{ xoauth2 }

func (a imapAuth) Start() (string, []byte, error) { return "XOAUTH2", a.frame(), nil }

// A challenge is the reason of a refusal; an empty answer lets the server end the exchange
func (a imapAuth) Next(challenge []byte) ([]byte, error) { return []byte{}, nil }

// For SMTP: the token is never sent without TLS
type smtpAuth struct{ xoauth2 }

func (a smtpAuth) Start(server *smtp.ServerInfo) (string, []byte, error) {
	if !server.TLS {
		return "", nil, errors.New("the connection is not encrypted")
	}
	return "XOAUTH2", a.frame(), nil
}

func (a smtpAuth) Next(challenge []byte, more bool) ([]byte, error) { return []byte{}, nil }

func countInbox(token string) (uint32, error) {
	client, err := imapclient.DialTLS(${literal(`${imap.host}:${imap.port}`)}, nil)
	if err != nil {
		return 0, err
	}
	defer client.Close()
	if err := client.Authenticate(imapAuth{xoauth2{${literal(facts.imapUser)}, token}}); err != nil {
		return 0, err
	}
	inbox, err := client.Select("INBOX", &imap.SelectOptions{ReadOnly: true}).Wait()
	if err != nil {
		return 0, err
	}
	return inbox.NumMessages, client.Logout().Wait()
}

func send(token, to string) error {
	from := ${literal(addrSpec(facts.address))}
	text := "From: " + from + "\\r\\nTo: " + to + "\\r\\nSubject: A message by OAuth\\r\\n\\r\\nIt works.\\r\\n"
	auth := smtpAuth{xoauth2{${literal(facts.smtpUser)}, token}}
	return smtp.SendMail(${literal(`${smtp.host}:${smtp.port}`)}, auth, from, []string{to}, []byte(text))
}

func run(ctx context.Context) error {
	token, err := signIn(ctx)
	if err != nil {
		return err
	}
	count, err := countInbox(token.AccessToken)
	if err != nil {
		return err
	}
	fmt.Println("INBOX holds", count, "messages.")
	if len(os.Args) == 2 {
		return send(token.AccessToken, os.Args[1])
	}
	return nil
}

func main() {
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
`;
}

/** Those of Go itself first, each group in order, as gofmt has them. */
function imports(more: readonly string[]): string {
  const own = [
    "context",
    "errors",
    "fmt",
    "net/smtp",
    "os",
    ...more.filter((name) => !name.includes(".")),
  ];
  const others = [
    "github.com/emersion/go-imap/v2",
    "github.com/emersion/go-imap/v2/imapclient",
    "golang.org/x/oauth2",
    ...more.filter((name) => name.includes(".")),
  ];
  return `${lines(own)}\n${lines(others)}`;
}

function lines(names: readonly string[]): string {
  return [...names]
    .sort()
    .map((name) => `\t"${name}"\n`)
    .join("");
}
