import { once } from 'node:events';
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Probot } from 'probot';
import { UserError } from './errors/user-error.ts';
import { MemoryQueue } from './queue/memory-queue.ts';
import type { JobQueue } from './queue/queue.ts';
import { RedisQueue } from './queue/redis-queue.ts';
import { Clients } from './app/clients.ts';
import { jobsOf } from './app/events.ts';
import { type Receive, makeStatusServer, makeWebhookServer } from './app/http.ts';
import { type Logger, makeLog } from './app/log.ts';
import { Metrics } from './app/metrics.ts';
import { EVENTS, OddPayload, readBody, readPayload } from './app/payload.ts';
import { GitHubReviewer } from './app/reviewer.ts';
import { type Settings, readSettings } from './app/settings.ts';
import { makeHandler } from './app/work.ts';
import { Judge } from './run/judge-apart.ts';

/** A job that should have been begun this long ago means that nobody works. */
const STUCK_MS = 15 * 60_000;

/** A webhook waits for Redis no longer than this (ADD_TIMEOUT_MS in redis-queue.ts). */
const CLOSE_MS = 5000;

function makeQueue(settings: Settings, log: Logger): JobQueue {
  const { redisUrl: url, concurrency, stalledAfterMs } = settings;
  if (url === undefined) return new MemoryQueue(concurrency);
  const onError = (error: Error): void => log.error({ err: error }, 'the queue failed');
  return new RedisQueue({ url, concurrency, stalledAfterMs, onError });
}

/** Probot takes webhooks. It has no key, and asks GitHub for nothing: jobs do, elsewhere. */
function makeProbot(secret: string, log: Logger): Probot {
  return new Probot({ githubToken: 'none', secret, log, request: { fetch: refuse } });
}

async function refuse(): Promise<never> {
  throw new Error('a webhook is answered without asking GitHub');
}

/** Queues what webhooks ask for. Nothing else is done before the answer. */
async function makeReceiver(secret: string, queue: JobQueue, log: Logger): Promise<Receive> {
  const probot = makeProbot(secret, log);
  await probot.ready();
  const { webhooks } = probot;
  probot.on([...EVENTS], async ({ id, name, payload }) => {
    const jobs = jobsOf(name, readPayload(name, payload));
    await Promise.all(
      jobs.map(async (job, index) => queue.add(job, index === 0 ? id : `${id}-${index}`)),
    );
    log.info({ delivery: id, event: name, jobs: jobs.length }, 'webhook');
  });
  probot.on(['installation', 'installation_repositories'], ({ name, payload }) => {
    const { action, installation } = readPayload(name, payload);
    log.info({ event: name, action, installation: installation?.id }, 'installation');
  });
  return async ({ id, event, signature, body }) => {
    try {
      // An empty body is refused with an exception.
      const isSigned = await webhooks.verify(body, signature).catch(() => false);
      if (!isSigned) {
        log.warn({ delivery: id, event }, 'the signature of a webhook is wrong');
        return 'unsigned';
      }
      const payload = readBody(event, body);
      // Of its payload nothing is read but what has this shape.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      await webhooks.receive({ id, name: event, payload } as Parameters<
        typeof webhooks.receive
      >[0]);
      return 'taken';
    } catch (error) {
      log.warn({ delivery: id, event, err: error }, 'a webhook was not taken');
      return error instanceof OddPayload ? 'odd' : 'failed';
    }
  };
}

/**
 * Listens, and says on which port.
 *
 * @throws UserError when that can't be done
 */
async function listen(server: Server, port: number, host: string): Promise<number | undefined> {
  await once(server.listen(port, host), 'listening').catch((error: unknown) => {
    throw new UserError(`It can't listen on ${host}, port ${port}: ${String(error)}.`);
  });
  const address = server.address();
  return typeof address === 'object' ? address?.port : undefined;
}

/** Takes no connection any more. Requests that are being answered have this long. */
async function closeServer(server: Server): Promise<void> {
  const closed = new Promise((resolve) => {
    server.close(resolve);
  });
  await Promise.race([closed, sleep(CLOSE_MS)]);
  server.closeAllConnections();
}

async function start(settings: Settings): Promise<void> {
  const { identity, webhookSecret } = settings;
  const log = makeLog(settings);
  const queue = makeQueue(settings, log);
  const metrics = new Metrics(async () => queue.counts());
  const receive =
    webhookSecret === undefined ? undefined : await makeReceiver(webhookSecret, queue, log);
  const options = { log, metrics, queue, stuckMs: STUCK_MS, role: settings.role };
  const servers = [
    makeStatusServer(options),
    ...(receive ? [makeWebhookServer(options, receive)] : []),
  ];
  const clients = identity && new Clients({ settings, identity, metrics, log });
  if (clients) {
    const reviewer = new GitHubReviewer({ settings, clients, metrics, log, judge: new Judge() });
    await queue.work(makeHandler({ queue, reviewer, log, metrics }));
  }
  const wanted = [settings.statusPort, settings.port];
  const [statusPort, port] = await Promise.all(
    servers.map(async (server, at) => listen(server, wanted[at] ?? 0, settings.host)),
  );
  const kind = settings.redisUrl === undefined ? 'memory' : 'redis';
  const stop = async (signal: string): Promise<void> => {
    log.info({ signal }, 'stopping');
    await Promise.all(servers.map(closeServer));
    await queue
      .close(settings.drainMs)
      .catch((error: unknown) => log.error({ err: error }, 'the queue was not closed'));
    clients?.close();
    log.info('stopped');
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => void stop(signal));
  log.info({ port, statusPort, queue: kind }, 'started');
}

/** Starts the app. Exits with 2 where its settings are wrong. */
async function main(): Promise<void> {
  try {
    await start(readSettings(process.env, process.argv.slice(2)));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`Podseal can't start:\n${error.message}\n`);
    process.exit(2);
  }
}

await main();
