import { describe, expect, it } from 'vitest';
import { fixFile } from '../../src/fix/fix-file.ts';
import { readProjectImages } from '../../src/images/project-images.ts';
import { type Judged, judge } from '../../src/judge/judge.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import { deployment } from '../judging.ts';

const OWN = `- images: [example/app]
  writes:
    - { path: /run, kind: run, volume: emptyDir, evidence: observed, source: 'podseal try, 2026-01-31' }
    - { path: /conf, kind: config, volume: emptyDir, hidesFiles: true, evidence: observed, source: 'podseal try, 2026-01-31' }
`;

function judgeWith(...lines: string[]): Judged {
  const read = readProjectImages({ path: 'images.yml', text: OWN });
  const images = 'images' in read ? read.images : undefined;
  const rules = {
    ...({ profile: 'immutable', images } as const),
    only: ['read-only-root-filesystem', 'writable-paths'],
  };
  return judge(readManifest({ path: 'a.yaml', text: deployment('web', ...lines) }), rules);
}

describe('what runs of an image wrote, for a container with a command of its own', () => {
  it('gets volumes with the fix, which is unsafe', () => {
    const judged = judgeWith('command: [/bin/other]');
    const { text } = fixFile(judged, { unsafe: true });
    expect(text).toContain('mountPath: /run\n');
    expect(text).not.toContain('/conf');
    expect(fixFile(judged, { unsafe: false }).applied).toEqual([]);
    expect(judged.findings[0]?.remedy?.verify).toBe(
      'The container runs a command of its own, and gets the volumes that runs of its image needed: start it once with `podseal try`.',
    );
    expect(judged.findings[0]?.remedy?.reason).toBe(
      'Runs of its image wrote to `/run`; the path gets an `emptyDir`.',
    );
  });

  it('is named where the root filesystem is read-only already', () => {
    const context = 'securityContext: {readOnlyRootFilesystem: true}';
    const judged = judgeWith('command: [/bin/other]', context);
    expect(judged.findings.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
      'warning: its root filesystem is read-only, and runs of its image wrote to `/run`: mount an `emptyDir` there',
    ]);
    const { text } = fixFile(judged, { unsafe: true });
    expect(judge(readManifest({ path: 'a.yaml', text }), judged.ruleSet).findings).toEqual([]);
    // Without a command it is what the image is known for.
    expect(judgeWith(context).findings[0]?.severity).toBe('error');
  });
});
