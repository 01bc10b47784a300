import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { FAIL_ON, PROFILES, SCOPES } from '../options/options.ts';
import { readPodSecurityVersion } from '../options/pod-security-version.ts';
import { UserError } from '../errors/user-error.ts';
import type { RunOptions } from '../run/run-review.ts';

const ROLES = ['web', 'worker', 'both'] as const;
const LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
const YES_NO = ['true', 'false'] as const;
const DRAFTS = ['review', 'skip'] as const;
const PACES = ['github', 'none'] as const;

/** All that the app is told, read once. */
export interface Settings {
  /** Whether this process takes webhooks, does jobs, or both. */
  readonly role: (typeof ROLES)[number];
  /** Who the App is: undefined where no jobs are done, so that the key is not where webhooks are. */
  readonly identity: Identity | undefined;
  /** Undefined where no webhooks are taken. */
  readonly webhookSecret: string | undefined;
  /** Where GitHub's API is, without a slash at the end. No other host is called. */
  readonly apiUrl: string;
  /** Undefined keeps the queue in this process. */
  readonly redisUrl: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly logLevel: (typeof LEVELS)[number];
  /** How many jobs this process does at a time. */
  readonly concurrency: number;
  /** How long jobs that run may take to end when the process is told to stop. */
  readonly drainMs: number;
  readonly stalledAfterMs: number;
  /** `none` where a GitHub Enterprise Server has no limits on requests. */
  readonly pace: (typeof PACES)[number];
  readonly review: Omit<RunOptions, 'show'>;
}

/** What an App proves with that it is itself. */
export interface Identity {
  readonly appId: number;
  readonly privateKey: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** A secret that is shorter than this can be guessed by trying. */
const MIN_SECRET = 16;

/**
 * Reads the settings from the environment, and the role from the command line as well.
 *
 * @throws UserError that names all that is wrong, not only the first
 */
export function readSettings(env: Environment, argv: readonly string[] = []): Settings {
  const reader = new Reader(env);
  const role = reader.choice('PODSEAL_ROLE', ROLES, 'both', roleOf(argv));
  const redisUrl = reader.url('REDIS_URL', ['redis:', 'rediss:']);
  if (role !== 'both' && redisUrl === undefined) {
    reader.problem('REDIS_URL', `is needed for the role ${role}: web and workers share the queue`);
  }
  const settings: Settings = {
    role,
    identity: role === 'web' ? undefined : reader.identity(),
    webhookSecret: role === 'worker' ? undefined : reader.webhookSecret(),
    apiUrl: reader.apiUrl(),
    redisUrl,
    host: reader.text('HOST', '0.0.0.0'),
    port: reader.integer('PORT', 0, 3000),
    logLevel: reader.choice('LOG_LEVEL', LEVELS, 'info'),
    concurrency: reader.integer('PODSEAL_CONCURRENCY', 1, 8),
    drainMs: reader.integer('PODSEAL_DRAIN_SECONDS', 0, 25) * 1000,
    stalledAfterMs: reader.integer('PODSEAL_SILENCE_SECONDS', 1, 30) * 1000,
    pace: reader.choice('PODSEAL_PACE', PACES, 'github'),
    review: reader.review(),
  };
  reader.finish();
  return settings;
}

/** `--role worker` or `--role=worker`; all other words are a mistake, and end up as an unknown role. */
function roleOf([flag, value]: readonly string[]): string | undefined {
  if (flag === undefined) return undefined;
  return flag === '--role' ? (value ?? '') : flag.replace(/^--role=/, '');
}

/** Reads variables, and collects what is wrong with them. */
class Reader {
  readonly #env: Environment;
  readonly #problems: string[] = [];

  constructor(env: Environment) {
    this.#env = env;
  }

  problem(name: string, what: string): void {
    this.#problems.push(`${name} ${what}.`);
  }

