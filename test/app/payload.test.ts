import { describe, expect, it } from 'vitest';
import { OddPayload, readBody, readPayload } from '../../src/app/payload.ts';

const PULL = { number: 7, updated_at: '2026-01-01T00:00:00Z', head: { sha: 'abc' } };

function read(event: string, body: unknown): unknown {
  return readBody(event, JSON.stringify(body));
}

describe('a payload', () => {
  it('is read as far as it is asked for', () => {
    const payload = { action: 'opened', pull_request: { ...PULL, title: 'x' }, zen: 'y' };
    expect(read('pull_request', payload)).toEqual({ action: 'opened', pull_request: PULL });
  });

  it('of an event that leads to no work has other parts, which are not read', () => {
    const payload = { action: 'a', installation: { id: 1 }, comment: 7, pull_request: 'x' };
    expect(read('push', payload)).toEqual({ action: 'a', installation: { id: 1 } });
    expect(() => read('issue_comment', payload)).toThrow(OddPayload);
  });

  it.each([
    ['no JSON', '{', 'the payload is not JSON'],
    ['a list', '[]', 'the payload is not as documented by GitHub'],
    ['nothing', 'null', 'the payload is not as documented by GitHub'],
    ['a time that is none', '{"pull_request":{"number":7,"updated_at":"soon"}}', 'updated_at is'],
    ['a repository without an owner', '{"repository":{"id":1,"full_name":"a"}}', 'full_name is'],
    ['two owners', '{"repository":{"id":1,"full_name":"a/b/c"}}', 'repository.full_name is'],
  ])('that is odd is told: %s', (_, body, message) => {
    expect(() => readBody('pull_request', body)).toThrow(OddPayload);
    expect(() => readBody('pull_request', body)).toThrow(message);
  });

  it('may lack all that is optional', () => {
    expect(readPayload('check_run', {})).toEqual({});
  });
});
