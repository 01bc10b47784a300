import { describe, expect, it } from 'vitest';
import {
  applySuggestion,
  changeOf,
  changedFile,
  deployment,
  judgeText,
  plan,
  threadOf,
} from '../judging.ts';

const OPEN = deployment('web');

describe('comments', () => {
  it('are not repeated once they were posted', () => {
    const files = [changedFile('web.yaml', undefined, OPEN)];
    const first = plan(changeOf(files));
    const commented = new Set(first.findings.map(({ finding }) => finding.fingerprint));
    const second = plan(changeOf(files, { threads: [threadOf(commented)] }));
    expect(second.comments).toEqual([]);
    expect(second.body).toBe('');
    expect(second.conclusion).toBe('failure');
    expect(second.findings).toEqual(
      first.findings.map(
        (placed) => expect.objectContaining({ placement: placed.placement }) as object,
      ),
    );
  });

  it('stop at 30, and the rest becomes annotations', () => {
    const names = Array.from({ length: 33 }, (_, index) => `web-${index}`);
    const files = names.map((name, index) => {
      // Other findings for each, or they would be one decision.
      const text = deployment(name, `securityContext: { readOnlyRoot${index}: true }`);
      return changedFile(`${name}.yaml`, undefined, text);
    });
    const review = plan(changeOf(files));
    expect(review.comments).toHaveLength(30);
    const annotated = review.findings.filter(({ placement }) => placement === 'annotation');
    expect(new Set(annotated.map(({ finding }) => finding.file)).size).toBe(3);
    const threads = review.comments.map(({ fingerprints }) => threadOf(fingerprints));
    const again = plan(changeOf(files, { threads }));
    expect(again.comments).toEqual([]);
    expect(again.summary).toBe(review.summary);
  });

  it('explain one decision once: five more are short, and the others are listed', () => {
    const names = Array.from({ length: 9 }, (_, index) => `web-${index}`);
    const files = names.map((name) => changedFile(`${name}.yaml`, undefined, deployment(name)));
    const review = plan(changeOf(files));
    const [first, ...others] = review.comments;
    expect(first?.body).toContain('**Before you merge:**');
    expect(first?.body).toContain('The same goes for 3 other containers, listed below.');
    expect(first?.body).toContain('- `app` in `web-8.yaml:15`');
    expect(others).toHaveLength(5);
    for (const { body, suggestion } of others) {
      expect(body).toContain('The same decision as for `app` in `web-0.yaml`.');
      expect(body.replace(/<details>[^]*<\/details>/, '')).not.toContain('Before you merge');
      expect(suggestion).not.toBeNull();
    }
    const placed = review.findings.filter(({ placement }) => placement === 'annotation');
    expect(placed.map(({ finding }) => finding.file)).toEqual(
      ['6', '6', '7', '7', '8', '8'].map((name) => `web-${name}.yaml`),
    );
    const threads = review.comments.map(({ fingerprints, path, body, line, startLine }, index) => {
      const place = {
        subject: 'line',
        line,
        ...(startLine !== undefined && { startLine }),
      } as const;
      return threadOf(fingerprints, { number: index, path, body, place });
    });
    const again = plan(changeOf(files, { threads }));
    expect([again.comments, again.updates, again.resolutions]).toEqual([[], [], []]);
  });

  it('show what to do about the gravest where the fix does nothing about it', () => {
    const head = deployment('web', "command: ['sh', '-c', 'apk add curl && curl a']");
    const review = plan(changeOf([changedFile('web.yaml', undefined, head)]), {
      ruleSet: { profile: 'immutable' },
    });
    const [comment] = review.comments;
    expect(comment?.suggestion).toContain('allowPrivilegeEscalation: false');
    const [visible = '', folded = ''] = (comment?.body ?? '').split('<details>');
    expect(visible).toContain('needs root: build the software into the image');
    expect(visible).not.toContain('Before you merge');
    expect(folded).toContain('`getcap -r /` in the image list them');
  });

  it('say what root loses without capabilities only where it may be root', () => {
    const loses = (text: string): boolean => {
      const ruleSet = { profile: 'strict', only: ['drop-capabilities'] } as const;
      const { comments } = plan(changeOf([changedFile('web.yaml', undefined, text)]), { ruleSet });
      expect(comments[0]?.body).toContain('`getcap -r /`');
      return comments[0]?.body.includes('If it runs as root') ?? false;
    };
    expect(loses(OPEN)).toBe(true);
    expect(loses(deployment('web', 'securityContext: { runAsNonRoot: true }'))).toBe(false);
    expect(loses(deployment('web', 'securityContext: { runAsUser: 0 }'))).toBe(true);
    // Its user has a name.
    expect(loses(OPEN.replace('example/app:1', 'curlimages/curl:8.1.0'))).toBe(false);
  });

  it('have each check once in the fold of one that refers to another', () => {
    const files = ['one', 'two'].map((name) =>
      changedFile(`${name}.yaml`, undefined, deployment(name)),
    );
    const [, second] = plan(changeOf(files)).comments;
    expect(second?.body).toContain('The same decision as');
    expect(second?.body.split('Nothing is known of')).toHaveLength(2);
  });

  it('are no one decision where the images differ in what they need', () => {
    const files = ['mysql:8.4', 'mysql:9', 'registry.k8s.io/pause:3.10', 'a/b:1', 'a/c:1'].map(
      (image, index) => {
        const head = deployment(`web-${index}`).replace('example/app:1', image);
        return changedFile(`web-${index}.yaml`, undefined, head);
      },
    );
    const { comments } = plan(changeOf(files));
    const same = comments.map(({ body }) => /same decision as for `app` in `(.*)`/.exec(body)?.[1]);
    expect(same).toEqual([undefined, 'web-0.yaml', undefined, undefined, 'web-3.yaml']);
  });

  it('go on the file where the diff is too large to be shown', () => {
    const file = { path: 'web.yaml', base: undefined, head: OPEN, hunks: undefined };
    const review = plan(changeOf([file]));
    expect(review.comments).toMatchObject([{ subject: 'file', line: 1, suggestion: null }]);
    expect(review.comments[0]?.body).toContain(
      'podseal fix --unsafe --object Deployment/web --container app web.yaml',
    );
    expect(review.findings[0]?.placement).toBe('file');
  });

  it('become one where their suggestions would overlap', () => {
    const pod =
      '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"}, "spec": {"containers": [{"name": "a", "image": "a:1"}, {"name": "b", "image": "b:1"}]}}\n';
    const review = plan(changeOf([changedFile('pod.json', undefined, pod)]));
    expect(review.comments).toHaveLength(1);
    expect(review.comments[0]?.body).toContain(
      '**`a`, `b`: can change while it runs and can run as root** in Pod `p`',
    );
    const fixed = applySuggestion(pod, review.comments[0] ?? expect.fail('no comment'));
    expect(judgeText(fixed).findings).toEqual([]);
  });

  it('suggest what fits when the rest of a fix is outside the diff', () => {
    const far = Array.from({ length: 12 }, (_, index) => `# line ${index}`);
    const base = deployment(
      'web',
      'securityContext:',
      '  privileged: true',
      '  runAsNonRoot: true',
      ...far,
      'args: [a]',
    );
    const head = base.replace('args: [a]', 'args: [b]');
    const change = changeOf([changedFile('web.yaml', base, head)]);
    const review = plan(change, { scope: 'touched' });
    const [comment] = review.comments;
    expect(comment?.suggestion).toBeNull();
    expect(comment?.body).toContain('Not all lines to change are in this diff');
    expect(comment?.body).toMatch(/```diff\n--- a\/web.yaml[^]*^-  +privileged: true$[^]*^```$/m);
    expect(comment?.line).toBe(head.split('\n').indexOf('          args: [b]') + 1);
  });

  it('leave out a suggestion that GitHub would find too long', () => {
    const pad = 'x'.repeat(70_000);
    const pod = `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p", "note": "${pad}"}, "spec": {"containers": [{"name": "a", "image": "a:1"}]}}\n`;
    const review = plan(changeOf([changedFile('pod.json', undefined, pod)]));
    expect(review.comments).toMatchObject([{ subject: 'line', line: 1, suggestion: null }]);
    expect(review.comments[0]?.body).toContain(
      'podseal fix --unsafe --object Pod/p --container a pod.json',
    );
  });

  it('that would be too long become annotations', () => {
    const containers = Array.from(
      { length: 180 },
      (_, index) => `{"name": "${'c'.repeat(60)}${index}", "image": "a:1"}`,
    );
    const pods = ['p', 'q', 'r', 's', 't'].map(
      (name) =>
        `{"kind": "Pod", "metadata": {"name": "${name}"}, "spec": {"containers": [${containers.join(', ')}]}}`,
    );
    const list = `{"apiVersion": "v1", "kind": "List", "items": [${pods.join(', ')}]}\n`;
    const review = plan(changeOf([changedFile('pod.json', undefined, list)]));
    expect(
      review.comments.every(
        ({ body, fileBody }) => body.length < 65_536 && fileBody.length < 65_536,
      ),
    ).toBe(true);
    const counts = new Map<string, number>();
    for (const { placement } of review.findings)
      counts.set(placement, (counts.get(placement) ?? 0) + 1);
    expect([...counts.values()].reduce((sum, count) => sum + count)).toBe(1800);
    expect(counts.get('annotation')).toBe(500);
    expect(review.summary.length).toBeLessThan(65_535);
  });

  it('say why there is no suggestion where a value is shared', () => {
    const head = deployment('web', 'securityContext: &sc', '  privileged: true');
    const shared = `${head}        - { name: other, image: x, securityContext: *sc }\n`;
    const review = plan(changeOf([changedFile('web.yaml', undefined, shared)]));
    expect(review.comments[0]?.body).toContain(
      'No fix for `read-only-root-filesystem`, `run-as-non-root`, `no-privileged`: its text also serves another place',
    );
  });

  it('keep text of the manifest from being read as Markdown', () => {
    const evil = 'x` <img src=x> @team ```';
    const head = deployment('web').replace('name: app', `name: '${evil}'`);
    const review = plan(changeOf([changedFile('web.yaml', undefined, head)]));
    const [heading] = (review.comments[0]?.body ?? '').split('\n');
    expect(heading).toBe(
      "**`x' <img src=x> @team '''` can change while it runs and can run as root** in Deployment `web`",
    );
  });

  it('fence a suggestion with more backticks than are in it', () => {
    const head = deployment('web').replace('example/app:1', "'a````b' # ```");
    const [comment] = plan(changeOf([changedFile('web.yaml', undefined, head)])).comments;
    expect(comment?.body).toMatch(/^`````suggestion\n[^]*\n`````$/m);
  });

  it('leave line ends to the file: a suggestion for CRLF has plain line feeds', () => {
    const head = OPEN.replaceAll('\n', '\r\n');
    const review = plan(changeOf([changedFile('web.yaml', undefined, head)]));
    expect(review.comments[0]?.suggestion).not.toContain('\r');
  });
});

describe('a comment without a fix', () => {
  it('shows what to do, and folds only the rest', () => {
    const base = deployment('web', 'securityContext:', '  runAsUser: 1000');
    const head = base.replace('1000', '0');
    const { comments } = plan(changeOf([changedFile('web.yaml', base, head)]));
    const [before = '', after] = (comments[0]?.body ?? '').split('<details>');
    expect(comments).toHaveLength(1);
    expect(before).toContain(
      '`runAsUser: 0` runs it as root: set a user that the image works with',
    );
    expect(after).toBeUndefined();
  });
});
