import { describe, expect, test } from 'vitest';
import { isKnownToGitHub, requestProblem, responseProblem } from './openapi.ts';

const GITHUB = 'api.github.com';
const COMMENT = 'post /repos/{owner}/{repo}/pulls/{pull_number}/comments';
const REVIEW = 'post /repos/{owner}/{repo}/pulls/{pull_number}/reviews';
const CREATE = 'post /repos/{owner}/{repo}/check-runs';
const UPDATE = 'patch /repos/{owner}/{repo}/check-runs/{check_run_id}';
const BLOB = 'get /repos/{owner}/{repo}/git/blobs/{file_sha}';

const place = { body: 'a', commit_id: 'b', path: 'c' };

describe('the words for a comment that fits no way of commenting', () => {
  const head = 'No subschema in "oneOf" matched.\n"positioning" wasn\'t supplied.\n';

  // Each was said by GitHub: octokit/octokit.rb#1717, PyGithub/PyGithub#3293 and the rest in the
  // notes of speakeasy-api/mcp-setup-docs.
  test.each([
    [
      'null as the line',
      { ...place, subject_type: 'file', line: null },
      [
        '"position" wasn\'t supplied.',
        '"in_reply_to" wasn\'t supplied.',
        '"subject_type" is not a permitted key.',
        "For 'properties/line', nil is not an integer.",
        '"line" is not a permitted key.',
      ],
    ],
    [
      'a line with subject_type',
      { ...place, subject_type: 'line', line: 3, side: 'RIGHT' },
      [
        '"position" wasn\'t supplied.',
        '"in_reply_to" wasn\'t supplied.',
        '"subject_type" is not a permitted key.',
        '"line" is not a permitted key.',
      ],
    ],
    [
      'subject_type in capitals',
      { ...place, subject_type: 'FILE' },
      [
        '"position" wasn\'t supplied.',
        '"in_reply_to" wasn\'t supplied.',
        '"subject_type" is not a permitted key.',
        '"line" wasn\'t supplied.',
        'FILE is not a member of ["line", "file"].',
      ],
    ],
    [
      'no commit_id',
      { body: 'a', path: 'c', subject_type: 'file' },
      [
        '"commit_id", "position" weren\'t supplied.',
        '"in_reply_to" wasn\'t supplied.',
        '"subject_type" is not a permitted key.',
        '"commit_id", "line" weren\'t supplied.',
        '"commit_id" wasn\'t supplied.',
      ],
    ],
    [
      'no place at all',
      place,
      [
        '"position" wasn\'t supplied.',
        '"in_reply_to" wasn\'t supplied.',
        '"line" wasn\'t supplied.',
        '"subject_type" wasn\'t supplied.',
      ],
    ],
  ])('%s', (_, body, lines) => {
    expect(requestProblem(GITHUB, COMMENT, body)).toBe(head + lines.join('\n'));
  });

  test.each([
    ['a line', { ...place, line: 3 }],
    ['a range', { ...place, line: 3, side: 'RIGHT', start_line: 1, start_side: 'RIGHT' }],
    ['a position', { ...place, position: 3 }],
    ['a file', { ...place, subject_type: 'file' }],
    ['a reply', { body: 'a', in_reply_to: 3 }],
  ])('%s is fine', (_, body) => {
    expect(requestProblem(GITHUB, COMMENT, body)).toBeUndefined();
  });
});