  finish(): void {
    if (this.#problems.length > 0) throw new UserError(this.#problems.join('\n'));
  }

  text(name: string, fallback = ''): string {
    const value = this.#env[name]?.trim() ?? '';
    return value === '' ? fallback : value;
  }

  /** A variable, or the file that `<name>_PATH` names: secrets are often mounted as files. */
  secret(name: string): string {
    const value = this.text(name);
    const path = this.text(`${name}_PATH`);
    if (value !== '' || path === '') return value;
    try {
      return readFileSync(path, 'utf8').trim();
    } catch (error) {
      this.problem(`${name}_PATH`, `can't be read: ${String(error)}`);
      return '';
    }
  }

  choice<T extends string>(name: string, choices: readonly T[], fallback: T, given?: string): T {
    const value = given ?? this.text(name, fallback);
    const chosen = choices.find((choice) => choice === value);
    if (chosen === undefined) {
      this.problem(name, `is ${JSON.stringify(value)}, which is none of ${choices.join(', ')}`);
    }
    return chosen ?? fallback;
  }

  integer(name: string, least: number, fallback?: number): number {
    const text = this.text(name, fallback === undefined ? '' : String(fallback));
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least) return value;
    this.problem(name, text === '' ? 'is missing' : `is no whole number from ${least} on`);
    return least;
  }

  url(name: string, protocols: readonly string[], fallback?: string): string | undefined {
    const text = this.text(name, fallback);
    if (text === '') return undefined;
    const url = URL.parse(text);
    // The value is not shown: a password may be in it.
    if (!url || !protocols.includes(url.protocol)) {
      this.problem(
        name,
        `is no URL that starts with ${protocols.map((one) => `${one}//`).join(' or ')}`,
      );
    }
    return text;
  }

  apiUrl(): string {
    const url = this.url('GITHUB_API_URL', ['https:', 'http:'], 'https://api.github.com') ?? '';
    const parsed = URL.parse(url);
    const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(parsed?.hostname ?? '');
    if (parsed?.protocol === 'http:' && !isLocal) {
      this.problem('GITHUB_API_URL', 'must start with https://: tokens are sent there');
    }
    return url.replace(/(?<!\/)\/+$/, '');
  }

  identity(): Identity {
    return { appId: this.integer('APP_ID', 1), privateKey: this.#privateKey() };
  }

  #privateKey(): string {
    const given = this.secret('PRIVATE_KEY');
    if (given === '') {
      this.problem(
        'PRIVATE_KEY',
        'is missing: the PEM file of the App, or its path in PRIVATE_KEY_PATH',
      );
      return '';
    }
    const key = unfold(given);
    try {
      createPrivateKey(key);
    } catch {
      this.problem('PRIVATE_KEY', 'is no private key in PEM format');
    }
    return key;
  }

  webhookSecret(): string {
    const secret = this.secret('WEBHOOK_SECRET');
    if (secret.length < MIN_SECRET) {
      const what = secret === '' ? 'is missing' : `is shorter than ${MIN_SECRET} characters`;
      this.problem('WEBHOOK_SECRET', `${what}: without a good one, anybody can send webhooks`);
    }
    return secret;
  }

  review(): Settings['review'] {
    const profile = this.choice('PODSEAL_PROFILE', PROFILES, 'immutable');
    const scope = this.text('PODSEAL_SCOPE');
    return {
      ruleSet: { profile, podSecurityVersion: this.#podSecurityVersion(profile) },
      failOn: this.choice('PODSEAL_FAIL_ON', FAIL_ON, 'error'),
      scope: scope === '' ? undefined : this.choice('PODSEAL_SCOPE', SCOPES, 'touched'),
      requestChanges: this.choice('PODSEAL_REQUEST_CHANGES', YES_NO, 'false') === 'true',
      skipsDrafts: this.choice('PODSEAL_DRAFTS', DRAFTS, 'review') === 'skip',
      files: this.text('PODSEAL_FILES')
        .split(/[\n,]/)
        .map((glob) => glob.trim()),
      checkName: this.text('PODSEAL_CHECK_NAME', 'Podseal'),
      dryRun: false,
    };
  }

  #podSecurityVersion(profile: (typeof PROFILES)[number]): number | undefined {
    try {
      return readPodSecurityVersion(this.text('PODSEAL_POD_SECURITY_VERSION', 'latest'), profile);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.problem('PODSEAL_POD_SECURITY_VERSION', error.message.replace(/\.$/, ''));
      return undefined;
    }
  }
}

/** A key in one line, as some systems pass it: with `\n` for its line breaks, or in base64. */
function unfold(key: string): string {
  if (key.includes('-----BEGIN')) return key.replaceAll('\\n', '\n');
  return Buffer.from(key, 'base64').toString('utf8');
}
