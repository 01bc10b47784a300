import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../src/yaml/edit/edit.ts';
import { planEdits } from '../../../src/yaml/edit/plan-edits.ts';
import { parseDocumentAt } from '../../../src/yaml/parse.ts';
import type { Data, ValueChange } from '../../../src/yaml/value-change.ts';

const set = (path: string, value: Data): ValueChange => ({
  kind: 'set',
  path: path.split('.'),
  value,
});

const append = (path: string, value: Data): ValueChange => ({
  kind: 'append',
  path: path.split('.'),
  value,
});

/** The text with some of the changes of a plan; undefined where the plan has no edits for these. */
function part(text: string, all: readonly ValueChange[], some: readonly ValueChange[]) {
  const document = parseDocumentAt(text, { start: 0, end: text.length }, 0);
  if (!document || !('root' in document)) throw new Error('This can not be read.');
  const plan = planEdits(document, all);
  if ('refused' in plan) throw new Error(plan.refused);
  const edits = plan.part(some);
  return edits && applyEdits(text, edits);
}

describe('a part of a plan', () => {
  const user = set('spec.context.user', 1);
  const root = set('spec.context.root', true);
  const named = set('spec.name', 'b');

  it('has the lines of its own fields, in the order of the plan', () => {
    const text = 'spec:\n  name: a\n';
    const caps = set('spec.context.drop', ['ALL']);
    const all = [user, caps, root];
    expect(part(text, all, [root, user])).toBe(
      'spec:\n  name: a\n  context:\n    user: 1\n    root: true\n',
    );
    expect(part(text, all, [caps])).toBe('spec:\n  name: a\n  context:\n    drop:\n      - ALL\n');
  });

  it('has what is done at other places whole, or not at all', () => {
    const text = 'spec:\n  name: a\n  context: {}\n';
    expect(part(text, [user, named, root], [named])).toBe('spec:\n  name: b\n  context: {}\n');
    expect(part(text, [user, named, root], [user])).toBe(
      'spec:\n  name: a\n  context:\n    user: 1\n',
    );
  });

  it('has its own elements', () => {
    const [one, two] = [append('list', 1), append('list', 2)];
    expect(part('list:\n- 0\n', [one, two], [two])).toBe('list:\n- 0\n- 2\n');
    expect(part('list: [0]\n', [one, two], [one])).toBe('list: [0, 1]\n');
    // One list is added for both.
    expect(part('name: a\n', [one, two], [one])).toBeUndefined();
    expect(part('name: a\n', [one, two], [one, two])).toBe('name: a\nlist:\n  - 1\n  - 2\n');
  });

  it('knows a change that another one is equal to', () => {
    const text = 'spec:\n  name: a\n';
    expect(part(text, [user, { ...user }, root], [user])).toBe(
      'spec:\n  name: a\n  context:\n    user: 1\n',
    );
    const same = { ...user };
    expect(part(text, [user, same, root], [same])).toBe(
      'spec:\n  name: a\n  context:\n    user: 1\n',
    );
  });

  it.each([
    ['changes that it does not have', [user, root], [named]],
    ['a value that another change sets otherwise', [user, set('spec.context.user', 2)], [user]],
  ])('is not made of %s', (_, all, some) => {
    expect(part('spec:\n  name: a\n', all, some)).toBeUndefined();
  });

  it('is not made of a value that another change adds to, but of what that adds', () => {
    const whole = set('spec.context', { a: 1 });
    expect(part('spec:\n  name: a\n', [whole, user], [whole])).toBeUndefined();
    expect(part('spec:\n  name: a\n', [whole, user], [user])).toBe(
      'spec:\n  name: a\n  context:\n    user: 1\n',
    );
  });

  it('is not made of a text in a block, which might go on below', () => {
    const script = set('spec.script', 'a\nb\n');
    expect(part('spec:\n  name: a\n\n# c\n', [script, user], [script])).toBeUndefined();
    expect(part('spec:\n  name: a\n\n# c\n', [script, user], [user])).toBe(
      'spec:\n  name: a\n  context:\n    user: 1\n\n# c\n',
    );
  });

  it('is not made of some fields that are added on one line', () => {
    expect(part('{spec: {name: a}}\n', [user, root], [user])).toBeUndefined();
    expect(part('{spec: {name: a}}\n', [user, root], [user, root])).toBe(
      '{spec: {name: a, context: {user: 1, root: true}}}\n',
    );
  });
});
