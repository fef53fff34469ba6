"""Signs in with MSAL for Python, as other programs do: reads one JSON job from stdin, writes one JSON answer."""

import json
import sys
import threading
import urllib.parse

import msal


def by_code(app, job):
    flow = app.initiate_auth_code_flow(job["scopes"], redirect_uri=job["redirect_uri"])
    print(json.dumps({"open": flow["auth_uri"]}), flush=True)
    callback = urllib.parse.urlparse(sys.stdin.readline().strip())
    answer = dict(urllib.parse.parse_qsl(callback.query))
    return app.acquire_token_by_auth_code_flow(flow, answer)


def by_device(app, job):
    flow = app.initiate_device_flow(job["scopes"])
    print(json.dumps({"open": flow["verification_uri"], "code": flow["user_code"]}), flush=True)
    return app.acquire_token_by_device_flow(flow)


def by_secret(app, job):
    return app.acquire_token_for_client(job["scopes"])


FLOWS = {"code": by_code, "device": by_device, "secret": by_secret}


def main():
    job = json.loads(sys.stdin.readline())
    # The process must not outlive a test that has given up.
    watchdog = threading.Timer(30, lambda: sys.exit(3))
    watchdog.daemon = True
    watchdog.start()
    options = {
        "authority": job["authority"],
        "validate_authority": False,
    }
    if "secret" in job:
        app = msal.ConfidentialClientApplication(
            job["client_id"], client_credential=job["secret"], **options
        )
    else:
        app = msal.PublicClientApplication(job["client_id"], **options)
    result = FLOWS[job["flow"]](app, job)
    silent = None
    accounts = app.get_accounts()
    if accounts and "silent" in job:
        silent = app.acquire_token_silent_with_error(job["silent"], account=accounts[0])
    print(json.dumps({"result": result, "silent": silent}), flush=True)


main()
