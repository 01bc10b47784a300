import { describe, expect, it } from 'vitest';
import { readBaseline, writeBaseline } from '../../src/configuration/baseline.ts';
import { type BaselineEntry, entriesOf } from '../../src/judge/exemptions/baseline-entry.ts';
import { compareBaseline, matchBaseline } from '../../src/judge/exemptions/match-baseline.ts';
import { type Finding, type Judged, judge } from '../../src/judge/judge.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import { deployment, judgeText } from '../judging.ts';

const PATH = 'deploy/web.yaml';

function findingsIn(text: string): readonly Finding[] {
  return judgeText(text, PATH).findings;
}

function entriesIn(text: string, path = PATH): BaselineEntry[] {
  return [...entriesOf(findingsIn(text), path).values()];
}

/** The findings of a text that a baseline has for its file, has for others only, and has not. */
function split(text: string, baseline: readonly BaselineEntry[], path = PATH): number[] {
  const findings = findingsIn(text);
  const { own, elsewhere } = matchBaseline(findings, path, baseline);
  return [own.size, elsewhere.size, findings.length - own.size - elsewhere.size];
}

const WEB = deployment('web');
const baseline = entriesIn(WEB);

describe('a baseline', () => {
  it('knows findings whose lines moved', () => {
    expect(split(`# moved\n\n${WEB}`, baseline)).toEqual([2, 0, 0]);
  });

  it('knows findings of another file, which may have moved or be copies', () => {
    expect(split(WEB, baseline, 'prod/web.yaml')).toEqual([0, 2, 0]);
  });

  it('knows a renamed container by its image, and not one with another image', () => {
    const renamed = WEB.replace('name: app', 'name: server');
    expect(split(renamed, baseline)).toEqual([2, 0, 0]);
    expect(split(renamed.replace('app:1', 'app:2'), baseline)).toEqual([2, 0, 0]);
    expect(split(renamed.replace('example/app', 'example/other'), baseline)).toEqual([0, 0, 2]);
  });

  it('does not take a container beside the one that it has for a renamed one', () => {
    const both = `${WEB}        - name: more\n          image: example/app:1\n`;
    expect(split(both, baseline)).toEqual([2, 0, 2]);
  });

  it.each([
    ['a hash of Kustomize', 'web-5h7c8f2mtk', 'web-8cd6hbf9k2'],
    ['a version', 'web-v12', 'web-v13'],
    ['a date', 'web-20260131', 'web-20260201'],
  ])('knows an object whose name has %s', (_, before, after) => {
    expect(split(deployment(after), entriesIn(deployment(before)))).toEqual([2, 0, 0]);
  });

  it('knows an object that gets its name from the API server', () => {
    const generated = WEB.replace('name: web', 'generateName: web-');
    expect(split(`# moved\n${generated}`, entriesIn(generated))).toEqual([2, 0, 0]);
  });

  it('does not know an object with another name', () => {
    expect(split(deployment('api'), baseline)).toEqual([0, 0, 2]);
  });

  it('tells apart findings that are alike', () => {
    const two = `${WEB}---\n${WEB}`;
    expect(new Set(entriesIn(two).map(({ key }) => key)).size).toBe(4);
    expect(split(two, baseline)).toEqual([2, 0, 2]);
  });

  it('does not know another value in the place of one that it has', () => {
    const pod = (path: string): Judged =>
      judge(
        readManifest({
          path: PATH,
          text: `apiVersion: v1
kind: Pod
metadata: {name: logs}
spec:
  containers:
    - {name: app, image: 'example/app:1', volumeMounts: [{name: logs, mountPath: /logs}]}
  volumes:
    - {name: logs, hostPath: {path: ${path}}}
`,
        }),
        { profile: 'immutable', only: ['no-writable-host-path'] },
      );
    const { findings } = pod('/var/log/app');
    const listed = [...entriesOf(findings, PATH).values()];
    expect(matchBaseline(findings, PATH, listed).own.size).toBe(1);
    const { own, elsewhere } = matchBaseline(pod('/').findings, PATH, listed);
    expect([own.size, elsewhere.size]).toEqual([0, 0]);
  });
});

/** Runs as another user than root, and does not say that it must; without the user, it can run as root. */
const MILD = deployment('web', 'securityContext: {runAsUser: 1000}');

