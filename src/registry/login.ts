import { type Challenge, readChallenge } from './challenge.ts';
import type { Credential, Credentials } from './credentials.ts';
import { RegistryError } from './failure.ts';
import type { Target } from './hosts.ts';
import { type Transport, readBody } from './transport.ts';
import { parseObject } from './untrusted-json.ts';

/** Tokens have some kilobytes. */
const MAX_TOKEN = 256 * 1024;

/** Answers the challenges of registries with what Docker's configuration has for them, or with nothing. */
export class Login {
  readonly #transport: Transport;
  readonly #credentials: Credentials;

  constructor(transport: Transport, credentials: Credentials) {
    this.#transport = transport;
    this.#credentials = credentials;
  }

  /** The value of `Authorization` that a challenge asks for. Throws RegistryError without one. */
  async answer(header: string, target: Target, signal: AbortSignal): Promise<string> {
    const challenge = readChallenge(header);
    const credential = await this.#credentials(target.registry);
    if (challenge?.scheme === 'bearer') {
      return `Bearer ${await this.#fetchToken(challenge, target, credential, signal)}`;
    }
    const basic = challenge && basicOf(credential);
    if (basic === undefined) throw await this.refusal(target);
    return basic;
  }

  /** Why a registry does not let us in, as far as it can be told from here. */
  async refusal({ registry }: Target): Promise<RegistryError> {
    const credential = await this.#credentials(registry);
    return new RegistryError('needs-login', whyRefused(registry, credential));
  }

  /**
   * A token by distribution's specification: with a password (auth/token), with a refresh token
   * (auth/oauth), or for anybody.
   */
  async #fetchToken(
    { parameters }: Challenge,
    target: Target,
    credential: Credential | undefined,
    signal: AbortSignal,
  ): Promise<string> {
    const realm = URL.parse(parameters.get('realm') ?? '');
    if (!realm) throw new RegistryError('invalid', `${target.registry} names no place for tokens`);
    const scope = parameters.get('scope') ?? `repository:${target.repository}:pull`;
    const service = parameters.get('service');
    const wanted = new URLSearchParams({ ...(service !== undefined && { service }), scope });
    const request = { from: target.origin, accept: 'application/json', signal };
    const answer = await this.#transport.send(
      credential?.kind === 'token'
        ? { ...request, url: realm, form: refreshForm(wanted, credential.refreshToken) }
        : { ...request, url: withQuery(realm, wanted), authorization: basicOf(credential) },
    );
    const body = await readBody(answer, MAX_TOKEN);
    if (answer.status === 429)
      throw new RegistryError('rate-limited', `${answer.host} asks to wait`);
    if (answer.status !== 200) throw await this.refusal(target);
    const { token, access_token: accessToken } = parseObject(body, 'the token of the registry');
    const found = [token, accessToken].find((text) => typeof text === 'string' && text !== '');
    // It goes into a header, where a line break would start another one.
    if (typeof found === 'string' && /^[\x21-\x7e]+$/.test(found)) return found;
    throw new RegistryError('invalid', `${answer.host} gives no token`);
  }
}

function whyRefused(registry: string, credential: Credential | undefined): string {
  if (!credential) return `${registry} wants a login, or the image does not exist`;
  if (credential.kind !== 'helper') {
    return `${registry} refuses the login that Docker's configuration has`;
  }
  return credential.wasRun
    ? `${registry} wants a login, and Docker's credential helper gives none`
    : `${registry} wants a login, and credential helpers are not run here`;
}

function withQuery(realm: URL, wanted: URLSearchParams): URL {
  const url = new URL(realm);
  for (const [name, value] of wanted) url.searchParams.set(name, value);
  return url;
}

function refreshForm(wanted: URLSearchParams, refreshToken: string): URLSearchParams {
  const form = new URLSearchParams(wanted);
  form.set('grant_type', 'refresh_token');
  form.set('client_id', 'podseal');
  form.set('refresh_token', refreshToken);
  return form;
}

function basicOf(credential: Credential | undefined): string | undefined {
  if (credential?.kind !== 'password') return undefined;
  const { username, password } = credential;
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
