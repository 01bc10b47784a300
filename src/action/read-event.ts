import { readFileSync } from 'node:fs';
import type { Event } from './task.ts';

/** Reads the event that started a run from the variables and the file that the runner gives. */
export function readEvent(env: NodeJS.ProcessEnv): Event {
  const [owner = '', repo = ''] = (env['GITHUB_REPOSITORY'] ?? '').split('/');
  return {
    eventName: env['GITHUB_EVENT_NAME'] ?? '',
    payload: readPayload(env),
    repo: { owner, repo },
  };
}

function readPayload({ GITHUB_EVENT_PATH: path }: NodeJS.ProcessEnv): object {
  if (path === undefined || path === '') return {};
  const payload: unknown = JSON.parse(readFileSync(path, 'utf8'));
  return typeof payload === 'object' && payload !== null ? payload : {};
}
