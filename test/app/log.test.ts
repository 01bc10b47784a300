import { execFileSync } from 'node:child_process';
import { RequestError } from '@octokit/request-error';
import { expect, it } from 'vitest';
import { makeLog } from '../../src/app/log.ts';

/** What the log makes of an error. */
function logged(error: unknown): unknown {
  const { err } = (
    makeLog({ logLevel: 'silent', role: 'both' }) as unknown as {
      [key: symbol]: { err: (error: unknown) => unknown };
    }
  )[Symbol.for('pino.serializers')] ?? { err: () => undefined };
  return err(error);
}

it('a request that failed is told without what was sent', () => {
  const url = 'https://api.github.com/repos/a/b/pulls?token=1';
  const request = { method: 'POST' as const, url, headers: { authorization: 'token ghs_x' } };
  const error = new RequestError('No', 422, { request });
  expect(logged(error)).toEqual({
    name: 'HttpError',
    message: 'No',
    status: 422,
    request: 'POST /repos/a/b/pulls',
  });
});

it('an error is told with its place, its causes, and no more than the start of its message', () => {
  const inner = new TypeError('inner');
  const error = new Error(`long\n${'x'.repeat(1000)}`, { cause: inner });
  const told = logged(error) as { message: string; stack: string; cause: object };
  expect(told.message).toHaveLength(300);
  expect(told.stack).toMatch(/^\s+at /);
  expect(told.stack).not.toContain('xxx');
  expect(told.cause).toMatchObject({ name: 'TypeError', message: 'inner', cause: undefined });
  const both = logged(new AggregateError([inner, 'text'], 'both'));
  expect(both).toMatchObject({ errors: [{ message: 'inner' }, { message: 'text' }] });
  expect(logged('y'.repeat(1000))).toEqual({ message: 'y'.repeat(300) });
});

it('what is logged last before the process ends is the last line', () => {
  const program = `
    import { makeLog } from ${JSON.stringify(new URL('../../src/app/log.ts', import.meta.url))};
    const log = makeLog({ logLevel: 'info', role: 'web' });
    for (const msg of ['stopping', 'a fault', 'stopped']) log.info(msg);
    process.exit(0);
  `;
  const args = ['--input-type=module', '--eval', program];
  const lines = execFileSync(process.execPath, args, { encoding: 'utf8' }).trimEnd().split('\n');
  expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
    { msg: 'stopping', role: 'web' },
    { msg: 'a fault' },
    { msg: 'stopped' },
  ]);
});
