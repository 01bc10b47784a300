import { afterEach, expect, it } from 'vitest';
import { runReader } from '../../src/registry/run-reader.ts';
import { CONFIG, makeImage } from '../double/registry/image.ts';
import { allow, serve, serving, stopServers } from '../double/registry/serving.ts';

afterEach(stopServers);

it('reads each image once in a run, and no more than its limit', async () => {
  const server = await serve(serving(await makeImage({ config: CONFIG })));
  const told: string[] = [];
  const read = runReader({ allow: allow(server), maxImages: 2 }, (image, reason) =>
    told.push(`${image}: ${reason}`),
  );
  const [a, b, c] = ['a', 'b', 'c'].map((name) => `${server.host}/${name}`);
  expect(await read([])).toEqual(new Map());
  expect([...(await read([a ?? ''])).keys()]).toEqual([a]);
  const asked = server.requests.length;
  expect((await read([a ?? ''])).get(a ?? '')).toMatchObject({ user: '65532:65532' });
  expect(server.requests).toHaveLength(asked);
  expect([...(await read([b ?? '', c ?? ''])).keys()]).toEqual([a, b]);
  await read([c ?? '', 'No Reference']);
  expect(told).toEqual([
    `${c}: a run reads no more images`,
    'No Reference: a run reads no more images',
  ]);
});
