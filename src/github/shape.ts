import * as v from 'valibot';

/** An answer that is not what GitHub's documentation says: cut off, empty, a page in HTML. */
export class BrokenAnswer extends Error {
  override readonly name = 'BrokenAnswer';
}

/** What an answer has to look like, and what is read of it. */
export type Shape<T> = v.GenericSchema<unknown, T>;

/** What is read of an answer of this shape. */
export type Read<S extends v.GenericSchema> = v.InferOutput<S>;

export const string = v.string();
export const boolean = v.boolean();

/** A number that counts or names something: whole, and not negative. */
export const integer = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/**
 * The number at the end of an address, by which REST knows a comment. GraphQL's `databaseId` has 32 bits,
 * which the numbers of comments and reviews outgrew; its successor is missing in older servers.
 */
export const numbered = v.pipe(
  v.string(),
  v.transform((url) => Number(/(?<!\d)\d{1,15}$/.exec(url)?.[0])),
  v.safeInteger(),
);

/** For an answer that nobody reads: that it came with this status is all there is to know. */
export const ignored = v.pipe(
  v.unknown(),
  v.transform(() => undefined),
);

export const list = v.array;

/** At least these fields; others are left out. */
export const object = v.object;

/** What may be absent or null, which are one thing for us. */
export function optional<T>(shape: Shape<T>) {
  return v.pipe(
    v.nullish(shape),
    v.transform((value): T | undefined => value ?? undefined),
  );
}

/** Fields that the request names, such as the aliases of a query: null or there, but never left out. */
export function named<T>(names: readonly string[], item: Shape<T>) {
  return v.pipe(
    v.object(Object.fromEntries(names.map((name) => [name, v.nullable(item)]))),
    v.transform((fields): (T | undefined)[] => names.map((name) => fields[name] ?? undefined)),
  );
}

/** What is as documented only if more holds than its fields say. */
export function where<T>(shape: Shape<T>, holds: (value: T) => boolean) {
  return v.pipe(shape, v.check(holds));
}

/**
 * Reads an answer.
 *
 * @param name what it answers
 * @throws BrokenAnswer where it is of another shape
 */
export function readAnswer<T>(shape: Shape<T>, answer: unknown, name: string): T {
  const result = v.safeParse(shape, answer, { abortEarly: true });
  if (result.success) return result.output;
  // Octokit gives what is no JSON as text.
  if (typeof answer === 'string') {
    throw new BrokenAnswer(`GitHub's answer to ${name} is cut off, empty, or not JSON`);
  }
  const [issue] = result.issues;
  const place = v.getDotPath(issue) ?? 'the whole';
  throw new BrokenAnswer(
    `GitHub's answer to ${name} is not as documented: ${place} is ${issue.received}, not ${issue.expected ?? 'valid'}`,
  );
}
