import { buildSchema, GraphQLError, GraphQLScalarType, type GraphQLSchema } from 'graphql';

/** 1.2 MB of text, so it is read once, and only when a test asks something in GraphQL. */
let read: Promise<GraphQLSchema> | undefined;

/** GitHub's own public schema: https://docs.github.com/en/graphql/overview/public-schema */
export function gitHubSchema(): Promise<GraphQLSchema> {
  return (read ??= load());
}

async function load(): Promise<GraphQLSchema> {
  const { schema } = await import('@octokit/graphql-schema');
  const built = buildSchema(schema.idl, { assumeValid: true, noLocation: true });
  for (const [name, accepts] of Object.entries(SCALARS)) restrict(built, name, accepts);
  return built;
}

const SCALARS: Readonly<Record<string, (text: string) => boolean>> = {
  GitObjectID: (text) => /^[0-9a-f]{40}$/.test(text),
  // "RFC 4648 … with correct padding", as the description of FileAddition has it.
  Base64String: (text) =>
    /^[A-Za-z0-9+/]*={0,2}$/.test(text) && Buffer.from(text, 'base64').toString('base64') === text,
  DateTime: (text) => !Number.isNaN(Date.parse(text)),
  URI: (text) => URL.canParse(text) || text.startsWith('/'),
};

/** The text of a schema doesn't say what its scalars accept, so graphql-js would take anything. */
function restrict(schema: GraphQLSchema, name: string, accepts: (text: string) => boolean): void {
  const type = schema.getType(name);
  if (!(type instanceof GraphQLScalarType)) throw new Error(`${name} is no scalar of GitHub's`);
  const parse = (value: unknown): string => {
    if (typeof value === 'string' && accepts(value)) return value;
    throw new GraphQLError(`Could not coerce value ${JSON.stringify(value)} to ${name}`);
  };
  type.serialize = (value) => {
    if (typeof value === 'string' && accepts(value)) return value;
    throw new Error(`${name} cannot be ${JSON.stringify(value)}`);
  };
  type.parseValue = parse;
  type.parseLiteral = (node) => parse('value' in node ? node.value : undefined);
}
