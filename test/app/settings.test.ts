import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors/user-error.ts';
import { readSettings } from '../../src/app/settings.ts';

const PRIVATE_KEY = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
  type: 'pkcs8',
  format: 'pem',
}) as string;
const GOOD = { APP_ID: '12', PRIVATE_KEY, WEBHOOK_SECRET: 'sixteen characters' };

function problems(env: Record<string, string>, argv: string[] = []): string[] {
  try {
    readSettings(env, argv);
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.message.split('\n');
  }
}

describe('the settings', () => {
  it('have a default for all that can have one', () => {
    expect(readSettings(GOOD)).toMatchObject({
      role: 'both',
      apiUrl: 'https://api.github.com',
      redisUrl: undefined,
      port: 3000,
      pace: 'github',
      review: { ruleSet: { profile: 'immutable' }, failOn: 'error', scope: 'introduced' },
    });
  });

  it('are all checked at once', () => {
    const env = { APP_ID: 'x', WEBHOOK_SECRET: 'short', PORT: '-1', PODSEAL_PROFILE: 'lax' };
    expect(problems(env).map((line) => line.split(' ', 1)[0])).toEqual([
      'APP_ID',
      'WEBHOOK_SECRET',
      'PORT',
      'PODSEAL_PROFILE',
      'PRIVATE_KEY',
    ]);
  });

  it('have every option of a review that the Action has', () => {
    const { review, registry } = readSettings({
      ...GOOD,
      PODSEAL_PROFILE: 'strict',
      PODSEAL_SCRATCH_SIZE: '64Mi',
      PODSEAL_SCRATCH_MEDIUM: 'memory',
      PODSEAL_SKIP_RULE: 'pinned-image',
      PODSEAL_FILES: 'deploy/**/*.{yaml,yml}, !deploy/old/**',
      PODSEAL_DRAFTS: 'skip',
      PODSEAL_REQUEST_CHANGES: 'true',
      PODSEAL_REGISTRY: 'true',
      PODSEAL_REGISTRY_MIRROR: 'docker.io=https://mirror.corp',
    });
    expect(review).toMatchObject({
      ruleSet: {
        profile: 'strict',
        skip: ['pinned-image'],
        scratch: { sizeLimit: '64Mi', medium: 'Memory' },
      },
      files: ['deploy/**/*.{yaml,yml}', '!deploy/old/**'],
      skipsDrafts: true,
      requestChanges: true,
    });
    expect(registry).toMatchObject({
      mirrors: { 'docker.io': 'https://mirror.corp' },
      dockerConfig: undefined,
    });
  });

  it('send logins to registries only where their folder is named', () => {
    const asked = { ...GOOD, PODSEAL_REGISTRY: 'true' };
    expect(readSettings(asked).registry?.dockerConfig).toBeUndefined();
    expect(readSettings({ ...asked, DOCKER_CONFIG: '/etc/docker' }).registry?.dockerConfig).toBe(
      '/etc/docker/config.json',
    );
    expect(readSettings(GOOD).registry).toBeUndefined();
    expect(problems({ ...GOOD, PODSEAL_REGISTRY_ALLOW: 'registry.corp' })).toHaveLength(1);
  });

  it('are counted in milliseconds, and trimmed', () => {
    const given = { PODSEAL_DRAIN_SECONDS: ' 7 ', PODSEAL_SILENCE_SECONDS: '40' };
    expect(readSettings({ ...GOOD, ...given })).toMatchObject({
      drainMs: 7000,
      stalledAfterMs: 40_000,
      review: { dryRun: false },
    });
  });

  it('take secrets from files, and nothing else', () => {
    const folder = mkdtempSync(join(tmpdir(), 'podseal-settings-'));
    const path = join(folder, 'secret');
    writeFileSync(path, 'a secret of sixteen\n');
    const { WEBHOOK_SECRET: _, ...rest } = GOOD;
    const settings = readSettings({ ...rest, WEBHOOK_SECRET_PATH: ` ${path} ` });
    expect(settings.webhookSecret).toBe('a secret of sixteen');
    expect(readSettings({ ...GOOD, HOST_PATH: path, PORT_PATH: '/nowhere' }).port).toBe(3000);
    rmSync(folder, { recursive: true });
  });

  it('name the file of a secret that can’t be read', () => {
    const { WEBHOOK_SECRET: _, ...rest } = GOOD;
    expect(problems({ ...rest, WEBHOOK_SECRET_PATH: '/nowhere' })).toEqual([
      expect.stringMatching(/^WEBHOOK_SECRET_PATH can't be read/),
    ]);
  });

  it('have no default for the secret of webhooks', () => {
    const { WEBHOOK_SECRET: _, ...rest } = GOOD;
    expect(problems(rest)).toEqual([expect.stringMatching(/^WEBHOOK_SECRET is missing/)]);
    expect(problems({ ...rest, WEBHOOK_SECRET: 'development' })).toHaveLength(1);
  });

  it('take the key as it is, in one line, or in base64', () => {
    for (const given of [
      PRIVATE_KEY,
      PRIVATE_KEY.replaceAll('\n', '\\n'),
      Buffer.from(PRIVATE_KEY).toString('base64'),
    ]) {
      expect(readSettings({ ...GOOD, PRIVATE_KEY: given }).identity?.privateKey.trim()).toBe(
        PRIVATE_KEY.trim(),
      );
    }
    expect(problems({ ...GOOD, PRIVATE_KEY: 'nonsense' })).toHaveLength(1);
  });

  it('ask a role for the secrets that it needs, and drop others', () => {
    const REDIS_URL = 'redis://localhost';
    const web = { WEBHOOK_SECRET: GOOD.WEBHOOK_SECRET, REDIS_URL };
    expect(readSettings({ ...GOOD, ...web }, ['--role', 'web']).identity).toBeUndefined();
    expect(problems(web, ['--role=web'])).toEqual([]);
    const { WEBHOOK_SECRET: _, ...worker } = GOOD;
    expect(problems({ ...worker, REDIS_URL, PODSEAL_ROLE: 'worker' })).toEqual([]);
    expect(problems(worker, ['--role', 'worker'])).toEqual([
      expect.stringMatching(/^REDIS_URL is needed/),
    ]);
    expect(problems(GOOD, ['--rolle', 'web'])).toHaveLength(1);
    expect(problems(GOOD, ['--role'])).toHaveLength(1);
  });

  it('send tokens over https only, and show no password', () => {
    expect(problems({ ...GOOD, GITHUB_API_URL: 'http://github.example.com' })).toHaveLength(1);
    expect(problems({ ...GOOD, GITHUB_API_URL: 'http://127.0.0.1:1/' })).toEqual([]);
    const [problem] = problems({ ...GOOD, REDIS_URL: 'http://:hunter2@redis' });
    expect(problem).not.toContain('hunter2');
  });
});
