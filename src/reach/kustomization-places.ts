import {
  type References,
  folderOf,
  kustomizationsIn,
  namedIn,
} from '../render/kustomization-references.ts';

/** More folders than a person changes at once. */
const MAX_FOLDERS = 100;

/** What a kustomization makes objects of, or edits them with. */
const IN_KUSTOMIZATIONS = /\.(?:ya?ml|json)$|(?:^|\/)Kustomization$/;
/** Texts that a generator reads: replacements and variables bring them into containers. */
const DATA = /\.(?:env|properties|txt|conf|config|cfg|ini|toml|patch)$|(?:^|\/)\.?env$/;

/** Files of other programs. */
const OTHER =
  /(?:^|\/)(?:\.github|node_modules|templates)\/|(?:^|\/)(?:Chart\.(?:yaml|lock)|package(?:-lock)?\.json|tsconfig[^/]*\.json)$/;

/** The changed files that a kustomization may name, wherever that is. */
export function nameable(changed: readonly string[]): string[] {
  return changed.filter(
    (one) => (IN_KUSTOMIZATIONS.test(one) || DATA.test(one)) && !OTHER.test(one),
  );
}

/** Where kustomizations may be that name a changed file: in its folder, and above. */
export function kustomizationFilesAbove(changed: readonly string[]): string[] {
  const folders = new Set<string>();
  const parts = changed.filter((one) => IN_KUSTOMIZATIONS.test(one));
  for (const path of [...parts, ...changed.filter((one) => DATA.test(one))]) {
    const steps = path.split('/').slice(0, -1);
    for (let depth = steps.length; depth >= 0; depth--) {
      folders.add(steps.slice(0, depth).join('/'));
    }
  }
  return [...folders].slice(0, MAX_FOLDERS).flatMap(kustomizationsIn);
}

/** Whether a file makes its folder a kustomization. */
export function isKustomizationFile(path: string): boolean {
  return kustomizationsIn(folderOf(path)).includes(path);
}

/** All that a kustomization names, and what those name that it uses: with the files that make them one. */
export function usedBy(root: string, all: ReadonlyMap<string, References>): Set<string> {
  const used = new Set<string>();
  const folders = new Set([root]);
  for (const folder of folders) {
    for (const path of kustomizationsIn(folder)) used.add(path);
    const references = all.get(folder);
    if (!references) continue;
    for (const path of namedIn(folder, references)) {
      used.add(path);
      if (all.has(path)) folders.add(path);
    }
  }
  return used;
}
