import { dequal } from 'dequal/lite';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { changeData } from '../../src/yaml/change-data.ts';
import { changedDocument } from '../../src/yaml/changed-document.ts';
import { type ParsedDocument, parseDocumentAt } from '../../src/yaml/parse.ts';
import { isRead } from '../../src/yaml/quick/nodes.ts';
import type { Data, ValueChange } from '../../src/yaml/value-change.ts';
import { patience, runs } from './runs.ts';

const NAMES = ['a', 'b', 'c', '0', '1', '__proto__'];

const { data } = fc.letrec<{ data: Data; inner: Data }>((tie) => ({
  inner: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom<Data>(null, true, 0, 1, 'a', '', 'x'),
    fc.array(tie('inner'), { maxLength: 3 }),
    fc
      .uniqueArray(fc.tuple(fc.constantFrom(...NAMES), tie('inner')), {
        selector: ([name]) => name,
        maxLength: 4,
      })
      .map((entries) => Object.fromEntries(entries)),
  ),
  data: fc
    .uniqueArray(fc.tuple(fc.constantFrom(...NAMES), tie('inner')), {
      selector: ([name]) => name,
      minLength: 1,
      maxLength: 4,
    })
    .map((entries) => Object.fromEntries(entries)),
}));

const path = fc.array(fc.oneof(fc.constantFrom(...NAMES), fc.nat(2)), {
  minLength: 1,
  maxLength: 4,
});

const change: fc.Arbitrary<ValueChange> = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), path, value: data }),
  fc.record({ kind: fc.constant('append' as const), path, value: data }),
  fc.record({ kind: fc.constant('remove' as const), path }),
  fc.record({ kind: fc.constant('rename' as const), path, name: fc.constantFrom(...NAMES) }),
);

const changes = fc.array(change, { maxLength: 3 });

/** JSON, whose keys may come in another order. */
function parsed(value: Data, isReversed = false): ParsedDocument {
  const text = JSON.stringify(isReversed ? reversed(value) : value);
  const document = parseDocumentAt(text, { start: 0, end: text.length }, 0);
  if (!document || 'reason' in document) throw new Error(`This can't be read: ${text}`);
  return document;
}

function reversed(value: Data): Data {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, one]: [string, Data]) => [name, reversed(one)]),
  );
}

it(
  'tells from nodes what the data of two documents tells',
  () => {
    let same = 0;
    fc.assert(
      fc.property(data, changes, changes, fc.boolean(), (before, made, meant, isReversed) => {
        const document = parsed(before);
        const edited = parsed(changeData(before, made), isReversed);
        expect(isRead(document.root) && isRead(edited.root)).toBe(true);
        for (const wanted of [made, meant, [...made, ...meant]]) {
          const isExpected = dequal(changeData(document.toData() ?? null, wanted), edited.toData());
          const changed = changedDocument(document, edited, wanted);
          expect(changed !== undefined).toBe(isExpected);
          if (changed) expect(changed.toData()).toEqual(edited.toData());
          same += Number(isExpected);
        }
      }),
      runs(1000),
    );
    expect(same).toBeGreaterThan(1000);
  },
  patience,
);
