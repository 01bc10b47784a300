import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
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

/** The documents of github.com and of the supported Enterprise Servers. */
export type DocumentName = 'api.github.com' | 'ghes-3.17' | 'ghes-3.18' | 'ghes-3.19';

/** A document with what was compiled of it. */
interface Api {
  document: Document;
  ajv: Ajv;
  validators: Map<string, ValidateFunction | undefined>;
  added: Set<string>;
}

/** 13 MB, so each is read once, and only what is asked for is compiled. */
const read = new Map<DocumentName, Api>();

function apiOf(name: DocumentName): Api {
  const known = read.get(name);
  if (known) return known;
  const require = createRequire(import.meta.url);
  const main = require.resolve('@octokit/openapi/generated/api.github.com.json');
  const file = join(dirname(main), `${name}.json`);
  const api = {
    // A cast, for the document is the very definition of these types.
    document: JSON.parse(readFileSync(file, 'utf8')) as Document,
    ajv: new Ajv({ allErrors: true, formats: FORMATS, strict: false, verbose: true }),
    validators: new Map<string, ValidateFunction | undefined>(),
    added: new Set<string>(),
  };
  read.set(name, api);
  return api;
}

/** An operation by method and path template: `get /repos/{owner}/{repo}/pulls/{pull_number}`. */
function findOperation({ document }: Api, name: string): Operation {
  const [method = '', template = ''] = name.split(' ');
  const operation = document.paths[template]?.[method];
  if (!operation) throw new Error(`GitHub's OpenAPI document has no ${name}`);
  return operation;
}

/** The page of an operation, which GitHub names in its refusals. */
export function documentationUrl(name: DocumentName, operation: string): string {
  return findOperation(apiOf(name), operation).externalDocs?.url ?? 'https://docs.github.com/rest';
}

/** What GitHub would say of a request body that doesn't fit; undefined when it fits. */
export function requestProblem(
  name: DocumentName,
  operation: string,
  body: unknown,
): string | undefined {
  const api = apiOf(name);
  const validate = validator(api, `${operation} request`, () => {
    const schema = findOperation(api, operation).requestBody?.content?.['application/json']?.schema;
    return schema && correctRequest(operation, schema);
  });
  if (!validate || validate(body)) return undefined;
  return describeErrors(validate.errors ?? []);
}

/** What is wrong with an answer of ours; undefined when it is what GitHub could answer. */
export function responseProblem(
  name: DocumentName,
  operation: string,
  status: number,
  body: unknown,
): string | undefined {
  const api = apiOf(name);
  const validate = validator(api, `${operation} ${status}`, () => {
    const declared = findOperation(api, operation).responses[String(status)];
    const shared = declared?.$ref?.replace('#/components/responses/', '');
    const response = shared === undefined ? declared : api.document.components.responses[shared];
    const schema = response?.content?.['application/json']?.schema;
    return status < 400 ? schema : schema && eitherError(schema);
  });
  if (!validate || validate(body)) return undefined;
  const text = api.ajv.errorsText(validate.errors, { dataVar: 'body', separator: '; ' });
  return `${operation} would not answer ${status} like this: ${text}`;
}

/** Of two kinds of error one has no required field, so every error of the other kind fits both. */
function eitherError({ oneOf, ...schema }: Schema): Schema {
  return oneOf === undefined ? schema : { ...schema, anyOf: oneOf };
}

function validator(
  api: Api,
  key: string,
  findSchema: () => Schema | undefined,
): ValidateFunction | undefined {
  if (!api.validators.has(key)) {
    const schema = findSchema();
    const add = (component: string): void => addComponent(api, component);
    api.validators.set(key, schema && api.ajv.compile(toJsonSchema(schema, add)));
  }
  return api.validators.get(key);
}

function addComponent(api: Api, name: string): void {
  if (api.added.has(name)) return;
  api.added.add(name);
  const schema = api.document.components.schemas[name];
  if (!isSchema(schema)) throw new Error(`GitHub's OpenAPI document has no schema ${name}`);
  const add = (component: string): void => addComponent(api, component);
  api.ajv.addSchema(toJsonSchema(correctComponent(name, schema), add), COMPONENTS + name);
}

/** Whether GitHub has an operation for this method and path, the double or not. */
export function isKnownToGitHub(name: DocumentName, method: string, path: string): boolean {
  const parts = path.split('/');
  return Object.entries(apiOf(name).document.paths).some(
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
