/** A name may have 63 characters (RFC 1123). */
const MAX_NAME = 63;

/** The first of `name-2`, `name-3` and so on that is not taken. */
export function numbered(name: string, taken: ReadonlySet<string>): string {
  for (let count = 2; ; count++) {
    const candidate = `${name.slice(0, MAX_NAME - 6)}-${count}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/** Text as a name: no longer than it may be, and with no dash at its end. */
export function fit(name: string): string {
  return name.slice(0, MAX_NAME).replace(/(?<!-)-+$/, '');
}

/** Text as a part of a name: lower case letters, digits and dashes. */
export function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
