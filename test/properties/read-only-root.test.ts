import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/yaml/edit/edit.ts';
import { fixFor } from '../../src/fix/fix.ts';
import { fixFile } from '../../src/fix/fix-file.ts';
import type { Finding } from '../../src/judge/judge.ts';
import { type Kind, faultsOfObject, podOf } from './api-server.ts';
import { faultsOfFixing, judgeText } from './check-fix.ts';
import { dataOf } from './oracle.ts';
import { patience, runs } from './runs.ts';
import { validWorkload } from './valid-workloads.ts';

/** What is wrong with a text of one object, by the API server. */
function refused(kind: Kind, text: string): string[] {
  const [data] = dataOf(text);
  return typeof data === 'object' && data !== null ? faultsOfObject(kind, data) : ['no object'];
}

/** The volumes that only one container has, by what they are made for. */
function sharedScratch(before: object, text: string): string[] {
  const old = new Set(podOf(before).spec.volumes?.map(({ name }) => name));
  const [data] = dataOf(text);
  const { spec } = podOf(typeof data === 'object' && data !== null ? data : {});
  const added = spec.volumes?.map(({ name }) => name).filter((name) => !old.has(name)) ?? [];
  const copiers = new Set(
    spec.initContainers
      ?.filter(({ volumeMounts = [] }) =>
        volumeMounts.some(({ mountPath }) => mountPath === '/copy'),
      )
      .map(({ name }) => name),
  );
  const users = [...(spec.containers ?? []), ...(spec.initContainers ?? [])].filter(
    ({ name }) => !copiers.has(name),
  );
  return added.filter(
    (name) =>
      users.filter(({ volumeMounts = [] }) => volumeMounts.some((mount) => mount.name === name))
        .length !== 1,
  );
}

describe('an object that the API server takes', { timeout: patience }, () => {
  it('is taken with each fix alone', () => {
    fc.assert(
      fc.property(validWorkload, ({ kind, data, text }) => {
        expect(faultsOfObject(kind, data)).toEqual([]);
        const judged = judgeText(text);
        const faults = judged.findings.flatMap((finding) => {
          const fix = fixFor(judged, [finding]);
          if ('refused' in fix) return [];
          const fixed = applyEdits(text, fix.edits);
          return [...refused(kind, fixed), ...sharedScratch(data, fixed)].map(
            (fault) => `${finding.rule}: ${fault}`,
          );
        });
        expect(faults).toEqual([]);
      }),
      runs(30),
    );
  });

  it.each([
    ['safe', false],
    ['safe and unsafe', true],
  ])('is taken with all %s fixes, which do what they say', (_, unsafe) => {
    fc.assert(
      fc.property(validWorkload, ({ kind, data, text }) => {
        const judged = judgeText(text);
        expect(faultsOfFixing(judged, unsafe)).toEqual([]);
        const { text: fixed } = fixFile(judged, { unsafe });
        expect([...refused(kind, fixed), ...sharedScratch(data, fixed)]).toEqual([]);
      }),
      runs(75),
    );
  });

  it('is taken with the fixes of one container after the other', () => {
    fc.assert(
      fc.property(validWorkload, ({ kind, data, text }) => {
        let fixed = text;
        for (const { name } of podOf(data).spec.containers ?? []) {
          const isWanted = ({ subject }: Finding): boolean => subject.container?.name === name;
          fixed = fixFile(judgeText(fixed), { unsafe: true, isWanted }).text;
          expect([...refused(kind, fixed), ...sharedScratch(data, fixed)]).toEqual([]);
        }
      }),
      runs(40),
    );
  });

  it('gets no safe fix that rests on doubtful facts', () => {
    fc.assert(
      fc.property(validWorkload, ({ text }) => {
        const doubtful = judgeText(text).findings.filter(
          ({ rule, remedy }) =>
            rule === 'read-only-root-filesystem' &&
            remedy?.safety === 'safe' &&
            (remedy.image === undefined || remedy.image.confidence === 'doubtful'),
        );
        expect(doubtful).toEqual([]);
      }),
      runs(100),
    );
  });
});
