import type { ExemptionFault } from '../judge/exemptions/exempt.ts';
import type { Exemption } from '../rules/kit/exemption.ts';
import type { ReviewedFile } from './assess.ts';

/**
 * The exemptions of the configuration that a change leaves without a finding: those that are for one of
 * its files alone, exempted something in it before, and exempt nothing in it now. Of others a change
 * does not show all that they are for.
 */
export function unusedExemptions(
  files: readonly ReviewedFile[],
  exemptions: readonly Exemption[],
): ExemptionFault[] {
  return files.flatMap(({ judged, before, skips }) => {
    const { manifest, exempted } = judged;
    if (!manifest.isWhole || manifest.skips.length > 0 || skips.length > 0) return [];
    const used = new Set(exempted.map(({ source }) => source));
    const wasUsed = new Set(before.exempted.map(({ source }) => source));
    return exemptions
      .filter(
        ({ path, source }) =>
          path === manifest.file.path && wasUsed.has(source) && !used.has(source),
      )
      .map(({ source }) => faultAt(source));
  });
}

function faultAt(source: string): ExemptionFault {
  const colon = source.lastIndexOf(':');
  const message = 'this exemption fits no finding after this change: remove it';
  return { file: source.slice(0, colon), line: Number(source.slice(colon + 1)), message };
}
