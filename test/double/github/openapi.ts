import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';
import { correctComponent, correctRequest } from './corrections.ts';
import { COMPONENTS, FORMATS, isSchema, toJsonSchema, type Schema } from './openapi-schema.ts';
import { describeErrors } from './schema-messages.ts';

interface Content {
  content?: Readonly<Record<string, { schema?: Schema }>>;
}

type Response = Content & { $ref?: string };

interface Operation {
  externalDocs?: { url: string };
  requestBody?: Content;
  responses: Readonly<Record<string, Response>>;
}

interface Document {
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  components: {
    schemas: Readonly<Record<string, Schema>>;
    responses: Readonly<Record<string, Response>>;
  };
}

/** 13 MB, so it is read once, and only what is asked for is compiled. */
let read: Document | undefined;

function openApi(): Document {
  const require = createRequire(import.meta.url);
  const file = require.resolve('@octokit/openapi/generated/api.github.com.json');
  // A cast, for the document is the very definition of these types.
  read ??= JSON.parse(readFileSync(file, 'utf8')) as Document;
  return read;
}

const ajv = new Ajv({ allErrors: true, formats: FORMATS, strict: false, verbose: true });
const validators = new Map<string, ValidateFunction | undefined>();
const added = new Set<string>();

/** An operation by method and path template: `get /repos/{owner}/{repo}/pulls/{pull_number}`. */
function findOperation(name: string): Operation {
  const [method = '', template = ''] = name.split(' ');
  const operation = openApi().paths[template]?.[method];
  if (!operation) throw new Error(`GitHub's OpenAPI document has no ${name}`);
  return operation;
}

/** The page of an operation, which GitHub names in its refusals. */
export function documentationUrl(operation: string): string {
  return findOperation(operation).externalDocs?.url ?? 'https://docs.github.com/rest';
}

/** What GitHub would say of a request body that doesn't fit; undefined when it fits. */
export function requestProblem(operation: string, body: unknown): string | undefined {
  const validate = validator(`${operation} request`, () => {
    const schema = findOperation(operation).requestBody?.content?.['application/json']?.schema;
    return schema && correctRequest(operation, schema);
  });
  if (!validate || validate(body)) return undefined;
  return describeErrors(validate.errors ?? []);
}

/** What is wrong with an answer of ours; undefined when it is what GitHub could answer. */
export function responseProblem(
  operation: string,
  status: number,
  body: unknown,
): string | undefined {
  const validate = validator(`${operation} ${status}`, () => {
    const declared = findOperation(operation).responses[String(status)];
    const name = declared?.$ref?.replace('#/components/responses/', '');
    const response = name === undefined ? declared : openApi().components.responses[name];
    return response?.content?.['application/json']?.schema;
  });
  if (!validate || validate(body)) return undefined;
  const text = ajv.errorsText(validate.errors, { dataVar: 'body', separator: '; ' });
  return `${operation} would not answer ${status} like this: ${text}`;
}

function validator(
  key: string,
  findSchema: () => Schema | undefined,
): ValidateFunction | undefined {
  if (!validators.has(key)) {
    const schema = findSchema();
    validators.set(key, schema && ajv.compile(toJsonSchema(schema, addComponent)));
  }
  return validators.get(key);
}

function addComponent(name: string): void {
  if (added.has(name)) return;
  added.add(name);
  const schema = openApi().components.schemas[name];
  if (!isSchema(schema)) throw new Error(`GitHub's OpenAPI document has no schema ${name}`);
  ajv.addSchema(toJsonSchema(correctComponent(name, schema), addComponent), COMPONENTS + name);
}

/** Whether GitHub has an operation for this method and path, the double or not. */
export function isKnownToGitHub(method: string, path: string): boolean {
  const parts = path.split('/');
  return Object.entries(openApi().paths).some(
    ([template, operations]) =>
      operations[method.toLowerCase()] !== undefined && fits(template.split('/'), parts),
  );
}

/** The last part of a template may stand for many: contents/{path}, compare/{basehead}. */
function fits(template: string[], parts: string[]): boolean {
  const last = template.at(-1) ?? '';
  if (parts.length < template.length) return false;
  if (parts.length > template.length && !/^\{(path|ref|basehead|dir)\}$/.test(last)) return false;
  return template.every((part, at) => part.startsWith('{') || part === parts[at]);
}
