import * as v from 'valibot';
import { text } from '../schema/shapes.ts';
import { choiceOption, numberOption, textOption } from './option.ts';

/** What a process of the app does. */
const ROLES = ['web', 'worker', 'both'] as const;
const LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
const PACES = ['github', 'none'] as const;

/** A secret that is shorter than this can be guessed by trying. */
const MIN_SECRET = 16;

/** No number that a process is told is larger. */
const MOST = 999_999_999;

/** The value is not shown: a password may be in it. */
function url(protocols: readonly string[]) {
  const starts = protocols.map((protocol) => `${protocol}//`).join(' or ');
  return v.pipe(
    text(),
    v.check((value) => {
      const protocol = URL.parse(value)?.protocol;
      return protocol !== undefined && protocols.includes(protocol);
    }, `is not a URL that starts with ${starts}`),
  );
}

/** Tokens are sent there. */
const apiUrl = () =>
  v.pipe(
    url(['https:', 'http:']),
    v.check((value) => {
      const { protocol, hostname = '' } = URL.parse(value) ?? {};
      return protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
    }, 'must start with https://: tokens are sent there'),
  );

/** The options of the app's processes, by their variables. */
export const APP_OPTIONS = {
  APP_ID: numberOption(
    { least: 1, most: MOST },
    { help: 'The ID of the App. Needed where jobs are done.', default: undefined },
  ),
  PRIVATE_KEY: textOption(
    'pem',
    {
      help: 'The private key of the App in PEM format, its line breaks also as `\\n`, or all of it in base64. Needed where jobs are done.',
      default: undefined,
    },
    // Line breaks belong to it; whether it is a key is for who reads it to say.
    v.string,
  ),
  WEBHOOK_SECRET: textOption(
    'secret',
    {
      help: `The secret of the webhooks, at least ${MIN_SECRET} characters. Needed where webhooks are taken.`,
      default: undefined,
    },
    () =>
      v.pipe(
        v.string(),
        v.minLength(
          MIN_SECRET,
          `is shorter than ${MIN_SECRET} characters: without a good one, anybody can send webhooks`,
        ),
      ),
  ),
  REDIS_URL: textOption(
    'url',
    {
      help: '`redis://` or `rediss://`. Without it the queue is in the process, and lost with it.',
      default: undefined,
    },
    () => url(['redis:', 'rediss:']),
  ),
  GITHUB_API_URL: textOption(
    'url',
    {
      help: '`https://HOST/api/v3` for GitHub Enterprise Server.',
      default: 'https://api.github.com',
    },
    apiUrl,
  ),
  PODSEAL_ROLE: choiceOption(ROLES, {
    help: '`web` takes webhooks, `worker` does jobs; also as `--role worker`.',
    default: 'both',
  }),
  HOST: textOption('address', { help: 'The address to listen on.', default: '0.0.0.0' }),
  PORT: numberOption(
    { least: 0, most: 65_535 },
    { help: 'The port that takes webhooks. Nothing else is answered there.', default: 3000 },
  ),
  PODSEAL_STATUS_PORT: numberOption(
    { least: 0, most: 65_535 },
    {
      help: 'The port for `/healthz`, `/readyz` and `/metrics`: not for the outside.',
      default: 3001,
    },
  ),
  LOG_LEVEL: choiceOption(LEVELS, {
    help: 'From which level on lines are logged: `debug`, `info`, `warn`, `error` or `silent`.',
    default: 'info',
  }),
  PODSEAL_CONCURRENCY: numberOption(
    { least: 1, most: MOST },
    { help: 'Jobs at a time in a process; of one installation at most 4 in all.', default: 8 },
  ),
  PODSEAL_DRAIN_SECONDS: numberOption(
    { least: 0, most: MOST },
    { help: 'How long running jobs may take to end on SIGTERM.', default: 25 },
  ),
  PODSEAL_SILENCE_SECONDS: numberOption(
    { least: 1, most: MOST },
    { help: 'After this silence of a worker its jobs go to another.', default: 30 },
  ),
  PODSEAL_PACE: choiceOption(PACES, {
    help: '`none` for a GitHub Enterprise Server without limits on requests.',
    default: 'github',
  }),
};
