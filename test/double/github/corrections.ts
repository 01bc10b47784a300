import { closed, isSchema, orNull, type Schema } from './openapi-schema.ts';

/**
 * Where GitHub is known to answer otherwise than its OpenAPI document says: the properties that
 * can be null, by component.
 */
const NULLABLE: Readonly<Record<string, readonly string[]>> = {
  // An outdated comment has no line. The document knows it of GraphQL only; the like complaint
  // about `position` is github/rest-api-description#1901.
  'pull-request-review-comment': ['line'],
  'review-comment': ['line'],
  // A submodule has neither (github/rest-api-description#5563).
  'diff-entry': ['blob_url', 'raw_url'],
  // Null unless somebody turned it on: an example in github/rest-api-description#4564.
  // There is no user where the account was deleted (backstage/backstage#15834).
  'pull-request': ['auto_merge', 'user'],
  'pull-request-simple': ['user'],
};

/** A component of the document as GitHub really answers it. */
export function correctComponent(name: string, schema: Schema): Schema {
  const properties = schema['properties'];
  if (!isSchema(properties)) return schema;
  const corrected: Record<string, unknown> = { ...properties };
  for (const property of NULLABLE[name] ?? []) {
    const known = corrected[property];
    if (!isSchema(known)) throw new Error(`${name} has no property ${property} to correct`);
    corrected[property] = orNull(known);
  }
  return { ...schema, properties: corrected };
}

/** The schema of a request body as GitHub really reads it. */
export function correctRequest(operation: string, schema: Schema): Schema {
  switch (operation) {
    case 'post /repos/{owner}/{repo}/pulls/{pull_number}/comments':
      return createCommentSchema(schema);
    case 'post /repos/{owner}/{repo}/pulls/{pull_number}/reviews':
      return closed(withSides(schema));
    case 'post /repos/{owner}/{repo}/check-runs':
      return closed({ ...schema, anyOf: CONCLUSION });
    case 'patch /repos/{owner}/{repo}/check-runs/{check_run_id}':
      return closed(withRequiredTitle({ ...schema, anyOf: CONCLUSION }));
    default:
      // Stricter than what is known of GitHub for most keys, and of no harm: a key that the
      // documentation doesn't list is a mistake.
      return closed(schema);
  }
}

/**
 * The document has this for updates alone and in other words; for both it says "Required if you
 * provide `completed_at` or a `status` of `completed`".
 */
const CONCLUSION = [
  { required: ['conclusion'] },
  {
    properties: { status: { enum: ['queued', 'in_progress'] }, completed_at: false },
  },
];

/** The document has the sides of a single comment as an enum and those of a review's as text. */
function withSides(schema: Schema): Schema {
  const enumerated = { type: 'string', enum: ['LEFT', 'RIGHT'] };
  const sides = { side: enumerated, start_side: enumerated };
  return at(schema, 'properties', (properties) =>
    at(properties, 'comments', (comments) =>
      at(comments, 'items', (item) => at(item, 'properties', (own) => ({ ...own, ...sides }))),
    ),
  );
}

/** A copy of a schema with one of its parts changed. */
function at(schema: Schema, key: string, change: (part: Schema) => Schema): Schema {
  const part = schema[key];
  if (!isSchema(part)) throw new Error(`the OpenAPI document has no "${key}" to correct`);
  return { ...schema, [key]: change(part) };
}

/** "**Required**." is all the document says of the title in an update; it isn't in `required`. */
function withRequiredTitle(schema: Schema): Schema {
  const required = ['title', 'summary'];
  return at(schema, 'properties', (properties) =>
    at(properties, 'output', (output) => ({ ...output, required })),
  );
}

/**
 * The document lists the keys of all ways to make a comment together. GitHub keeps them apart
 * and says so when it refuses: the branches, their order and what each permits are read from
 * octokit/octokit.rb#1717, PyGithub/PyGithub#3293 and github/docs#26844. So `subject_type: line`
 * next to a line is refused, and `line` next to `subject_type: file`.
 */
function createCommentSchema(schema: Schema): Schema {
  const properties = schema['properties'];
  if (!isSchema(properties)) throw new Error('the body of a comment has properties');
  const branch = (keys: readonly string[], optional: readonly string[] | 'any'): Schema => {
    const own = optional === 'any' ? keys : [...keys, ...optional];
    const listed = Object.fromEntries(own.map((key) => [key, properties[key] ?? true]));
    const open = optional === 'any' ? {} : { additionalProperties: false };
    return { properties: listed, required: keys, ...open };
  };
  const place = ['body', 'commit_id', 'path'];
  return {
    type: 'object',
    oneOf: [
      // A key that no documentation explains; the double refuses whoever uses it.
      branch(['body', 'positioning'], 'any'),
      branch([...place, 'position'], 'any'),
      branch(['body', 'in_reply_to'], 'any'),
      branch([...place, 'line'], ['side', 'start_line', 'start_side']),
      branch([...place, 'subject_type'], ['side']),
    ],
  };
}
