import type { ExemptionFault } from '../judge/exemptions/exempt.ts';
import { fitsFolder } from '../render/deployed-kustomizations.ts';
import type { Configuration } from './configuration.ts';
import { placeOf } from './extends.ts';

/**
 * The globs of a configuration that fit none of a project's kustomizations: a folder may have moved.
 *
 * @param folders of all kustomizations, from the root of the project
 */
export function kustomizationFaults(
  { kustomizations, sources }: Configuration,
  folders: readonly string[],
): ExemptionFault[] {
  const source = sources['kustomizations'] ?? '';
  const end = source.lastIndexOf(':');
  const file = source.slice(0, end);
  // One of an organization is for other repositories, too, and nobody changes it here.
  if (end === -1 || placeOf(file).repository !== undefined) return [];
  return kustomizations.flatMap((glob): ExemptionFault[] => {
    if (folders.some((folder) => fitsFolder(folder, glob))) return [];
    const message = `kustomizations: \`${glob}\` fits no folder with a kustomization: correct or remove it`;
    return [{ file, line: Number(source.slice(end + 1)), message }];
  });
}
