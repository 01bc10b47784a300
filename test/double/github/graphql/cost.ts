import {
  getNamedType,
  getVariableValues,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
  isInterfaceType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * "Clients must supply a `first` or `last` argument on any connection. Values … must be within
 * 1-100. Individual calls cannot request more than 500,000 total nodes."
 * https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
 */
const MAX_PAGE = 100;
const MAX_NODES = 500_000;

export interface Cost {
  points: number;
  nodes: number;
  problems: { type: string; message: string; path: string[] }[];
}

interface Walk extends Cost {
  schema: GraphQLSchema;
  fragments: Map<string, FragmentDefinitionNode>;
  variables: Readonly<Record<string, unknown>>;
  requests: number;
}

/** What an operation costs, and what is wrong with its pages. The document is valid. */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  inputs: Readonly<Record<string, unknown>>,
): Cost {
  const fragments = document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], inputs);
  const walk: Walk = {
    ...{ schema, variables: coerced ?? {}, requests: 0, nodes: 0, points: 1, problems: [] },
    fragments: new Map(fragments.map((one) => [one.name.value, one])),
  };
  const root = schema.getRootType(operation.operation);
  if (root) walkSelections(walk, root.name, operation.selectionSet, 1, [operation.operation]);
  if (walk.nodes > MAX_NODES) {
    walk.problems.push({
      type: 'MAX_NODE_LIMIT_EXCEEDED',
      message:
        `This query requests up to ${walk.nodes} possible nodes which exceeds the maximum ` +
        `limit of ${MAX_NODES}.`,
      path: [operation.operation],
    });
  }
  // "Divide the number by 100 and round the result", one point at least.
  walk.points = Math.max(1, Math.round(walk.requests / 100));
  return walk;
}

function walkSelections(
  walk: Walk,
  typeName: string,
  set: SelectionSetNode,
  parents: number,
  path: string[],
): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      walkField(walk, typeName, selection, parents, path);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const name = selection.typeCondition?.name.value ?? typeName;
      walkSelections(walk, name, selection.selectionSet, parents, path);
    } else {
      const fragment = walk.fragments.get(selection.name.value);
      if (!fragment) continue;
      const name = fragment.typeCondition.name.value;
      walkSelections(walk, name, fragment.selectionSet, parents, path);
    }
  }
}

function walkField(
  walk: Walk,
  typeName: string,
  field: FieldNode,
  parents: number,
  path: string[],
): void {
  const parent = walk.schema.getType(typeName);
  if (!isObjectType(parent) && !isInterfaceType(parent)) return;
  const defined = parent.getFields()[field.name.value];
  if (!defined) return;
  const type = getNamedType(defined.type) as GraphQLObjectType;
  const here = [...path, field.alias?.value ?? field.name.value];
  let below = parents;
  if (type.name.endsWith('Connection')) {
    walk.requests += parents;
    below = parents * pageSize(walk, field, here);
    walk.nodes += below;
  }
  if (field.selectionSet) walkSelections(walk, type.name, field.selectionSet, below, here);
}

function pageSize(walk: Walk, field: FieldNode, path: string[]): number {
  const name = field.name.value;
  for (const argument of ['first', 'last']) {
    const size = numberOf(walk, field, argument);
    if (size === undefined) continue;
    if (size >= 1 && size <= MAX_PAGE) return size;
    const message =
      `Requesting ${size} records on the \`${name}\` connection exceeds the \`${argument}\` ` +
      `limit of ${MAX_PAGE} records.`;
    walk.problems.push({ type: 'EXCESSIVE_PAGINATION', message, path });
    return MAX_PAGE;
  }
  const message =
    'You must provide a `first` or `last` value to properly paginate the ' +
    `\`${name}\` connection.`;
  walk.problems.push({ type: 'MISSING_PAGINATION_BOUNDARIES', message, path });
  return MAX_PAGE;
}

function numberOf(walk: Walk, field: FieldNode, name: string): number | undefined {
  const value = field.arguments?.find((argument) => argument.name.value === name)?.value;
  if (value?.kind === Kind.INT) return Number(value.value);
  const given = value?.kind === Kind.VARIABLE ? walk.variables[value.name.value] : undefined;
  return typeof given === 'number' ? given : undefined;
}
