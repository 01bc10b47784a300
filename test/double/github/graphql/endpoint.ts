import {
  execute,
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  type GraphQLFieldResolver,
  parse,
  validate,
} from 'graphql';
import { isRefusal, notImplemented, refusal, type Reply } from '../errors.ts';
import { budgetOf, isLimited } from '../limits.ts';
import type { TokenOptions } from '../options.ts';
import type { State } from '../state.ts';
import type { Context } from './context.ts';
import { costOf } from './cost.ts';
import { mutations } from './mutations.ts';
import { isProblem } from './problem.ts';
import { queries } from './queries.ts';
import { gitHubSchema } from './schema.ts';

interface Asked {
  query: string;
  variables: Record<string, unknown>;
  operationName: string | undefined;
}

/**
 * POST /graphql. What is wrong is told with status 200 and `errors`; a query that doesn't fit the
 * schema is not begun, one that fails in part has the rest of its data.
 */
export async function answerGraphql(
  state: State,
  token: TokenOptions,
  secret: string,
  text: string,
): Promise<Reply> {
  const { query, variables, operationName } = readRequest(text);
  const limit = budgetOf(state, secret, 'graphql');
  // As yanyongyu/githubkit#271 saw it in 2026; the documentation names no type.
  if (isLimited(state) && limit.remaining <= 0) return { ...failed([LIMITED]), cost: 0 };
  const schema = await gitHubSchema();
  let document;
  try {
    document = parse(query);
  } catch (error) {
    return failed([error instanceof GraphQLError ? plain(error) : { message: String(error) }]);
  }
  const faults = validate(schema, document);
  if (faults.length > 0) return failed(faults.map(plain));
  const operation = getOperationAST(document, operationName);
  if (!operation) return failed([{ message: 'No operation with that name was found.' }]);
  const cost = costOf(schema, document, operation, variables);
  if (cost.problems.length > 0) return failed(cost.problems);
  const contextValue: Context = { state, token, secret, cost };
  const result = await execute({
    ...{ schema, document, contextValue, variableValues: variables, operationName },
    rootValue:
      operation.operation === OperationTypeNode.MUTATION
        ? mutations(contextValue)
        : queries(contextValue),
    fieldResolver: resolveField,
  });
  const errors = result.errors?.map(describe);
  // A variable of the wrong type comes with no data at all.
  const body = { ...('data' in result ? { data: result.data } : {}), ...(errors && { errors }) };
  return { status: 200, body, cost: cost.points };
}

const LIMITED = {
  type: 'RATE_LIMIT',
  code: 'graphql_rate_limit',
  message: 'API rate limit already exceeded for installation ID 1.',
};

function failed(errors: readonly object[]): Reply {
  return { status: 200, body: { errors }, cost: 1 };
}

function readRequest(text: string): Asked {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw refusal(400, 'Problems parsing JSON');
  }
  const { query, variables, operationName } = (body ?? {}) as Record<string, unknown>;
  if (typeof query !== 'string') {
    throw refusal(400, 'A query attribute must be specified and must be a string.');
  }
  if (typeof (variables ?? {}) !== 'object' || Array.isArray(variables)) {
    throw refusal(400, 'Variables must be an object.');
  }
  return {
    query,
    variables: (variables ?? {}) as Record<string, unknown>,
    operationName: typeof operationName === 'string' ? operationName : undefined,
  };
}

/** The fields of our objects are values, or functions of the arguments. */
const resolveField: GraphQLFieldResolver<unknown, Context> = (source, args, context, info) => {
  const object = source as Record<string, unknown>;
  if (!(info.fieldName in object)) {
    throw notImplemented(`${info.parentType.name}.${info.fieldName}`);
  }
  const value = object[info.fieldName];
  if (typeof value !== 'function') return value;
  return (value as (given: unknown, of: Context) => unknown)(args, context);
};

function plain({ message, locations, path }: GraphQLError): object {
  return { ...(path && { path }), ...(locations && { locations }), message };
}

/** What isn't an answer of GitHub's, such as a field the double hasn't, is loud. */
function describe(error: GraphQLError): object {
  const cause = error.originalError;
  if (isProblem(cause)) {
    const extensions = { saml_failure: false };
    const detail = cause.problemType === 'FORBIDDEN' ? { extensions } : {};
    return { type: cause.problemType, ...detail, ...plain(error) };
  }
  if (isRefusal(cause)) throw cause;
  // A value of ours that the schema doesn't have is a defect; one of the client's is its mistake.
  const ours = cause && !(cause instanceof GraphQLError);
  if (ours || / cannot represent /.test(error.message)) throw cause ?? error;
  return plain(error);
}
