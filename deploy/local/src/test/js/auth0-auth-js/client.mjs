// Auth0's published client library, unmodified, against the stand-in. Its test starts it and plays the person's
// browser: one line asks for a login, the answer is the address that the browser was sent back to, the last line is
// what happened.
import { AuthClient } from '@auth0/auth0-auth-js';
import { createInterface } from 'node:readline/promises';

const { domain, callback, audience, webSecret, worker, workerKey } = JSON.parse(process.env.STAND_IN);
const web = new AuthClient({
  domain,
  clientId: 'web',
  clientSecret: webSecret,
  authorizationParams: { redirect_uri: callback, audience, scope: 'openid email offline_access actions:read' },
});
const api = new AuthClient({ domain, clientId: 'approval-api', clientSecret: webSecret });
const machine = new AuthClient({
  domain,
  clientId: worker,
  clientAssertionSigningKey: workerKey,
  clientAssertionSigningAlg: 'RS256',
});

function say(line) {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

async function refusal(attempt) {
  try {
    await attempt;
    return 'no refusal';
  } catch (problem) {
    return { code: problem.code, status: problem.statusCode, error: problem.cause?.error };
  }
}

const { authorizationUrl, codeVerifier } = await web.buildAuthorizationUrl();
say({ open: authorizationUrl.href });
const browser = createInterface({ input: process.stdin });
const address = new URL((await browser[Symbol.asyncIterator]().next()).value);
browser.close();
process.stdin.destroy();

const login = await web.getTokenByCode(address, { codeVerifier });
const codeTwice = await refusal(web.getTokenByCode(address, { codeVerifier }));
const refreshed = await web.getTokenByRefreshToken({ refreshToken: login.refreshToken });
const byRefreshToken = await web.getTokenForConnection({
  connection: 'google-oauth2',
  refreshToken: login.refreshToken,
});
const byAccessToken = await api.getTokenForConnection({ connection: 'github', accessToken: refreshed.accessToken });
const otherAccount = await refusal(
  web.getTokenForConnection({
    connection: 'google-oauth2',
    refreshToken: login.refreshToken,
    loginHint: 'somebody-else',
  }),
);
const person = await web.getUserInfo({ accessToken: refreshed.accessToken });
const management = await machine.getTokenByClientCredentials({ audience: `https://${domain}/api/v2/` });
await web.revokeToken({ token: login.refreshToken });
const afterRevocation = await refusal(web.getTokenByRefreshToken({ refreshToken: login.refreshToken }));

say({
  login,
  codeTwice,
  refreshed,
  byRefreshToken,
  byAccessToken,
  otherAccount,
  person,
  management,
  afterRevocation,
});
