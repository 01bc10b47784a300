import { expect, it } from 'vitest';
import type { KnownImage, Write } from '../../src/images/known-image.ts';
import { describeImageDetails } from '../../src/review/image-details.ts';

const WRITE = {
  path: '/tmp',
  when: undefined,
  isPersistent: false,
  isRead: true,
  evidence: 'read',
  source: 'https://example.com/x',
} as unknown as Write;

function linesAbout(image: Partial<KnownImage>): string[] {
  const all = { id: 'example/app', user: undefined, notes: [], ...image } as unknown as KnownImage;
  return describeImageDetails([all]).flatMap((text) => text.split('\n'));
}

it('what is known of an image is said with its sources', () => {
  const writes = [
    WRITE,
    { ...WRITE, path: '/data', isPersistent: true, when: 'it is a primary' },
    { ...WRITE, path: '/run', isRead: false },
    { ...WRITE, path: '/var', source: 'in our cluster, 2026-01-31' },
  ];
  const readOnlyRoot = { works: 'as-is', note: undefined } as unknown as KnownImage['readOnlyRoot'];
  expect(linesAbout({ writes, readOnlyRoot, notes: ['It is old.'] })).toEqual([
    'What is known of `example/app`:',
    '',
    '- The image starts as a user that is not known.',
    '- The image works with a read-only root filesystem.',
    '- The container writes to `/tmp` ([source](https://example.com/x)).',
    '- The container keeps data in `/data` if it is a primary ([source](https://example.com/x)).',
    '- The container writes to `/run` (usual, but not checked).',
    '- The container writes to `/var` (`in our cluster, 2026-01-31`).',
    '- It is old.',
    '',
    'The facts were read, not confirmed by running the image.',
  ]);
});

it('what was observed is told from what was read, and nothing is made up', () => {
  const observed = { ...WRITE, evidence: 'observed' } as Write;
  expect(linesAbout({ writes: [WRITE, observed] }).at(-1)).toMatch(/^Observed paths are what one/);
  expect(linesAbout({ writes: undefined })).toHaveLength(5);
  expect(describeImageDetails([])).toEqual([]);
});
