import { describe, expect, it } from 'vitest';
import { isPart } from '../../../src/yaml/edit/is-part.ts';

const CONTEXT = `
    securityContext:
      capabilities:
        drop:
        - ALL
      runAsNonRoot: true`;

const at = (start: number, text: string, end = start): Parameters<typeof isPart>[0][number] => ({
  start,
  end,
  text,
});

describe('edits that are a part of others', () => {
  it.each([
    ['all of them', [at(9, CONTEXT), at(40, 'false', 44)]],
    ['one of them', [at(40, 'false', 44)]],
    [
      'a field without the one beside it',
      [at(9, '\n    securityContext:\n      runAsNonRoot: true')],
    ],
    [
      'a list that is as deep as its key',
      [at(9, '\n    securityContext:\n      capabilities:\n        drop:\n        - ALL')],
    ],
  ])('are %s', (_, edits) => {
    expect(isPart(edits, [at(9, CONTEXT), at(40, 'false', 44)])).toBe(true);
  });

  it.each([
    ['at another place', [at(8, CONTEXT)]],
    ['of another text', [at(9, CONTEXT.replace('true', 'false'))]],
    ['of another text in a line', [at(40, 'true', 44)]],
    ['in another order', [at(40, 'false', 44), at(9, CONTEXT), at(9, CONTEXT)]],
    ['a field without its value', [at(9, '\n    securityContext:')]],
    [
      'a field without its list',
      [at(9, '\n    securityContext:\n      capabilities:\n        drop:')],
    ],
    ['a value without its field', [at(9, '\n      runAsNonRoot: true')]],
  ])('are not %s', (_, edits) => {
    expect(isPart(edits, [at(9, CONTEXT), at(40, 'false', 44)])).toBe(false);
  });

  it('are not some lines of a text in a block', () => {
    const whole = '\n  script: |\n    a: 1\n    b: 2';
    expect(isPart([at(9, '\n  script: |\n    a: 1')], [at(9, whole)])).toBe(false);
    expect(isPart([at(9, whole)], [at(9, whole)])).toBe(true);
  });

  it('are not a field less on a line', () => {
    expect(isPart([at(9, ', a: 1')], [at(9, ', a: 1, b: 2')])).toBe(false);
  });

  it('keep elements before the one that is left out', () => {
    const list = '\n- name: a\n  emptyDir: {}\n- name: b\n  emptyDir: {}';
    for (const part of ['\n- name: a\n  emptyDir: {}', '\n- name: b\n  emptyDir: {}']) {
      expect(isPart([at(9, part)], [at(9, list)])).toBe(true);
    }
  });
});
