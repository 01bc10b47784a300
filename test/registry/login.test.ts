import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { askHelper } from '../../src/registry/credential-helper.ts';
import { readCredentials } from '../../src/registry/credentials.ts';
import { readImageConfigs } from '../../src/registry/read-image-configs.ts';
import {
  type Certificate,
  type DockerRegistry,
  makeCertificate,
  missingTools,
  signToken,
  startDockerRegistry,
} from '../double/registry/docker-registry.ts';
import { CONFIG, EXPECTED, makeImage } from '../double/registry/image.ts';
import { type Server, startServer } from '../double/registry/server.ts';

const scratch = mkdtempSync(join(tmpdir(), 'podseal-test-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const missing = missingTools();

describe.skipIf(missing)('a registry with passwords', () => {
  // bcrypt of "s3cret".
  const HASH = '$2b$04$IZjvCcAl3j3h7RZJvMgHOOCKJD4CaIUc1dpZcf5FzsGLz4IkmdGA2';
  const authorization = `Basic ${Buffer.from('ci:s3cret').toString('base64')}`;
  let registry: DockerRegistry;
  beforeAll(async () => {
    writeFileSync(join(scratch, 'htpasswd'), `ci:${HASH}\n`);
    registry = await startDockerRegistry({
      htpasswd: { realm: 'test', path: join(scratch, 'htpasswd') },
    });
    await registry.push('private', '1', await makeImage({ config: CONFIG }), authorization);
  });
  afterAll(() => registry.stop());

  async function read(config: (host: string) => object) {
    const dockerConfig = join(scratch, 'config.json');
    writeFileSync(dockerConfig, JSON.stringify(config(registry.host)));
    const reference = `${registry.host}/private:1`;
    const options = { allow: [`http://${registry.host}`], dockerConfig };
    return (await readImageConfigs([reference], options)).get(reference);
  }

  it('lets in who has one', async () => {
    const auth = Buffer.from('ci:s3cret').toString('base64');
    expect(await read((host) => ({ auths: { [host]: { auth } } }))).toMatchObject(EXPECTED);
    expect(await read((host) => ({ auths: { [`https://${host}/v1/`]: { auth } } }))).toMatchObject(
      EXPECTED,
    );
  });

  it('keeps out who has none, a wrong one, or one that only a program knows', async () => {
    const auth = Buffer.from('ci:wrong').toString('base64');
    expect(await read(() => ({}))).toEqual({
      code: 'needs-login',
      reason: `${registry.host} wants a login, or the image does not exist`,
    });
    expect(await read((host) => ({ auths: { [host]: { auth } } }))).toEqual({
      code: 'needs-login',
      reason: `${registry.host} refuses the login that Docker's configuration has`,
    });
    const marker = join(scratch, 'was-run');
    const helper = { code: 'needs-login', reason: expect.stringContaining('helpers are not run') };
    expect(await read(() => ({ credsStore: `x; touch ${marker}` }))).toEqual(helper);
    expect(await read((host) => ({ credHelpers: { [host]: 'desktop' } }))).toEqual(helper);
    expect(existsSync(marker)).toBe(false);
  });
});

describe('a credential helper', () => {
  const folder = join(scratch, 'helpers');
  const helper = (name: string, script: string): void => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `docker-credential-${name}`), `#!/bin/sh\n${script}\n`, {
      mode: 0o755,
    });
    vi.stubEnv('PATH', `${folder}:${process.env['PATH']}`);
  };
  afterEach(() => vi.unstubAllEnvs());

  const path = join(scratch, 'helpers.json');
  async function logins(config: object) {
    writeFileSync(path, JSON.stringify(config));
    return readCredentials(path, askHelper);
  }

  it('is asked as Docker asks it, once for a registry', async () => {
    const asked = join(scratch, 'asked');
    const answer = `'{"ServerURL":"x","Username":"ci","Secret":"s3cret"}'`;
    helper('test', `[ "$1" = get ] && cat >> ${asked} && echo ${answer}`);
    const find = await logins({ credHelpers: { 'ghcr.io': 'test' }, credsStore: 'none-here' });
    const login = { kind: 'password', username: 'ci', password: 's3cret' };
    expect(await find('ghcr.io')).toEqual(login);
    expect(await find('ghcr.io')).toEqual(login);
    expect(readFileSync(asked, 'utf8')).toBe('ghcr.io\n');
    const hub = await logins({ credsStore: 'test' });
    expect(await hub('docker.io')).toEqual(login);
    expect(readFileSync(asked, 'utf8')).toBe('ghcr.io\nhttps://index.docker.io/v1/\n');
  });

  it('may have a token, nothing, or an answer of another shape', async () => {
    helper('token', `echo '{"Username":"<token>","Secret":"refresh"}'`);
    expect(await (await logins({ credsStore: 'token' }))('ghcr.io')).toEqual({
      kind: 'token',
      refreshToken: 'refresh',
    });
    for (const script of ['echo credentials not found; exit 1', 'echo "[]"', 'yes', 'echo {}']) {
      helper('other', script);
      expect(await (await logins({ credsStore: 'other' }))('ghcr.io')).toEqual({
        ...{ kind: 'helper', name: 'other', wasRun: true },
      });
    }
  });

  it('is a name, found in absolute folders alone, and not run where nobody may', async () => {
    const marker = join(scratch, 'ran');
    helper('mark', `touch ${marker}`);
    for (const name of [`../helpers/docker-credential-mark`, `mark; touch ${marker}`, '']) {
      await (
        await logins({ credsStore: name })
      )('ghcr.io');
    }
    vi.stubEnv('PATH', 'helpers:.');
    const working = process.cwd();
    process.chdir(scratch);
    try {
      await (
        await logins({ credsStore: 'mark' })
      )('ghcr.io');
    } finally {
      process.chdir(working);
    }
    vi.stubEnv('PATH', folder);
    expect(await (await readCredentials(path))('ghcr.io')).toMatchObject({ wasRun: false });
    expect(existsSync(marker)).toBe(false);
  });
});

