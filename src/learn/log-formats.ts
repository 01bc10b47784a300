/** How logs can be written, in the order in which that is tried. */
export const LOG_FORMATS = [
  'docker-diff',
  'try',
  'falco',
  'tracee',
  'gadget',
  'strace',
  'paths',
] as const;

export type LogFormat = (typeof LOG_FORMATS)[number];
