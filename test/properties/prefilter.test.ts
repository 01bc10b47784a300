import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixFile } from '../../src/fix/fix-file.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import { type Judged, judge } from '../../src/judge/judge.ts';
import { manifest } from './manifests.ts';
import { mutated } from './mutations.ts';
import { patience, runs } from './runs.ts';

function judgeWith(text: string, parseAll: boolean): Judged {
  const file = { path: 'deploy/web.yaml', text };
  return judge(readManifest(file, { parseAll }), { profile: 'strict' });
}

/** All that a judgement says, without the trees that it was made from. */
function verdict(text: string, parseAll: boolean): unknown {
  const { findings, manifest: read } = judgeWith(text, parseAll);
  return {
    skips: read.skips,
    findings: findings.map(({ subject, ...rest }) => ({ ...rest, path: subject.value.path })),
  };
}

describe('the prefilter', { timeout: patience }, () => {
  it('changes no verdict on a valid file', () => {
    fc.assert(
      fc.property(manifest, (text) => {
        expect(verdict(text, false)).toEqual(verdict(text, true));
      }),
      runs(200),
    );
  });

  it('changes no verdict on a broken file', () => {
    fc.assert(
      fc.property(mutated(manifest), (text) => {
        expect(verdict(text, false)).toEqual(verdict(text, true));
      }),
      runs(500),
    );
  });
});

describe('an object without pods', { timeout: patience }, () => {
  const header = fc.constantFrom(
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
    ['v1', 'ConfigMap'],
    ['v1', 'Secret'],
    ['v1', 'Endpoints'],
    ['v1', 'Node'],
  );

  it('is told from all else by its text as well as by its tree', () => {
    const object = fc
      .tuple(manifest, header)
      .map(([text, [apiVersion, kind]]) =>
        text
          .replace(/^kind:.*$/gm, `kind: ${kind}`)
          .replace(/^apiVersion:.*$/gm, `apiVersion: ${apiVersion}`),
      );
    fc.assert(
      fc.property(fc.oneof(object, mutated(object)), (text) => {
        expect(verdict(text, false)).toEqual(verdict(text, true));
      }),
      runs(400),
    );
  });
});

describe('a broken file', { timeout: patience }, () => {
  it('makes nothing throw', () => {
    fc.assert(
      fc.property(mutated(manifest), fc.boolean(), (text, unsafe) => {
        expect(() => fixFile(judgeWith(text, false), { unsafe })).not.toThrow();
      }),
      runs(200),
    );
  });
});
