import { parseAllDocuments } from 'yaml';
import type { SourceFile } from '../../kubernetes/manifest.ts';
import { type Data, type DataMap, isDataMap } from '../../yaml/value-change.ts';

/**
 * Who could use a PodSecurityPolicy by the roles and bindings in some files, in words; none for nobody. A
 * manifest has not all of them, because bindings hold nothing to judge.
 */
export function grantedTo(name: string, files: readonly SourceFile[]): string[] {
  const objects = files.flatMap(objectsIn);
  const roles = objects.filter(
    (object) => ['Role', 'ClusterRole'].includes(textIn(object, 'kind')) && grants(object, name),
  );
  return objects
    .filter((object) => ['RoleBinding', 'ClusterRoleBinding'].includes(textIn(object, 'kind')))
    .flatMap((binding) => {
      const reference = mapIn(binding, 'roleRef');
      const isGrant = roles.some(
        (role) =>
          textIn(role, 'kind') === textIn(reference, 'kind') &&
          textIn(mapIn(role, 'metadata'), 'name') === textIn(reference, 'name'),
      );
      return isGrant ? subjectsOf(binding) : [];
    });
}

function objectsIn({ text }: SourceFile): DataMap[] {
  return [...parseAllDocuments(text, { logLevel: 'silent' })].flatMap((document) => {
    if (document.errors.length > 0) return [];
    const data: Data = document.toJS();
    const items = isDataMap(data) ? listIn(data, 'items') : [];
    return [data, ...items].filter(isDataMap);
  });
}

function grants(role: DataMap, name: string): boolean {
  return listIn(role, 'rules')
    .filter(isDataMap)
    .some((rule) => {
      const names = listIn(rule, 'resourceNames');
      const has = (key: string, ...entries: string[]): boolean =>
        listIn(rule, key).some((entry) => typeof entry === 'string' && entries.includes(entry));
      return (
        has('resources', 'podsecuritypolicies', '*') &&
        has('verbs', 'use', '*') &&
        (names.length === 0 || names.includes(name))
      );
    });
}

function subjectsOf(binding: DataMap): string[] {
  const namespace = textIn(mapIn(binding, 'metadata'), 'namespace') || 'default';
  const where = textIn(binding, 'kind') === 'RoleBinding' ? ` in namespace ${namespace}` : '';
  return listIn(binding, 'subjects')
    .filter(isDataMap)
    .map((subject) => {
      const of = textIn(subject, 'namespace');
      const owner = of === '' ? '' : `${of}/`;
      return `${textIn(subject, 'kind')} ${owner}${textIn(subject, 'name')}${where}`;
    });
}

function textIn(data: DataMap, name: string): string {
  const value = data[name];
  return typeof value === 'string' ? value : '';
}

function mapIn(data: DataMap, name: string): DataMap {
  const value = data[name];
  return isDataMap(value) ? value : {};
}

function listIn(data: DataMap, name: string): readonly Data[] {
  const value = data[name];
  return Array.isArray(value) ? value : [];
}
