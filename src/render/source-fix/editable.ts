import { whyNotToEdit } from '../../kubernetes/made-elsewhere.ts';
import { parseDocumentAt } from '../../yaml/parse.ts';
import { field, items, rootOf, textOf } from '../../yaml/value.ts';

/**
 * Says which files of a chart a person would edit: no generated ones, and none of a sub-chart that comes
 * from elsewhere, since the next `helm dependency update` brings that as it was.
 *
 * @param files the chart's texts by their path
 */
export function editableIn(files: Readonly<Record<string, string>>): (path: string) => boolean {
  const fetched = [...fetchedIn(files)].map((name) => `charts/${name}/`);
  const known = new Map<string, boolean>();
  return (path) => {
    const found = known.get(path);
    if (found !== undefined) return found;
    const text = files[path];
    const isEditable =
      text !== undefined &&
      !fetched.some((folder) => path.startsWith(folder)) &&
      whyNotToEdit({ path, text }) === undefined;
    known.set(path, isEditable);
    return isEditable;
  };
}

/** The names of the dependencies that Helm fetches from a repository. */
function fetchedIn(files: Readonly<Record<string, string>>): Set<string> {
  const names = new Set<string>();
  for (const file of ['Chart.yaml', 'requirements.yaml']) {
    const text = files[file] ?? '';
    const document = parseDocumentAt(text, { start: 0, end: text.length }, 0);
    if (!document || 'reason' in document) continue;
    for (const dependency of items(field(rootOf(document), 'dependencies')?.value)) {
      const [name, from] = ['name', 'repository'].map((key) =>
        textOf(field(dependency, key)?.value),
      );
      if (name !== undefined && from !== undefined && !from.startsWith('file:')) names.add(name);
    }
  }
  return names;
}
