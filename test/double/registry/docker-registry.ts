import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { createPrivateKey, sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { stringify } from 'yaml';
import type { Document } from './image.ts';

/** A real registry, distribution's, on loopback. */
export interface DockerRegistry {
  readonly host: string;
  /** Pushes an image with all that it consists of. */
  push(repository: string, tag: string, image: Document, authorization?: string): Promise<void>;
  stop(): void;
}

/** Why the tests with a real registry can't run; CI has to have one. */
export function missingTools(): string | undefined {
  const missing = ['docker-registry', 'openssl'].filter(
    (tool) => spawnSync(tool, ['--version']).error !== undefined,
  );
  if (missing.length === 0) return undefined;
  const reason = `not installed: ${missing.join(', ')} (apt-get install ${missing.join(' ')})`;
  if (process.env['CI'] === 'true') throw new Error(reason);
  process.stderr.write(`The tests with a real registry are skipped: ${reason}\n`);
  return reason;
}

/** @param auth the `auth` of its configuration file */
export async function startDockerRegistry(auth?: object): Promise<DockerRegistry> {
  const folder = mkdtempSync(join(tmpdir(), 'podseal-registry-'));
  const host = `127.0.0.1:${await freePort()}`;
  const config = {
    version: 0.1,
    log: { level: 'error' },
    storage: { filesystem: { rootdirectory: join(folder, 'data') } },
    http: { addr: host, secret: 'for this test' },
    ...(auth && { auth }),
  };
  writeFileSync(join(folder, 'config.yml'), stringify(config));
  const child = spawn('docker-registry', ['serve', join(folder, 'config.yml')], {
    stdio: 'ignore',
    // Its version 3 would look for a collector of traces.
    env: { PATH: process.env['PATH'], OTEL_TRACES_EXPORTER: 'none' },
  });
  await waitFor(host, child);
  const stop = (): void => {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  return { host, stop, push: async (...image) => push(host, ...image) };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function waitFor(host: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (child.exitCode !== null) throw new Error('The registry does not start.');
    const isUp = await fetch(`http://${host}/`).then(
      () => true,
      () => false,
    );
    if (isUp) return;
    await wait(50);
  }
  throw new Error('The registry does not answer.');
}

async function push(
  host: string,
  repository: string,
  tag: string,
  document: Document,
  authorization?: string,
): Promise<void> {
  const headers = authorization === undefined ? {} : { authorization };
  const base = `http://${host}/v2/${repository}`;
  for (const child of document.children) {
    await push(host, repository, child.digest, child, authorization);
  }
  for (const { bytes, digest } of document.blobs) {
    const start = await fetch(`${base}/blobs/uploads/`, { method: 'POST', headers });
    const url = new URL(start.headers.get('location') ?? '', base);
    url.searchParams.set('digest', digest);
    await expectCreated(await fetch(url, { method: 'PUT', headers, body: new Uint8Array(bytes) }));
  }
  await expectCreated(
    await fetch(`${base}/manifests/${tag}`, {
      method: 'PUT',
      headers: { ...headers, 'content-type': document.mediaType },
      body: new Uint8Array(document.bytes),
    }),
  );
}

async function expectCreated(response: Response): Promise<void> {
  if (response.status !== 201) throw new Error(`${response.status}: ${await response.text()}`);
}

/** A key, and a certificate for a host that it signed itself. */
export interface Certificate {
  readonly path: string;
  readonly key: string;
  readonly cert: string;
  remove(): void;
}

export function makeCertificate(host: string): Certificate {
  const folder = mkdtempSync(join(tmpdir(), 'podseal-certificate-'));
  const [key, path] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const kind = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${host}`];
  const extension = ['-addext', `subjectAltName=DNS:${host}`];
  execFileSync('openssl', ['req', ...kind, ...extension, '-keyout', key, '-out', path], {
    stdio: 'ignore',
  });
  return {
    path,
    key: readFileSync(key, 'utf8'),
    cert: readFileSync(path, 'utf8'),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** A token as distribution's token authentication takes it (auth/jwt). */
export function signToken(
  { key, cert }: Certificate,
  repository: string,
  actions: readonly string[],
): string {
  const chain = cert.replace(/-----[A-Z ]+-----|\s/g, '');
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: 'podseal-test',
    aud: 'registry',
    sub: '',
    exp: now + 300,
    nbf: now - 10,
    iat: now,
    access: [{ type: 'repository', name: repository, actions }],
  };
  const header = { typ: 'JWT', alg: 'RS256', x5c: [chain] };
  const signed = [header, claims]
    .map((part) => encode(Buffer.from(JSON.stringify(part))))
    .join('.');
  const signature = sign('RSA-SHA256', Buffer.from(signed), createPrivateKey(key));
  return `${signed}.${encode(signature)}`;
}

function encode(bytes: Buffer): string {
  return bytes.toString('base64url');
}
