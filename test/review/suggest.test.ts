import { describe, expect, it } from 'vitest';
import { entriesOf } from '../../src/judge/exemptions/baseline-entry.ts';
import type { ReviewPlan } from '../../src/review/review-plan.ts';
import { applySuggestion, changeOf, changedFile, deployment, judgeText, plan } from '../judging.ts';

/** The one comment of a change of a file, in a review of all that is near it. */
function commentOn(base: string, head: string): ReviewPlan['comments'][number] {
  const change = changeOf([changedFile('web.yaml', base, head)]);
  const { comments } = plan(change, { scope: 'touched' });
  expect(comments).toHaveLength(1);
  return comments[0] ?? expect.fail('no comment');
}

function lineOf(text: string, line: string): number {
  return text.split('\n').indexOf(line) + 1;
}

const FAR = Array.from({ length: 8 }, (_, index) => `# about ${index}`);

describe('a suggestion', () => {
  it.each(['\n', '\r\n'])('adds to a mapping of which the diff shows the own line (%j)', (eol) => {
    const base = deployment(
      'web',
      'args: [a]',
      'securityContext: # see below',
      ...FAR.map((line) => `  ${line}`),
      '  readOnlyRootFilesystem: true',
      '  privileged: false',
    ).replaceAll('\n', eol);
    const head = base.replace('args: [a]', 'args: [b]');
    const comment = commentOn(base, head);
    expect(comment).toMatchObject({
      line: lineOf(deployment('web', 'args: [b]'), '          args: [b]') + 1,
      suggestion: '          securityContext: # see below\n            runAsNonRoot: true',
    });
    expect(comment.startLine).toBeUndefined();
    expect(judgeText(applySuggestion(head, comment)).findings).toEqual([]);
  });

  it('is on the line below what it adds where the diff shows only that', () => {
    const base = deployment(
      'web',
      'securityContext:',
      '  readOnlyRootFilesystem: true',
      ...FAR.map((line) => `  ${line}`),
      '  privileged: false',
      'env: []',
      'stdin: true',
      'tty: true',
      'args: [a]',
    );
    const head = base.replace('args: [a]', 'args: [b]');
    const comment = commentOn(base, head);
    expect(comment).toMatchObject({
      line: lineOf(head, '          env: []'),
      suggestion: '            runAsNonRoot: true\n          env: []',
    });
    expect(judgeText(applySuggestion(head, comment)).findings).toEqual([]);
  });

  it.each([
    [5, 20],
    [40, 1],
  ])(
    'shows no lines that stay as they are for a notice, if these are many: %d',
    (count, length) => {
      const settings = (readOnly: boolean): string[] => [
        `readOnlyRootFilesystem: ${readOnly}`,
        ...['runAsNonRoot: true', 'allowPrivilegeEscalation: false', 'capabilities: {drop: [ALL]}'],
      ];
      const container = (name: string, isReadOnly: boolean): string[] => [
        ...[`    - name: ${name}`, '      image: example/app:1', '      securityContext:'],
        ...settings(isReadOnly).map((line) => `        ${line}`),
      ];
      const lines = [
        ...['apiVersion: v1', 'kind: Pod', 'metadata: {name: web}', 'spec:', '  containers:'],
        ...container('a', false),
        ...Array.from({ length: count }, (_, index) => `    # about ${index}`),
        ...container('b', true),
        ...['  securityContext:', '    fsGroup: 1000', ''],
      ];
      const change = changeOf([changedFile('web.yaml', undefined, lines.join('\n'))]);
      const only = ['read-only-root-filesystem', 'seccomp-profile'];
      const [comment] = plan(change, { ruleSet: { profile: 'immutable', only } }).comments;
      expect(comment?.suggestion).toContain('readOnlyRootFilesystem: true');
      expect(comment?.suggestion?.includes('seccompProfile')).toBe(count === 5);
      expect(comment?.body.includes('Not fixed by this: `seccomp-profile`')).toBe(count === 40);
      expect(comment?.suggestion?.split('\n')).toHaveLength(length);
    },
  );

  it('leaves out only the notices that make it long', () => {
    const lines = [
      ...['apiVersion: v1', 'kind: Pod', 'metadata: {name: web}', 'spec:', '  containers:'],
      ...['    - name: a', '      image: example/app:1', '      securityContext:'],
      ...['        readOnlyRootFilesystem: false', '        capabilities: {drop: [ALL]}'],
      ...Array.from({ length: 30 }, (_, index) => `    # about ${index}`),
      ...['    - name: b', '      image: example/app:1', '      securityContext:'],
      ...['        readOnlyRootFilesystem: true', '        allowPrivilegeEscalation: false'],
      ...['        capabilities: {drop: [ALL]}', '  securityContext:', '    fsGroup: 1000', ''],
    ];
    const change = changeOf([changedFile('web.yaml', undefined, lines.join('\n'))]);
    const only = ['read-only-root-filesystem', 'no-privilege-escalation', 'seccomp-profile'];
    const [comment] = plan(change, { ruleSet: { profile: 'immutable', only } }).comments;
    expect(comment?.suggestion).toContain('allowPrivilegeEscalation: false');
    expect(comment?.suggestion).not.toContain('seccompProfile');
    expect(comment?.body).toContain('Not fixed by this: `seccomp-profile`');
  });

  it('says once, and for everybody to see, why an error stays', () => {
    const lines = [
      ...['apiVersion: v1', 'kind: Pod', 'metadata: {name: web}', 'spec:', '  containers:'],
      ...['    - name: a', '      image: example/app:1', '      volumeMounts:'],
      ...['        - { name: key, mountPath: /root/.ssh, readOnly: true }', '  volumes:'],
      ...['    - { name: key, secret: { secretName: key } }', ''],
    ];
    const change = changeOf([changedFile('web.yaml', undefined, lines.join('\n'))]);
    const only = ['read-only-root-filesystem', 'run-as-non-root', 'seccomp-profile'];
    const [comment] = plan(change, { ruleSet: { profile: 'immutable', only } }).comments;
    const reason = '`/root/.ssh` is in the home of root: mount it elsewhere first';
    expect(comment?.body.split(reason)).toHaveLength(2);
    expect(comment?.body).toMatch(
      /Not fixed by this:\n\n- error \[`run-as-non-root`\]\S+: can run as root; .*\n\n<details>/,
    );
  });

  it('says where it fixes a rule in part', () => {
    const lines = [
      ...['apiVersion: v1', 'kind: Pod', 'metadata: {name: web}', 'spec:', '  containers:'],
      ...['    - name: a', '      image: example/app:1', '      securityContext:'],
      ...['        capabilities:', '          add: [NET_ADMIN]', ''],
    ];
    const change = changeOf([changedFile('web.yaml', undefined, lines.join('\n'))]);
    const only = ['read-only-root-filesystem', 'run-as-non-root', 'drop-capabilities'];
    const [comment] = plan(change, { ruleSet: { profile: 'immutable', only } }).comments;
    expect(comment?.suggestion).toContain('drop:');
    expect(comment?.body).toContain('- a part of `drop-capabilities`\n');
  });

  it('is not made where the diff ends above the line that an entry shares with its list', () => {
    const comments = FAR.map((line) => `        ${line}\n`).join('');
    const base = deployment('web').replace('      containers:\n', `$&${comments}`);
    const head = base.replace('      containers:', '      hostname: a\n$&');
    const review = plan(changeOf([changedFile('web.yaml', base, head)]), { scope: 'all' });
    expect(review.comments).toMatchObject([{ suggestion: null }]);
    expect(review.comments[0]?.body).toContain('Not all lines to change are in this diff');
  });

  it('is made beside findings that the baseline has', () => {
    const context = ['securityContext:', '  readOnlyRootFilesystem: true'];
    const base = deployment('web', ...context);
    const listed = judgeText(base, 'web.yaml').findings;
    expect(listed).not.toEqual([]);
    const baseline = [...entriesOf(listed, 'web.yaml').values()];
    const head = base.replace('Filesystem: true', 'Filesystem: false');
    const { comments } = plan(changeOf([changedFile('web.yaml', base, head)]), { baseline });
    expect(comments).toMatchObject([{ suggestion: `            readOnlyRootFilesystem: true` }]);
  });
});
