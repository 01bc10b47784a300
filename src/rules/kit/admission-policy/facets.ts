import { type Data, type DataMap, isDataMap } from '../../../yaml/value-change.ts';
import type { Path } from '../../../yaml/value.ts';

/** One thing that decides what a policy refuses, whatever engine evaluates it. */
export interface Facet {
  readonly of:
    | 'action'
    | 'failure'
    /** What it looks at. */
    | 'match'
    /** What it leaves out. */
    | 'exclusion'
    /** What has to hold, before it looks. */
    | 'condition'
    /** What it asks for. */
    | 'validation'
    /** An expression that others use. */
    | 'variable';
  /** What it says, in words of the policy; the name of the field, or of the variable. */
  readonly name: string;
  readonly value: string;
  readonly path: Path;
}

type Reader = (value: Data, path: Path, name: string) => Facet[];

/** By the keys of all engines. */
const READERS: Readonly<Record<string, Reader>> = {
  validationActions: whole('action'),
  validationFailureAction: whole('action'),
  failureAction: whole('action'),
  enforcementAction: whole('action'),
  failurePolicy: whole('failure'),
  validations: expressions('validation'),
  expressions: expressions('validation'),
  matchConditions: expressions('condition'),
  matchCondition: expressions('condition'),
  celPreconditions: expressions('condition'),
  variables,
  resourceRules,
  kinds,
  operations: (value, path) =>
    texts(value).map((name) => ({ of: 'match', name: `the operation ${name}`, value: name, path })),
  namespaceSelector: selector,
  objectSelector: selector,
  labelSelector: selector,
  excludeResourceRules: each('exclusion'),
  excludedNamespaces: each('exclusion'),
  exclude: each('exclusion'),
  namespaces: each('condition'),
};

/** What decides what a policy refuses, in the order of its fields. */
export function facetsOf(data: Data, path: Path = []): Facet[] {
  if (Array.isArray(data)) return data.flatMap((item, index) => facetsOf(item, [...path, index]));
  if (!isDataMap(data)) return [];
  return Object.entries(data).flatMap(([name, value]) => {
    const at = [...path, name];
    return READERS[name]?.(value, at, name) ?? facetsOf(value, at);
  });
}

function whole(of: Facet['of']): Reader {
  return (value, path, name) => [{ of, name, value: wordsOf(value), path }];
}

/** Several actions as one text. */
function wordsOf(value: Data): string {
  const words = texts(value);
  return words.length > 0 ? words.join(', ') : JSON.stringify(value);
}

function each(of: Facet['of']): Reader {
  return (value, path, field) =>
    items(value).map((item, index) => {
      const name = `${field}: ${JSON.stringify(item)}`;
      return { of, name, value: name, path: [...path, index] };
    });
}

function expressions(of: Facet['of']): Reader {
  return (value, path) =>
    items(value).flatMap((item, index) => {
      const expression = isDataMap(item) ? item['expression'] : undefined;
      if (typeof expression !== 'string') return [];
      return { of, name: expression, value: expression, path: [...path, index] };
    });
}

function variables(value: Data, path: Path): Facet[] {
  return items(value).flatMap((item, index) => {
    if (!isDataMap(item)) return [];
    const { name, expression } = item;
    if (typeof name !== 'string' || typeof expression !== 'string') return [];
    return { of: 'variable', name, value: expression, path: [...path, index, 'expression'] };
  });
}

function resourceRules(value: Data, path: Path): Facet[] {
  return items(value).flatMap((rule, index) => {
    if (!isDataMap(rule)) return [];
    const [groups, resources, operations] = ['apiGroups', 'resources', 'operations'].map((name) =>
      texts(rule[name]),
    );
    return (groups ?? []).flatMap((group) =>
      (resources ?? []).flatMap((resource) =>
        (operations ?? []).map((operation): Facet => {
          const name = `${operation} of ${group === '' ? '' : `${group}/`}${resource}`;
          return { of: 'match', name, value: name, path: [...path, index] };
        }),
      ),
    );
  });
}

function kinds(value: Data, path: Path): Facet[] {
  return items(value).flatMap((item, index) => {
    const names = isDataMap(item) ? texts(item['kinds']) : texts([item]);
    return names.map((name): Facet => ({ of: 'match', name, value: name, path: [...path, index] }));
  });
}

/** The namespaces of a `NotIn` are left out; anything else has to hold. */
function selector(value: Data, path: Path, field: string): Facet[] {
  if (!isDataMap(value)) return [];
  const labels = value['matchLabels'];
  const wanted = isDataMap(labels) ? Object.entries(labels) : [];
  const conditions = wanted.map(([key, one]): Facet => {
    const name = `${field}: ${key}=${JSON.stringify(one)}`;
    return { of: 'condition', name, value: name, path };
  });
  return [...conditions, ...items(value['matchExpressions']).flatMap(requirement(field, path))];
}

function requirement(field: string, path: Path): (item: Data, index: number) => Facet[] {
  return (item, index) => {
    const at = [...path, 'matchExpressions', index];
    if (!isDataMap(item) || item['operator'] !== 'NotIn') {
      const name = `${field}: ${JSON.stringify(item)}`;
      return [{ of: 'condition', name, value: name, path: at }];
    }
    const key = isNamespaceName(item)
      ? 'the namespace'
      : `${field}: ${JSON.stringify(item['key'])}`;
    return texts(item['values']).map((one): Facet => {
      return { of: 'exclusion', name: `${key} ${one}`, value: one, path: at };
    });
  };
}

function isNamespaceName({ key }: DataMap): boolean {
  return key === 'kubernetes.io/metadata.name';
}

function items(value: Data | undefined): readonly Data[] {
  if (Array.isArray(value)) return value;
  return isDataMap(value) ? [value] : [];
}

function texts(value: Data | undefined): string[] {
  const list = typeof value === 'string' ? [value] : items(value);
  return list.filter((item) => typeof item === 'string');
}
