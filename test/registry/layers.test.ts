import { afterEach, describe, expect, it } from 'vitest';
import { applyLayer, emptyFolder } from '../../src/registry/file-tree.ts';
import { listFiles } from '../../src/registry/list-files.ts';
import { Steps } from '../../src/registry/steps.ts';
import { makeImage } from '../double/registry/image.ts';
import { allow, serve, serving, stopServers } from '../double/registry/serving.ts';

afterEach(stopServers);

describe('layers that take long to lay over each other', () => {
  // Each folder of the upper layer is over a link that leads through 39 others.
  async function serveLinks() {
    const chain = Array.from({ length: 39 }, (_, at) => [`l${at}`, `${'./'.repeat(45)}l${at - 1}`]);
    const many = Array.from({ length: 7000 }, (_, at) => `z${at}`);
    const links = [...chain.slice(1), ...many.map((name) => [name, 'l38'])];
    const lower = Object.fromEntries(links.map(([name = '', link = '']) => [name, { link }]));
    const upper = Object.fromEntries(many.map((name) => [`${name}/file`, '']));
    return serve(serving(await makeImage({ layers: [{ ...lower, 'l0/file': '' }, upper] })));
  }

  it('are given up after so many steps', async () => {
    const server = await serveLinks();
    expect(await listFiles(`${server.host}/app`, ['/l0'], { allow: allow(server) })).toEqual({
      code: 'too-large',
      reason: 'its layers take too many steps to lay over each other',
    });
  });

  it('are given up at the deadline, which no timer can keep', () => {
    const layer = emptyFolder();
    for (let at = 0; at < 20_000; at++) layer.children.set(`f${at}`, { kind: 'file' });
    const over = performance.now() - 1;
    expect(() => applyLayer(emptyFolder(), layer, new Steps(over))).toThrow('took too long');
  });

  it('are as they were when an image has one twice', async () => {
    const files = { 'opt/a/x': '', 'opt/b/y': '' };
    const image = await makeImage({ layers: [files, { 'opt/.wh.a': '' }, files] });
    const server = await serve(serving(image));
    const found = await listFiles(`${server.host}/app`, ['/opt', '/opt/a'], {
      allow: allow(server),
    });
    expect(found).toEqual(
      new Map([
        ['/opt', { state: 'content', examples: ['a', 'b'] }],
        ['/opt/a', { state: 'content', examples: ['x'] }],
      ]),
    );
  });
});
