import type { RootFix } from './change.ts';
import type { JudgedFile } from './judge-change.ts';

/** Files with the fixes of what kustomizations become, for who shows findings one by one. */
export function withRootFixes(
  files: readonly JudgedFile[],
  fixes: readonly RootFix[] = [],
): readonly JudgedFile[] {
  const byFingerprint = new Map(
    fixes.flatMap(({ each }) => each.map(({ fingerprint, fix }) => [fingerprint, fix] as const)),
  );
  if (byFingerprint.size === 0) return files;
  const all = files.flatMap(({ judged }) => judged.findings);
  const sourceFixes = new Map(
    all.flatMap((finding) => {
      const isBuilt = finding.rendered?.kind === 'kustomization';
      const fix = isBuilt ? byFingerprint.get(finding.fingerprint) : undefined;
      return fix ? [[finding, fix] as const] : [];
    }),
  );
  return files.map((file) => ({ ...file, judged: { ...file.judged, sourceFixes } }));
}
