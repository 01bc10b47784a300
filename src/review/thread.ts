/** Where a comment stands, on the new side of the diff. */
export interface CommentPlace {
  readonly subject: 'line' | 'file';
  /** The last line; 1 for a comment on the file. */
  readonly line: number;
  /** The first line, where there are several. */
  readonly startLine?: number;
}

/** A comment that a run of ours made, with what became of it. */
export interface Thread {
  /** GitHub's name for the thread, and for the comment in it that is ours. */
  readonly id: string;
  /**
   * Whether this run can change it. Others are made by runs with another check, or are about files or
   * rules that this one does not judge: what they say is said, and is left to them.
   */
  readonly isOwn: boolean;
  readonly commentId: string;
  /** The comment's number: the older one has the smaller. */
  readonly number: number;
  readonly path: string;
  readonly body: string;
  readonly fingerprints: readonly string[];
  /** Undefined when the lines were changed since: the comment is outdated. */
  readonly place: CommentPlace | undefined;
  /** `settled` by a person, who resolved or hid it; `done` when a run of ours closed it. */
  readonly state: 'open' | 'settled' | 'done';
  readonly hasReply: boolean;
  /** Whether the token may resolve it. */
  readonly canResolve: boolean;
}

/** A review of ours that asked for changes. */
export interface PriorReview {
  readonly number: number;
  /** Whether it stands, or was dismissed. */
  readonly stands: boolean;
}

/** What is to be done about a comment that stands. */
export interface PlannedUpdate {
  readonly thread: Thread;
  readonly body: string;
}

/**
 * Open threads of this run that say only what older open ones say; one that people answered is never
 * one.
 */
export function findDuplicates(threads: readonly Thread[]): Thread[] {
  const said = new Set<string>();
  const duplicates: Thread[] = [];
  const open = threads.filter(({ state }) => state === 'open');
  for (const thread of open.toSorted((one, other) => one.number - other.number)) {
    const isDuplicate = thread.fingerprints.every((fingerprint) => said.has(fingerprint));
    if (isDuplicate && thread.isOwn && !thread.hasReply) duplicates.push(thread);
    for (const fingerprint of thread.fingerprints) said.add(fingerprint);
  }
  return duplicates;
}

/** The fingerprints that need no comment any more: of threads that no run of ours closed. */
export function fingerprintsOf(threads: readonly Thread[]): Set<string> {
  return new Set(
    threads.flatMap(({ state, fingerprints }) => (state === 'done' ? [] : fingerprints)),
  );
}