describe('a finding that gets graver', () => {
  const mild = entriesIn(MILD);

  it('has the same key, and is not in the baseline any more', () => {
    expect(new Set(baseline.map(({ key }) => key))).toEqual(new Set(mild.map(({ key }) => key)));
    const severities = (entries: readonly BaselineEntry[]): string[] =>
      entries.map(({ rule, severity }) => `${rule} ${severity}`).toSorted();
    expect(severities(baseline)).toEqual([
      'read-only-root-filesystem error',
      'run-as-non-root error',
    ]);
    expect(severities(mild)).toEqual([
      'read-only-root-filesystem error',
      'run-as-non-root warning',
    ]);
    expect(split(WEB, mild)).toEqual([1, 0, 1]);
    expect(split(WEB, mild, 'prod/web.yaml')).toEqual([0, 1, 1]);
    expect(split(WEB.replace('name: app', 'name: server'), mild)).toEqual([1, 0, 1]);
  });

  it('is not taken over by a baseline that is pruned', () => {
    const { kept, ...counts } = compareBaseline(mild, baseline, new Set());
    expect(counts).toEqual({ moved: 0, gone: 1 });
    expect(kept.map(({ rule }) => rule)).toEqual(['read-only-root-filesystem']);
    const moved = entriesIn(WEB, 'prod/web.yaml');
    expect(compareBaseline(mild, moved, new Set())).toMatchObject({ moved: 1, gone: 1 });
  });

  it('stays in the baseline when it gets milder, which the next prune notes', () => {
    expect(split(MILD, baseline)).toEqual([2, 0, 0]);
    expect(compareBaseline(baseline, mild, new Set()).kept).toEqual(mild);
  });

  it('is in a baseline that has it twice after a merge, as one of both accepted it', () => {
    const both = [...mild, ...baseline];
    expect(split(WEB, both)).toEqual([2, 0, 0]);
    expect(split(WEB, both.toReversed())).toEqual([2, 0, 0]);
    expect(compareBaseline(both, baseline, new Set()).kept).toEqual(
      expect.arrayContaining([...baseline]),
    );
  });
});

describe('a baseline compared with the findings of today', () => {
  const nothing = new Set<string>();

  it('is the same while nothing changes', () => {
    expect(compareBaseline(baseline, baseline, nothing)).toEqual({
      kept: baseline,
      moved: 0,
      gone: 0,
    });
  });

  it('takes over a renamed file, and drops what is fixed', () => {
    const [first] = entriesIn(WEB, 'prod/web.yaml');
    const drift = compareBaseline(baseline, first ? [first] : [], nothing);
    expect(drift).toEqual({ kept: [first], moved: 1, gone: 1 });
  });

  it('takes over a renamed container', () => {
    const renamed = entriesIn(WEB.replace('name: app', 'name: server'));
    expect(compareBaseline(baseline, renamed, nothing)).toEqual({
      kept: renamed,
      moved: 2,
      gone: 0,
    });
  });

  it('keeps what a file has that was not looked at as a whole', () => {
    expect(compareBaseline(baseline, [], new Set([PATH]))).toMatchObject({ moved: 0, gone: 0 });
  });

  it('adds nothing: a copy is new', () => {
    const copies = [...baseline, ...entriesIn(WEB, 'prod/web.yaml')];
    expect(compareBaseline(baseline, copies, nothing).kept).toEqual(baseline);
  });
});

describe('the file of a baseline', () => {
  const odd: BaselineEntry = {
    key: '0123456789abcdef',
    path: 'a b/100%.yaml',
    rule: 'no-privileged',
    severity: 'error',
    kind: 'Pod',
    name: '-',
    container: 'a\u2028b\nc',
    image: '',
  };

  it('has whatever stands in manifests, a line for each finding', () => {
    const text = writeBaseline([odd, ...baseline]);
    expect(text.split('\n').filter((line) => /^[0-9a-f]/.test(line)).length).toBe(3);
    expect(readBaseline({ text })).toEqual({
      entries: [odd, ...baseline].toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    });
  });

  it('says which line is none', () => {
    const text = `${writeBaseline(baseline)}0123456789abcdef a\n`;
    expect(readBaseline({ text }).fault).toEqual({ line: 6, isConflict: false });
  });

  it('has both sides of a merge conflict', () => {
    const [one = '', other = ''] = writeBaseline(baseline)
      .split('\n')
      .filter((line) => /^[0-9a-f]/.test(line));
    const text = `<<<<<<< HEAD\n${one}\n||||||| 1a2b3c4\n=======\n${other}\n>>>>>>> prod\n`;
    const { entries, fault } = readBaseline({ text });
    expect(entries.length).toBe(2);
    expect(fault).toEqual({ line: 1, isConflict: true });
    expect(readBaseline({ text: `${text}x\n` }).fault).toEqual({ line: 7, isConflict: false });
  });
});
