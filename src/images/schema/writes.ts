import * as v from 'valibot';
import {
  choice,
  filledList,
  flag,
  hasOneOf,
  implies,
  list,
  mapping,
  only,
  textLike,
  unique,
} from '../../schema/shapes.ts';
import { clause, path, program, source } from './texts.ts';

/** Settings of a manifest, any of which answers a condition. */
export const signs = v.pipe(
  mapping({
    env: v.exactOptional(
      v.pipe(
        filledList(
          textLike(
            /^[A-Za-z_*][\w*.-]*(=.*)?$/,
            'NAME, or NAME=value; * stands for any text',
          ),
        ),
        unique(),
      ),
    ),
    options: v.exactOptional(
      v.pipe(
        filledList(
          textLike(
            /^-{0,2}[A-Za-z][\w.*-]*(=.*)?$/,
            'an option, --name or --name=value, or a word before a value; * stands for any text',
          ),
        ),
        unique(),
      ),
    ),
    programs: v.exactOptional(v.pipe(filledList(program), unique())),
    mounts: v.exactOptional(filledList(path)),
    complete: v.exactOptional(
      v.pipe(
        only(true),
        v.description('Nothing else decides it: where none is set, the answer is no.'),
      ),
    ),
  }),
  hasOneOf(['env', 'options', 'programs', 'mounts']),
  v.description('Settings of a manifest, any of which answers a condition.'),
);

/** Settings of a manifest that name another place for a path. */
export const movedBy = v.pipe(
  mapping({
    env: v.exactOptional(
      v.pipe(filledList(textLike(/^[A-Za-z_]\w*$/, 'the name of a variable')), unique()),
    ),
    options: v.exactOptional(
      v.pipe(
        filledList(
          textLike(
            /^-{0,2}[A-Za-z][\w.*-]*$/,
            'an option, --name, or a word before a path; * stands for any text',
          ),
        ),
        unique(),
      ),
    ),
    file: v.exactOptional(
      v.pipe(
        only(true),
        v.description('The setting names a file, and the volume belongs on its folder.'),
      ),
    ),
  }),
  hasOneOf(['env', 'options']),
  v.description('Settings of a manifest that name another place for the path.'),
);

/** Where an image writes. */
export const writes = v.pipe(
  list(
    v.pipe(
      mapping({
        path,
        kind: choice(['scratch', 'cache', 'run', 'log', 'config', 'data']),
        volume: choice(['emptyDir', 'persistent']),
        when: v.exactOptional(clause),
        ifMounted: v.exactOptional(
          v.pipe(path, v.description('The condition holds only where something is mounted here.')),
        ),
        if: v.exactOptional(
          v.pipe(signs, v.description('Settings by which the condition of when holds.')),
        ),
        unless: v.exactOptional(
          v.pipe(signs, v.description('Settings by which the image does not write there.')),
        ),
        movedBy: v.exactOptional(movedBy),
        ownFolder: v.exactOptional(
          v.pipe(
            textLike(/^[A-Z_]+$/, 'the name of a variable in capital letters'),
            v.description(
              'The variable that names a folder for these files, where the program refuses one that all users may write to.',
            ),
          ),
        ),
        hidesFiles: v.exactOptional(
          v.pipe(
            flag(),
            v.description(
              'Whether the image has files there that a volume would hide, and that it needs.',
            ),
          ),
        ),
        copyable: v.exactOptional(
          v.pipe(
            only(true),
            v.description(
              "The image's own chart fills the volume with the image's cp, or its Dockerfile or entrypoint shows that it has one.",
            ),
          ),
        ),
        evidence: choice([
          'declared',
          'script',
          'chart',
          'docs',
          'code',
          'reported',
          'observed',
          'unread',
        ]),
        source,
      }),
      implies('ifMounted', 'when'),
      implies('copyable', 'hidesFiles'),
      implies('if', 'when'),
    ),
  ),
  v.description('Empty: the image writes nothing. Left out: not known.'),
);