describe('what logins of actions leave in config.json', () => {
  const auth = (text: string): string => Buffer.from(text).toString('base64');

  it.each([
    // docker/login-action and aws-actions/amazon-ecr-login, by `docker login`.
    ['ghcr.io', { auth: auth('octocat:ghs_token') }, 'octocat'],
    ['1234.dkr.ecr.eu-west-1.amazonaws.com', { auth: auth('AWS:eyJwYXlsb2Fk:x') }, 'AWS'],
    ['europe-docker.pkg.dev', { auth: auth('oauth2accesstoken:ya29.a0') }, 'oauth2accesstoken'],
  ])('counts for %s', async (registry, entry, username) => {
    const path = join(scratch, 'actions.json');
    writeFileSync(path, JSON.stringify({ auths: { [registry]: entry } }));
    const found = await (await readCredentials(path))(registry);
    expect(found).toMatchObject({ kind: 'password', username });
  });

  it('counts for Azure, whose name is no user and whose secret is a token', async () => {
    const path = join(scratch, 'azure.json');
    const none = '00000000-0000-0000-0000-000000000000';
    const entry = { auth: auth(`${none}:`), identitytoken: 'eyJhbGciOi' };
    writeFileSync(path, JSON.stringify({ auths: { 'shop.azurecr.io': entry } }));
    expect(await (await readCredentials(path))('shop.azurecr.io')).toEqual({
      kind: 'token',
      refreshToken: 'eyJhbGciOi',
    });
  });
});

describe.skipIf(missing)('a registry with tokens', () => {
  let certificate: Certificate;
  let tokens: Server;
  let registry: DockerRegistry;
  const bodies: string[] = [];
  beforeAll(async () => {
    certificate = makeCertificate('tokens.example');
    tokens = await startServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      bodies.push(body);
      const query = new URL(`http://x${request.url}`).searchParams;
      const scope = query.get('scope') ?? new URLSearchParams(body).get('scope') ?? '';
      const [, repository = '', actions = ''] = scope.split(':');
      const isSecret = repository === 'secret' && !/refresh-me/.test(body);
      const mayPull = !isSecret || request.headers.authorization !== undefined;
      const allowed = actions.split(',').filter((action) => action === 'pull' && mayPull);
      const token = signToken(certificate, repository, allowed);
      response.end(JSON.stringify(request.method === 'POST' ? { access_token: token } : { token }));
    });
    registry = await startDockerRegistry({
      token: {
        realm: `http://${tokens.host}/token`,
        service: 'registry',
        issuer: 'podseal-test',
        rootcertbundle: certificate.path,
      },
    });
    for (const name of ['open', 'secret']) {
      const token = signToken(certificate, name, ['pull', 'push']);
      await registry.push(name, '1', await makeImage({ config: CONFIG }), `Bearer ${token}`);
    }
  });
  afterAll(() => {
    registry.stop();
    tokens.stop();
    certificate.remove();
  });

  async function read(name: string, config: object, allowed = [registry.host, tokens.host]) {
    const dockerConfig = join(scratch, 'tokens.json');
    writeFileSync(dockerConfig, JSON.stringify(config));
    const reference = `${registry.host}/${name}:1`;
    const options = { allow: allowed.map((host) => `http://${host}`), dockerConfig };
    return (await readImageConfigs([reference], options)).get(reference);
  }

  it('gives a token to anybody for what is open, by a scope that only reads', async () => {
    expect(await read('open', {})).toMatchObject(EXPECTED);
    const { url, authorization } = tokens.requests.at(-1) ?? {};
    expect(url).toBe('/token?service=registry&scope=repository%3Aopen%3Apull');
    expect(authorization).toBeUndefined();
  });

  it('gives one for a password, or for a refresh token, for what is not', async () => {
    expect(await read('secret', {})).toMatchObject({ code: 'needs-login' });
    const auth = Buffer.from('ci:s3cret').toString('base64');
    expect(await read('secret', { auths: { [registry.host]: { auth } } })).toMatchObject(EXPECTED);
    expect(tokens.requests.at(-1)?.authorization).toBe(`Basic ${auth}`);
    const entry = { auth: Buffer.from('<token>:').toString('base64'), identitytoken: 'refresh-me' };
    expect(await read('secret', { auths: { [registry.host]: entry } })).toMatchObject(EXPECTED);
    expect(Object.fromEntries(new URLSearchParams(bodies.at(-1)))).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'refresh-me',
      client_id: 'podseal',
      service: 'registry',
      scope: 'repository:secret:pull',
    });
  });

  it('is not followed to a place for tokens that is not public', async () => {
    const asked = tokens.requests.length;
    expect(await read('open', {}, [registry.host])).toEqual({
      code: 'refused-address',
      reason: `${tokens.host} would be asked without TLS`,
    });
    expect(tokens.requests).toHaveLength(asked);
  });
});
