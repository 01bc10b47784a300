import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { UserError } from '../errors/user-error.ts';
import { APP_OPTIONS } from '../options/app-options.ts';
import {
  type GivenOf,
  type Options,
  type ValuesOf,
  readTexts,
  valuesOf,
} from '../options/option.ts';
import { type Given, OPTIONS, type Values } from '../options/options.ts';
import { ruleSetOf } from '../options/rule-set.ts';
import { registryFlagsOf, registryOptions } from '../registry/flags.ts';
import type { RegistryOptions } from '../registry/options.ts';
import { runOptionsOf } from '../run/run-options.ts';
import type { RunOptions } from '../run/run-review.ts';

type AppValues = ValuesOf<typeof APP_OPTIONS>;

/** All that the app is told, read once. */
export interface Settings {
  /** Whether this process takes webhooks, does jobs, or both. */
  readonly role: AppValues['PODSEAL_ROLE'];
  /** Who the App is: undefined where no jobs are done, so that the key is not where webhooks are. */
  readonly identity: Identity | undefined;
  /** Undefined where no webhooks are taken. */
  readonly webhookSecret: string | undefined;
  /** Where GitHub's API is, without a slash at the end. No other host of GitHub is called. */
  readonly apiUrl: string;
  /** Undefined keeps the queue in this process. */
  readonly redisUrl: string | undefined;
  readonly host: string;
  /** Where webhooks are taken. */
  readonly port: number;
  /** Where probes and metrics are answered: not for the outside. */
  readonly statusPort: number;
  readonly logLevel: AppValues['LOG_LEVEL'];
  /** How many jobs this process does at a time. */
  readonly concurrency: number;
  /** How long jobs that run may take to end when the process is told to stop. */
  readonly drainMs: number;
  readonly stalledAfterMs: number;
  /** `none` where a GitHub Enterprise Server has no limits on requests. */
  readonly pace: AppValues['PODSEAL_PACE'];
  /** How registries are asked; undefined where none is. */
  readonly registry: RegistryOptions | undefined;
  readonly review: Omit<RunOptions, 'show' | 'inspect' | 'judge'>;
}

/** What an App proves with that it is itself. */
export interface Identity {
  readonly appId: number;
  readonly privateKey: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings from the environment, and the role from the command line as well.
 *
 * @throws UserError that names all that is wrong, not only the first
 */
export function readSettings(env: Environment, argv: readonly string[] = []): Settings {
  const reader = new Reader({ ...env, PODSEAL_ROLE: roleOf(argv) ?? env['PODSEAL_ROLE'] });
  const app = valuesOf(
    APP_OPTIONS,
    reader.given(APP_OPTIONS, (name) => name),
  );
  const given = reader.given(OPTIONS, variableOf);
  // The configuration of a repository counts before what is set for all.
  const valuesWith = (configured: Given): Values => valuesOf(OPTIONS, configured, given);
  const values = valuesWith({});
  const role = app.PODSEAL_ROLE;
  if (role !== 'both' && app.REDIS_URL === undefined) {
    reader.problem('REDIS_URL', `is needed for the role ${role}: web and workers share the queue`);
  }
  const settings: Settings = {
    role,
    identity: role === 'web' ? undefined : reader.identity(app),
    webhookSecret: role === 'worker' ? undefined : reader.required('WEBHOOK_SECRET', app),
    apiUrl: app.GITHUB_API_URL.replace(/(?<!\/)\/+$/, ''),
    redisUrl: app.REDIS_URL,
    host: app.HOST,
    port: app.PORT,
    statusPort: app.PODSEAL_STATUS_PORT,
    logLevel: app.LOG_LEVEL,
    concurrency: app.PODSEAL_CONCURRENCY,
    drainMs: app.PODSEAL_DRAIN_SECONDS * 1000,
    stalledAfterMs: app.PODSEAL_SILENCE_SECONDS * 1000,
    pace: app.PODSEAL_PACE,
    registry: reader.attempt(() => readRegistry(values, env)),
    review: {
      ...runOptionsOf(valuesWith),
      dryRun: false,
      ruleSet: reader.attempt(() => ruleSetOf(values)) ?? { profile: values.profile },
    },
  };
  reader.finish();
  return settings;
}

/** The variable of an option that other front ends have, too: `PODSEAL_FAIL_ON`. */
function variableOf(key: string): string {
  return `PODSEAL_${key.toUpperCase().replaceAll('-', '_')}`;
}

/**
 * Logins are used only where the operator names their folder: whoever opens a pull request in any
 * installation chooses what is read with them.
 */
function readRegistry(values: Values, env: Environment): RegistryOptions | undefined {
  const options = registryOptions(registryFlagsOf(values), env);
  return options && env['DOCKER_CONFIG'] === undefined
    ? { ...options, dockerConfig: undefined }
    : options;
}

/** `--role worker` or `--role=worker`; all other words are a mistake, and end up as an unknown role. */
function roleOf([flag, value]: readonly string[]): string | undefined {
  if (flag === undefined) return undefined;
  return flag === '--role' ? (value ?? 'nothing') : flag.replace(/^--role=/, '');
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

  /** Does what finds out itself what is wrong. */
  attempt<Result>(make: () => Result): Result | undefined {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.#problems.push(error.message);
      return undefined;
    }
  }

  /** What was given of the options of a table. */
  given<Table extends Options>(table: Table, nameOf: (key: string) => string): GivenOf<Table> {
    const { given, faults } = readTexts(table, (key) => this.#text(nameOf(key)), nameOf);
    for (const fault of faults) this.#problems.push(fault);
    return given;
  }

  /** A variable, or the file that `<name>_PATH` names: secrets are often mounted as files. */
  #text(name: string): string {
    const value = this.#env[name]?.trim() ?? '';
    const path = SECRETS.includes(name) ? (this.#env[`${name}_PATH`]?.trim() ?? '') : '';
    if (value !== '' || path === '') return value;
    try {
      return readFileSync(path, 'utf8').trim();
    } catch (error) {
      this.problem(`${name}_PATH`, `can't be read: ${String(error)}`);
      return '';
    }
  }

  /** A variable without which nothing works; that it is wrong was said before. */
  required<Name extends keyof AppValues>(
    name: Name,
    values: AppValues,
  ): NonNullable<AppValues[Name]> | undefined {
    const isGiven = this.#problems.some(
      (problem) => problem.startsWith(`${name} `) || problem.startsWith(`${name}_PATH `),
    );
    if (values[name] === undefined && !isGiven) this.problem(name, 'is missing');
    return values[name] ?? undefined;
  }

  identity(values: AppValues): Identity {
    const appId = this.required('APP_ID', values) ?? 0;
    const given = this.required('PRIVATE_KEY', values);
    return { appId, privateKey: given === undefined ? '' : this.#privateKey(given) };
  }

  #privateKey(given: string): string {
    const key = unfold(given);
    try {
      createPrivateKey(key);
    } catch {
      this.problem('PRIVATE_KEY', 'is not a private key in PEM format');
    }
    return key;
  }
}

/** What may be in a file instead. */
const SECRETS: readonly string[] = ['PRIVATE_KEY', 'WEBHOOK_SECRET'];

/** A key in one line, as some systems pass it: with `\n` for its line breaks, or in base64. */
function unfold(key: string): string {
  if (key.includes('-----BEGIN')) return key.replaceAll('\\n', '\n');
  return Buffer.from(key, 'base64').toString('utf8');
}
