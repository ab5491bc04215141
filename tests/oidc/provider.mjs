/* A real OpenID Connect provider (npm oidc-provider) on this machine, for trying our sign-in against. Signs everyone in as the user asked
 * for, at the level asked for, and can be told to answer badly. For tests only: it asks for no password. */
import { createHash, createPrivateKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import Provider from 'oidc-provider';

const base64url = (value) => Buffer.from(value).toString('base64url');

function makeKey(algorithm) {
  const { privateKey } = algorithm === 'ES256'
    ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), alg: algorithm, use: 'sig' };
}

function signToken(header, claims, jwk) {
  const input = `${base64url(JSON.stringify(header))}.${base64url(JSON.stringify(claims))}`;
  const key = createPrivateKey({ key: jwk, format: 'jwk' });
  const signature = sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' });
  return `${input}.${signature.toString('base64url')}`;
}

/* What each bad answer does to the id_token. */
const spoil = {
  nonce: (claims) => ({ ...claims, nonce: 'another' }),
  audience: (claims) => ({ ...claims, aud: 'someone-else' }),
  issuer: (claims) => ({ ...claims, iss: 'http://127.0.0.1:1' }),
  expired: (claims) => ({ ...claims, iat: claims.iat - 300, exp: claims.iat - 200 }),
  future: (claims) => ({ ...claims, iat: claims.iat + 3600, exp: claims.exp + 3600 }),
  level: (claims) => ({ ...claims, acr: 'idporten-loa-low' }),
  no_level: ({ acr, ...claims }) => claims,
  party: (claims) => ({ ...claims, aud: [claims.aud, 'someone-else'], azp: 'someone-else' }),
};
export const badAnswers = [...Object.keys(spoil), 'signature', 'unsigned', 'shared_secret', 'foreign_key'];

function spoiled(token, how, jwk, foreign) {
  const [head, body, signature] = token.split('.');
  const header = JSON.parse(Buffer.from(head, 'base64url')), claims = JSON.parse(Buffer.from(body, 'base64url'));
  if (how === 'signature') return `${head}.${base64url(JSON.stringify({ ...claims, sub: 'per' }))}.${signature}`;
  if (how === 'unsigned') return `${base64url(JSON.stringify({ alg: 'none' }))}.${body}.`;
  if (how === 'shared_secret') return `${base64url(JSON.stringify({ ...header, alg: 'HS256' }))}.${body}.${createHash('sha256').update(body).digest('base64url')}`;
  if (how === 'foreign_key') return signToken({ ...header, kid: foreign.kid }, claims, foreign);
  return signToken(header, spoil[how](claims), jwk);
}

export async function startProvider({ port, client, algorithm = 'RS256' }) {
  const issuer = `http://127.0.0.1:${port}`;
  const jwk = makeKey(algorithm), foreign = makeKey(algorithm);
  const state = { user: 'silje', level: 'idporten-loa-high', bad: null, asked: null, seen: null };
  const provider = new Provider(issuer, {
    clients: [{ ...client, id_token_signed_response_alg: algorithm, response_types: ['code'], grant_types: ['authorization_code'] }],
    jwks: { keys: [jwk] },
    cookies: { keys: [randomUUID()] },
    acrValues: ['idporten-loa-high', 'idporten-loa-substantial'],
    pkce: { required: () => true },
    claims: { openid: ['sub', 'sid'], acr: null },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true }, backchannelLogout: { enabled: true } },
    findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
    async loadExistingGrant(ctx) {
      const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
  });
  provider.use(async (ctx, next) => {
    if (ctx.path.startsWith('/interaction/')) {
      const { params } = await provider.interactionDetails(ctx.req, ctx.res);
      state.asked = params;
      const result = state.bad === 'refusal' ? { error: 'access_denied' } : { login: { accountId: state.user, acr: state.level } };
      await provider.interactionFinished(ctx.req, ctx.res, result, { mergeWithLastSubmission: false });
      ctx.respond = false;
      return;
    }
    await next();
    if (ctx.path === '/token') state.seen?.(ctx.body);
    if (ctx.path === '/token' && ctx.body?.id_token && state.bad) ctx.body.id_token = spoiled(ctx.body.id_token, state.bad, jwk, foreign);
  });
  const server = await new Promise((resolve) => { const listening = provider.listen(port, '127.0.0.1', () => resolve(listening)); });
  return { issuer, state, stop: () => { server.closeAllConnections(); server.close(); } };
}
