import { describe, expect, it } from 'vitest';
import type { BuiltImage } from '../../src/images/built-image.ts';
import { builtBy } from './repository.ts';

describe('a script that an image starts with', () => {
  it('that changes to a user starts as root alone, unless it asks who it is', () => {
    const lines = [
      ...['FROM alpine', 'RUN adduser -D -u 1234 web', 'COPY entrypoint.sh /'],
      'ENTRYPOINT ["/entrypoint.sh"]',
    ];
    const built = (text: string): BuiltImage | undefined =>
      builtBy(lines, { 'shop/entrypoint.sh': text });
    const needing = built('chown -R web /data\nexec gosu web "$@"\n');
    expect(needing?.facts).toMatchObject({
      becomes: { name: 'web', uid: 1234 },
      nonRoot: {
        works: 'never',
        how: 'The script `shop/entrypoint.sh` changes to the user `web`, which takes root: start the program as that user with `USER` instead.',
      },
    });
    expect(needing?.userEdit).toBeUndefined();
    const asking = built('if [ "$(id -u)" = 0 ]; then exec su-exec web "$@"; fi\n');
    expect(asking?.facts).toMatchObject({
      becomes: { name: 'web', uid: 1234 },
      nonRoot: { works: 'as-is', uid: 1234 },
    });
  });
});

describe('the user that an image changes to', () => {
  const becomes = (...lines: string[]): unknown => builtBy(lines)?.facts.becomes;

  it('is that of its base, where it starts the program of its base', () => {
    const redis = { name: 'redis', uid: 999, gid: 999 };
    expect(becomes('FROM redis:7.4', 'COPY redis.conf /etc/')).toEqual(redis);
    expect(becomes('FROM redis:7.4', 'CMD ["redis-server", "/etc/redis.conf"]')).toEqual(redis);
    expect(becomes('FROM redis:7.4', 'CMD ["sh", "-c", "sleep 5"]')).toBeUndefined();
    expect(becomes('FROM redis:7.4', 'USER 999')).toBeUndefined();
  });
});

describe('what is started in the home of root', () => {
  const reasonOf = (...lines: string[]): string | undefined => {
    const { works, how } = builtBy(lines)?.facts.nonRoot ?? {};
    return works === 'never' ? how : undefined;
  };

  it('is closed to other users', () => {
    for (const lines of [
      ['ENTRYPOINT ["/root/run.sh"]'],
      ['CMD python3 /root/app/main.py'],
      ['WORKDIR /root/app', 'CMD ["./server"]'],
      ['WORKDIR /root', 'CMD ["server"]'],
    ])
      expect(reasonOf('FROM node:22', ...lines)).toContain('which is in the home of root');
    for (const lines of [
      ['ENTRYPOINT ["/rootfs/run.sh"]'],
      ['WORKDIR /srv', 'CMD ["./server"]'],
      ['RUN chown -R node /root', 'CMD ["/root/run.sh"]'],
      ['USER node', 'WORKDIR /root', 'CMD ["server"]'],
    ])
      expect(reasonOf('FROM node:22', ...lines)).toBeUndefined();
  });
});