describe('the words for other bodies that do not fit', () => {
  const summary = (length: number): unknown => ({
    name: 'n',
    head_sha: 's',
    output: { title: 't', summary: 'x'.repeat(length) },
  });
  const annotation = {
    path: 'a',
    start_line: 1,
    end_line: 1,
    annotation_level: 'notice',
    message: 'm',
  };
  const annotations = (count: number): unknown => ({
    output: { title: 't', summary: '', annotations: Array(count).fill(annotation) },
  });

  test.each([
    // houndci/hound#1353
    ['null', REVIEW, { body: null }, "For 'properties/body', nil is not a string."],
    // The-PR-Agent/pr-agent#184, which is of a time when the type was "number"
    [
      'wrong types',
      REVIEW,
      {
        comments: [
          { path: 'a', body: 'b', position: [17, 52] },
          { path: 'a', body: 'b', position: [23] },
        ],
      },
      "For 'properties/position', [17, 52] is not an integer.\n" +
        "For 'properties/position', [23] is not an integer.",
    ],
    [
      'keys nobody knows',
      REVIEW,
      { comments: [{ path: 'a', body: 'b', subject_type: 'file' }], zeal: 1, ardour: 1 },
      '"ardour", "zeal" are not permitted keys.\n"subject_type" is not a permitted key.',
    ],
    [
      'a value out of its set',
      REVIEW,
      { event: 'SHRUG', comments: [{ path: 'a', body: 'b', line: 1, side: 'right' }] },
      'SHRUG is not a member of ["APPROVE", "REQUEST_CHANGES", "COMMENT"].\n' +
        'right is not a member of ["LEFT", "RIGHT"].',
    ],
    // reviewdog/reviewdog service/github/check.go
    [
      'a text that is too long',
      CREATE,
      summary(250_684),
      'Only 65535 characters are allowed; 250684 were supplied.',
    ],
    [
      'too many annotations',
      UPDATE,
      annotations(51),
      'No more than 50 items are allowed; 51 were supplied.',
    ],
    // humanmade/linter-bot#71
    [
      'keys missing in each of a list',
      UPDATE,
      {
        output: {
          title: 't',
          summary: 's',
          annotations: Array(2).fill({ start_line: 1, end_line: 1, message: 'm' }),
        },
      },
      '"annotation_level", "path" weren\'t supplied.\n"annotation_level", "path" weren\'t supplied.',
    ],
    ['no title', UPDATE, { output: { summary: 's' } }, '"title" wasn\'t supplied.'],
    ['no name', CREATE, { head_sha: 's' }, '"name" wasn\'t supplied.'],
    [
      'no conclusion',
      UPDATE,
      { status: 'completed' },
      'No subschema in "anyOf" matched.\n"conclusion" wasn\'t supplied.\n' +
        'completed is not a member of ["queued", "in_progress"].',
    ],
    [
      'a time that is none',
      CREATE,
      { name: 'n', head_sha: 's', started_at: 'noon' },
      'noon is not a valid date-time.',
    ],
  ])('%s', (_, operation, body, words) => {
    expect(requestProblem(GITHUB, operation, body)).toBe(words);
  });

  test('what fits to the last item and character is fine', () => {
    expect(requestProblem(GITHUB, UPDATE, annotations(50))).toBeUndefined();
    expect(requestProblem(GITHUB, CREATE, summary(65_535))).toBeUndefined();
    // Characters, not bytes or halves of surrogate pairs.
    const output = { title: 't', summary: '🦭'.repeat(65_535) };
    expect(requestProblem(GITHUB, CREATE, { name: 'n', head_sha: 's', output })).toBeUndefined();
  });

  test('completed_at takes a conclusion', () => {
    expect(requestProblem(GITHUB, UPDATE, { completed_at: '2026-01-01T00:00:00Z' })).toContain(
      '"conclusion" wasn\'t supplied.',
    );
    const both = { completed_at: '2026-01-01T00:00:00Z', conclusion: 'success' };
    expect(requestProblem(GITHUB, UPDATE, both)).toBeUndefined();
  });
});

describe('answers of the double', () => {
  const blob = { sha: 's', url: 'http://a.b/c', node_id: 'n', content: '', encoding: 'base64' };

  test('one that GitHub could give is fine', () => {
    expect(responseProblem(GITHUB, BLOB, 200, { ...blob, size: 0 })).toBeUndefined();
    expect(responseProblem(GITHUB, BLOB, 200, { ...blob, size: null })).toBeUndefined();
  });

  test('one that GitHub could not give is named with its defect', () => {
    expect(responseProblem(GITHUB, BLOB, 200, blob)).toBe(
      `${BLOB} would not answer 200 like this: body must have required property 'size'`,
    );
    expect(responseProblem(GITHUB, BLOB, 200, { ...blob, size: '0' })).toContain(
      'body/size must be',
    );
    expect(responseProblem(GITHUB, BLOB, 200, { ...blob, size: 0, url: 'here' })).toContain(
      'format "uri"',
    );
  });

  test('refusals have a schema too, of another shape for reviews', () => {
    const body = { message: 'm', documentation_url: 'd' };
    expect(responseProblem(GITHUB, REVIEW, 422, { ...body, errors: ['text'] })).toBeUndefined();
    expect(responseProblem(GITHUB, COMMENT, 422, { ...body, errors: ['text'] })).toContain(
      'errors/0',
    );
    expect(
      responseProblem(GITHUB, COMMENT, 422, { ...body, errors: [{ code: 'c' }] }),
    ).toBeUndefined();
  });

  test('a misspelt operation is a mistake of the double', () => {
    expect(() => responseProblem(GITHUB, 'get /nowhere', 200, {})).toThrow('no get /nowhere');
  });
});

test('what GitHub can do is known by its paths', () => {
  expect(isKnownToGitHub(GITHUB, 'GET', '/repos/a/b/issues')).toBe(true);
  expect(isKnownToGitHub(GITHUB, 'PUT', '/repos/a/b/contents/deep/down/file.txt')).toBe(true);
  expect(isKnownToGitHub(GITHUB, 'PUT', '/repos/a/b/issues')).toBe(false);
  expect(isKnownToGitHub(GITHUB, 'GET', '/repos/a/b/isues')).toBe(false);
  expect(isKnownToGitHub(GITHUB, 'GET', '/repos/a/b/issues/1/more/than/there/is')).toBe(false);
});
