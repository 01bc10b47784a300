/** How a registry wants to be answered (RFC 9110, 11.6.1). */
export interface Challenge {
  readonly scheme: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/**
 * A scheme, or a parameter with its value. Sticky, and read from the start on, so that no part of a
 * header is looked at more than a few times.
 */
const PART = /[\s,]*([\w.-]+)(?:[ \t]*=[ \t]*(?:"([^"]*)"|([^\s,"]*)))?/y;

/** Reads `WWW-Authenticate`; Bearer comes before Basic where a registry offers both. */
export function readChallenge(header: string): Challenge | undefined {
  const challenges = readChallenges(header);
  return ['bearer', 'basic']
    .map((name) => challenges.find(({ scheme }) => scheme === name))
    .find((challenge) => challenge !== undefined);
}

/** What comes behind something that is no challenge is not read. */
function readChallenges(header: string): readonly Challenge[] {
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  const part = new RegExp(PART);
  for (let match = part.exec(header); match; match = part.exec(header)) {
    const [, name = '', quoted, plain] = match;
    const value = quoted ?? plain;
    if (value === undefined) challenges.push({ scheme: name.toLowerCase(), parameters: new Map() });
    else challenges.at(-1)?.parameters.set(name.toLowerCase(), value);
  }
  return challenges;
}
