import { expect, it } from 'vitest';
import { deployment, judgeText } from '../../judging.ts';

/** What to check before an image that listens on 80 runs as another user than root. */
function checkOf(...lines: readonly string[]): string {
  const text = deployment('web', ...lines).replace(/image: .*/, 'image: nginx:1.27');
  const { findings } = judgeText(text);
  return findings.find(({ rule }) => rule === 'run-as-non-root')?.remedy?.verify ?? '';
}

const LISTENS = 'The image listens on 80';

it.each([
  ['nothing of its own', []],
  ['the program of the image', ["command: ['nginx', '-g', 'daemon off;']"]],
  ['a shell that ends in it', ["command: ['sh', '-c', 'envsubst < /a > /tmp/a && exec nginx']"]],
  ['its entrypoint', ["command: ['/docker-entrypoint.sh']"]],
])('a container that starts %s may need a low port', (_, lines) => {
  expect(checkOf(...lines)).toContain(LISTENS);
});

it('a container that starts something else does not', () => {
  const verify = checkOf(
    "command: ['sh', '-c', 'while true; do date >> /data/out; sleep 1; done']",
  );
  expect(verify).toContain('Start it once as user 101');
  expect(verify).not.toContain(LISTENS);
});
