import { describe, expect, it } from 'vitest';
import { MAX_DOCKERFILE } from '../../src/builds/dockerfile/parse.ts';
import { builtBy } from './repository.ts';

describe('a Dockerfile', () => {
  it.each([
    ['is empty', ''],
    ['has no stage', 'RUN a\n'],
    ['is for Windows', '# escape=`\nFROM mcr.microsoft.com/windows/servercore\nUSER 1000\n'],
    ['is too long', `FROM alpine\n${'#\n'.repeat(MAX_DOCKERFILE / 2)}`],
    ['has too many stages', 'FROM alpine\n'.repeat(51)],
    ['is no text', '\0\0\0'],
  ])('that %s says nothing', (_, text) => {
    expect(builtBy([text])).toBeUndefined();
  });

  it('whose stages copy from one another without end comes to an end', () => {
    const stages = Array.from({ length: 50 }, (_, at) => [
      `FROM alpine AS s${at}`,
      ...Array.from({ length: 30 }, (__, other) => `COPY --from=s${other} /etc/passwd /etc/`),
    ]);
    expect(builtBy([...stages.flat(), 'USER web'])?.facts.user).toEqual({
      declared: 'name',
      name: 'web',
    });
  });

  it('can put nothing into a message that is not shown as it is', () => {
    const built = builtBy(['FROM alpine', 'RUN `@everyone`', 'USER a`**b']);
    expect(built?.says).toBe("sets `USER a'**b`");
  });
});
